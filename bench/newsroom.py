"""A newsroom of Dateline with generated articles, served as an operator serves it."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import Engine, create_engine, func, insert, select
from sqlalchemy.orm import Session

from app.articles import counts
from app.articles.models import Article, Section, State
from app.hits.models import DailyHits, Hits
from bench import prose, servers
from bench.servers import Server
from config import PROJECT

FIRST_DAY = datetime(2021, 10, 31, 8, tzinfo=UTC)
PATH = "/news/announcement-"


@dataclass(frozen=True)
class Stored:
    """The views in the database for each address: by the table of totals and by the daily series."""

    totals: dict[str, int]
    daily: dict[str, int]


@dataclass(frozen=True)
class Newsroom:
    """A data folder that is ready to be served, with articles at `/news/announcement-1` and so on."""

    folder: Path
    environment: dict[str, str]

    @property
    def log(self) -> Path:
        """Where its servers print."""
        return self.folder / "server.log"

    @contextmanager
    def served(self) -> Iterator[Server]:
        """Serve it with `flask site serve` until the block ends."""
        port = servers.free_port()
        environment = {**self.environment, "PORT": str(port)}
        command = servers.python("flask", "site", "serve")
        with servers.started(command, port, environment, log=self.log) as server:
            yield server

    @contextmanager
    def served_with_slow_desk(self) -> Iterator[Server]:
        """Serve it by the same server with the same settings, and with the slow page of `bench/slow_desk.py`."""
        port = servers.free_port()
        command = servers.python("bench.serve", "bench.slow_desk:app", str(port))
        with servers.started(command, port, self.environment, log=self.log) as server:
            yield server

    def stored(self) -> Stored:
        """Return the views that the database has."""
        engine = self.engine()
        of_each = select(Article.slug, func.sum(DailyHits.count)).join(DailyHits, DailyHits.article_id == Article.id)
        with Session(engine) as session:
            totals = session.execute(select(Article.slug, Hits.count).join(Hits, Hits.article_id == Article.id))
            daily = session.execute(of_each.group_by(Article.slug))
            stored = Stored(*({f"/news/{slug}": int(views) for slug, views in rows} for rows in (totals, daily)))
        engine.dispose()
        return stored

    def engine(self) -> Engine:
        """Return a connection of one's own to its database."""
        return create_engine(f"sqlite:///{self.folder / 'dateline.sqlite3'}")


def made(folder: Path, articles: int) -> Newsroom:
    """Make a newsroom in an empty folder by the operator's command and put published articles into it."""
    environment = {
        "DATA_DIR": str(folder),
        "ADMIN_EMAIL": "bench@example.com",
        "ADMIN_PASSWORD": "a password for measuring",
        "DEMO": "0",
    }
    subprocess.run(
        servers.python("flask", "site", "prepare"), cwd=PROJECT, env=environment, check=True, capture_output=True
    )
    newsroom = Newsroom(folder, environment)
    engine = newsroom.engine()
    with Session(engine) as session:
        section = session.scalars(select(Section)).first()
        assert section is not None
        session.execute(insert(Article), [_article(number, section.id) for number in range(1, articles + 1)])
        counts.recount(session)
        session.commit()
    engine.dispose()
    return newsroom


def _article(number: int, section_id: int) -> dict[str, object]:
    published = FIRST_DAY + timedelta(hours=number)
    return {
        "language": "en",
        "section_id": section_id,
        "state": State.PUBLISHED,
        "title": f"Announcement number {number}",
        "slug": f"announcement-{number}",
        "body": prose.body(number),
        "publish_at": published,
        "first_published_at": published,
        "created_at": published,
        "updated_at": published,
    }
