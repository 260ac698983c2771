from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Engine, delete, func, select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from app.articles.models import Article
from app.foundation.database import Base, db
from app.hits.reader_models import (
    OTHER_HOSTS,
    DailyReaders,
    DailyReferrers,
    DailySiteReferrers,
    ReaderDay,
    ReaderDigest,
    ReaderKey,
)
from app.hits.readers import LARGEST_QUEUE, UNKNOWN_AGENTS, Readers
from app.site import editing
from tests.support.locks import locked
from tests.support.newsroom import add_article, add_section

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
TODAY, TOMORROW = date(2026, 3, 1), date(2026, 3, 2)
DAY = timedelta(days=1)
CHROME = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36"
)
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0"
GOOGLEBOT = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"


@pytest.fixture
def article(session: Session) -> Article:
    return add_article(session, add_section(session), title="Signed")


@pytest.fixture
def other(session: Session, article: Article) -> Article:
    return add_article(session, article.section, title="Other")


@pytest.fixture
def engine(app: Flask) -> Engine:
    with app.app_context():
        return db.engine


def view(agent: str = CHROME, address: str = "192.0.2.1", referrer: str = "") -> dict[str, Any]:
    """What a request brings with it (PEP 3333)."""
    environ = {"HTTP_USER_AGENT": agent, "REMOTE_ADDR": address, "HTTP_HOST": "news.example.com"}
    return {**environ, "HTTP_REFERER": referrer} if referrer else environ


def note(article: Article, *views: dict[str, Any]) -> Readers:
    readers = Readers()
    for environ in views:
        readers.note(article.id, environ)
    return readers


def store(session: Session, readers: Readers, now: datetime = NOON) -> None:
    readers.store(session, now)
    session.commit()


def of_article(session: Session, article: Article) -> dict[date, int]:
    rows = session.execute(
        select(DailyReaders.day, DailyReaders.count.label("readers")).where(DailyReaders.article_id == article.id)
    )
    return {row.day: row.readers for row in rows}


def of_site(session: Session) -> dict[date, int]:
    return {row.day: row.readers for row in session.execute(select(ReaderDay.day, ReaderDay.readers))}


def dropped(session: Session) -> int:
    return session.scalar(select(func.sum(ReaderDay.dropped))) or 0


def referrers(session: Session, article: Article) -> dict[str, int]:
    rows = session.execute(
        select(DailyReferrers.host, DailyReferrers.count.label("readers")).where(
            DailyReferrers.article_id == article.id
        )
    )
    return {row.host: row.readers for row in rows}


def site_referrers(session: Session) -> dict[str, int]:
    rows = session.execute(select(DailySiteReferrers.host, DailySiteReferrers.count.label("readers")))
    return {row.host: row.readers for row in rows}


def row_count(session: Session, model: type[Base]) -> int:
    return session.execute(select(func.count()).select_from(model)).scalar_one()


def test_bots_and_views_without_an_agent_are_no_readers(session: Session, article: Article) -> None:
    store(session, note(article, view(GOOGLEBOT), view(""), view("  "), {}, {"REMOTE_ADDR": "192.0.2.1"}))
    assert (of_article(session, article), of_site(session)) == ({}, {})
    assert row_count(session, ReaderDigest) == 0


def test_repeated_views_of_a_visitor_are_one_reader(session: Session, article: Article) -> None:
    readers = note(article, view(), view(), view(referrer="https://example.org/"))
    store(session, readers)
    readers.note(article.id, view())
    store(session, readers, NOON + timedelta(hours=11))
    assert (of_article(session, article), of_site(session)) == ({TODAY: 1}, {TODAY: 1})


def test_visitor_is_told_apart_by_address_and_agent(session: Session, article: Article) -> None:
    store(session, note(article, view(), view(FIREFOX), view(address="192.0.2.2"), view(address="2001:db8::1"), view()))
    assert of_article(session, article) == {TODAY: 4}


def test_reader_of_two_articles_is_one_of_each_and_one_of_the_site(
    session: Session, article: Article, other: Article
) -> None:
    readers = note(article, view(), view(FIREFOX))
    store(session, readers)
    readers.note(other.id, view())
    store(session, readers)
    assert (of_article(session, article), of_article(session, other)) == ({TODAY: 2}, {TODAY: 1})
    assert of_site(session) == {TODAY: 2}


def test_visitor_who_comes_back_the_next_day_is_a_reader_again(session: Session, article: Article) -> None:
    readers = note(article, view())
    store(session, readers)
    readers.note(article.id, view())
    store(session, readers, NOON + DAY)
    assert of_article(session, article) == of_site(session) == {TODAY: 1, TOMORROW: 1}


@pytest.mark.parametrize(("zone", "day"), [("UTC", TODAY), ("Asia/Shanghai", TOMORROW), ("Etc/GMT+12", TODAY)])
def test_day_is_that_of_the_sites_zone(session: Session, article: Article, zone: str, day: date) -> None:
    editing.save(session, {"time_zone": zone}, {}, {})
    session.commit()
    store(session, note(article, view()), datetime(2026, 3, 1, 18, tzinfo=UTC))
    assert of_article(session, article) == {day: 1}


