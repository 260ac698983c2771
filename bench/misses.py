"""Server time of pages that no cache answers: for visitors with a million articles, for editors with 100,000.

The pages are asked for in this process, through everything that a request passes except the network.
"""

import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from app import create_app
from app.accounts import users
from app.accounts.policy import EDITOR
from app.accounts.users import Credentials
from app.articles import counts, page_tags, sections
from app.articles.models import Article
from app.foundation import page_versions
from app.foundation.database import db
from app.foundation.languages import DEFAULT_LANGUAGE
from app.foundation.migrations import upgrade
from bench import lists, prose, report
from bench.report import AtMost, Part, Reach
from config import Settings

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

PUBLIC_ARTICLES = 1_000_000
DESK_ARTICLES = 100_000
PICTURES = 2_000
# Asked for before measuring, and then measured; a page that takes long is measured less often.
WARM_UP = 3
ROUNDS = 25
ENOUGH_SECONDS = 5.0
CREDENTIALS = Credentials("bench@example.com", "a password for measuring")
NUMBERS = "WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < :count)"
# Every picture in three widths and three formats; every article with up to three pictures, and with hits.
PICTURE = (
    f"INSERT INTO pictures (id, digest, file_name, media_type, byte_size, width, height, caption, creator, credit, "
    f"copyright, alternative_text, focus_x, focus_y, licence_note, withheld, version, created_at) {NUMBERS} "
    f"SELECT n, 'digest-' || n, 'photo.jpg', 'image/jpeg', 900000, 2400, 1600, 'What it shows', '', 'A. Photographer', "
    f"'', 'In other words', 50, 50, '', false, 1, CURRENT_TIMESTAMP FROM numbers"
)
RENDITION = (
    f"INSERT INTO renditions (picture_id, name, media_type, width, height, byte_size, key) {NUMBERS} SELECT n, :name, "
    f":media_type, :width, :height, 40000, 'renditions/' || n || :ending FROM numbers"
)
USE = (
    f"INSERT INTO picture_uses (article_id, picture_id, key, position, caption, credit, alternative_text) {NUMBERS} "
    f"SELECT n, 1 + (n * 7 + :position) % {PICTURES}, 'k' || :key, :position, '', '', '' FROM numbers "
    f"WHERE n % 4 >= :position"
)
HITS = f"INSERT INTO hits (article_id, count) {NUMBERS} SELECT n, n % 5000 FROM numbers"


@dataclass(frozen=True)
class Page:
    """A page, and the milliseconds that it may take; `None` where nothing was asked for."""

    name: str
    path: str
    bound: float | None = None


