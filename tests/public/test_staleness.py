"""Nobody sees an old page after an editor was answered, whichever process answers and however many ask."""

import re
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from tests.support.desk import Desk
from tests.support.newsroom import add_article, add_section
from tests.support.server import running

EDITS, READERS = 50, 6


def read(url: str, path: str, connection: HTTPConnection | None = None) -> tuple[int, str]:
    """Read a page over a connection that is kept, or over a fresh one, which may reach another process."""
    with closing(HTTPConnection(urlsplit(url).netloc, timeout=60)) as fresh:
        asking = connection or fresh
        asking.request("GET", path)
        answer = asking.getresponse()
        return answer.status, answer.read().decode()


def title_of(page: str) -> int:
    """Return the number of the edit that a page shows."""
    found = re.search(r"Edit number (\d+)", page)
    assert found is not None, page
    return int(found[1])


@pytest.mark.parametrize("path", ["/news/edited", "/"])
def test_fifty_edits_under_load_are_each_seen_at_once(path: str, tmp_path: Path) -> None:
    with running(tmp_path) as server:
        engine = create_engine(f"sqlite:///{tmp_path / 'dateline.sqlite3'}")
        with Session(engine) as session:
            article = add_article(session, add_section(session, "edited"), title="Edit number 0", slug="edited")
            article_id = article.id
        engine.dispose()
        desk = Desk(server.url)
        # What was stored past the server, it would notice within a second only.
        desk.change(article_id, title="Edit number 0")
        answered, stopping = [0], threading.Event()

        def read_on(fresh: bool) -> tuple[int, list[tuple[int, int]]]:
            """Return how many pages were read, and of each that was too old what it showed and should have."""
            pages, old = 0, []
            with closing(HTTPConnection(urlsplit(server.url).netloc, timeout=60)) as kept:
                while not stopping.is_set():
                    expected = answered[0]
                    status, page = read(server.url, path, None if fresh else kept)
                    assert status == 200
                    pages += 1
                    if title_of(page) < expected:
                        old.append((title_of(page), expected))
            return pages, old

        with ThreadPoolExecutor(READERS) as pool:
            readers = [pool.submit(read_on, number % 2 == 0) for number in range(READERS)]
            try:
                for edit in range(1, EDITS + 1):
                    desk.change(article_id, title=f"Edit number {edit}")
                    answered[0] = edit
                    shown = [title_of(read(server.url, path)[1]) for _ in range(8)]
                    assert shown == [edit] * 8
            finally:
                stopping.set()
            outcomes = [reader.result() for reader in readers]
    assert [old for _pages, old in outcomes] == [[]] * READERS
    assert all(pages > EDITS for pages, _old in outcomes)


def test_unpublished_article_is_gone_at_once(tmp_path: Path) -> None:
    with running(tmp_path) as server:
        engine = create_engine(f"sqlite:///{tmp_path / 'dateline.sqlite3'}")
        with Session(engine) as session:
            article_id = add_article(session, add_section(session, "edited"), title="Withdrawn", slug="edited").id
        engine.dispose()
        desk = Desk(server.url)
        for _ in range(5):
            statuses = [read(server.url, "/news/edited")[0] for _ in range(8)]
            assert statuses == [200] * 8
            desk.change(article_id, then="unpublish")
            statuses = [read(server.url, "/news/edited")[0] for _ in range(8)]
            assert statuses == [404] * 8
            desk.change(article_id, then="publish")