@contextmanager
def two_sessions(engine: Engine) -> Iterator[tuple[Session, Session]]:
    """The sessions of two processes."""
    with Session(engine) as first, Session(engine) as second:
        yield first, second


def test_two_processes_count_a_common_visitor_once(session: Session, engine: Engine, article: Article) -> None:
    first, second = note(article, view(), view(FIREFOX)), note(article, view(), view(address="192.0.2.2"))
    with two_sessions(engine) as (one, two):
        store(one, first)
        store(two, second)
        first.note(article.id, view(address="192.0.2.2", referrer="https://example.org/"))
        second.note(article.id, view(address="192.0.2.3", referrer="https://example.org/"))
        store(one, first)
        store(two, second)
    assert of_article(session, article) == of_site(session) == {TODAY: 4}
    assert referrers(session, article) == {"example.org": 1}
    assert row_count(session, ReaderKey) == 1


def test_processes_that_store_at_the_same_time_add_up(
    session: Session, engine: Engine, article: Article, other: Article
) -> None:
    article_ids = (article.id, other.id)

    def work(process: int) -> None:
        readers = Readers()
        with Session(engine) as own:
            for round_ in range(10):
                # Each meets forty visitors of its own and sixty whom all of them meet, in an order of its own.
                for number in sorted(range(100), key=lambda number: number * (process + 3) % 101):
                    address = f"198.51.{round_}.{number}" if number < 60 else f"192.0.{process}.{round_ * 40 + number}"
                    for article_id in article_ids:
                        readers.note(article_id, view(address=address, referrer=f"https://host{number}.example.org/"))
                store(own, readers)

    with ThreadPoolExecutor(4) as processes:
        list(processes.map(work, range(4)))
    expected = 10 * (60 + 4 * 40)
    assert of_article(session, article) == of_article(session, other) == of_site(session) == {TODAY: expected}
    assert sum(referrers(session, article).values()) == expected
    assert sum(site_referrers(session).values()) == 2 * expected
    assert dropped(session) == 0


def test_store_that_is_not_committed_leaves_nothing(session: Session, article: Article) -> None:
    note(article, view(referrer="https://example.org/")).store(session, NOON)
    session.rollback()
    for model in (ReaderKey, ReaderDigest, ReaderDay, DailyReaders, DailyReferrers, DailySiteReferrers):
        assert row_count(session, model) == 0


def test_no_address_and_no_agent_is_stored(session: Session, engine: Engine, article: Article) -> None:
    store(session, note(article, view("AnAgentOfItsOwn/1.0", "203.0.113.77", "https://example.org/secret?mail=a@b.c")))
    stored = [
        str(value)
        for table in Base.metadata.sorted_tables
        for row in session.execute(select(table))
        for value in row
        if value is not None
    ]
    assert "example.org" in stored
    for text in ("AnAgentOfItsOwn", "203.0.113.77", "secret", "a@b.c"):
        assert not [value for value in stored if text in value]


def test_digests_of_two_articles_and_of_two_days_have_nothing_in_common(
    session: Session, article: Article, other: Article
) -> None:
    readers = note(article, view())
    readers.note(other.id, view())
    store(session, readers)
    first = set(session.scalars(select(ReaderDigest.digest)))
    session.execute(delete(ReaderDigest))
    session.execute(delete(ReaderKey))
    store(session, note(article, view()))
    second = set(session.scalars(select(ReaderDigest.digest)))
    # Of each article and of the site.
    assert (len(first), len(second)) == (3, 2)
    assert not first & second


def test_key_and_digests_are_gone_when_the_day_is_over(session: Session, article: Article) -> None:
    readers = note(article, view(), view(FIREFOX))
    store(session, readers)
    assert (row_count(session, ReaderKey), row_count(session, ReaderDigest)) == (1, 4)
    store(session, readers, datetime(2026, 3, 1, 23, 59, tzinfo=UTC))
    assert (row_count(session, ReaderKey), row_count(session, ReaderDigest)) == (1, 4)
    # Nobody came; it is time all the same.
    store(session, readers, datetime(2026, 3, 2, 0, 0, 0, 1, tzinfo=UTC))
    assert (row_count(session, ReaderKey), row_count(session, ReaderDigest)) == (0, 0)
    assert of_article(session, article) == of_site(session) == {TODAY: 2}


def test_many_digests_go_little_by_little_and_their_key_at_once(session: Session, article: Article) -> None:
    rows = [{"day": TODAY, "digest": number.to_bytes(16)} for number in range(10_001)]
    session.execute(Base.metadata.tables["reader_digests"].insert(), rows)
    session.add(ReaderKey(day=TODAY, key=bytes(32)))
    session.commit()
    readers = Readers()
    store(session, readers, NOON + DAY)
    assert (row_count(session, ReaderKey), row_count(session, ReaderDigest)) == (0, 1)
    store(session, readers, NOON + DAY + timedelta(seconds=1))
    assert row_count(session, ReaderDigest) == 0


