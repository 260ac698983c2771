"""Server time of searches in a million articles, for words from every article's to nobody's.

The pages are asked for in this process, through everything that a request passes except the network.
"""

import os
import tempfile
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import URL, Engine, create_engine, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from app.articles import counts
from app.search import index
from bench import lists, misses
from bench.misses import Page
from bench.report import Part

ARTICLES = 1_000_000
AT_MOST = 50
# Words of an article besides those of known frequency, and from how many of them each is taken.
VOCABULARIES = [3, 10, 30, 100, 300, 1_000, 3_000, 10_000, 30_000, 100_000] * 6
# Words by the articles that have them, as conditions on an article's number.
KNOWN = {
    "every": "n > 0",
    "even": "n % 2 = 0",
    "odd": "n % 2 = 1",
    "fifth": "n % 5 = 2",
    "twentieth": "n % 20 = 3",
    "hundredth": "n % 100 = 4",
    "thousandth": "n % 1000 = 5",
    "once": f"n = {ARTICLES // 3}",
    "former": f"n <= {ARTICLES // 2}",
    "公司在巴纳赫建立了第二座工厂": "n > 0",
    "新能源汽车电池": "n % 50 = 6",
}


def pages() -> list[Page]:
    """Return the searches: what they are for, and their addresses."""
    searches = {
        "a word of every article": "every",
        "of every second": "even",
        "of every fifth": "fifth",
        "of every 20th": "twentieth",
        "of every 100th": "hundredth",
        "of every 1,000th": "thousandth",
        "of one": "once",
        "of none": "zeppelin",
        "of the older half": "former",
        "two words, in every tenth": "even fifth",
        "a common and a rare one": "every thousandth",
        "a phrase of every article": '"announcement number"',
        "a phrase of none, its words in every article": '"number announcement"',
        "one Chinese character, of every article": "厂",
        "one Chinese character, of every 50th": "池",
        "two, of every article": "工厂",
        "four, of every article": "第二座工",
        "four, of every 50th": "能源汽车",
        "the title of one article": f"announcement number {ARTICLES // 2}",
    }
    found = [Page(name, f"/search?q={quote(words)}", AT_MOST) for name, words in searches.items()]
    others = [
        # The words meet in no article, which is known when half a million have been looked at.
        Page("two common words that never meet", "/search?q=even+odd"),
        Page("of every fifth, in a section", "/search?q=fifth&section=section-3", AT_MOST),
        Page("of every 20th, in an early year", "/search?q=twentieth&year=2003", AT_MOST),
        Page("list of every fifth, last page", "/news/?q=fifth&page=10", AT_MOST),
    ]
    return found + others


def run() -> Part:
    """Measure on each database that can be had."""
    parts: list[Part] = []
    for database in (misses.sqlite, misses.postgresql):
        try:
            with (
                tempfile.TemporaryDirectory() as folder,
                database(Path(folder)) as url,
                misses.newsroom(Path(folder), url, _fill) as app,
            ):
                parts.append(misses.measured(app, app.test_client(), pages(), ARTICLES, "searches"))
        except OperationalError:
            parts.append(Part([], f"PostgreSQL was not measured: none answers at {lists.POSTGRESQL}.\n"))
    return Part([reach for part in parts for reach in part.reaches], "\n".join(part.text for part in parts))


def _fill(session: Session) -> None:
    misses.add_articles(session, ARTICLES)
    session.execute(text(f"UPDATE articles SET body = {body('id')}"))
    counts.recount(session)
    session.commit()
    bind = session.get_bind()
    assert isinstance(bind, Engine)
    if bind.dialect.name == "sqlite":
        # It lets one write at a time.
        _index(bind.url, 1, ARTICLES)
        return
    # One process for each core, and GIN at the end: word by word it takes most of the time.
    made_by = session.execute(text("SELECT indexdef FROM pg_indexes WHERE indexname = 'search_words'")).scalar_one()
    session.execute(text("DROP INDEX search_words"))
    session.commit()
    processes = os.cpu_count() or 1
    bounds = [ARTICLES * number // processes for number in range(processes + 1)]
    with ProcessPoolExecutor(processes, get_context("spawn")) as pool:
        list(pool.map(partial(_index, bind.url), (bound + 1 for bound in bounds), bounds[1:]))
    session.execute(text(made_by))
    session.commit()


def _index(url: URL, first: int, last: int) -> None:
    with Session(create_engine(url)) as session:
        for start in range(first, last + 1, index.BATCH):
            index.index(session, range(start, min(start + index.BATCH, last + 1)))
            session.commit()


def body(number: str) -> str:
    """Return an SQL expression for the body of the article with that number."""
    known = (
        f"CASE WHEN {condition.replace('n ', f'{number} ')} THEN '{word} ' ELSE '' END"
        for word, condition in KNOWN.items()
    )
    others = (
        f"'w{size}x' || ((CAST({number} AS bigint) * {2 * place + 7919}) % {size}) || ' '"
        for place, size in enumerate(VOCABULARIES)
    )
    return " || ".join(["'<p>'", *known, "'</p><p>'", *others, "'</p>'"])
