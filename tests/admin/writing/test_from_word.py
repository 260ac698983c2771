import io
from typing import Any

import docx
import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from app.admin.writing import word
from app.articles.models import Article, Section
from app.pictures.models import Picture
from tests.support import html
from tests.support.client import CheckedClient
from tests.support.newsroom import add_section, picture_bytes
from tests.transfer.word.samples import add_picture, changed, replaced, saved, with_lines

DOOR = "/admin/articles/from-word"
NEW = "/admin/articles/new"


@pytest.fixture
def section(session: Session) -> Section:
    return add_section(session)


@pytest.fixture
def illustrated() -> bytes:
    """A document with three pictures and their captions."""
    document = docx.Document()
    document.add_paragraph("Opening <of> the hall", style="Title")
    document.add_paragraph("Room for a thousand", style="Subtitle")
    document.add_paragraph("The hall opens.")
    for number, colour in enumerate(("teal", "navy", "olive"), start=1):
        add_picture(document, colour, f"Seen {colour}")
        document.add_paragraph(f"Figure {number}: The {colour} hall", style="Caption")
    document.add_paragraph("The end.")
    return saved(document)


def start(client: CheckedClient, *files: tuple[bytes, str]) -> TestResponse:
    """Send Word files as the form does."""
    return client.send(DOOR, {"file": [(io.BytesIO(data), name) for data, name in files]})


def values(answer: TestResponse) -> dict[str, str]:
    """Return what the form of an article holds, by the names of its fields."""
    found = {}
    for field in html.parse(answer.get_data(as_text=True)).iter():
        if field.tag == "textarea":
            found[field.get("name") or ""] = (field.text or "").strip()
        elif field.tag == "input" and field.get("type") != "file":
            found[field.get("name") or ""] = field.get("value") or ""
        elif field.tag == "select":
            found[field.get("name") or ""] = next(
                (option.get("value") or "" for option in field if option.get("selected") is not None), ""
            )
    return found


def words(answer: TestResponse) -> str:
    return html.text_of(html.parse(answer.get_data(as_text=True)))


def test_document_fills_the_form_and_stores_its_pictures_alone(
    editor: CheckedClient, session: Session, section: Section, illustrated: bytes
) -> None:
    answer = start(editor, (illustrated, "opening.docx"))
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    form = values(answer)
    assert (form["title"], form["subtitle"]) == ("Opening <of> the hall", "Room for a thousand")
    assert (form["language"], form["body"].count("<figure")) == ("en", 3)
    assert [form[f"pictures-{row}-caption"] for row in range(3)] == ["The teal hall", "The navy hall", "The olive hall"]
    assert form["pictures-1-alternative_text"] == "Seen navy"
    stored = session.scalars(select(Picture).order_by(Picture.id)).all()
    assert [form[f"pictures-{row}-picture_id"] for row in range(3)] == [str(picture.id) for picture in stored]
    assert "From “opening.docx”, not saved yet" in words(answer)
    assert "Everything came in." in words(answer)
    assert session.scalars(select(Article)).all() == []


def test_form_that_was_filled_is_saved_as_any_other(
    editor: CheckedClient, session: Session, section: Section, illustrated: bytes
) -> None:
    form: dict[str, Any] = values(start(editor, (illustrated, "opening.docx")))
    chosen = {name: value for name, value in form.items() if not name.endswith("-remove")}
    answer = editor.send(NEW, chosen | {"section": section.id, "then": "publish"})
    assert answer.status_code == 303, words(answer)
    document = html.parse(editor.get("/news/opening-of-the-hall").get_data(as_text=True))
    captions = [html.text_of(caption) for caption in document.iter("figcaption")]
    assert captions == ["Picture 1 The teal hall", "Picture 2 The navy hall", "Picture 3 The olive hall"]


