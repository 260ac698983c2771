"""Two editors with one article: changes apart are merged, of others one is picked; nobody overwrites anybody."""

import json
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event
from sqlalchemy.orm import Session

from app.articles.content import PictureContent
from app.articles.models import Article
from app.foundation.database import db
from app.foundation.storage import FolderStorage
from app.site import editing as site_editing
from tests.support import html
from tests.support.client import CheckedClient
from tests.support.newsroom import add_article, add_picture, add_section


@pytest.fixture
def article(session: Session, storage: FolderStorage) -> Article:
    pictures = [PictureContent("one", add_picture(session, storage).id, "The hall")]
    return add_article(
        session,
        add_section(session),
        title="Shared",
        body="<p>First.</p>\n<p>Second.</p>\n<p>Third.</p>",
        pictures=pictures,
        tags=["Steel"],
    )


def opened(article: Article) -> dict[str, Any]:
    """What the form of the article holds as it stands."""
    return {
        "version": article.version,
        "language": "en",
        "section": article.section_id,
        "title": article.title,
        "body": article.body,
        "slug": article.slug,
        "tags": ", ".join(tag.name for tag in article.tags),
        "publish_at": "2021-10-31T08:00",
        "pictures_numbered": "y",
        **{
            f"pictures-{number}-{name}": getattr(use, name)
            for number, use in enumerate(article.picture_uses)
            for name in ("key", "picture_id", "position", "caption")
        },
    }


def path(article: Article) -> str:
    return f"/admin/articles/{article.id}"


def send(client: CheckedClient, article: Article, form: Mapping[str, Any], **changes: Any) -> Any:
    return client.send(path(article), {**form, **changes})


def body_of(*paragraphs: str) -> str:
    return "\n".join(f"<p>{words}</p>" for words in paragraphs)


def test_changes_that_are_apart_are_merged_and_said_to_be(
    editor: CheckedClient, administrator: CheckedClient, session: Session, article: Article
) -> None:
    form = opened(article)
    first = {"body": body_of("First, mended.", "Second.", "Third."), "tags": "Steel, Ports", "subtitle": "New"}
    assert send(editor, article, form, **first).status_code == 303
    second = {"body": body_of("First.", "Second.", "Third, mended."), "title": "Shared by two"}
    assert send(administrator, article, form, **second).status_code == 303
    session.refresh(article)
    assert article.body == body_of("First, mended.", "Second.", "Third, mended.")
    assert (article.title, article.subtitle) == ("Shared by two", "New")
    assert {tag.name for tag in article.tags} == {"Steel", "Ports"}
    page = html.text_of(html.parse(administrator.get(path(article)).get_data(as_text=True)))
    assert "What editor@example.com saved meanwhile is merged with yours: subtitle, text, tags." in page


def test_where_they_clash_both_stand_side_by_side_and_the_rest_is_merged(
    editor: CheckedClient, administrator: CheckedClient, session: Session, article: Article
) -> None:
    form = opened(article)
    send(editor, article, form, body=body_of("First.", "Theirs.", "Third."), subtitle="New", title="Their title")
    answer = send(administrator, article, form, body=body_of("First!", "Mine.", "Third."), title="My title")
    assert answer.status_code == 409
    page = html.parse(answer.get_data(as_text=True))
    (problems,) = [element for element in page.iter("div") if element.get("role") == "alert"]
    words = html.text_of(problems)
    assert "editor@example.com saved this article" in words
    assert "Title Stored Their title Yours My title" in words
    assert "Text Stored Theirs. Yours Mine." in words
    # What does not clash stands in the form already.
    fields = values(page)
    assert fields["subtitle"] == "New"
    assert fields["body"] == body_of("First!", "Mine.", "Third.")
    session.refresh(article)
    assert article.title == "Their title"

    picked = {**fields, "choice-0": "stored", "choice-1": "both"}
    assert administrator.send(path(article), picked).status_code == 303
    session.refresh(article)
    assert article.title == "Their title"
    assert article.body == body_of("First!", "Theirs.", "Mine.", "Third.")


