"""Addresses that articles link to are visited, each once a day at most, and the desk says which lead nowhere."""

from collections.abc import Iterator
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app import links
from app.articles import permalinks, workflow
from app.articles.checks import check
from app.articles.checks.finding import Code
from app.articles.checks.link_models import PATIENCE, LinkCheck, LinkStatus
from app.articles.models import Article, Section
from app.foundation import clock, jobs
from app.links import queue
from tests.support.newsroom import add_article, add_section
from tests.support.waiting import wait_for

A, B = "https://partner.example.com/a", "https://partner.example.com/b"


class Visitor:
    """Stands where the visits are made, and answers them."""

    def __init__(self) -> None:
        self.answers: dict[str, LinkStatus] = {}
        self.visited: list[str] = []

    def __call__(self, address: str) -> LinkStatus:
        self.visited.append(address)
        return self.answers.get(address, LinkStatus.REACHED)


@pytest.fixture
def away(app: Flask) -> Iterator[Visitor]:
    """The internet, which tests do not reach."""
    real, app.extensions["visit"] = app.extensions["visit"], Visitor()
    yield app.extensions["visit"]
    app.extensions["visit"] = real


@pytest.fixture
def section(session: Session) -> Section:
    return add_section(session)


def linking(*addresses: str) -> str:
    return "".join(f'<p><a href="{address}">here</a></p>' for address in addresses)


def visit_due(app: Flask) -> None:
    with app.app_context():
        links.visit_due()


def known(session: Session) -> dict[str, LinkCheck]:
    session.expire_all()
    return {link.address: link for link in session.scalars(select(LinkCheck))}


def found(session: Session, article: Article, host: str = "news.example.com") -> list[tuple[str, ...]]:
    session.expire_all()
    findings = check.of_article(session, article, zone=ZoneInfo("UTC"), host=host)
    return [finding.values for finding in findings if finding.code is Code.DEAD_LINK]


def test_links_of_a_saved_article_are_visited_once(
    app: Flask, session: Session, section: Section, away: Visitor
) -> None:
    body = linking(A, A + "#part", "mailto:press@example.com", "http://10.0.0.5/", "http://localhost/")
    add_article(session, section, body=body, external_link=B, publish=False)
    visit_due(app)
    visit_due(app)
    assert sorted(away.visited) == [A, B]
    assert {link.status for link in known(session).values()} == {LinkStatus.REACHED}


def test_saved_again_they_are_visited_again_after_a_day(
    app: Flask, session: Session, section: Section, away: Visitor
) -> None:
    article = add_article(session, section, body=linking(A))
    visit_due(app)
    article.title = "Saved again"
    session.commit()
    visit_due(app)
    assert away.visited == [A]
    known(session)[A].checked_at = clock.now() - queue.PAUSE
    article.title = "Saved on another day"
    session.commit()
    visit_due(app)
    assert away.visited == [A, A]


@pytest.mark.parametrize("status", [LinkStatus.NOT_FOUND, LinkStatus.GONE, LinkStatus.NO_HOST])
def test_dead_link_is_found_at_once(
    app: Flask, session: Session, section: Section, away: Visitor, status: LinkStatus
) -> None:
    article = add_article(session, section, body=linking(A, B))
    away.answers[A] = status
    assert found(session, article) == []
    visit_due(app)
    assert found(session, article) == [(A, status)]


def test_address_is_dead_when_nobody_answered_on_several_days(
    app: Flask, session: Session, section: Section, away: Visitor
) -> None:
    article = add_article(session, section, body=linking(A))
    add_article(session, section, title="Another one", body=linking(B))
    away.answers[A] = LinkStatus.NO_ANSWER
    for _ in range(PATIENCE):
        assert found(session, article) == []
        visit_due(app)
        visit_due(app)
        if due_at := known(session)[A].due_at:
            assert due_at > clock.now() + timedelta(hours=23)
            known(session)[A].due_at = clock.now()
            session.commit()
    assert away.visited.count(A) == PATIENCE
    assert known(session)[A].due_at is None
    assert found(session, article) == [(A, LinkStatus.NO_ANSWER)]


@pytest.mark.parametrize("status", [LinkStatus.NO_HOST, LinkStatus.NO_ANSWER])
def test_nothing_is_said_where_nobody_at_all_has_answered(
    app: Flask, session: Session, section: Section, away: Visitor, status: LinkStatus
) -> None:
    article = add_article(session, section, body=linking(A, B))
    away.answers = {A: status, B: status}
    visit_due(app)
    for link in known(session).values():
        link.failures = PATIENCE
    session.commit()
    assert found(session, article) == []


def test_what_is_unclear_is_not_said_to_be_dead(app: Flask, session: Session, section: Section, away: Visitor) -> None:
    article = add_article(session, section, body=linking(A))
    away.answers[A] = LinkStatus.UNCLEAR
    visit_due(app)
    assert found(session, article) == []


def test_what_is_being_visited_is_left_alone_for_a_while(session: Session, section: Section) -> None:
    add_article(session, section, body=linking(A))
    now = clock.now()
    assert queue.claim(session, now) == A
    session.commit()
    assert queue.claim(session, now + timedelta(minutes=4)) is None
    # Who was to visit it has died.
    assert queue.claim(session, now + timedelta(minutes=6)) == A


def test_links_to_own_articles_are_looked_up_and_not_visited(
    app: Flask, session: Session, section: Section, away: Visitor
) -> None:
    add_article(session, section, title="Signed")
    add_article(session, section, title="To come", publish_at=clock.now() + timedelta(days=1))
    add_article(session, section, title="A draft", publish=False)
    own = ["/news/signed", "/news/to-come", "/news/a-draft", "/news/nowhere", "https://news.example.com/news/a-draft"]
    article = add_article(session, section, title="Links", body=linking(*own))
    assert found(session, article) == [
        ("/news/a-draft", "not-public"),
        ("/news/nowhere", "no-article"),
        ("https://news.example.com/news/a-draft", "not-public"),
    ]


def test_former_address_of_an_article_leads_there(session: Session, section: Section) -> None:
    other = add_article(session, section, title="Signed")
    linked = add_article(session, section, title="Links", body=linking("/news/signed"))
    permalinks.change_slug(session, other, "signed-in-tianjin")
    session.commit()
    assert found(session, linked) == []
    workflow.unpublish(other, clock.now())
    session.commit()
    assert found(session, linked) == [("/news/signed", "not-public")]


def test_a_server_does_it_by_itself(app: Flask, session: Session, section: Section, away: Visitor) -> None:
    # Tests before this one have put many jobs into the queue, and no server has done them.
    app.extensions["jobs"].flush()
    add_article(session, section, body=linking(A))
    jobs.work_unless_another_does(app, app.extensions["settings"].data_dir / "jobs.lock")
    try:
        wait_for(lambda: known(session)[A].status == LinkStatus.REACHED)
    finally:
        jobs.stop(app)
