from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.articles import tag_lists, tags, workflow
from app.articles.models import Tag
from app.articles.tag_lists import tagged_page
from app.foundation import clock
from app.foundation.paging import PageNotFound
from tests.support import html
from tests.support.client import CheckedClient
from tests.support.newsroom import LONG_AGO, add_article, add_section


def test_article_leads_to_its_tags_and_they_back_to_it(visitor: CheckedClient, session: Session) -> None:
    section = add_section(session)
    add_article(session, section, title="A cell", tags=["Second life", "Storage"])
    add_article(session, section, title="A result", tags=["Storage"])
    document = html.parse(visitor.get("/news/a-cell").get_data(as_text=True))
    links = {html.text_of(link): link.get("href") for link in document.iter("a") if link.get("rel") == "tag"}
    assert links == {"Second life": "/tag/second-life/", "Storage": "/tag/storage/"}
    page = visitor.get("/tag/second-life/").get_data(as_text=True)
    assert "A cell" in page
    assert "1 article" in page
    assert "A result" not in page


def test_tag_is_one_of_its_language(visitor: CheckedClient, session: Session) -> None:
    add_article(session, add_section(session), title="签署协议", language="zh", tags=["循环利用"])
    assert "签署协议" in visitor.get("/zh/tag/循环利用/").get_data(as_text=True)
    assert visitor.get("/tag/循环利用/").status_code == 404
    assert visitor.get("/tag/none/").status_code == 404


def test_tag_of_hidden_articles_alone_is_not_found(visitor: CheckedClient, session: Session) -> None:
    section = add_section(session)
    add_article(session, section, title="Draft", publish=False, tags=["Merger"])
    tomorrow = clock.now() + timedelta(days=1)
    add_article(session, section, title="Scheduled", publish_at=tomorrow, tags=["Merger"])
    shown = add_article(session, section, title="Shown", tags=["Merger"])
    page = visitor.get("/tag/merger/").get_data(as_text=True)
    assert "1 article" in page
    assert "Draft" not in page
    assert "Scheduled" not in page
    workflow.unpublish(shown, clock.now())
    session.commit()
    assert visitor.get("/tag/merger/").status_code == 404


@pytest.mark.parametrize("at_once", [5000, 5])
def test_tag_lists_its_newest_articles_page_by_page(
    session: Session, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    """Both ways of looking them up, by the tag and by the time, give the same lists."""
    monkeypatch.setattr(tag_lists, "_SORTED", at_once)
    monkeypatch.setattr(tag_lists, "MOST", 40)
    section = add_section(session)
    expected = []
    for number in range(41):
        when = LONG_AGO + timedelta(days=(number * 7) % 41)
        article = add_article(session, section, title=f"A{number}", publish_at=when, tags=["Storage"])
        expected.append((when, article.id))
        add_article(session, section, title=f"B{number}", publish_at=when)
    expected.sort(reverse=True)
    tag = tags.by_slug(session, "en", "storage")
    assert tag is not None
    pages = [tagged_page(session, tag, number, clock.now()) for number in (1, 2)]
    assert [article.id for page in pages for article in page.items] == [article_id for _, article_id in expected[:40]]
    assert all(page.is_cut and page.total == 40 for page in pages)
    for number in (0, 3):
        with pytest.raises(PageNotFound):
            tagged_page(session, tag, number, clock.now())
    assert session.scalar(select(func.count()).select_from(Tag)) == 1