def test_nothing_is_saved_before_one_of_each_is_picked(
    editor: CheckedClient, administrator: CheckedClient, session: Session, article: Article
) -> None:
    form = opened(article)
    send(editor, article, form, title="Their title", body=body_of("First.", "Theirs.", "Third."))
    answer = send(administrator, article, form, title="My title", body=body_of("First.", "Mine.", "Third."))
    fields = values(html.parse(answer.get_data(as_text=True)))
    assert "choice-0" not in fields
    for chosen in ({}, {"choice-0": "mine"}, {"choice-0": "mine", "choice-1": "another"}):
        answer = administrator.send(path(article), {**fields, **chosen, "then": "publish"})
        assert answer.status_code == 409
        page = html.parse(answer.get_data(as_text=True))
        assert "Pick one of each two versions below" in html.text_of(page)
        assert values(page).get("choice-0") == chosen.get("choice-0")
    session.refresh(article)
    assert (article.title, article.body) == ("Their title", body_of("First.", "Theirs.", "Third."))
    assert administrator.send(path(article), {**fields, "choice-0": "mine", "choice-1": "mine"}).status_code == 303


def test_what_was_mended_by_hand_is_not_put_away_unseen(
    editor: CheckedClient, administrator: CheckedClient, session: Session, article: Article
) -> None:
    form = opened(article)
    send(editor, article, form, title="Their title", body=body_of("First.", "Theirs.", "Third."))
    answer = send(administrator, article, form, title="My title", body=body_of("First.", "Mine.", "Third."))
    mended = {"title": "Our title", "body": body_of("First.", "Mine, mended.", "Third.")}
    picked = {"choice-0": "stored", "choice-1": "both"}
    answer = administrator.send(
        path(article), {**values(html.parse(answer.get_data(as_text=True))), **mended, **picked}
    )
    assert answer.status_code == 409
    page = html.parse(answer.get_data(as_text=True))
    assert "Title Stored Their title Yours Our title" in html.text_of(page)
    fields = values(page)
    assert ("choice-0" in fields, fields["choice-1"]) == (False, "both")
    assert administrator.send(path(article), {**fields, "choice-0": "stored"}).status_code == 303
    session.refresh(article)
    assert article.title == "Their title"
    assert article.body == body_of("First.", "Theirs.", "Mine, mended.", "Third.")


def test_hundreds_of_clashes_are_settled_each_in_its_place(
    editor: CheckedClient, administrator: CheckedClient, session: Session, article: Article
) -> None:
    numbers = range(230)
    send(editor, article, opened(article), body=body_of(*(f"Base {number}" for number in numbers)))
    session.refresh(article)
    form = opened(article)
    theirs = [f"Theirs {number}" for number in numbers]
    send(editor, article, form, body=body_of(*theirs))
    # Some of mine are the same.
    mine = ["TBD" if number % 3 else f"Mine {number}" for number in numbers]
    fields = values(html.parse(send(administrator, article, form, body=body_of(*mine)).get_data(as_text=True)))
    picks = {f"choice-{number}": "stored" if number % 2 else "mine" for number in numbers}
    assert administrator.send(path(article), {**fields, **picks}).status_code == 303
    session.refresh(article)
    assert article.body == body_of(*(theirs[number] if number % 2 else mine[number] for number in numbers))


@pytest.mark.parametrize(
    ("field", "theirs", "mine", "said"),
    [
        ("tags", ", ".join(f"a{n}" for n in range(30)), ", ".join(f"b{n}" for n in range(30)), "takes 50 tags"),
        (
            "body",
            body_of("First.", "Second.", "Third.", "a" * 600_000),
            body_of("b" * 600_000, "First.", "Second.", "Third."),
            "Shorten it and save again",
        ),
    ],
    ids=["tags", "text"],
)
def test_more_than_an_article_takes_is_refused_also_where_two_have_written_it(
    editor: CheckedClient, administrator: CheckedClient, article: Article, field: str, theirs: str, mine: str, said: str
) -> None:
    form = opened(article)
    assert send(editor, article, form, **{field: theirs}).status_code == 303
    answer = send(administrator, article, form, title="Typed", **{field: mine})
    assert answer.status_code == 422
    page = html.parse(answer.get_data(as_text=True))
    assert said in html.text_of(page)
    assert values(page)["title"] == "Typed"


def test_more_pictures_than_an_article_takes_are_refused_also_where_two_have_added_them(
    editor: CheckedClient, administrator: CheckedClient, article: Article
) -> None:
    def rows(who: str) -> dict[str, Any]:
        number = article.picture_uses[0].picture_id
        return {
            key: value
            for row in range(1, 121)
            for key, value in {f"pictures-{row}-key": f"{who}{row}", f"pictures-{row}-picture_id": number}.items()
        }

    form = opened(article)
    assert send(editor, article, form, **rows("a")).status_code == 303
    answer = send(administrator, article, form, **rows("b"))
    assert answer.status_code == 422
    assert "has 241 pictures; 200 is the most" in html.text_of(html.parse(answer.get_data(as_text=True)))
    assert editor.get(path(article)).status_code == 200


