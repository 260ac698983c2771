"""What a picture is found by that it says of itself: its words, and when it was uploaded."""

import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, and_, or_

from app.foundation.clock import start_of_day
from app.pictures.models import Picture

_DATE = re.compile(r"([12]\d{3})-(\d{2})(?:-(\d{2}))?", re.ASCII)


def says(word: str) -> ColumnElement[bool]:
    """Return the condition that a picture's file name, caption or credit contains `word`, in either case."""
    texts = (Picture.file_name, Picture.caption, Picture.credit)
    return or_(*(text.icontains(word, autoescape=True) for text in texts))


def uploaded(between: tuple[datetime, datetime]) -> ColumnElement[bool]:
    """Return the condition that a picture was uploaded between two instants, the latter excluded."""
    since, before = between
    return and_(Picture.created_at >= since, Picture.created_at < before)


def period(word: str, zone: ZoneInfo) -> tuple[datetime, datetime] | None:
    """Return the first instant, in UTC, of the month or day that `word` names in `zone`, and the first one after it.

    Months are written as 2025-03 and days as 2025-03-14 (ISO 8601); `None` for whatever else.
    """
    written = _DATE.fullmatch(word)
    if written is None:
        return None
    year, month, day = (int(part) if part else None for part in written.groups())
    try:
        first = date(year or 0, month or 0, day or 1)
    except ValueError:
        return None
    after = first + timedelta(days=1) if day else (first.replace(day=28) + timedelta(days=4)).replace(day=1)
    return start_of_day(first, zone), start_of_day(after, zone)
