"""Telling services what is due, again and again until they take it. None of these commits."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from app.articles import permalinks
from app.articles.models import Article
from app.articles.visibility import visible_at
from app.submissions.models import Service, Submission

# How many addresses are handed in at once: a quarter of what Baidu takes.
MOST_AT_ONCE = 500
# Nobody else tries for so long: longer than an attempt takes, and its process may die in it.
_LEASE = timedelta(minutes=5)
# The pause doubles from the first to the longest; after so many attempts, about a week, it is given up.
_FIRST_PAUSE, _LONGEST_PAUSE, MOST_ATTEMPTS = timedelta(minutes=2), timedelta(hours=12), 22


@dataclass(frozen=True)
class Waiting:
    """How many articles a service is still to be told of, and what it said last, if it refused."""

    service: Service
    articles: int
    problem: str


def claim(session: Session, service: Service, now: datetime) -> dict[int, str]:
    """Return, by id, the paths of visible articles that `service` is due to be told of, and keep others from them.

    `now` is the present, in UTC.
    """
    due = (
        select(Submission.article_id)
        .join(Article)
        .where(Submission.service == service, Submission.due_at <= now, visible_at(now))
        .order_by(Submission.due_at)
        .limit(MOST_AT_ONCE)
        .with_for_update(of=Submission, skip_locked=True)
    )
    submissions = _of(session, service, list(session.scalars(due)))
    for submission in submissions:
        submission.due_at = now + _LEASE
    ids = [submission.article_id for submission in submissions]
    articles = session.scalars(select(Article).where(Article.id.in_(ids)).order_by(Article.id))
    return {article.id: permalinks.path(article) for article in articles}


def taken(session: Session, service: Service, article_ids: Sequence[int]) -> None:
    """Note that a service has taken the addresses of these articles."""
    session.execute(delete(Submission).where(Submission.service == service, Submission.article_id.in_(article_ids)))


def refused(session: Session, service: Service, article_ids: Sequence[int], problem: str, now: datetime) -> int:
    """Note that a service has not, and when to try again; return how many articles are given up."""
    given_up = 0
    for submission in _of(session, service, article_ids):
        submission.attempts += 1
        submission.problem = problem
        submission.due_at = now + min(_FIRST_PAUSE * 2 ** (submission.attempts - 1), _LONGEST_PAUSE)
        if submission.attempts >= MOST_ATTEMPTS:
            session.delete(submission)
            given_up += 1
    return given_up


def waiting(session: Session, now: datetime) -> list[Waiting]:
    """Return what visible articles wait for which services, and why."""
    of_each = (
        select(Submission.service, func.count(), func.max(Submission.problem))
        .join(Article)
        .where(visible_at(now))
        .group_by(Submission.service)
        .order_by(Submission.service)
    )
    return [Waiting(Service(service), articles, problem) for service, articles, problem in session.execute(of_each)]


def _of(session: Session, service: Service, article_ids: Sequence[int]) -> list[Submission]:
    of_articles = select(Submission).where(Submission.service == service, Submission.article_id.in_(article_ids))
    return list(session.scalars(of_articles))
