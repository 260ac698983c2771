"""Two editors with one article: changes apart are merged, of others one is picked; nobody overwrites anybody."""

from collections.abc import Mapping
from typing import Any

import pytest
from sqlalchemy.orm import Session

from app.articles.content import PictureContent
from app.articles.models import Article
from app.foundation.storage import FolderStorage
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
