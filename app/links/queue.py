"""Which addresses are to be visited, and what became of it. None of these commits."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import Connection, Table, or_, select
from sqlalchemy.orm import Session

from app.articles.checks.link_models import PATIENCE, LinkCheck, LinkStatus
from app.foundation.database import Base, insert_for

# An address is visited at most once in this time, however often articles with it are saved.
PAUSE = timedelta(days=1)
# Nobody else visits it for so long: longer than a visit takes, and its process may die in it.
_LEASE = timedelta(minutes=5)
_link_checks: Table = Base.metadata.tables[LinkCheck.__tablename__]


def add(connection: Connection, addresses: Iterable[str], now: datetime) -> None:
    """Have normalised addresses visited, those that were already once their pause is over. `now` is in UTC."""
    # In one order, so that two processes never wait for each other in a circle.
    rows = [
        {"address": address, "status": LinkStatus.UNVISITED, "checked_at": None, "due_at": now, "failures": 0}
        for address in sorted(set(addresses))
    ]
    if rows:
        insert = insert_for(connection)(_link_checks)
        is_done = _link_checks.c.due_at.is_(None)
        paused = or_(_link_checks.c.checked_at.is_(None), _link_checks.c.checked_at <= now - PAUSE)
        again = insert.on_conflict_do_update(
            index_elements=["address"], set_={"due_at": now, "failures": 0}, where=is_done & paused
        )
        connection.execute(again, rows)


def claim(session: Session, now: datetime) -> str | None:
    """Return an address that is due, and keep others from it for a while; `None` when there is none."""
    due = select(LinkCheck).where(LinkCheck.due_at <= now).order_by(LinkCheck.due_at, LinkCheck.address).limit(1)
    link = session.scalar(due.with_for_update(skip_locked=True))
    if link is None:
        return None
    link.due_at = now + _LEASE
    return link.address


def record(session: Session, address: str, status: LinkStatus, now: datetime) -> None:
    """Note what became of a visit. Where nobody answered it is tried again, on other days, before that is believed."""
    link = session.get_one(LinkCheck, address)
    link.status, link.checked_at, link.due_at = status, now, None
    link.failures = link.failures + 1 if status is LinkStatus.NO_ANSWER else 0
    if 0 < link.failures < PATIENCE:
        link.due_at = now + PAUSE
