import re
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

from flask import Flask
from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session

from app.hits.models import DailyHits, Hits
from tests.support.newsroom import add_article, add_section
from tests.support.server import running

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
            counted = session.scalar(select(Hits.count).where(Hits.article_id == article.id))
            by_day = session.scalars(select(DailyHits.count).where(DailyHits.article_id == article.id)).all()
        engine.dispose()
    assert counted == VIEWS
    assert sum(by_day) == VIEWS
    # Every number was shown once, and to each visitor in growing order.
    assert sorted(number for numbers in shown for number in numbers) == list(range(681, 681 + VIEWS))
    assert all(numbers == sorted(numbers) for numbers in shown)
