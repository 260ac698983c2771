"""What is known of the addresses that articles link to."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, Index, String, and_, exists, or_
from sqlalchemy.orm import Mapped, aliased, mapped_column

from app.articles.checks.addresses import LONGEST
from app.foundation.database import Model

# So many times on different days nobody has answered before an address is said to be dead.
PATIENCE = 3


class LinkStatus(StrEnum):
    """What became of the last visit to an address, in words."""

    UNVISITED = "not visited yet"
    REACHED = "reached"
    NOT_FOUND = "404 not found"
    GONE = "410 gone"
    NO_HOST = "host unknown"
    NO_ANSWER = "no answer"
    # Refused to programs, out of order, or in a private network: people may well reach it.
    UNCLEAR = "unclear"


class LinkCheck(Model):
    """An address that some article links to, or did, and whether it leads anywhere."""

    __tablename__ = "link_checks"
    __table_args__ = (Index("ix_link_checks_due_at", "due_at"),)

    # As `addresses.normalised` writes it.
    address: Mapped[str] = mapped_column(String(LONGEST), primary_key=True)
    status: Mapped[str] = mapped_column(String(20), default=LinkStatus.UNVISITED)
    checked_at: Mapped[datetime | None]
    # When to visit it; without one, not until an article with it is saved again.
    due_at: Mapped[datetime | None]
    # How many visits in a row had no answer.
    failures: Mapped[int] = mapped_column(default=0)


_ANSWERED = (LinkStatus.REACHED, LinkStatus.NOT_FOUND, LinkStatus.GONE)
_other = aliased(LinkCheck)


def is_dead() -> ColumnElement[bool]:
    """Return the condition that an address is known to lead nowhere.

    Silence says something of the address only if somebody else has answered: the server may have no way out.
    """
    return or_(
        LinkCheck.status.in_((LinkStatus.NOT_FOUND, LinkStatus.GONE)),
        and_(
            or_(
                LinkCheck.status == LinkStatus.NO_HOST,
                and_(LinkCheck.status == LinkStatus.NO_ANSWER, LinkCheck.failures >= PATIENCE),
            ),
            exists().where(_other.status.in_(_ANSWERED)),
        ),
    )
