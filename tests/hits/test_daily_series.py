from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.articles.models import Article
from app.foundation import clock
from app.hits import queries
from app.hits.models import DailyHits
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
    return queries.counted(session, [article_id])[article_id]


@pytest.fixture
def count(app: Flask, session: Session) -> Callable[..., int]:
    """Count a view as the server does, and return the number that it shows."""

    def count(article: Article, zone: str = "UTC") -> int:
        tally = app.extensions["counter"].tally(session, article.id, article.starting_hits, ZoneInfo(zone))
        return int(tally({"REQUEST_METHOD": "GET"}))

    return count


def test_series_of_two_articles_are_apart(
    session: Session, article: Article, count: Callable[..., int], fold: Callable[[], None]
) -> None:
    other = add_article(session, article.section, title="Other")
    assert [count(article), count(other), count(other), count(article), count(other)] == [681, 1, 2, 682, 3]
    fold()
    assert list(series(session, article.id).values()) == [2]
    assert list(series(session, other.id).values()) == [3]
    assert queries.counted(session, [article.id, other.id]) == {article.id: 2, other.id: 3}


def test_views_belong_to_the_day_on_which_they_came_however_late_they_are_folded(
    session: Session, article: Article, count: Callable[..., int], fold: Callable[[], None]
) -> None:
    earlier, later = neighbouring_days()
    count(article, earlier)
    count(article, later)
    count(article, later)
    fold()
    days = sorted(series(session, article.id).items())
    assert [views for _day, views in days] == [1, 2]
    assert days[0][0] + timedelta(days=1) == days[1][0]
    count(article, later)
    fold()
    assert [views for _day, views in sorted(series(session, article.id).items())] == [1, 3]


def neighbouring_days() -> tuple[str, str]:
    """Return two time zones between which a midnight lies now, and will for a while."""
    now = clock.now()
    hours = range(-12, 15)
    zones = {hour: f"Etc/GMT{-hour:+d}" for hour in hours}
    # The hour before midnight and the one after: the zone in the middle of its hour may be near its own midnight.
    before = next(hour for hour in hours if (now + timedelta(hours=hour)).hour == 22)
    return zones[before], zones[before + 3] if before + 3 in zones else zones[before - 21]


def days_of_views(
    client: CheckedClient, session: Session, article: Article, fold: Callable[[], None], zones: list[str]
) -> list[set[date]]:
    """View the page once under each zone; return the days, before and after the view, that it may have been."""
    days = []
    for name in zones:
        editing.save(session, {"time_zone": name}, {}, {})
        session.commit()
        before = clock.now()
        assert client.get(f"/news/{article.slug}").status_code == 200
        days.append({instant.astimezone(ZoneInfo(name)).date() for instant in (before, clock.now())})
        fold()
    return days


@pytest.mark.parametrize("zone", ["UTC", SHANGHAI, FIRST, LAST])
def test_view_of_the_page_is_counted_on_the_day_of_the_sites_zone(
    visitor: CheckedClient, session: Session, article: Article, fold: Callable[[], None], zone: str
) -> None:
    (days,) = days_of_views(visitor, session, article, fold, [zone])
    counted = series(session, article.id)
    assert list(counted.values()) == [1]
    assert counted.keys() <= days


def test_zones_whose_days_differ_count_one_instant_on_two_days(
    visitor: CheckedClient, session: Session, article: Article, fold: Callable[[], None]
) -> None:
    earlier, later = days_of_views(visitor, session, article, fold, [LAST, FIRST])
    counted = series(session, article.id)
    assert list(counted.values()) == [1, 1]
    assert min(counted) in earlier
    assert max(counted) in later


def test_days_add_up_to_the_number_on_the_page(
    visitor: CheckedClient, session: Session, article: Article, fold: Callable[[], None]
) -> None:
    days_of_views(visitor, session, article, fold, ["UTC", FIRST, SHANGHAI, LAST, "UTC"])
    counted = series(session, article.id)
    assert sum(counted.values()) == total(session, article.id) == 5
    assert all(earlier < later for earlier, later in pairwise(counted))
    assert "Hits:686" in visitor.get(f"/news/{article.slug}").get_data(as_text=True)
    fold()
    assert sum(series(session, article.id).values()) == total(session, article.id) == 6
