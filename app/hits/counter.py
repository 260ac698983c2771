"""Counts the views that this process answers, and says what number each of them shows."""

import os
import threading
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from app.hits import queries
from app.hits.member import Member, join
from app.hits.tally import Note, Tally


class Counter:
    """This process's part in counting. `folder` must be on a disk of this machine; `note` is told of each view."""

    def __init__(self, folder: Path, note: Note) -> None:
        self._folder = folder
        self._note = note
        self._joining = threading.Lock()
        self._member: Member | None = None

    def tally(self, session: Session, article_id: int, starting_hits: int, zone: ZoneInfo) -> Tally:
        """Return what counts the views of an article's page, by the days of `zone`.

        Raises `OSError` where the disk has no room for another article, and what the database raises.
        """
        member = self.member(session)
        member.count_days_of(zone)
        base = queries.counted_elsewhere(session, article_id, member.file.identity)
        return Tally(member, article_id, member.slot(article_id, base), starting_hits, self._note)

    def member(self, session: Session) -> Member:
        """Return this process's place among those that count, taken at the first call."""
        with self._joining:
            # A child of a process that counts must not write to its parent's array.
            if self._member is None or self._member.process != os.getpid():
                self._member = join(self._folder, session)
            return self._member

    def fold(self, session: Session) -> None:
        """Bring what the machine has counted into the database, unless another process does; commit."""
        self.member(session).fold(session)

    def close(self) -> None:
        """Give up the place; the next view takes one anew."""
        if self._member is not None:
            self._member.leave()
            self._member = None
