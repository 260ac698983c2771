"""The panel of checks, and what the settings do not let pass."""

from typing import Any

import html5lib
import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from app.articles.checks.finding import Code
from app.articles.content import PictureContent
from app.articles.models import Article, Section, State
from app.foundation.storage import FolderStorage
from app.site import editing
from tests.support import html
from tests.support.client import CheckedClient
from tests.support.newsroom import add_article, add_picture, add_section

NEW = "/admin/articles/new"
COVERAGE = "Media coverage leads to the report of others: give its source and its external link, then publish it."
FLAWED = "<p>The first line of the company.The second.</p>"


@pytest.fixture
def section(session: Session) -> Section:
    return add_section(session)


def filled(section: Section, **fields: Any) -> dict[str, Any]:
    return {"title": "Signed", "language": "en", "section": section.id, "kind": "announcement", **fields}


def ask(client: CheckedClient, fields: dict[str, Any], path: str = "/admin/checks") -> TestResponse:
    """Ask as the form's script does; a panel is a part of a page, which the checked client would refuse."""
    return FlaskClient.open(client, path, method="POST", data={"csrf_token": client.token(), **fields})


def panel(answer: TestResponse) -> dict[str, list[str]]:
    """Return the sentences of a panel below their headings; what is no valid HTML fails."""
    assert answer.status_code == 200
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    found: dict[str, list[str]] = {}
    for element in parser.parseFragment(answer.get_data(as_text=True)).iter():
        if element.tag == "h3":
            heading = "".join(text for text in element.itertext() if not text.strip().isdecimal()).strip()
            found[heading] = []
        elif element.tag == "li":
            found[heading].append(html.text_of(element.find("p")))
    return found


def test_form_as_it_stands_is_checked_and_not_stored(editor: CheckedClient, session: Session, section: Section) -> None:
    answer = ask(editor, filled(section, body=FLAWED))
    assert panel(answer) == {"Stops publishing": [], "Advice": ["Text A space seems to be missing."]}
    page = answer.get_data(as_text=True)
    assert 'data-words="company.The" data-occurrence="0" data-block="0"' in page
    assert 'data-mend="company. The"' in page
    assert session.scalar(select(Article)) is None
    assert answer.headers["Cache-Control"] == "no-store"


def test_what_the_form_lacks_is_told_apart_from_advice(editor: CheckedClient, section: Section) -> None:
    fields = filled(section, title="", body=FLAWED, publish_at="31 April", kind="coverage")
    assert panel(ask(editor, fields)) == {
        "Stops publishing": [
            "Title Give the article a title.",
            "Publish time Not a valid datetime value.",
            f"Kind {COVERAGE}",
        ],
        "Advice": ["Text A space seems to be missing."],
    }


@pytest.mark.parametrize(
    "fields",
    [
        {"language": "xx"},
        {"kind": "xx"},
        {"section": "xx"},
        {"pictures-0-key": "NO", "pictures-0-picture_id": "1"},
        {"pictures-0-key": "a", "pictures-0-picture_id": "99999999999"},
        {"pictures-0-key": "a", "pictures-1-key": "a"},
        {"body": "<p>" * 1_000_001},
        {"title": "x" * 100_000},
        {"translation_of": "nowhere"},
        {"starting_hits": "-1"},
        {"event_date": "2021-02-30"},
    ],
)
def test_form_that_nobody_could_save_is_answered_too(
    editor: CheckedClient, section: Section, fields: dict[str, Any]
) -> None:
    assert "Stops publishing" in panel(ask(editor, filled(section, body=FLAWED) | fields))


def test_words_of_the_writer_are_escaped(editor: CheckedClient, section: Section) -> None:
    fields = filled(section, title='“<script>"&', body='<p>a.The"&lt;img&gt;</p>', external_link='http://a"><b>')
    page = ask(editor, fields).get_data(as_text=True)
    assert "<script>" not in page
    assert "<img>" not in page
    assert "<b>" not in page


def test_picture_is_named_and_its_own_words_are_enough(
    editor: CheckedClient, session: Session, section: Section, storage: FolderStorage
) -> None:
    bare, described = add_picture(session, storage), add_picture(session, storage, "navy")
    described.caption, described.alternative_text = "A caption", "Navy"
    session.commit()
    rows = {
        "pictures-0-key": "a", "pictures-0-picture_id": bare.id,
        "pictures-1-key": "b", "pictures-1-picture_id": described.id,
    }  # fmt: skip
    answer = ask(editor, filled(section, body="<p>Words.</p>", **rows))
    assert panel(answer)["Advice"] == [
        "Alternative text “teal.jpg” has no alternative text: what does it show?",
        "Caption “teal.jpg” has no caption.",
    ]
    assert 'href="#pictures-0-alternative_text"' in answer.get_data(as_text=True)


def test_stored_article_is_no_other_one_of_its_title(editor: CheckedClient, session: Session, section: Section) -> None:
    article = add_article(session, section, title="Signed")
    fields = filled(section, body="<p>Words.</p>", version=article.version)
    assert panel(ask(editor, fields, f"/admin/articles/{article.id}/checks"))["Advice"] == []
    answer = ask(editor, fields)
    assert panel(answer)["Advice"] == ["Title Another article has the same title. Open it"]
    assert f'href="/admin/articles/{article.id}"' in answer.get_data(as_text=True)
    assert panel(ask(editor, fields | {"language": "zh"}))["Advice"] == []


