"""What stands around an article."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from app.articles import sections, workflow
from app.articles.models import Article
from app.articles.surroundings import Surroundings, surroundings
from app.foundation import clock
from app.hits.models import DailyHits
from app.hits.most_read import MostRead
from app.site import editing
from tests.support import html
from tests.support.client import CheckedClient
from tests.support.newsroom import LONG_AGO, add_article, add_section


@pytest.fixture
def most_read(app: Flask) -> Iterator[MostRead]:
    """The most read articles of the application, which knows none before and after."""
    before = app.extensions["most_read"]
    app.extensions["most_read"] = MostRead()
    yield app.extensions["most_read"]
    app.extensions["most_read"] = before


def viewed(session: Session, article: Article, days_ago: int, count: int) -> None:
    day = clock.now().date() - timedelta(days=days_ago)
    session.add(DailyHits(article_id=article.id, day=day, count=count))
    session.commit()


def around(session: Session, article: Article) -> Surroundings:
    return surroundings(session, article, [], clock.now())


def below(visitor: CheckedClient, path: str, heading: str) -> list[str]:
    """Return the titles below a heading of a page."""
    document = html.parse(visitor.get(path).get_data(as_text=True))
    for section in document.iter("section"):
        if any(html.text_of(title) == heading for title in section.iter("h2")):
            return [html.text_of(title) for title in section.iter("h3")]
    return []


def test_related_articles_share_tags_words_and_section_in_this_order(session: Session) -> None:
    news, products = add_section(session), add_section(session, "products", "Products")
    article = add_article(session, news, title="Refinery at Haldvik starts", tags=["Haldvik", "Lithium"])
    neighbour = add_article(session, news, title="Another refinery")
    two = add_article(session, products, title="Salts", tags=["Haldvik", "Lithium"])
    word = add_article(session, news, title="A refinery opens its doors")
    one = add_article(session, products, title="Ships", tags=["Lithium"])
    section = add_article(session, news, title="Results")
    add_article(session, products, title="Other things")
    add_article(session, news, title="Refinery plans", tags=["Haldvik"], publish=False)
    add_article(session, news, title="Refinery soon", tags=["Haldvik"], publish_at=clock.now() + timedelta(days=1))
    add_article(session, news, title="Haldvik", language="zh", slug="zh-haldvik")
    found = around(session, article)
    assert (found.related, found.later) == ([two, one, word, section], neighbour)


def test_neighbours_are_not_named_again_as_related(session: Session) -> None:
    news = add_section(session)
    before, article, after, other = (
        add_article(session, news, title=f"Refinery {day}", publish_at=LONG_AGO + timedelta(days=day))
        for day in (2, 3, 4, 1)
    )
    found = around(session, article)
    assert (found.earlier, found.later, found.related) == (before, after, [other])


def test_neighbours_are_the_next_of_the_section(session: Session) -> None:
    news, products = add_section(session), add_section(session, "products", "Products")
    first, article, last = (
        add_article(session, news, title=title, publish_at=LONG_AGO + timedelta(days=day))
        for day, title in ((1, "First"), (50, "This"), (99, "Last"))
    )
    for day in (49, 51):
        add_article(session, products, title="Near", tags=["Steel"], publish_at=LONG_AGO + timedelta(days=day))
    found = around(session, article)
    assert (found.earlier, found.later) == (first, last)
    assert around(session, first).earlier is None
    assert around(session, last).later is None


def test_chinese_titles_are_compared_by_pairs_of_characters(session: Session) -> None:
    section = add_section(session)
    article = add_article(session, section, title="棠川循环发布年度报告", language="zh")
    add_article(session, section, title="人才招聘", language="zh")
    alike = add_article(session, section, title="循环利用", language="zh")
    other = add_article(session, section, title="开放日", language="zh")
    assert around(session, article).related == [alike, other]


def test_related_articles_stand_on_the_page(visitor: CheckedClient, session: Session) -> None:
    section = add_section(session)
    add_article(session, section, title="Signed", tags=["Steel"])
    add_article(session, add_section(session, "products", "Products"), title="Alike", tags=["Steel"])
    assert below(visitor, "/news/signed", "Related") == ["Alike"]


def test_most_read_of_the_last_days_leads(visitor: CheckedClient, session: Session, most_read: MostRead) -> None:
    section = add_section(session)
    few, many, before, gone, chinese = (
        add_article(session, section, title=title, slug=title.lower(), language="zh" if title == "Chinese" else "en")
        for title in ("Few", "Many", "Before", "Gone", "Chinese")
    )
    for article, days_ago, count in ((few, 0, 5), (many, 29, 9), (before, 30, 99), (gone, 1, 50), (chinese, 1, 60)):
        viewed(session, article, days_ago, count)
    most_read.renew(session, clock.now().date())
    assert most_read.of("en") == [gone.id, many.id, few.id]
    workflow.unpublish(gone, clock.now())
    session.commit()
    assert below(visitor, "/news/before", "Most read") == ["Many", "Few"]
    assert below(visitor, "/news/many", "Most read") == ["Few"]
    workflow.unpublish(many, clock.now())
    session.commit()
    assert below(visitor, "/news/before", "Most read") == ["Few"]


def test_most_read_is_looked_up_again_after_a_while_only(session: Session, most_read: MostRead) -> None:
    due = [most_read.is_due]
    most_read.renew(session, clock.now().date())
    due.append(most_read.is_due)
    assert due == [True, False]


def test_section_speaks_for_itself_else_the_newsroom_does(visitor: CheckedClient, session: Session) -> None:
    editing.save(
        session, {}, {"en": {"press_contact": "press@example.com", "boilerplate": "We recycle.\n\nSince 2009."}}, {}
    )
    own = {"name": "Products", "press_contact": "Ask <b>Lin</b>"}
    products = sections.save(session, None, slug="products", texts={"en": own}, position=2)
    add_article(session, add_section(session), title="Signed")
    add_article(session, products, title="A cell")
    page = visitor.get("/news/signed").get_data(as_text=True)
    assert 'href="mailto:press@example.com"' in page
    assert "<p>We recycle.</p><p>Since 2009.</p>" in page
    page = visitor.get("/news/a-cell").get_data(as_text=True)
    assert "Ask &lt;b&gt;Lin&lt;/b&gt;" in page
    assert "press@example.com" not in page
    assert "We recycle." in page


def test_article_is_shared_by_address_mail_and_code(visitor: CheckedClient, session: Session) -> None:
    add_article(session, add_section(session), title="Salt & pepper: 100%", slug="salt")
    document = html.parse(visitor.get("/news/salt").get_data(as_text=True))
    share = next(element for element in document.iter("details"))
    fields = [field.get("value") for field in share.iter("input")]
    assert fields == ["http://localhost/news/salt"]
    mail = next(link.get("href") or "" for link in share.iter("a"))
    assert mail == "mailto:?subject=Salt%20%26%20pepper%3A%20100%25&body=http%3A//localhost/news/salt"
    assert len([element for element in share.iter() if element.tag.endswith("svg")]) == 1


def test_date_of_the_event_is_told_where_it_is_another_day(visitor: CheckedClient, session: Session) -> None:
    section = add_section(session)
    add_article(session, section, title="Same day", event_date=date(2021, 10, 31))
    add_article(session, section, title="Day before", event_date=date(2021, 10, 30))
    assert "Date of the event" not in visitor.get("/news/same-day").get_data(as_text=True)
    assert "Date of the event" in visitor.get("/news/day-before").get_data(as_text=True)
