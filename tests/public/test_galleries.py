"""Pictures beside each other are a row of their page; without one of them, or for other readers, each stands alone."""

from datetime import UTC, datetime

import pytest
from sqlalchemy.orm import Session

from app.articles.content import PictureContent
from app.articles.models import Article
from app.foundation.storage import FolderStorage
from tests.support import html
from tests.support.client import CheckedClient
from tests.support.newsroom import add_article, add_picture, add_section

BODY = (
    '<p>Before.</p><figure data-picture="a"></figure><figure data-picture="b" data-beside=""></figure>'
    '<figure data-picture="c" data-beside=""></figure><p>Between.</p><figure data-picture="d"></figure>'
)


@pytest.fixture
def article(session: Session, storage: FolderStorage) -> Article:
    colours = {"a": "teal", "b": "navy", "c": "olive", "d": "maroon"}
    pictures = [PictureContent(k, add_picture(session, storage, c).id, f"The {c} one") for k, c in colours.items()]
    return add_article(session, add_section(session), title="Opened", body=BODY, pictures=pictures)


def rows(visitor: CheckedClient) -> list[list[str]]:
    """Return the captions of the pictures in each gallery."""
    page = html.parse(visitor.get("/news/opened").get_data(as_text=True))
    galleries = [element for element in page.iter("div") if element.get("class") == "gallery"]
    return [[html.text_of(caption) for caption in gallery.iter("figcaption")] for gallery in galleries]


def test_neighbours_share_a_row_and_are_numbered_on(visitor: CheckedClient, article: Article) -> None:
    assert rows(visitor) == [["Picture 1 The teal one", "Picture 2 The navy one", "Picture 3 The olive one"]]
    page = visitor.get("/news/opened").get_data(as_text=True)
    assert page.index("Picture 3 The olive one") < page.index("<p>Between.") < page.index("Picture 4 The maroon one")


def test_picture_that_may_not_be_shown_leaves_the_others_in_their_row(
    visitor: CheckedClient, session: Session, article: Article
) -> None:
    first = article.picture_uses[0].picture
    assert first is not None
    first.licence_ends = datetime(2021, 1, 1, tzinfo=UTC)
    session.commit()
    assert rows(visitor) == [["Picture 1 The navy one", "Picture 2 The olive one"]]


def test_feeds_have_each_by_itself(visitor: CheckedClient, article: Article) -> None:
    feed = visitor.get("/feed.json").get_json()
    assert feed["items"][0]["content_html"].count("<figure>") == 4