def test_versions_are_compared(editor: CheckedClient, session: Session, section: Section) -> None:
    english = add_article(session, section, title="Signed", body="<p>It cost 412 million yuan.</p>")
    chinese = filled(section, title="签约", language="zh", body="<p>投资4.21亿元。</p>", translation_of="signed")
    assert panel(ask(editor, chinese))["Advice"] == [
        "Text The English version does not have this figure.",
        "Text The English version has 412 million; this one does not.",
    ]
    stored = add_article(
        session, section, title="签约", slug="qianyue", language="zh", body=chinese["body"], translation_of=english.id
    )
    page = editor.get(f"/admin/articles/{stored.id}").get_data(as_text=True)
    assert "The English version does not have this figure." in page


def test_page_of_a_stored_article_has_the_panel_without_script(
    editor: CheckedClient, session: Session, section: Section
) -> None:
    article = add_article(session, section, body=FLAWED)
    assert "A space seems to be missing." in editor.get(f"/admin/articles/{article.id}").get_data(as_text=True)
    assert "What could be mended stands here" in editor.get(NEW).get_data(as_text=True)


def test_no_kind_stops_publishing_unless_the_settings_say_so(
    editor: CheckedClient, session: Session, section: Section
) -> None:
    answer = editor.send(NEW, filled(section, body=FLAWED, then="publish"))
    assert answer.status_code == 303
    assert session.execute(select(Article.state)).scalar_one() is State.PUBLISHED


@pytest.fixture
def strict(session: Session) -> None:
    editing.save(session, {"stopping_checks": "joined-words no-caption"}, {}, {})
    session.commit()


@pytest.mark.usefixtures("strict")
@pytest.mark.parametrize("then", ["publish", "schedule"])
def test_what_the_settings_do_not_let_pass_stops_publishing_and_no_draft(
    editor: CheckedClient, session: Session, section: Section, then: str
) -> None:
    fields = filled(section, body=FLAWED, publish_at="2090-01-01T08:00")
    assert panel(ask(editor, fields)) == {"Stops publishing": ["Text A space seems to be missing."], "Advice": []}
    answer = editor.send(NEW, {**fields, "then": then})
    assert answer.status_code == 422
    page = " ".join(answer.get_data(as_text=True).split())
    assert "The checks that stop publishing have found something. Mend it, then publish." in page
    assert "Text: A space seems to be missing. “company.The”" in page
    assert session.scalar(select(Article)) is None
    assert editor.send(NEW, {**fields, "then": "save"}).status_code == 303
    assert session.execute(select(Article.state)).scalar_one() is State.DRAFT
    mended = {**fields, "title": "Mended", "body": FLAWED.replace(".The", ". The"), "then": then}
    assert editor.send(NEW, mended).status_code == 303


@pytest.mark.usefixtures("strict")
def test_changes_of_a_public_article_are_stopped_too_and_taking_it_back_is_not(
    editor: CheckedClient, session: Session, storage: FolderStorage, section: Section
) -> None:
    picture = PictureContent("a", add_picture(session, storage).id)
    article = add_article(session, section, body="<p>Words.</p>", pictures=[picture])
    fields = filled(section, body="<p>Changed.</p>", version=article.version)
    fields |= {"pictures-0-key": "a", "pictures-0-picture_id": picture.picture_id}
    path = f"/admin/articles/{article.id}"
    answer = editor.send(path, fields)
    assert answer.status_code == 422
    assert "Caption: “teal.jpg” has no caption." in answer.get_data(as_text=True)
    assert editor.send(path, {**fields, "then": "unpublish"}).status_code == 303
    session.expire_all()
    assert (article.state, article.body) == (State.DRAFT, "<p>Changed.</p>")


def test_administrator_chooses_what_stops_publishing(administrator: CheckedClient, session: Session) -> None:
    page = administrator.get("/admin/settings").get_data(as_text=True)
    document = html.parse(page)
    boxes = [field for field in document.iter("input") if field.get("name") == "stopping_checks"]
    assert len(boxes) == len(Code)
    assert not any(box.get("checked") is not None for box in boxes)
    texts = [field for field in document.iter("input") if field.get("type") == "text"]
    fields: dict[str, Any] = {str(field.get("name")): field.get("value") or "" for field in texts}
    fields |= {"time_zone": "UTC", "stopping_checks": ["no-caption", "dead-link"]}
    assert administrator.send("/admin/settings", fields).status_code == 303
    document = html.parse(administrator.get("/admin/settings").get_data(as_text=True))
    boxes = [field for field in document.iter("input") if field.get("name") == "stopping_checks"]
    assert {box.get("value") for box in boxes if box.get("checked") is not None} == {"no-caption", "dead-link"}
    unknown = administrator.send("/admin/settings", fields | {"stopping_checks": ["whatever"]})
    assert unknown.status_code == 422