def test_what_comes_faster_than_it_is_stored_is_dropped_and_counted(session: Session, article: Article) -> None:
    readers = note(article, *[view()] * (LARGEST_QUEUE + 12))
    store(session, readers)
    assert (of_article(session, article), dropped(session)) == ({TODAY: 1}, 12)
    readers.note(article.id, view(FIREFOX))
    store(session, readers)
    assert (of_article(session, article), dropped(session)) == ({TODAY: 2}, 12)


def test_agents_that_are_new_wait_their_turn_and_are_not_lost(session: Session, article: Article) -> None:
    strangers = [view(f"Mozilla/5.0 Stranger/{number} {article.id}") for number in range(UNKNOWN_AGENTS + 5)]
    readers = note(article, *strangers)
    store(session, readers)
    assert of_article(session, article) == {TODAY: UNKNOWN_AGENTS}
    store(session, readers)
    assert (of_article(session, article), dropped(session)) == ({TODAY: UNKNOWN_AGENTS + 5}, 0)


def test_day_with_too_many_readers_to_tell_apart_takes_no_more(session: Session, article: Article) -> None:
    session.add(ReaderDay(day=TODAY, readers=400_000, article_readers=1_000_000, dropped=3))
    session.commit()
    store(session, note(article, view(), view(FIREFOX)))
    assert (of_site(session), dropped(session)) == ({TODAY: 400_000}, 5)
    assert row_count(session, ReaderDigest) == 0


def test_views_of_an_article_that_is_no_more_are_left_out(session: Session, article: Article, other: Article) -> None:
    readers = note(other, view(referrer="https://example.org/"))
    readers.note(article.id, view(FIREFOX))
    readers.note(2**31 - 1, view(address="192.0.2.9"))
    session.delete(other)
    session.commit()
    store(session, readers)
    assert (of_article(session, article), of_site(session), dropped(session)) == ({TODAY: 1}, {TODAY: 1}, 0)


def test_deleted_article_takes_its_numbers_along(session: Session, article: Article) -> None:
    store(session, note(article, view(referrer="https://example.org/")))
    session.delete(article)
    session.commit()
    assert (row_count(session, DailyReaders), row_count(session, DailyReferrers)) == (0, 0)
    assert of_site(session) == {TODAY: 1}


def test_referrers_are_counted_once_for_each_reader_of_an_article(
    session: Session, article: Article, other: Article
) -> None:
    readers = note(
        article,
        view(referrer="https://www.example.org/a"),
        view(referrer="https://example.net/"),
        view(FIREFOX, referrer="http://example.org:8080/b"),
        view(address="192.0.2.2"),
        view(address="192.0.2.3", referrer="https://news.example.com/news/other"),
    )
    readers.note(other.id, view(referrer="https://example.org/"))
    store(session, readers)
    assert referrers(session, article) == {"example.org": 2}
    assert site_referrers(session) == {"example.org": 3}


def test_hosts_beyond_the_bound_of_a_day_are_added_up(session: Session, article: Article) -> None:
    hosts = [f"host{number:03}.example.org" for number in range(203)]
    visitors = [
        view(address=f"192.0.2.{number}", referrer=f"https://{host}/") for number, host in enumerate(hosts[:150])
    ]
    readers = note(article, *visitors)
    store(session, readers)
    for number, host in enumerate(hosts):
        readers.note(article.id, view(address=f"198.51.100.{number}", referrer=f"https://{host}/"))
    store(session, readers)
    found = referrers(session, article)
    assert found == site_referrers(session)
    assert (len(found), found[OTHER_HOSTS], found[hosts[0]], found[hosts[199]]) == (201, 3, 2, 1)


def test_hostile_headers_do_no_harm(session: Session, article: Article) -> None:
    hostile = [
        view("x" * 1_000_000, referrer="https://example.org/" + "y" * 1_000_000),
        view("\xff\xfe\x00\r\n", "not an address", "\xff\x00"),
        view("Mozilla \ud800", "", "https://[::1"),
        view("'; DROP TABLE articles; --", "192.0.2.1", "https://'; DROP TABLE articles; --/"),
        view("=cmd|'/c calc'!A0", "192.0.2.1", "https://=cmd|calc/"),
    ]
    store(session, note(article, *hostile))
    assert of_article(session, article) == {TODAY: 5}
    assert referrers(session, article) == {"example.org": 1}


def test_failed_store_is_reported_as_dropped_the_next_time(
    impatient_app: Flask, session: Session, article: Article
) -> None:
    readers = note(article, *[view()] * 3)
    with impatient_app.app_context():
        impatient = db.engine
    with locked(impatient, "reader_keys"), Session(impatient) as waiting, pytest.raises(OperationalError):
        readers.store(waiting, NOON)
    store(session, readers)
    assert (of_article(session, article), dropped(session)) == ({}, 3)


def test_nothing_to_do_asks_the_database_nothing(session: Session, article: Article) -> None:
    readers = Readers()
    store(session, readers)
    readers.store(session, NOON + timedelta(seconds=59))
    assert not session.in_transaction()
    readers.store(session, NOON + timedelta(seconds=60))
    assert session.in_transaction()
