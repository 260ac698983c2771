"""What is kept of readers: numbers of each day, and while a day lasts what it takes to count nobody twice.

A reader is somebody by address and agent. Both go into a digest under a key of the day, which the processes of all
machines share through the database. Without the key nobody can try which address a digest was made of. Once the day is
over the key is thrown away, and the digests with it.

Everywhere the rows are written in the order of their keys, so that two processes never wait for each other in a circle.
"""

import hashlib
import secrets
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import Table, delete, select, tuple_
from sqlalchemy.orm import Session

from app.articles.models import Article
from app.foundation.database import Base, add_counts, insert_for
from app.hits.reader_models import (
    DIGEST_LENGTH,
    KEY_LENGTH,
    OTHER_HOSTS,
    DailyReaders,
    DailyReferrers,
    DailySiteReferrers,
    ReaderDay,
    ReaderDigest,
    ReaderKey,
)
from app.hits.referrers import referring_host

# Readers of articles that a day can have: a million digests take about 100 MB until the day is over.
LARGEST_DAY = 1_000_000
# Hosts that a day keeps by name.
HOSTS_A_DAY = 200
# Digests that one transaction deletes: some hundredths of a second, in which nobody else can write into SQLite.
FORGOTTEN_AT_ONCE = 10_000
# Stands in a digest for the whole site, as no article has this id.
SITE = 0


class View(NamedTuple):
    """One view, by the headers that came with it."""

    article_id: int
    agent: str
    address: str
    referrer: str
    host: str


def record(session: Session, day: date, views: Sequence[View], dropped: int) -> None:
    """Add the readers among `views` to a day, and `dropped` views that nobody looked at.

    Views of articles that are no more are left out. Of a day that has as many readers as can be told apart, all
    further views count as dropped.
    """
    key = _key(session, day)
    if (session.scalar(select(ReaderDay.article_readers).where(ReaderDay.day == day)) or 0) >= LARGEST_DAY:
        views, dropped = [], dropped + len(views)
    articles = _existing(session, {view.article_id for view in views})
    first_views, readers = _new_readers(session, day, key, [view for view in views if view.article_id in articles])
    counts = Counter(view.article_id for view in first_views)
    add_counts(session, DailyReaders, {(article_id, day): count for article_id, count in counts.items()})
    _add_referrers(session, day, first_views)
    _add_to_day(session, ReaderDay(day=day, readers=readers, article_readers=len(first_views), dropped=dropped))


def forget_past(session: Session, today: date) -> bool:
    """Throw away the keys of all days before `today`, and many of their digests; say whether that was all of them."""
    session.execute(delete(ReaderKey).where(ReaderKey.day < today))
    past = (
        select(ReaderDigest.day, ReaderDigest.digest)
        .where(ReaderDigest.day < today)
        .order_by(ReaderDigest.day, ReaderDigest.digest)
        .limit(FORGOTTEN_AT_ONCE)
        # Another process deletes those that it has locked.
        .with_for_update(skip_locked=True)
    )
    table = _table(ReaderDigest)
    forgotten = session.connection().execute(delete(table).where(tuple_(table.c.day, table.c.digest).in_(past)))
    return forgotten.rowcount < FORGOTTEN_AT_ONCE


def _key(session: Session, day: date) -> bytes:
    """Return the key of a day; whoever asks first makes it. On SQLite this takes the right to write."""
    insert = insert_for(session)
    new = insert(_table(ReaderKey)).values(day=day, key=secrets.token_bytes(KEY_LENGTH))
    session.execute(new.on_conflict_do_nothing())
    return session.scalars(select(ReaderKey.key).where(ReaderKey.day == day)).one()


def _existing(session: Session, article_ids: Iterable[int]) -> set[int]:
    # Not locked, which would write into the articles' rows every second: where PostgreSQL deletes one at this very
    # moment, the transaction is refused, and its views are reported as dropped.
    return set(session.scalars(select(Article.id).where(Article.id.in_(article_ids))))


def _new_readers(session: Session, day: date, key: bytes, views: Sequence[View]) -> tuple[list[View], int]:
    """Return the first view of each new reader of an article, and how many of them are new to the site."""
    first = {(view.article_id, view.agent, view.address): view for view in reversed(views)}
    of_articles = {_digest(key, view.article_id, view): view for view in first.values()}
    of_site = {_digest(key, SITE, view) for view in first.values()}
    rows = [{"day": day, "digest": digest} for digest in sorted(of_articles.keys() | of_site)]
    if not rows:
        return [], 0
    table = _table(ReaderDigest)
    insert = insert_for(session)(table).on_conflict_do_nothing().returning(table.c.digest)
    new = set(session.scalars(insert, rows))
    return [view for digest, view in of_articles.items() if digest in new], len(new & of_site)


def _digest(key: bytes, article_id: int, view: View) -> bytes:
    # BLAKE2b with a key (RFC 7693). The article is in it, so that nobody can see what else somebody has read.
    text = f"{article_id}\n{view.address}\n{view.agent}"
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), key=key, digest_size=DIGEST_LENGTH).digest()


def _add_referrers(session: Session, day: date, views: Sequence[View]) -> None:
    came_from = [(view.article_id, referring_host(view.referrer, view.host)) for view in views]
    hosts = [(article_id, host) for article_id, host in came_from if host]
    if not hosts:
        return
    named = set(session.scalars(select(DailySiteReferrers.host).where(DailySiteReferrers.day == day)))
    by_article: Counter[tuple[int, date, str]] = Counter()
    by_host: Counter[tuple[date, str]] = Counter()
    for article_id, host in hosts:
        if len(named) < HOSTS_A_DAY:
            named.add(host)
        name = host if host in named else OTHER_HOSTS
        by_article[article_id, day, name] += 1
        by_host[day, name] += 1
    add_counts(session, DailySiteReferrers, by_host)
    add_counts(session, DailyReferrers, by_article)


def _add_to_day(session: Session, added: ReaderDay) -> None:
    numbers = {"readers": added.readers, "article_readers": added.article_readers, "dropped": added.dropped}
    if not any(numbers.values()):
        return
    table = _table(ReaderDay)
    insert = insert_for(session)(table).values(day=added.day, **numbers)
    session.execute(
        insert.on_conflict_do_update(
            index_elements=["day"], set_={name: table.c[name] + insert.excluded[name] for name in numbers}
        )
    )


def _table(model: type[Base]) -> Table:
    return Base.metadata.tables[model.__tablename__]
