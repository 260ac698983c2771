"""Every error has its page in the site's layout, with the right status and a way out."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask, abort
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.orm import Session

from app import create_app
from app.foundation.database import db
from tests.conftest import make_settings
from tests.support import html
from tests.support.client import CheckedClient
from tests.support.newsroom import add_article, add_section


@pytest.fixture
def impatient(app: Flask, database_url: str, tmp_path: Path) -> Iterator[CheckedClient]:
    """A client of a second application on the same database: it waits one second for a lock, and takes little."""
    settings = make_settings(tmp_path, DATABASE_URL=database_url)
    second = create_app(replace(settings, lock_timeout=1.0, max_request_bytes=1000))
    second.test_client_class = CheckedClient

    @second.get("/error/<int:code>")
    def error(code: int) -> str:
        if code == 500:
            raise ZeroDivisionError
        abort(code)

    client = second.test_client()
    assert isinstance(client, CheckedClient)
    yield client
    with second.app_context():
        db.engine.dispose()


@contextmanager
def locked(engine: Engine) -> Iterator[None]:
    """Hold a lock that no writer gets past."""
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        else:
            connection.execute(text("LOCK TABLE hits IN ACCESS EXCLUSIVE MODE"))
        yield
        connection.rollback()


@pytest.mark.parametrize("code", [400, 403, 404, 405, 413, 429, 500, 503])
def test_error_has_its_page_in_the_layout(impatient: CheckedClient, session: Session, code: int) -> None:
    add_section(session)
    answer = impatient.get(f"/error/{code}")
    assert answer.status_code == code
    assert answer.headers["Cache-Control"] == "no-store"
    document = html.check(answer.get_data(as_text=True))
    assert "Company News" in html.text_of(next(document.iter("header")))
    assert any(link.get("href") == "/" for link in next(document.iter("main")).iter("a")), "no way out"


def test_unknown_address_speaks_the_language_of_its_place(visitor: CheckedClient) -> None:
    assert 'lang="en"' in visitor.get("/nowhere").get_data(as_text=True)
    assert 'lang="zh"' in visitor.get("/zh/nowhere").get_data(as_text=True)


def test_request_that_is_too_large_is_refused(impatient: CheckedClient) -> None:
    assert impatient.post("/admin/sign-in", data={"email": "x" * 2000}).status_code == 413


def test_too_many_sign_ins_are_refused(visitor: CheckedClient) -> None:
    token = visitor.token("/admin/sign-in")
    data = {"email": "editor@example.com", "password": "wrong", "csrf_token": token}
    answers = [visitor.post("/admin/sign-in", data=data).status_code for _ in range(11)]
    assert answers == [200] * 10 + [429]


def test_lock_that_stays_is_answered_as_busy(impatient: CheckedClient, session: Session, database_url: str) -> None:
    add_article(session, add_section(session), title="Locked")
    session.close()
    engine = create_engine(database_url)
    with locked(engine):
        answer = impatient.get("/news/locked")
        assert answer.status_code == 503
        assert answer.headers["Retry-After"]
    assert "Hits:1" in impatient.get("/news/locked").get_data(as_text=True)
    engine.dispose()


def test_lock_of_three_seconds_is_waited_for(visitor: CheckedClient, session: Session, database_url: str) -> None:
    add_article(session, add_section(session), title="Locked")
    session.close()
    engine = create_engine(database_url)
    taken, released = threading.Event(), threading.Event()

    def hold() -> None:
        with locked(engine):
            taken.set()
            time.sleep(3)
            released.set()

    thread = threading.Thread(target=hold)
    thread.start()
    taken.wait()
    answer = visitor.get("/news/locked")
    assert released.is_set(), "the view did not wait for the lock"
    thread.join()
    engine.dispose()
    assert answer.status_code == 200
    assert "Hits:1" in answer.get_data(as_text=True)
