"""The place of an article in the index: one number that orders by publish time, then by id, and tells the id."""

from datetime import UTC, datetime

from app.articles.queries import Selection

_FIRST_YEAR = datetime(1900, 1, 1, tzinfo=UTC)
_ID_BITS = 31


def place(publish_at: datetime, article_id: int) -> int:
    """Return the place of an article: the minutes from 1900 to its publish time, then its id (of up to 31 bits)."""
    return (_minute(publish_at) << _ID_BITS) + article_id


def article_id(of_place: int) -> int:
    """Return the id of the article that has a place."""
    return of_place & ((1 << _ID_BITS) - 1)


def bounds(selection: Selection, now: datetime) -> tuple[int, int]:
    """Return the lowest and the highest place that a visible article of a selection can have."""
    lowest = place(selection.since, 0) if selection.since else -(1 << 62)
    return lowest, place(selection.until(now), (1 << _ID_BITS) - 1)


def _minute(instant: datetime) -> int:
    return int((instant - _FIRST_YEAR).total_seconds() // 60)
