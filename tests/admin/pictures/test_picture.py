"""The page of one picture."""

import re
from typing import Any

import pytest
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from app.articles import workflow
from app.articles.content import PictureContent
from app.foundation import clock
from app.foundation.storage import FolderStorage
from app.pictures.models import Picture
from tests.support import html
from tests.support.client import CheckedClient
from tests.support.newsroom import add_article, add_picture, add_section


@pytest.fixture
def picture(session: Session, storage: FolderStorage) -> Picture:
    picture = add_picture(session, storage)
    session.commit()
    return picture


def fields(picture: Picture, **changes: Any) -> dict[str, Any]:
    """Return what the form of the picture sends as it stands, with changes."""
    return {"version": picture.version, "focus_x": 50, "focus_y": 50, **changes}


def save(client: CheckedClient, picture: Picture, **changes: Any) -> Any:
    return client.send(f"/admin/pictures/{picture.id}", fields(picture, **changes))


def test_what_is_saved_is_the_default_of_every_use(
    editor: CheckedClient, visitor: CheckedClient, session: Session, picture: Picture
) -> None:
    uses = [PictureContent("a", picture.id), PictureContent("b", picture.id, caption="Its own", credit="Its owner")]
    add_article(session, add_section(session), title="Signed", pictures=uses)
    assert "The hall" not in visitor.get("/news/signed").get_data(as_text=True)
    words = {"caption": "The hall", "credit": "Ann", "alternative_text": "A hall", "creator": "Bo", "copyright": "© C"}
    answer = save(editor, picture, **words)
    assert answer.status_code == 303
    session.refresh(picture)
    assert {name: getattr(picture, name) for name in words} == words
    page = visitor.get("/news/signed").get_data(as_text=True)
    assert re.findall(r"<span>(Picture \d[^<]*)</span>", page) == ["Picture 1 The hall", "Picture 2 Its own"]
    assert page.count('alt="A hall"') == 2
    assert "Its owner" in page


def form_of(answer: TestResponse) -> dict[str, str]:
    page = html.parse(answer.get_data(as_text=True))
    return html.values(next(form for form in page.iter("form") if form.get("data-asks") is not None))


def test_page_says_where_the_picture_is_used(editor: CheckedClient, session: Session, picture: Picture) -> None:
    section = add_section(session)
    add_article(session, section, title="Signed", pictures=[PictureContent("a", picture.id, caption="On that day")])
    draft = add_article(session, section, title="Drafted", pictures=[PictureContent("a", picture.id)])
    workflow.unpublish(draft, clock.now())
    session.commit()
    document = html.parse(editor.get(f"/admin/pictures/{picture.id}").get_data(as_text=True))
    uses = next(e for e in document.iter("ul") if e.get("class") == "uses")
    assert sorted(html.text_of(use) for use in uses) == [
        "Drafted Draft No caption Lacks alternative text",
        "Signed Published On that day Lacks alternative text",
    ]
    assert "640 × 480 pixels" in html.text_of(document)


def test_second_of_two_editors_sees_both_versions_and_may_replace(
    editor: CheckedClient, session: Session, picture: Picture
) -> None:
    path = f"/admin/pictures/{picture.id}"
    opened = form_of(editor.get(path))
    first = {**opened, "caption": "The first", "creator": "Al"}
    second = {**opened, "caption": "The second", "credit": "Bo"}
    assert editor.send(path, first).status_code == 303
    answer = editor.send(path, second)
    assert answer.status_code == 409
    page = html.parse(answer.get_data(as_text=True))
    said = next(e for e in page.iter("div") if e.get("role") == "alert")
    assert [html.text_of(e) for e in said.iter("h3")] == ["Caption"]
    assert [html.text_of(e) for e in said.iter("dd")] == ["The first", "The second"]
    session.refresh(picture)
    assert picture.caption == "The first"
    assert editor.send(path, form_of(answer)).status_code == 303
    session.refresh(picture)
    # What only one of them changed is both's.
    assert (picture.caption, picture.credit, picture.creator) == ("The second", "Bo", "Al")


def test_changes_of_two_editors_that_are_apart_are_merged(
    editor: CheckedClient, session: Session, picture: Picture
) -> None:
    path = f"/admin/pictures/{picture.id}"
    opened = form_of(editor.get(path))
    assert editor.send(path, {**opened, "credit": "Bo", "licence_last_day": "2030-01-31"}).status_code == 303
    assert editor.send(path, {**opened, "alternative_text": "A hall"}).status_code == 303
    session.refresh(picture)
    assert (picture.credit, picture.alternative_text) == ("Bo", "A hall")
    assert picture.licence_ends is not None


@pytest.mark.parametrize(
    "wrong",
    [
        *({"focus_x": value} for value in ("-1", "101", "", "x", "1" * 400)),
        {"focus_y": "101"},
        {"licence_last_day": "0001-01-01"},
        {"licence_last_day": "soon"},
        {"caption": "x" * 2001},
    ],
)
def test_what_cannot_be_is_refused_and_kept_in_the_form(
    editor: CheckedClient, session: Session, picture: Picture, wrong: dict[str, str]
) -> None:
    answer = save(editor, picture, **{"credit": "Typed", **wrong})
    assert answer.status_code == 422
    assert 'value="Typed"' in answer.get_data(as_text=True)
    session.refresh(picture)
    assert (picture.version, picture.credit) == (1, "")


@pytest.mark.parametrize("version", ["", "0", "9" * 17])
def test_form_without_the_right_version_overwrites_nothing(
    editor: CheckedClient, session: Session, picture: Picture, version: str
) -> None:
    assert save(editor, picture, version=version, caption="Typed").status_code in (409, 422)
    session.refresh(picture)
    assert picture.caption == ""


def test_words_are_text(editor: CheckedClient, picture: Picture) -> None:
    save(editor, picture, caption="<b>&", credit="<i>")
    page = editor.get(f"/admin/pictures/{picture.id}").get_data(as_text=True)
    assert "<b>&" not in page
    assert "&lt;b&gt;&amp;" in page


def test_picture_that_is_none_is_not_found(editor: CheckedClient) -> None:
    assert editor.get("/admin/pictures/987").status_code == 404
    assert editor.get("/admin/pictures/987/image.jpg").status_code == 404
    assert editor.send("/admin/pictures/987").status_code == 404
