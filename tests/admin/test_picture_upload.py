import io
import re
from typing import Any

import html5lib
import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from app.admin.forms.article import MAX_PICTURES
from app.pictures.models import Picture
from tests.support.client import CheckedClient
from tests.support.newsroom import picture_bytes

PICTURES = "/admin/pictures"


def send(client: CheckedClient, data: bytes, name: str = "teal.jpg", query: str = "?index=0") -> TestResponse:
    """Send a file as the form's script does: the token stands in a header."""
    return post(client, {"file": (io.BytesIO(data), name)}, query, client.token())


def post(client: CheckedClient, data: dict[str, Any], query: str, token: str) -> TestResponse:
    headers = {"X-CSRFToken": token} if token else {}
    return client.post(f"{PICTURES}{query}", data=data, headers=headers, content_type="multipart/form-data")


def names(row: str) -> set[str]:
    return set(re.findall(r'name="([^"]+)"', row))


@pytest.fixture
def row_client(editor: CheckedClient, monkeypatch: pytest.MonkeyPatch) -> CheckedClient:
    """An editor whose answers may be a part of a page."""
    return editor


@pytest.mark.parametrize("index", [0, 7, MAX_PICTURES - 1])
def test_good_file_answers_one_row_of_the_index_asked_for(editor: CheckedClient, session: Session, index: int) -> None:
    answer = send(editor, picture_bytes(), query=f"?index={index}")
    row = answer.get_data(as_text=True)
    assert answer.status_code == 200
    assert names(row) == {
        f"pictures-{index}-{part}"
        for part in ("key", "picture_id", "position", "caption", "credit", "alternative_text", "remove")
    }
    picture = session.scalars(select(Picture)).one()
    (element,) = list(html5lib.parseFragment(row, namespaceHTMLElements=False))
    assert element.tag == "li"
    values = {field.get("name"): field.get("value") for field in element.iter("input")}
    assert values[f"pictures-{index}-picture_id"] == str(picture.id)
    assert re.fullmatch(r"[a-z0-9]{1,20}", values[f"pictures-{index}-key"] or "")
    (image,) = list(element.iter("img"))
    assert editor.get(image.get("src") or "", buffered=True).status_code == 200
    assert "teal.jpg" in row
