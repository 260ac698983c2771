"""Search engines are told of an article when it is published, if that is wanted, until they have taken it."""

import json
import logging
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app import create_app, submissions
from app.articles import workflow
from app.articles.models import Section
from app.foundation import clock, jobs
from app.foundation.database import db
from app.site import editing
from app.submissions import sending
from app.submissions.models import Service, Submission
from tests.conftest import make_settings
from tests.support.client import CheckedClient
from tests.support.newsroom import add_article, add_section
from tests.support.receiver import Receiver, receiving
from tests.support.waiting import wait_for

SITE_URL = "https://news.example.com"
KEY = "0123456789abcdef0123456789abcdef"


@pytest.fixture
def engines() -> Iterator[Receiver]:
    """What stands for the search engines."""
    with receiving() as receiver:
        yield receiver


@pytest.fixture
def newsroom(app: Flask, database_url: str, tmp_path: Path, engines: Receiver) -> Iterator[Flask]:
    """An application that knows its public address, on the same database."""
    settings = make_settings(tmp_path, DATABASE_URL=database_url, SITE_URL=SITE_URL)
    second = create_app(replace(settings, indexnow_url=f"{engines.url}/indexnow", baidu_url=f"{engines.url}/urls"))
    second.test_client_class = CheckedClient
    yield second
    jobs.stop(second)
    with second.app_context():
        db.engine.dispose()


@pytest.fixture
def section(session: Session) -> Section:
    return add_section(session)


def switch(session: Session, **keys: str) -> None:
    editing.save(session, keys, {}, {})
    session.commit()


def submit(newsroom: Flask) -> None:
    with newsroom.app_context():
        submissions.submit()


def waiting(session: Session) -> list[Submission]:
    session.expire_all()
    return list(session.scalars(select(Submission).order_by(Submission.article_id, Submission.service)))


def make_due(session: Session) -> None:
    for submission in waiting(session):
        submission.due_at = clock.now()
    session.commit()


def test_nobody_is_told_unless_it_is_wanted(
    newsroom: Flask, session: Session, section: Section, engines: Receiver
) -> None:
    add_article(session, section)
    switch(session, indexnow_key=KEY)
    submit(newsroom)
    assert engines.received == []
    assert waiting(session) == []


def test_indexnow_is_told_the_addresses_and_where_the_key_is(
    newsroom: Flask, session: Session, section: Section, engines: Receiver
) -> None:
    switch(session, indexnow_key=KEY)
    add_article(session, section, title="Signed")
    add_article(session, section, title="签署协议", language="zh", slug="签署协议")
    add_article(session, section, title="A draft", publish=False)
    submit(newsroom)
    (told,) = engines.received
    assert (told.path, told.media_type) == ("/indexnow", "application/json; charset=utf-8")
    assert json.loads(told.content) == {
        "host": "news.example.com",
        "key": KEY,
        "keyLocation": f"{SITE_URL}/indexnow-key.txt",
        "urlList": [f"{SITE_URL}/news/signed", f"{SITE_URL}/zh/news/%E7%AD%BE%E7%BD%B2%E5%8D%8F%E8%AE%AE"],
    }
    assert waiting(session) == []
    submit(newsroom)
    assert len(engines.received) == 1


def test_the_key_is_where_it_is_said_to_be(visitor: CheckedClient, session: Session) -> None:
    assert visitor.get("/indexnow-key.txt").status_code == 404
    switch(session, indexnow_key=KEY)
    answer = visitor.get("/indexnow-key.txt")
    assert (answer.get_data(as_text=True), answer.mimetype) == (KEY, "text/plain")


def test_baidu_is_told_the_addresses_with_its_token(
    newsroom: Flask, session: Session, section: Section, engines: Receiver
) -> None:
    switch(session, baidu_token="a&b")
    engines.answers = [(200, '{"remain": 99998, "success": 2}')]
    add_article(session, section, title="Signed")
    add_article(session, section, title="Opened")
    submit(newsroom)
    (told,) = engines.received
    assert told.path == "/urls?site=https%3A%2F%2Fnews.example.com&token=a%26b"
    assert told.content.decode() == f"{SITE_URL}/news/signed\n{SITE_URL}/news/opened"
    assert waiting(session) == []