def test_refused_picture_is_named_and_its_caption_waits(
    editor: CheckedClient, session: Session, section: Section, illustrated: bytes
) -> None:
    metafile = b"\x01\0\0\0" + bytes(36) + b" EMF" + bytes(60)
    lying = {"word/media/image1.jpg": picture_bytes(kind="PNG"), "word/media/image2.jpg": metafile}
    answer = start(editor, (changed(illustrated, lying), "opening.docx"))
    assert answer.status_code == 200
    form = values(answer)
    assert [bool(form[f"pictures-{row}-picture_id"]) for row in range(3)] == [True, False, True]
    assert form["pictures-1-caption"] == "The navy hall"
    assert "Picture 2: “opening-2.jpg” is a drawing of Windows (WMF or EMF). Save it as PNG" in words(answer)
    assert "Its row waits for the file." in words(answer)
    kinds = [picture.media_type for picture in session.scalars(select(Picture).order_by(Picture.id))]
    assert kinds == ["image/png", "image/jpeg"]


def test_pictures_for_which_there_is_no_time_are_found_the_next_time(
    editor: CheckedClient, section: Section, illustrated: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as clock:
        clock.setattr(word, "_SECONDS_FOR_PICTURES", -1)
        answer = start(editor, (illustrated, "opening.docx"))
    assert answer.status_code == 200
    assert "3 of the pictures are not here yet" in words(answer)
    assert values(answer)["pictures-2-caption"] == "The olive hall"
    assert values(start(editor, (illustrated, "opening.docx")))["pictures-2-picture_id"] != ""


def test_what_did_not_come_in_is_listed(editor: CheckedClient, section: Section) -> None:
    document = docx.Document()
    document.add_paragraph("T", style="Title")
    document.add_paragraph("Seen.").add_run("Hidden").font.hidden = True
    answer = start(editor, (saved(document), "opening.docx"))
    assert "This did not come in as it was: A piece of hidden text was left out." in words(answer)
    assert "Hidden" not in values(answer)["body"]


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ([], "Choose one Word file; each becomes an article of its own."),
        ([(with_lines(title="A"), "a.docx"), (with_lines(title="B"), "b.docx")], "Choose one Word file"),
        ([(b"", "a.docx")], "“a.docx” is empty."),
        ([(b"Words", "<b>.docx")], "“<b>.docx” is not a Word document."),
    ],
)
def test_file_that_cannot_be_read_is_refused_in_words(
    editor: CheckedClient, session: Session, section: Section, files: list[tuple[bytes, str]], message: str
) -> None:
    answer = start(editor, *files)
    assert answer.status_code == 422
    page = html.parse(answer.get_data(as_text=True))
    (error,) = [element for element in page.iter() if element.get("id") == "word-file-error"]
    assert message in html.text_of(error)
    assert "This was not saved yet" not in words(answer)
    assert session.scalars(select(Article)).all() == []


def test_hostile_words_stay_words(editor: CheckedClient, section: Section) -> None:
    data = replaced(
        with_lines(("Normal", "MARK"), title="<script>alert(1)</script>"),
        "word/document.xml",
        "MARK",
        "&lt;img src=x onerror=alert(1)&gt;",
    )
    form = values(start(editor, (data, "<script>.docx")))
    assert form["title"] == "<script>alert(1)</script>"
    assert form["body"] == "<p>&lt;img src=x onerror=alert(1)&gt;</p>"


def test_new_article_alone_starts_from_a_word_file(editor: CheckedClient, session: Session, section: Section) -> None:
    assert "Start from a Word file" in words(editor.get(NEW))
    editor.send(NEW, {"title": "A title", "section": section.id, "language": "en", "then": "save"})
    article = session.scalars(select(Article)).one()
    assert "Start from a Word file" not in words(editor.get(f"/admin/articles/{article.id}"))


def test_request_without_token_is_refused(editor: CheckedClient, session: Session, illustrated: bytes) -> None:
    answer = editor.post(DOOR, data={"file": (io.BytesIO(illustrated), "a.docx")})
    assert answer.status_code == 400
    assert session.scalars(select(Picture)).all() == []


def test_visitor_is_led_to_the_sign_in(
    app: Flask, visitor: CheckedClient, session: Session, illustrated: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", False)
    answer = visitor.post(DOOR, data={"file": (io.BytesIO(illustrated), "a.docx")})
    assert answer.status_code == 302
    assert "/admin/sign-in" in answer.headers["Location"]
    assert session.scalars(select(Picture)).all() == []


def test_wrong_method_is_refused(editor: CheckedClient) -> None:
    assert editor.get(DOOR).status_code == 405