class Stopwatch:
    """WSGI middleware that notes how long `app` took for its last answer, to its last byte."""

    milliseconds = 0.0

    def __init__(self, app: "WSGIApplication") -> None:
        self._app = app

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Answer a request (PEP 3333)."""
        started = time.perf_counter()
        answer = list(self._app(environ, start_response))
        self.milliseconds = (time.perf_counter() - started) * 1000
        return answer


def public_pages(articles: int) -> list[Page]:
    """Return what visitors ask for, with addresses that fit so many articles."""
    last = articles // 20
    return [
        Page("home", "/", 10),
        Page("list, first page", "/news/", 10),
        Page("list, middle page", f"/news/?page={last // 2}", 10),
        Page("list, page at nine tenths", f"/news/?page={last * 9 // 10}", 10),
        Page("list, last page", f"/news/?page={last}", 10),
        Page("section, first page", "/news/?section=section-3", 10),
        Page("section, middle page", f"/news/?section=section-3&page={last // 10}", 10),
        Page("year", "/news/?year=2003", 10),
        Page("article", f"/news/announcement-{shown(articles)}", 5),
    ]


def desk_pages(articles: int) -> list[Page]:
    """Return what editors ask for, with addresses that fit so many articles, of which a fiftieth is in the bin."""
    last = articles * 49 // 50 // 50
    return [
        Page("front page", "/admin/", 50),
        Page("list, first page", "/admin/articles", 50),
        Page("list, middle page", f"/admin/articles?page={last // 2}", 50),
        Page("list, last page", f"/admin/articles?page={last}", 50),
        Page("drafts", "/admin/articles?state=draft", 50),
        Page("published, a deep page", f"/admin/articles?state=published&page={last * 9 // 10}", 50),
        Page("bin", "/admin/articles?state=binned", 50),
        Page("section, a deep page", f"/admin/articles?section=section-3&page={last // 6}", 50),
        Page("by title, last page", f"/admin/articles?sort=title&page={last}", 50),
        Page("by publish time, last page", f"/admin/articles?sort=published&page={last}", 50),
        Page("search for a word of every title", "/admin/articles?q=announcement", 50),
        Page("search for a word of one title", f"/admin/articles?q={articles}", 50),
        Page("search for a word of no title", "/admin/articles?q=zeppelin", 50),
        Page("article form", f"/admin/articles/{shown(articles)}", 100),
    ]


def shown(articles: int) -> int:
    """Return the number of the article whose page is measured: one in the middle, with three pictures."""
    return articles // 8 * 4 + 3


def run() -> Part:
    """Measure on each database that can be had."""
    reaches: list[Reach] = []
    tables: list[str] = []
    for measured in (_visitors, _editors):
        for database in (sqlite, postgresql):
            try:
                with tempfile.TemporaryDirectory() as folder, database(Path(folder)) as url:
                    part = measured(Path(folder), url)
            except OperationalError:
                tables.append(f"PostgreSQL was not measured: none answers at {lists.POSTGRESQL}.\n")
            else:
                reaches += part.reaches
                tables.append(part.text)
    return Part(reaches, "\n".join(tables))


@contextmanager
def sqlite(folder: Path) -> Iterator[str]:
    """Give the address of a new SQLite database in `folder`."""
    yield f"sqlite:///{folder / 'dateline.sqlite3'}"


@contextmanager
def postgresql(_folder: Path) -> Iterator[str]:
    """Give the address of a new PostgreSQL database, dropped at the end. Raises `OperationalError` without a server."""
    with lists.postgresql() as engine:
        yield engine.url.render_as_string(hide_password=False)


def _visitors(folder: Path, url: str) -> Part:
    with newsroom(folder, url, partial(_fill, articles=PUBLIC_ARTICLES)) as app:
        return measured(app, app.test_client(), public_pages(PUBLIC_ARTICLES), PUBLIC_ARTICLES, "visitors")


def _editors(folder: Path, url: str) -> Part:
    with newsroom(folder, url, partial(_fill, articles=DESK_ARTICLES)) as app:
        client = app.test_client()
        _sign_in(client)
        return measured(app, client, desk_pages(DESK_ARTICLES), DESK_ARTICLES, "editors")


@contextmanager
def newsroom(folder: Path, url: str, fill: Callable[[Session], None]) -> Iterator[Flask]:
    """Make an application on a new database that `fill` fills."""
    environment = {"DATA_DIR": str(folder), "SECRET_KEY": "for measuring alone", "DATABASE_URL": url}
    app = create_app(Settings.from_environment(environment))
    with app.app_context():
        upgrade()
        sys.stderr.write(f"Filling {db.engine.dialect.name} …\n")
        with Session(db.engine) as session:
            fill(session)
        if db.engine.dialect.name == "postgresql":
            # As it does by itself after a while. SQLite has no statistics in production either.
            with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.execute(text("VACUUM ANALYZE"))
    try:
        yield app
    finally:
        app.extensions["counter"].close()
        with app.app_context():
            db.engine.dispose()


def add_articles(session: Session, articles: int) -> None:
    """Add five sections, and so many articles to them by turns."""
    for number in range(1, 6):
        texts = {"en": {"name": f"Section {number}"}, "zh": {"name": f"栏目{number}"}}
        sections.save(session, None, slug=f"section-{number}", texts=texts, position=number)
    session.flush()
    session.execute(text(lists.fill(session.get_bind().dialect.name, articles)))


def _fill(session: Session, articles: int) -> None:
    add_articles(session, articles)
    if articles == DESK_ARTICLES:
        session.execute(text("UPDATE articles SET state = 'draft' WHERE id % 50 = 1"))
        session.execute(text("UPDATE articles SET state = 'binned' WHERE id % 50 = 2"))
    session.execute(text(PICTURE), {"count": PICTURES})
    for name, width in (("small", 480), ("medium", 960), ("large", 1920)):
        for suffix in ("avif", "webp", "jpeg"):
            values = {"name": name, "media_type": f"image/{suffix}", "width": width, "height": width * 2 // 3}
            session.execute(text(RENDITION), {**values, "ending": f"/{name}.{suffix}", "count": PICTURES})
    for position in (1, 2, 3):
        session.execute(text(USE), {"count": articles, "position": position, "key": str(position)})
    session.execute(text(HITS), {"count": articles})
    session.get_one(Article, shown(articles)).body = prose.body(1) + '<figure data-picture="k2"></figure><p>End.</p>'
    users.add(session, CREDENTIALS, EDITOR)
    session.flush()
    counts.recount(session)
    session.commit()


def _sign_in(client: FlaskClient) -> None:
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', client.get("/admin/sign-in").get_data(as_text=True))
    assert token is not None
    form = {"email": CREDENTIALS.email, "password": CREDENTIALS.password, "csrf_token": token.group(1)}
    assert client.post("/admin/sign-in", data=form).status_code == 302


def _yardstick() -> list[float]:
    """Return the milliseconds that Flask takes for nothing on this machine: a measure for all other figures."""
    app = Flask("yardstick")
    app.add_url_rule("/", "constant", lambda: "constant")
    client = app.test_client()
    stopwatch = Stopwatch(app.wsgi_app)
    app.wsgi_app = stopwatch  # type: ignore[method-assign]
    taken = []
    for _ in range(WARM_UP + ROUNDS):
        client.get("/")
        taken.append(stopwatch.milliseconds)
    return taken[WARM_UP:]


def measured(app: Flask, client: FlaskClient, pages: Sequence[Page], articles: int, readers: str) -> Part:
    """Ask for each page as if an article had just been published; return a table, and a row for each bound."""
    reaches: list[Reach] = []
    rows = [["a Flask view that answers a constant", "–", report.spread(_yardstick()), "–"]]
    with app.app_context():
        engine = db.engine
    database = engine.dialect.name
    stopwatch = Stopwatch(app.wsgi_app)
    app.wsgi_app = stopwatch  # type: ignore[method-assign]
    statements = 0

    def count(*_arguments: object) -> None:
        nonlocal statements
        statements += 1

    event.listen(engine, "before_cursor_execute", count)
    for page in pages:
        taken: list[float] = []
        while len(taken) < WARM_UP + ROUNDS and sum(taken) < ENOUGH_SECONDS * 1000:
            # As if an article had been published: every page that shows articles is out of date.
            page_versions.of(app).mark([page_tags.articles(DEFAULT_LANGUAGE), page_tags.order(DEFAULT_LANGUAGE)])
            statements = 0
            answer = client.get(page.path)
            taken.append(stopwatch.milliseconds)
            assert answer.status_code == 200, page.path
        figures = taken[WARM_UP:] or taken
        rows.append([page.name, str(statements), report.spread(figures), f"{page.bound:g}" if page.bound else "–"])
        if page.bound:
            measure = f"{readers}, {articles:,} articles, {database}: {page.name}, ms"
            reaches.append(AtMost(measure, page.bound).reached(figures))
    event.remove(engine, "before_cursor_execute", count)
    title = f"## Pages for {readers} with {articles:,} articles on {database}, not from a cache\n"
    return Part(reaches, f"{title}\n{report.table(('page', 'statements', 'ms', 'at most'), rows)}")
