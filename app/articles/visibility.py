"""May a visitor see this article now? The one answer, used by every page, list, count, feed and picture."""

from datetime import datetime

from sqlalchemy import ColumnElement, and_, literal

from app.articles.models import Article, State

# An instant, or what stands for one in a statement.
Instant = datetime | ColumnElement[datetime]
# Written into the statement, not bound: SQLite uses a partial index only where it can read its condition there.
PUBLISHED: ColumnElement[bool] = Article.state == literal(State.PUBLISHED, Article.state.type, literal_execute=True)


def visible_at(now: Instant) -> ColumnElement[bool]:
    """Return the condition that holds for the articles which the public may see at the instant `now`."""
    return and_(PUBLISHED, has_come(now))


def scheduled_at(now: Instant) -> ColumnElement[bool]:
    """Return the condition that holds for the articles which are published, but only later than `now`."""
    return and_(PUBLISHED, is_to_come(now))


def has_come(now: Instant) -> ColumnElement[bool]:
    """Return the condition that the publish time has come by `now`."""
    return Article.publish_at <= now


def is_to_come(now: Instant) -> ColumnElement[bool]:
    """Return the condition that the publish time comes after `now`."""
    return Article.publish_at > now


def is_visible(article: Article, now: datetime) -> bool:
    """Say of a loaded article what `visible_at` says in a query."""
    return article.state is State.PUBLISHED and article.publish_at is not None and article.publish_at <= now
