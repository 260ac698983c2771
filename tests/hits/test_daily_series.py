from datetime import UTC, date, datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.articles.models import Article
from app.foundation import clock
from app.hits import counter
from app.hits.models import DailyHits, Hits
from app.site import editing
from tests.support.client import CheckedClient
from tests.support.newsroom import add_article, add_section

SHANGHAI = "Asia/Shanghai"
# Twenty-six hours apart: at every instant their days differ.
FIRST, LAST = "Pacific/Kiritimati", "Etc/GMT+12"


@pytest.fixture
def article(session: Session) -> Article:
    return add_article(session, add_section(session), title="Signed", starting_hits=680)


def series(session: Session, article_id: int) -> dict[date, int]:
    """Return the views of an article by day."""
    session.expire_all()
    rows = session.scalars(select(DailyHits).where(DailyHits.article_id == article_id).order_by(DailyHits.day))
    return {row.day: row.count for row in rows}


def total(session: Session, article_id: int) -> int:
    return counter.counted(session, [article_id])[article_id]


def test_views_are_added_to_their_day_and_to_the_total(session: Session, article: Article) -> None:
    days = [date(2026, 2, 28), date(2026, 3, 1), date(2026, 2, 28), date(2025, 12, 31), date(2026, 2, 28)]
    shown = [counter.count_view(session, article.id, day) for day in days]
    session.commit()
    assert shown == [1, 2, 3, 4, 5]
    assert series(session, article.id) == {date(2025, 12, 31): 1, date(2026, 2, 28): 3, date(2026, 3, 1): 1}
    assert total(session, article.id) == 5


def test_series_of_two_articles_are_apart(session: Session, article: Article) -> None:
    other = add_article(session, article.section, title="Other")
    day = date(2026, 3, 1)
    for article_id in (article.id, other.id, other.id):
        counter.count_view(session, article_id, day)
    session.commit()
    assert (series(session, article.id), series(session, other.id)) == ({day: 1}, {day: 2})
    assert counter.counted(session, [article.id, other.id]) == {article.id: 1, other.id: 2}


def test_view_that_is_not_committed_is_in_neither(session: Session, article: Article) -> None:
    counter.count_view(session, article.id, date(2026, 3, 1))
    session.rollback()
    assert series(session, article.id) == {}
    assert session.scalars(select(Hits)).all() == []


@pytest.mark.parametrize(
    ("instant", "in_utc", "in_shanghai"),
    [
        (datetime(2026, 2, 28, 15, 59, 59, tzinfo=UTC), date(2026, 2, 28), date(2026, 2, 28)),
        (datetime(2026, 2, 28, 16, tzinfo=UTC), date(2026, 2, 28), date(2026, 3, 1)),
        (datetime(2025, 12, 31, 23, 30, tzinfo=UTC), date(2025, 12, 31), date(2026, 1, 1)),
        (datetime(2026, 1, 1, tzinfo=UTC), date(2026, 1, 1), date(2026, 1, 1)),
    ],
)
def test_one_instant_is_counted_on_the_day_of_the_zone(
    session: Session, article: Article, instant: datetime, in_utc: date, in_shanghai: date
) -> None:
    other = add_article(session, article.section, title="Other")
    counter.count_view(session, article.id, instant.astimezone(ZoneInfo("UTC")).date())
    counter.count_view(session, other.id, instant.astimezone(ZoneInfo(SHANGHAI)).date())
    session.commit()
    assert series(session, article.id) == {in_utc: 1}
    assert series(session, other.id) == {in_shanghai: 1}


def days_of_views(client: CheckedClient, session: Session, article: Article, zones: list[str]) -> list[set[date]]:
    """View the page once under each zone; return the days, before and after the view, that it may have been."""
    days = []
    for name in zones:
        editing.save(session, {"time_zone": name}, {}, {})
        session.commit()
        before = clock.now()
        assert client.get(f"/news/{article.slug}").status_code == 200
        days.append({instant.astimezone(ZoneInfo(name)).date() for instant in (before, clock.now())})
    return days


@pytest.mark.parametrize("zone", ["UTC", SHANGHAI, FIRST, LAST])
def test_view_of_the_page_is_counted_on_the_day_of_the_sites_zone(
    visitor: CheckedClient, session: Session, article: Article, zone: str
) -> None:
    (days,) = days_of_views(visitor, session, article, [zone])
    counted = series(session, article.id)
    assert list(counted.values()) == [1]
    assert counted.keys() <= days


def test_zones_whose_days_differ_count_one_instant_on_two_days(
    visitor: CheckedClient, session: Session, article: Article
) -> None:
    earlier, later = days_of_views(visitor, session, article, [LAST, FIRST])
    counted = series(session, article.id)
    assert list(counted.values()) == [1, 1]
    assert min(counted) in earlier
    assert max(counted) in later


def test_days_add_up_to_the_number_on_the_page(visitor: CheckedClient, session: Session, article: Article) -> None:
    days_of_views(visitor, session, article, ["UTC", FIRST, SHANGHAI, LAST, "UTC"])
    counted = series(session, article.id)
    assert sum(counted.values()) == total(session, article.id) == 5
    assert all(earlier < later for earlier, later in pairwise(counted))
    assert "Hits:686" in visitor.get(f"/news/{article.slug}").get_data(as_text=True)
    assert sum(series(session, article.id).values()) == total(session, article.id) == 6
