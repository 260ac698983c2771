"""Every error has its page in the site's layout, with the right status and a way out."""

import threading
import time

import pytest
from flask import Flask, abort
from sqlalchemy import create_engine, update
from sqlalchemy.orm import Session

from app.foundation.database import db
from app.hits.models import Hits
from tests.support import html
from tests.support.client import CheckedClient
from tests.support.locks import locked
from tests.support.newsroom import add_article, add_section


@pytest.fixture
def impatient(impatient_app: Flask) -> CheckedClient:
    @impatient_app.get("/error/<int:code>")
    def error(code: int) -> str:
        if code == 500:
            raise ZeroDivisionError
        abort(code)

    impatient_app.add_url_rule("/error/write", view_func=write)
    client = impatient_app.test_client()
    assert isinstance(client, CheckedClient)
    return client


def write() -> tuple[str, int]:
    db.session.execute(update(Hits).values(count=Hits.count))
    db.session.commit()
    return "", 204


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
    assert impatient.post("/admin/sign-in", data={"email": "x" * 90_000}).status_code == 413


def test_too_many_sign_ins_are_refused(visitor: CheckedClient) -> None:
    token = visitor.token("/admin/sign-in")
    data = {"email": "editor@example.com", "password": "wrong", "csrf_token": token}
    answers = [visitor.post("/admin/sign-in", data=data).status_code for _ in range(11)]
    assert answers == [200] * 10 + [429]


def test_lock_that_stays_is_answered_as_busy(impatient: CheckedClient, database_url: str) -> None:
    engine = create_engine(database_url)
    with locked(engine, "hits"):
        answer = impatient.get("/error/write")
        assert answer.status_code == 503
        assert answer.headers["Retry-After"]
    assert impatient.get("/error/write").status_code == 204
    engine.dispose()


def test_lock_of_three_seconds_is_waited_for(app: Flask, database_url: str) -> None:
    engine = create_engine(database_url)
    taken, released = threading.Event(), threading.Event()

    def hold() -> None:
        with locked(engine, "hits"):
            taken.set()
            time.sleep(3)
            released.set()

    thread = threading.Thread(target=hold)
    thread.start()
    taken.wait()
    with app.app_context():
        write()
    assert released.is_set(), "the statement did not wait for the lock"
    thread.join()
    engine.dispose()


def test_visitors_wait_for_no_lock(impatient: CheckedClient, session: Session, database_url: str) -> None:
    add_article(session, add_section(session), title="Locked")
    session.close()
    engine = create_engine(database_url)
    with locked(engine, "hits"):
        shown = [impatient.get("/news/locked").get_data(as_text=True) for _ in range(2)]
    assert ["Hits:1" in shown[0], "Hits:2" in shown[1]] == [True, True]
    engine.dispose()


@pytest.mark.parametrize(
    "path",
    ["/news/a%00b", "/zh/news/a%00", "/news/?q=%00", "/news/?section=%00", "/?%00=1", "/media/%00", "/%01/info.aspx"],
)
def test_control_characters_in_an_address_are_refused(visitor: CheckedClient, path: str) -> None:
    assert visitor.get(path).status_code == 400
