"""Two editors with one article: changes apart are merged, of others one is picked; nobody overwrites anybody."""

import json
from collections.abc import Mapping
from typing import Any

import pytest
from sqlalchemy.orm import Session

from app.articles.content import PictureContent
from app.articles.models import Article
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


def test_a_clash_that_is_mended_by_hand_is_not_picked_over(
    editor: CheckedClient, administrator: CheckedClient, session: Session, article: Article
) -> None:
    form = opened(article)
    send(editor, article, form, title="Their title")
    page = html.parse(send(administrator, article, form, title="My title").get_data(as_text=True))
    mended = {**values(page), "title": "Our title", "choice-0": "stored"}
    assert administrator.send(path(article), mended).status_code == 303
    session.refresh(article)
    assert article.title == "Our title"


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
    assert administrator.send(path(article), {**fields, "choice-0": "stored"}).status_code == 303
    session.refresh(article)
    assert article.title == "Their title"


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
