import errno
import io
import os
import re
from typing import Any

import html5lib
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from app.articles.content import MAX_PICTURES
from app.pictures.models import Picture
from tests.support.client import CheckedClient
from tests.support.newsroom import picture_bytes

PICTURES = "/admin/pictures"


def upload(
    client: CheckedClient, data: bytes | None = None, name: str = "teal.jpg", query: str = "index=0", token: str = ""
) -> TestResponse:
    """Send a file as the form's script does; a row is a part of a page, which the checked client would refuse."""
    values: dict[str, Any] = {} if data is None else {"file": (io.BytesIO(data), name)}
    headers = {"X-CSRFToken": token or client.token()}
    return FlaskClient.open(client, f"{PICTURES}?{query}", method="POST", data=values, headers=headers)


def pictures(session: Session) -> list[Picture]:
    session.expire_all()
    return list(session.scalars(select(Picture)))


@pytest.mark.parametrize("index", [0, 7, MAX_PICTURES - 1])
def test_good_file_answers_one_row_of_the_index_asked_for(editor: CheckedClient, session: Session, index: int) -> None:
    answer = upload(editor, picture_bytes(), query=f"index={index}")
    row = answer.get_data(as_text=True)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    (element,) = html5lib.parseFragment(row, namespaceHTMLElements=False)
    assert element.tag == "li"
    controls = {e.get("name"): e for e in element.iter() if e.tag in ("input", "textarea")}
    assert controls.keys() == {
        f"pictures-{index}-{part}"
        for part in ("key", "picture_id", "position", "caption", "credit", "alternative_text", "remove")
    }
    (picture,) = pictures(session)
    assert controls[f"pictures-{index}-picture_id"].get("value") == str(picture.id)
    assert re.fullmatch(r"[a-z0-9]{1,20}", controls[f"pictures-{index}-key"].get("value"))
    assert "teal.jpg" in row
    (image,) = element.iter("img")
    assert editor.get(image.get("src"), buffered=True).status_code == 200


def test_same_file_twice_is_one_picture_under_two_keys(editor: CheckedClient, session: Session) -> None:
    rows = [upload(editor, picture_bytes(), query=f"index={index}").get_data(as_text=True) for index in (0, 1)]
    keys = {re.findall(r'name="pictures-\d+-key"[^>]*value="([^"]+)"', row)[0] for row in rows}
    assert len(keys) == 2
    assert len(pictures(session)) == 1


def test_file_name_is_text(editor: CheckedClient) -> None:
    answer = upload(editor, picture_bytes(), name="<img src=x onerror=alert(1)>.jpg")
    assert answer.status_code == 200
    assert "<img src=x" not in answer.get_data(as_text=True)
    assert "&lt;img src=x" in answer.get_data(as_text=True)


@pytest.mark.parametrize(
    ("data", "why"),
    [(b"words alone", "is not a picture"), (b"", "is empty"), (picture_bytes()[:500], "is damaged")],
)
def test_refused_file_is_named_in_plain_text(editor: CheckedClient, session: Session, data: bytes, why: str) -> None:
    answer = upload(editor, data, name="<b>letter.jpg")
    assert answer.status_code == 422
    assert answer.mimetype == "text/plain"
    assert answer.get_data(as_text=True).startswith("“<b>letter.jpg” " + why)
    assert pictures(session) == []


def test_full_disk_is_said(editor: CheckedClient, session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    token = editor.token()
    with monkeypatch.context() as disk:
        disk.setattr(os, "fsync", refuse)
        # A colour of its own: nothing is written for a rendition that lies there already.
        answer = upload(editor, picture_bytes("orchid"), token=token)
    assert answer.status_code == 507
    assert answer.mimetype == "text/plain"
    assert "no room left on the server" in answer.get_data(as_text=True)
    assert pictures(session) == []


@pytest.mark.parametrize("query", ["index=-1", f"index={MAX_PICTURES}", "index=99999999999999999999"])
def test_index_that_no_form_has_is_refused(editor: CheckedClient, session: Session, query: str) -> None:
    assert upload(editor, picture_bytes(), query=query).status_code == 400
    assert pictures(session) == []


def test_index_that_is_no_number_is_refused(editor: CheckedClient, session: Session) -> None:
    assert upload(editor, picture_bytes(), query="index=first").status_code == 400
    assert pictures(session) == []


def test_request_without_file_is_refused(editor: CheckedClient) -> None:
    assert upload(editor).status_code == 400


def test_request_without_token_is_refused(editor: CheckedClient, session: Session) -> None:
    for values in ({}, {"csrf_token": "x"}):
        answer = editor.post(f"{PICTURES}?index=0", data={**values, "file": (io.BytesIO(picture_bytes()), "a.jpg")})
        assert answer.status_code == 400
    assert pictures(session) == []


def test_visitor_is_led_to_the_sign_in(
    app: Flask, visitor: CheckedClient, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", False)
    answer = visitor.post(f"{PICTURES}?index=0", data={"file": (io.BytesIO(picture_bytes()), "a.jpg")})
    assert answer.status_code == 302
    assert "/admin/sign-in" in answer.headers["Location"]
    assert pictures(session) == []
