"""Each picture of an article has a page of its own."""

from collections.abc import Callable

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.articles import workflow
from app.articles.content import PictureContent
from app.articles.models import Article
from app.foundation import clock
from app.foundation.storage import FolderStorage
from app.hits.models import Hits
from tests.support import html
from tests.support.client import CheckedClient
from tests.support.newsroom import add_article, add_picture, add_section


@pytest.fixture
def article(session: Session, storage: FolderStorage) -> Article:
    """An article whose second picture stands before its first, and a third that waits for its file."""
    red, blue = (add_picture(session, storage, colour) for colour in ("red", "blue"))
    pictures = [
        PictureContent("a", red.id, caption="All red", credit="Wei Ran", alternative_text="Red"),
        PictureContent("b", blue.id, caption="All blue", alternative_text="Blue"),
        PictureContent("c", None),
    ]
    body = '<p>Words.</p><figure data-picture="b"></figure>'
    return add_article(session, add_section(session), title="Signed", body=body, pictures=pictures)


def links_of(page: str) -> dict[str, str | None]:
    main = next(html.parse(page).iter("main"))
    return {html.text_of(link): link.get("href") for link in main.iter("a")}


@pytest.mark.usefixtures("article")
def test_pictures_are_gone_through_in_the_order_of_the_page(
    visitor: CheckedClient, session: Session, fold: Callable[[], None]
) -> None:
    page = visitor.get("/news/signed").get_data(as_text=True)
    figures = [link for link in html.parse(page).iter("a") if "/pictures/" in (link.get("href") or "")]
    assert [link.get("href") for link in figures] == ["/news/signed/pictures/1", "/news/signed/pictures/2"]
    first = visitor.get("/news/signed/pictures/1").get_data(as_text=True)
    assert "Picture 1 All blue" in first
    assert links_of(first)["Next picture"] == "/news/signed/pictures/2"
    assert "Previous picture" not in links_of(first)
    second = visitor.get("/news/signed/pictures/2").get_data(as_text=True)
    assert links_of(second)["Previous picture"] == "/news/signed/pictures/1"
    assert links_of(second)["Back to the article"] == "/news/signed"
    assert "Next picture" not in links_of(second)
    assert "Please name the source: Wei Ran" in second
    fold()
    # The article was viewed once; its pictures' pages are no views.
    assert session.scalar(select(Hits.count)) == 1


@pytest.mark.usefixtures("article")
def test_picture_is_downloaded_in_its_largest_size(visitor: CheckedClient) -> None:
    page = visitor.get("/news/signed/pictures/1").get_data(as_text=True)
    download = next(link for link in html.parse(page).iter("a") if link.get("download"))
    assert (download.get("download"), html.text_of(download)) == ("signed-1.jpg", "Download (JPEG, 640 × 480)")
    file = visitor.get(download.get("href") or "", buffered=True)
    assert (file.status_code, file.mimetype) == (200, "image/jpeg")


@pytest.mark.usefixtures("article")
@pytest.mark.parametrize("number", ["0", "3", "01", "-1", "x", "999999999999999999999"])
def test_picture_that_is_none_is_not_found(visitor: CheckedClient, number: str) -> None:
    assert visitor.get(f"/news/signed/pictures/{number}").status_code == 404


def test_picture_of_a_hidden_article_is_not_found(visitor: CheckedClient, session: Session, article: Article) -> None:
    assert visitor.get("/news/signed/pictures/1").status_code == 200
    workflow.unpublish(article, clock.now())
    session.commit()
    assert visitor.get("/news/signed/pictures/1").status_code == 404
    assert visitor.get("/zh/news/signed/pictures/1").status_code == 404
