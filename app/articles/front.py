"""What the front page of the desk shows of the articles: bounded lists, each found by an index."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session, defer, joinedload

from app.accounts.models import User
from app.articles.models import Article, State
from app.articles.visibility import has_come, is_to_come

# As many as one takes in at a glance; the whole is in the list of articles.
MOST = 10
# More than anybody schedules in a month.
MOST_SCHEDULED = 200
# What was published before is not recent.
_RECENT = timedelta(days=30)


def drafts_of(session: Session, user_id: int) -> list[Article]:
    """Return the drafts that a user has last changed or has submitted, the last changed first."""
    nobody_elses = or_(Article.submitted_at.is_(None), Article.submitted_by_id == user_id)
    changed = select(Article.id).where(Article.updated_by_id == user_id, Article.state == State.DRAFT, nobody_elses)
    submitted = select(Article.id).where(Article.submitted_at.is_not(None), Article.submitted_by_id == user_id)
    ids = [
        *session.scalars(changed.order_by(Article.updated_at.desc()).limit(MOST)),
        *session.scalars(submitted.order_by(Article.submitted_at.desc()).limit(MOST)),
    ]
    return _articles(session, Article.id.in_(ids), order=Article.updated_at.desc())


def waiting_for(session: Session, user_id: int) -> list[Article]:
    """Return the drafts that others have submitted, those that wait longest first."""
    others = or_(Article.submitted_by_id.is_(None), Article.submitted_by_id != user_id)
    return _articles(session, Article.submitted_at.is_not(None), others, order=Article.submitted_at.asc())


def scheduled(session: Session, start: datetime, end: datetime, now: datetime) -> list[Article]:
    """Return the articles that visitors will see from a time between `start` and before `end` on, soonest first."""
    within = Article.publish_at >= start, Article.publish_at < end, is_to_come(now)
    # The state is bound, as in `desk`: so the index by publish time is taken.
    shown = Article.state == State.PUBLISHED, *within
    return _articles(session, *shown, order=Article.publish_at.asc(), most=MOST_SCHEDULED)


def recently_published(session: Session, now: datetime) -> list[Article]:
    """Return the articles that became public in the last 30 days, newest first."""
    recent = Article.publish_at > now - _RECENT, has_come(now)
    return _articles(session, Article.state == State.PUBLISHED, *recent, order=Article.publish_at.desc())


def _articles(
    session: Session, *conditions: ColumnElement[bool], order: ColumnElement[Any], most: int = MOST
) -> list[Article]:
    found = select(Article).where(*conditions).order_by(order, Article.id).limit(most)
    shown = joinedload(Article.submitted_by).lazyload(User.roles), joinedload(Article.section), defer(Article.body)
    return list(session.scalars(found.options(*shown)).unique())
