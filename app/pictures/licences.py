"""May a picture be shown now? The one answer, used by every page, list, feed, sitemap, search and file."""

from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, Select, and_, func, or_, select

from app.pictures.models import Picture

# An instant, or what stands for one in a statement.
Instant = datetime | ColumnElement[datetime]
# How long before its end editors are told of it.
NOTICE = timedelta(days=30)


class Licence(StrEnum):
    """What an editor must know of a licence."""

    EXPIRED = "expired"
    ENDING = "ending"


def may_be_shown(picture: Picture, now: datetime) -> bool:
    """Say whether visitors may see `picture` at the instant `now`."""
    return picture.licence_ends is None or now < picture.licence_ends


def shown_at(now: Instant) -> ColumnElement[bool]:
    """Return the condition that holds for the pictures which visitors may see at the instant `now`."""
    return or_(Picture.licence_ends.is_(None), Picture.licence_ends > now)


def next_end(now: Instant) -> Select[datetime | None]:
    """Return the statement that asks when, after `now`, the next licence of a picture ends."""
    return select(func.min(Picture.licence_ends)).where(Picture.licence_ends > now)


def licence(picture: Picture, now: datetime) -> Licence | None:
    """Return what is to be said of a picture's licence at `now`; `None` if nothing is."""
    if not may_be_shown(picture, now):
        return Licence.EXPIRED
    ends = picture.licence_ends
    return Licence.ENDING if ends is not None and ends <= now + NOTICE else None


def has_licence(asked: Licence, now: datetime) -> ColumnElement[bool]:
    """Return the condition that holds for the pictures of which `licence` says what is `asked`."""
    if asked is Licence.EXPIRED:
        return Picture.licence_ends <= now
    return and_(Picture.licence_ends > now, Picture.licence_ends <= now + NOTICE)
