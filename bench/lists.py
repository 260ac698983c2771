"""Database time of the public list with a million articles, beside the plain `count(*)` and `OFFSET`."""

import os
import secrets
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import Engine, create_engine, event, func, select, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from app.articles import counts, queries, sections
from app.articles.models import Article
from app.articles.queries import NEWEST_FIRST, PAGE_SIZE, Selection
from app.articles.visibility import visible_at
from app.foundation import clock
from app.foundation.database import Base
from app.transfer.models import ImportedPage
from bench.report import Part, spread

ARTICLES = 1_000_000
ROUNDS = 15
POSTGRESQL = os.environ.get("TEST_POSTGRESQL_URL", "postgresql+psycopg://postgres@127.0.0.1:5432/postgres")
COLUMNS = (
    "id, language, section_id, state, title, subtitle, slug, body, publish_at, source, external_link, starting_hits, "
    "pictures_numbered, kind, withdrawal_notice, correction, version, revised_at, created_at, updated_at"
)


def fill(dialect: str, articles: int, first_section: int = 1) -> str:
    """Return a statement that makes so many published articles by turns in five sections, 12 minutes apart."""
    if dialect == "postgresql":
        numbers = f"generate_series(1, {articles}) AS n"
        words, true = "repeat(md5(n::text), 19)", "true"
        when = "timestamptz '2003-01-01 00:00Z' + n * interval '12 minutes'"
    else:
        counting = f"SELECT 1 AS n UNION ALL SELECT n + 1 FROM numbers WHERE n < {articles}"
        numbers = f"(WITH RECURSIVE numbers(n) AS ({counting}) SELECT n FROM numbers)"
        words, true = "hex(randomblob(300))", "1"
        when = "datetime('2003-01-01', (n * 12) || ' minutes') || '.000000'"
    return (
        f"INSERT INTO articles ({COLUMNS}) SELECT n, 'en', {first_section} + n % 5, 'published', "
        f"'Announcement number ' || n, '', 'announcement-' || n, '<p>' || {words} || '</p>', {when}, '', '', 0, "
        f"{true}, 'announcement', '', '', 1, {when}, {when}, {when} FROM {numbers}"
    )


def run() -> Part:
    """Measure on each database that can be had."""
    return Part([], "\n".join(_tables()))


def _tables() -> Iterator[str]:
    # Named here so that its table is made with the others.
    assert ImportedPage.__tablename__ in Base.metadata.tables
    with tempfile.TemporaryDirectory() as folder:
        yield _measured(create_engine(f"sqlite:///{Path(folder) / 'bench.sqlite3'}"))
    try:
        with postgresql() as engine:
            yield _measured(engine)
    except OperationalError:
        yield f"PostgreSQL was not measured: none answers at {POSTGRESQL}.\n"


@contextmanager
def postgresql() -> Iterator[Engine]:
    """Make an empty database on the PostgreSQL server; drop it at the end. Raises `OperationalError` without one."""
    name = f"dateline_bench_{secrets.token_hex(4)}"
    server = create_engine(POSTGRESQL, isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    try:
        yield create_engine(make_url(POSTGRESQL).set(database=name))
    finally:
        with server.connect() as connection:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
        server.dispose()


def _measured(engine: Engine) -> str:
    dialect = engine.dialect.name
    sys.stderr.write(f"Filling {dialect} with {ARTICLES:,} articles …\n")
    Base.metadata.create_all(engine)
    with Session(engine) as session:
        for number in range(1, 6):
            texts = {"en": {"name": f"Section {number}"}}
            sections.save(session, None, slug=f"section-{number}", texts=texts, position=number)
        session.execute(text(fill(dialect, ARTICLES)))
        counts.recount(session)
        session.commit()
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM ANALYZE" if dialect == "postgresql" else "ANALYZE"))
    now = clock.now()
    last = ARTICLES // PAGE_SIZE
    rows = [
        ("first page", lambda s: _ours(s, 1), lambda s: _plain(s, 1)),
        ("middle page", lambda s: _ours(s, last // 2), lambda s: _plain(s, last // 2)),
        ("deepest page", lambda s: _ours(s, last), lambda s: _plain(s, last)),
        ("first page of a section", lambda s: _ours(s, 1, 3), lambda s: _plain(s, 1, 3)),
        ("list of years", lambda s: queries.years(s, Selection("en"), ZoneInfo("UTC"), now), None),
    ]
    table = [
        f"## Lists of {ARTICLES:,} articles on {dialect}\n",
        f"Database time in ms, median of {ROUNDS} rounds in alternation, with the smallest and the largest.\n",
        "| page | Dateline | plain `count(*)` and `OFFSET` |",
        "| --- | --- | --- |",
    ]
    for name, ours, plain in rows:
        with Session(engine) as session:
            taken: dict[str, list[float]] = {"ours": [], "plain": []}
            for _ in range(ROUNDS):
                taken["ours"].append(_database_time(engine, session, ours))
                if plain:
                    taken["plain"].append(_database_time(engine, session, plain))
        table.append(f"| {name} | {spread(taken['ours'])} | {spread(taken['plain']) if plain else '–'} |")
    engine.dispose()
    return "\n".join(table) + "\n"


def _ours(session: Session, number: int, section_id: int | None = None) -> None:
    queries.published_page(session, Selection("en", section_id), number, clock.now())


def _plain(session: Session, number: int, section_id: int | None = None) -> None:
    conditions = [Article.language == "en", visible_at(clock.now())]
    if section_id:
        conditions.append(Article.section_id == section_id)
    session.execute(select(func.count()).select_from(Article).where(*conditions)).scalar_one()
    offset = (number - 1) * PAGE_SIZE
    session.scalars(select(Article).where(*conditions).order_by(*NEWEST_FIRST).offset(offset).limit(PAGE_SIZE)).all()


def _database_time(engine: Engine, session: Session, work: Callable[[Session], object]) -> float:
    """Return the milliseconds that the statements of `work` take, fetching included as far as the driver does it."""
    taken = 0.0
    started = 0.0

    def before(*_arguments: object) -> None:
        nonlocal started
        started = time.perf_counter()

    def after(*_arguments: object) -> None:
        nonlocal taken
        taken += time.perf_counter() - started

    session.expunge_all()
    event.listen(engine, "before_cursor_execute", before)
    event.listen(engine, "after_cursor_execute", after)
    try:
        work(session)
    finally:
        event.remove(engine, "before_cursor_execute", before)
        event.remove(engine, "after_cursor_execute", after)
    return taken * 1000