@pytest.mark.parametrize(
    ("status", "answer", "problem"),
    [
        (401, '{"error": 401, "message": "token is not valid"}', '401 {"error": 401, "message": "token is not valid"}'),
        (200, '{"remain": 9, "success": 0, "not_same_site": ["x"]}', '{"remain": 9, "success": 0, "not_same_site"'),
        (200, "<html>Sign in to the hotel's network</html>", "<html>Sign in"),
        (200, "[]", "[]"),
        (200, "", "an empty answer"),
        (503, "", "503"),
    ],
)
def test_what_is_not_taken_is_tried_again_later_and_said_to_the_administrator(
    newsroom: Flask,
    administrator: CheckedClient,
    session: Session,
    section: Section,
    engines: Receiver,
    status: int,
    answer: str,
    problem: str,
) -> None:
    switch(session, baidu_token="token")
    add_article(session, section, title="Signed")
    engines.answers = [(status, answer), (200, '{"success": 1}')]
    submit(newsroom)
    (refused,) = waiting(session)
    assert refused.problem.startswith(problem)
    assert refused.due_at > clock.now()
    page = administrator.get("/admin/settings").get_data(as_text=True)
    assert "1 article waits to be told to" in " ".join(page.split())
    assert "The last time it was not taken:" in page
    submit(newsroom)
    assert len(engines.received) == 1
    make_due(session)
    submit(newsroom)
    assert len(engines.received) == 2
    assert waiting(session) == []


def test_one_service_that_does_not_answer_keeps_no_other_from_being_told(
    newsroom: Flask, session: Session, section: Section, engines: Receiver
) -> None:
    switch(session, indexnow_key=KEY, baidu_token="token")
    newsroom.extensions["settings"] = replace(newsroom.extensions["settings"], indexnow_url="http://127.0.0.1:9/")
    engines.answers = [(200, '{"success": 1}')]
    add_article(session, section)
    submit(newsroom)
    assert [told.path.partition("?")[0] for told in engines.received] == ["/urls"]
    (refused,) = waiting(session)
    assert (refused.service, refused.attempts) == (Service.INDEXNOW, 1)
    assert refused.problem.startswith("no answer: ")


def test_pauses_grow_and_after_a_week_it_is_given_up(
    newsroom: Flask, session: Session, section: Section, engines: Receiver, caplog: pytest.LogCaptureFixture
) -> None:
    switch(session, indexnow_key=KEY)
    engines.answers = [(429, "too many")]
    article = add_article(session, section)
    now, pauses = clock.now(), []
    while found := waiting(session):
        now = found[0].due_at
        sending.refused(session, Service.INDEXNOW, [article.id], "no", now)
        session.commit()
        pauses += [submission.due_at - now for submission in waiting(session)]
    assert pauses == sorted(pauses)
    assert pauses[0] == timedelta(minutes=2)
    assert timedelta(days=5) < sum(pauses, timedelta()) < timedelta(days=9)
    session.add(Submission(article_id=article.id, service=Service.INDEXNOW, due_at=clock.now(), attempts=len(pauses)))
    session.commit()
    with caplog.at_level(logging.WARNING):
        submit(newsroom)
    assert "indexnow was not told of 1 articles: 429 too many" in caplog.text
    assert waiting(session) == []


def claimed(session: Session, now: datetime) -> list[str]:
    """Return what is due at `now`, without keeping it from others."""
    paths = sending.claim(session, Service.INDEXNOW, now)
    session.rollback()
    return list(paths.values())


def test_scheduled_article_is_told_at_its_time_and_not_before(session: Session, section: Section) -> None:
    switch(session, indexnow_key=KEY)
    time = clock.now() + timedelta(hours=1)
    article = add_article(session, section, title="Soon", publish_at=time)
    assert claimed(session, time - timedelta(microseconds=1)) == []
    assert claimed(session, time) == ["/news/soon"]
    later = time + timedelta(hours=1)
    article.publish_at = later
    session.commit()
    assert claimed(session, time) == []
    assert claimed(session, later) == ["/news/soon"]
    workflow.unpublish(article, clock.now())
    session.commit()
    assert waiting(session) == []


def test_what_is_being_told_is_left_alone_for_a_while(session: Session, section: Section) -> None:
    switch(session, indexnow_key=KEY)
    add_article(session, section, title="Signed")
    now = clock.now()
    assert len(sending.claim(session, Service.INDEXNOW, now)) == 1
    session.commit()
    assert claimed(session, now + timedelta(minutes=4)) == []
    # Who was to tell it has died.
    assert claimed(session, now + timedelta(minutes=6)) == ["/news/signed"]


def test_a_server_does_it_by_itself(newsroom: Flask, session: Session, section: Section, engines: Receiver) -> None:
    switch(session, indexnow_key=KEY)
    add_article(session, section, title="Signed")
    jobs.work_unless_another_does(newsroom, newsroom.extensions["settings"].data_dir / "jobs.lock")
    wait_for(lambda: bool(engines.received) and not waiting(session))
    assert len(engines.received) == 1