def test_link_made_while_another_saves_stays(
    app: Flask, editor: CheckedClient, administrator: CheckedClient, session: Session, article: Article
) -> None:
    other = add_article(session, article.section, language="zh", title="另一篇", slug="other")
    form, address = opened(article), path(article)

    first = True

    def link(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        nonlocal first
        if first and statement.startswith("UPDATE"):
            first = False
            linking = {**form, "translation_of": "other"}
            assert colleague.submit(administrator.send, address, linking).result().status_code == 303

    with app.app_context():
        engine = db.engine
    # Between what this save has read and its first lock.
    event.listen(engine, "before_cursor_execute", link)
    with ThreadPoolExecutor(1) as colleague:
        answer = editor.send(address, {**form, "title": "Mended"})
    event.remove(engine, "before_cursor_execute", link)
    assert answer.status_code == 303
    session.expire_all()
    assert article.title == "Mended"
    assert article.translation_group_id is not None
    assert article.translation_group_id == other.translation_group_id


def test_captions_of_one_picture_clash_by_themselves(
    editor: CheckedClient, administrator: CheckedClient, session: Session, article: Article
) -> None:
    form = opened(article)
    send(editor, article, form, **{"pictures-0-caption": "The old hall", "pictures-0-credit": "A. Smith"})
    answer = send(administrator, article, form, **{"pictures-0-caption": "The hall at night"})
    page = html.parse(answer.get_data(as_text=True))
    assert "Picture in row 1, caption Stored The old hall Yours The hall at night" in html.text_of(page)
    assert administrator.send(path(article), {**values(page), "choice-0": "stored"}).status_code == 303
    session.refresh(article)
    assert (article.picture_uses[0].caption, article.picture_uses[0].credit) == ("The old hall", "A. Smith")


@pytest.mark.parametrize(
    "clash",
    ["", "{", "[]", '{"field": "body"}', '{"field": "body", "picture": "", "mine": [1], "stored": []}',
     '{"field": "id", "picture": "", "mine": 1, "stored": 2}',
     '{"field": "caption", "picture": "no", "mine": "", "stored": ""}'],
)  # fmt: skip
def test_a_clash_that_no_form_of_ours_has_sent_changes_nothing(
    editor: CheckedClient, session: Session, article: Article, clash: str
) -> None:
    answer = send(editor, article, opened(article), title="Mine", **{"clash-0": clash, "choice-0": "stored"})
    assert answer.status_code == 303
    session.refresh(article)
    assert article.title == "Mine"


def values(page: Any) -> dict[str, str]:
    (form,) = [element for element in page.iter("form") if element.get("id") == "article-form"]
    return html.values(form)


def test_a_merged_save_that_is_sent_again_keeps_what_was_merged(
    editor: CheckedClient, administrator: CheckedClient, session: Session, article: Article
) -> None:
    form = opened(article)
    send(editor, article, form, body=body_of("First.", "Second, theirs.", "Third."), subtitle="Theirs")
    mine = {"body": body_of("First, mine.", "Second.", "Third."), "draft": "a" * 32, "draft_sequence": 7}
    for _ in range(2):
        assert send(administrator, article, form, **mine).status_code == 303
        session.refresh(article)
        assert article.body == body_of("First, mine.", "Second, theirs.", "Third.")
        assert article.subtitle == "Theirs"


def test_mine_can_be_nothing(
    editor: CheckedClient, administrator: CheckedClient, session: Session, article: Article
) -> None:
    form = opened(article) | {"subtitle": "Of both", "starting_hits": "4"}
    send(editor, article, form)
    session.refresh(article)
    form |= {"version": article.version}
    send(editor, article, form, subtitle="Theirs", starting_hits="9")
    answer = send(administrator, article, form, subtitle="", starting_hits="0")
    fields = values(html.parse(answer.get_data(as_text=True)))
    picked = {**fields, "choice-0": "mine", "choice-1": "mine"}
    assert administrator.send(path(article), picked).status_code == 303
    session.refresh(article)
    assert (article.subtitle, article.starting_hits) == ("", 0)


def test_paragraph_with_a_link_is_picked(
    editor: CheckedClient, administrator: CheckedClient, session: Session, article: Article
) -> None:
    form = opened(article)
    linked = '<p>{} <a href="https://example.com/">there</a>.</p>'
    send(editor, article, form, body="\n".join([linked.format("Theirs"), "<p>Second.</p>", "<p>Third.</p>"]))
    mine = "\n".join([linked.format("Mine"), "<p>Second.</p>", "<p>Third.</p>"])
    fields = values(html.parse(send(administrator, article, form, body=mine).get_data(as_text=True)))
    # As the editor writes it once something else is changed.
    typed = mine.replace("Third.", "Third!")
    assert administrator.send(path(article), {**fields, "body": typed, "choice-0": "stored"}).status_code == 303
    session.refresh(article)
    assert "Theirs" in article.body
    assert "Mine" not in article.body
    assert "Third!" in article.body


def test_clash_stays_until_nothing_else_keeps_the_form_back(
    editor: CheckedClient, administrator: CheckedClient, session: Session, article: Article
) -> None:
    form = opened(article)
    send(editor, article, form, body=body_of("Theirs.", "Second.", "Third."))
    answer = send(administrator, article, form, body=body_of("Mine.", "Second.", "Third."))
    fields = values(html.parse(answer.get_data(as_text=True)))
    refused = administrator.send(path(article), {**fields, "title": "", "choice-0": "stored"})
    assert refused.status_code == 422
    fields = values(html.parse(refused.get_data(as_text=True)))
    assert fields["choice-0"] == "stored"
    assert administrator.send(path(article), {**fields, "title": "Shared"}).status_code == 303
    session.refresh(article)
    assert article.body == body_of("Theirs.", "Second.", "Third.")


def test_clash_comes_back_with_the_draft_of_its_form(
    editor: CheckedClient, administrator: CheckedClient, session: Session, article: Article
) -> None:
    form = opened(article)
    send(
        editor,
        article,
        form,
        title="Their title",
        kind="coverage",
        source="A paper",
        external_link="https://a.example/",
    )
    answer = send(administrator, article, form, title="My title", source="Mine")
    fields = values(html.parse(answer.get_data(as_text=True)))
    draft = {"article": article.id, "version": int(fields["version"]), "sequence": 9, "fields": list(fields.items())}
    headers = {"X-CSRFToken": administrator.token()}
    kept = administrator.put(f"/admin/drafts/{fields['draft']}", json=draft, headers=headers)
    assert kept.status_code == 200
    taken = administrator.get(f"{path(article)}?draft={fields['draft']}")
    assert "Title Stored Their title Yours My title" in html.text_of(html.parse(taken.get_data(as_text=True)))
    fields = values(html.parse(taken.get_data(as_text=True)))
    assert administrator.send(path(article), {**fields, "choice-0": "stored", "choice-1": "mine"}).status_code == 303
    session.refresh(article)
    assert (article.title, article.source) == ("Their title", "Mine")


def test_picks_cannot_make_a_text_that_is_too_long(editor: CheckedClient, session: Session, article: Article) -> None:
    huge = json.dumps({"field": "body", "picture": "", "mine": ["<p>First.</p>"], "stored": [f"<p>{'a' * 10**6}</p>"]})
    answer = send(editor, article, opened(article), **{"clash-0": huge, "choice-0": "stored"})
    assert answer.status_code == 422
    assert "the text is longer than an article may be" in html.text_of(html.parse(answer.get_data(as_text=True)))


def test_check_that_stops_on_a_colleagues_picture_is_told(
    editor: CheckedClient, administrator: CheckedClient, session: Session, storage: FolderStorage, article: Article
) -> None:
    article.picture_uses[0].alternative_text = "A hall"
    picture = add_picture(session, storage, "navy")
    site_editing.save(session, {"stopping_checks": "no-alternative-text"}, {}, {})
    session.commit()
    form = opened(article) | {"pictures-0-alternative_text": "A hall"}
    added = {"pictures-1-key": "two", "pictures-1-picture_id": picture.id, "pictures-1-position": 2}
    assert send(editor, article, form, then="unpublish", **added).status_code == 303
    answer = send(administrator, article, form, title="Mine", then="publish")
    assert answer.status_code == 422
    assert "has no alternative text" in html.text_of(html.parse(answer.get_data(as_text=True)))
