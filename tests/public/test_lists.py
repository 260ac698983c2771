from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from app.articles import counts, queries, workflow
from app.articles.models import Article
from app.articles.queries import Selection
from app.foundation import clock
from app.site import editing
from tests.support import html
from tests.support.client import CheckedClient
from tests.support.newsroom import LONG_AGO, add_article, add_section


def titles_on(visitor: CheckedClient, path: str) -> list[str]:
    answer = visitor.get(path)
    assert answer.status_code == 200, path
    document = html.parse(answer.get_data(as_text=True))
    main = next(document.iter("main"))
    return [html.text_of(link) for link in main.iter("a") if (link.get("href") or "").startswith("/news/a")]


def test_articles_of_one_instant_are_each_shown_once(visitor: CheckedClient, session: Session) -> None:
    section = add_section(session)
    for number in range(45):
        add_article(session, section, title=f"A{number:02}", publish_at=LONG_AGO)
    pages = [titles_on(visitor, f"/news/?page={page}") for page in (1, 2, 3)]
    assert [len(page) for page in pages] == [20, 20, 5]
    assert [title for page in pages for title in page] == [f"A{number:02}" for number in reversed(range(45))]
    assert visitor.get("/news/?page=4").status_code == 404


def test_every_page_of_every_length_is_whole(session: Session, app: object) -> None:
    section = add_section(session)
    now = clock.now()
    everything: list[int] = []
    for number in range(1, 62):
        article = add_article(session, section, title=f"A{number}", publish_at=LONG_AGO + timedelta(days=number // 3))
        everything.insert(0, article.id)
        if number % 10 in (0, 1):
            last = queries.published_page(session, Selection("en"), 1, now).last
            pages = [queries.published_page(session, Selection("en"), page, now) for page in range(1, last + 1)]
            assert [article.id for page in pages for article in page.items] == everything


@pytest.mark.parametrize(
    "query",
    [
        "page=0",
        "page=-1",
        "page=999999",
        "page=abc",
        "page=99999999999999999999",
        "page=١",
        "year=abc",
        "year=1900",
        "section=none",
        "page=",
    ],
)
def test_page_that_is_none_is_not_found(visitor: CheckedClient, session: Session, query: str) -> None:
    add_article(session, add_section(session), title="A")
    assert visitor.get(f"/news/?{query}").status_code == 404


def test_years_are_those_of_the_site(visitor: CheckedClient, session: Session) -> None:
    editing.save(session, {"time_zone": "Asia/Shanghai"}, {}, {})
    section = add_section(session)
    # The last evening of 2020 in UTC is the first morning of 2021 in Shanghai.
    add_article(session, section, title="A new year", publish_at=datetime(2020, 12, 31, 20, tzinfo=UTC))
    add_article(session, section, title="A later one", publish_at=datetime(2024, 5, 1, tzinfo=UTC))
    assert titles_on(visitor, "/news/?year=2021") == ["A new year"]
    assert visitor.get("/news/?year=2020").status_code == 404
    assert "Publish Date:2021-01-01" in visitor.get("/news/a-new-year").get_data(as_text=True)


def test_words_section_and_language_narrow(visitor: CheckedClient, session: Session) -> None:
    news, products = add_section(session), add_section(session, "products", "Products")
    add_article(session, news, title="A battery of 100%")
    add_article(session, products, title="A battery of 100 kWh")
    add_article(session, news, title="签约", language="zh", slug="chinese")
    assert titles_on(visitor, "/news/?q=battery+100%25") == ["A battery of 100 kWh", "A battery of 100%"]
    assert titles_on(visitor, "/news/?q=kwh") == ["A battery of 100 kWh"]
    assert titles_on(visitor, "/news/?q=battery&section=company-news") == ["A battery of 100%"]
    assert titles_on(visitor, "/news/?section=products") == ["A battery of 100 kWh"]
    assert titles_on(visitor, "/news/?q=nothing+like+it") == []
    assert "签约" in visitor.get("/zh/news/").get_data(as_text=True)
    assert "签约" not in visitor.get("/news/").get_data(as_text=True)


def test_empty_newsroom_has_its_pages(visitor: CheckedClient) -> None:
    for path in ("/", "/news/", "/zh/", "/zh/news/"):
        assert visitor.get(path).status_code == 200


def test_counts_follow_every_change(session: Session, app: object) -> None:
    news, products = add_section(session), add_section(session, "products", "Products")
    now = clock.now()

    def totals() -> tuple[int, int, int]:
        places = (None, news.id, products.id)
        first, second, third = (
            queries.published_page(session, Selection("en", place), 1, now).total for place in places
        )
        return first, second, third

    def shown() -> tuple[int, int, int]:
        session.commit()
        kept = totals()
        counts.recount(session)
        assert kept == totals()
        session.commit()
        return kept

    article = add_article(session, news, title="A")
    draft = add_article(session, news, title="B", publish=False)
    add_article(session, news, title="C", publish_at=now + timedelta(days=1))
    assert shown() == (1, 1, 0)
    article.section_id = products.id
    assert shown() == (1, 0, 1)
    workflow.publish(draft, now)
    assert shown() == (2, 1, 1)
    draft.language = "zh"
    assert shown() == (1, 0, 1)
    workflow.move_to_bin(article)
    assert shown() == (0, 0, 0)
    session.delete(session.get_one(Article, draft.id))
    assert shown() == (0, 0, 0)
