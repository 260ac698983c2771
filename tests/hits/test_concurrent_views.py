import re
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

from flask import Flask
from sqlalchemy import create_engine, func, select
from sqlalchemy.orm import Session

from app.hits.models import DailyHits, Hits
from tests.support.newsroom import add_article, add_section
from tests.support.server import running
from tests.support.waiting import wait_for

VIEWS, CLIENTS = 2000, 20


def view(address: str, times: int) -> list[int]:
    """View a page over one connection and return the number that each view showed."""
    parts = urlsplit(address)
    connection = HTTPConnection(parts.netloc, timeout=60)
    shown = []
    for _ in range(times):
        connection.request("GET", parts.path)
        answer = connection.getresponse()
        page = answer.read().decode()
        assert answer.status == 200, page
        found = re.search(r"Hits:(\d+)", page)
        assert found is not None
        shown.append(int(found[1]))
    connection.close()
    return shown


def test_two_thousand_views_at_once_are_two_thousand(app: Flask, tmp_path: Path, database_url: str) -> None:
    with running(tmp_path, DATABASE_URL=database_url) as server:
        engine = create_engine(database_url)
        with Session(engine) as session:
            section = add_section(session, "concurrent-views")
            article = add_article(session, section, title="Viewed by many", starting_hits=680)
            with ThreadPoolExecutor(CLIENTS) as pool:
                address = f"{server.url}/news/{article.slug}"
                shown = list(pool.map(lambda _: view(address, VIEWS // CLIENTS), range(CLIENTS)))
            wait_for(lambda: stored(session, article.id) == (VIEWS, VIEWS))
        engine.dispose()
    numbers = [number for of_client in shown for number in of_client]
    # Each number includes its own view, and whoever looks again sees a larger one.
    assert min(numbers) > 680
    assert max(numbers) == 680 + VIEWS
    assert all(earlier < later for of_client in shown for earlier, later in pairwise(of_client))
    # Of two views at once in two processes both may show that they were two, but a number is never shown thrice.
    assert max(Counter(numbers).values()) <= 2


def stored(session: Session, article_id: int) -> tuple[int | None, int | None]:
    """Return the views of an article that are in the database, and the sum of its days."""
    session.rollback()
    by_day = session.scalar(select(func.sum(DailyHits.count)).where(DailyHits.article_id == article_id))
    return session.scalar(select(Hits.count).where(Hits.article_id == article_id)), by_day
