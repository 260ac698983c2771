"""Pictures of the library come into an article by their numbers: typed, or chosen by the form's script."""

from typing import Any

import html5lib
import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from app.articles.content import MAX_PICTURES
from app.articles.models import Article, PictureUse, Section
from app.foundation.storage import FolderStorage
from app.pictures.models import Picture
from tests.support.client import CheckedClient
from tests.support.newsroom import add_picture, add_section

NEW = "/admin/articles/new"


@pytest.fixture
def section(session: Session) -> Section:
    return add_section(session)


@pytest.fixture
def pictures(session: Session, storage: FolderStorage) -> list[Picture]:
    pictures = [add_picture(session, storage, colour) for colour in ("red", "green", "blue")]
    session.commit()
    return pictures


def send(client: CheckedClient, section: Section, numbers: str, **fields: Any) -> TestResponse:
    values = {"language": "en", "section": section.id, "title": "A title", "then": "save", "library_numbers": numbers}
    return client.send(NEW, {**values, **fields})


def used(session: Session) -> list[int | None]:
    return list(session.scalars(select(PictureUse.picture_id).order_by(PictureUse.position)))


@pytest.mark.parametrize("written", ["{0}, {2}", "{0} {2}", " {0};{2}, ", "{0},,{2}"])
def test_typed_numbers_add_their_pictures_in_order(
    editor: CheckedClient, session: Session, section: Section, pictures: list[Picture], written: str
) -> None:
    numbers = [picture.id for picture in pictures]
    assert send(editor, section, written.format(*numbers)).status_code == 303
    assert used(session) == [numbers[0], numbers[2]]


@pytest.mark.parametrize("wrong", ["987654", "99999999999999999999999", "abc", "-1", "1.5", "２", "0"])
def test_number_that_no_picture_has_is_said_and_the_others_are_kept(
    editor: CheckedClient, session: Session, section: Section, pictures: list[Picture], wrong: str
) -> None:
    answer = send(editor, section, f"{pictures[0].id}, {wrong}")
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert f"There is no picture with the number “{wrong[:20]}” in the library." in page
    assert f'name="pictures-0-picture_id" type="hidden" value="{pictures[0].id}"' in page
    assert f'value="{wrong}"' in page
    assert session.scalars(select(Article)).all() == []


def test_preview_shows_them(editor: CheckedClient, section: Section, pictures: list[Picture]) -> None:
    values = {"language": "en", "section": section.id, "title": "A title", "library_numbers": str(pictures[1].id)}
    page = editor.send("/admin/preview", values).get_data(as_text=True)
    assert pictures[1].renditions[0].key in page


def test_no_more_than_an_article_takes(editor: CheckedClient, section: Section, pictures: list[Picture]) -> None:
    answer = send(editor, section, ",".join([str(pictures[0].id)] * (MAX_PICTURES + 1)))
    page = answer.get_data(as_text=True)
    # Longer than the field may be, and more than fit.
    assert answer.status_code == 422
    assert f"An article takes {MAX_PICTURES} pictures at most; number {pictures[0].id} was not added." in page


def choose(client: CheckedClient, number: object, query: str = "index=3") -> TestResponse:
    """Ask for the row of a picture as the form's script does; a row is a part of a page."""
    headers = {"X-CSRFToken": client.token()}
    data = {"picture_id": number}
    return FlaskClient.open(client, f"/admin/pictures?{query}", method="POST", data=data, headers=headers)


def test_chosen_picture_answers_its_row(editor: CheckedClient, pictures: list[Picture]) -> None:
    answer = choose(editor, pictures[1].id)
    assert answer.status_code == 200
    (row,) = html5lib.parseFragment(answer.get_data(as_text=True), namespaceHTMLElements=False)
    values = {e.get("name"): e.get("value") for e in row.iter("input")}
    assert values["pictures-3-picture_id"] == str(pictures[1].id)
    assert "green.jpg" in answer.get_data(as_text=True)


@pytest.mark.parametrize("number", ["987654", "abc", "9" * 400, "-1"])
def test_chosen_picture_that_is_gone_is_said(editor: CheckedClient, number: str) -> None:
    answer = choose(editor, number)
    assert (answer.status_code, answer.mimetype) == (422, "text/plain")
    assert answer.get_data(as_text=True).startswith("There is no picture with the number")


def test_index_that_no_form_has_is_refused(editor: CheckedClient, pictures: list[Picture]) -> None:
    assert choose(editor, pictures[0].id, "index=-1").status_code == 400
    assert choose(editor, "").status_code == 400
