"""Counts the views that this process answers, and says what number each of them shows.

The processes of a machine share one `counter_file`. Each holds an array of it by a lock that the kernel frees when the
process ends. The first process to come when all others are gone folds what they left, and begins a new file.
"""

import logging
import os
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from time import time
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from sqlalchemy import delete
from sqlalchemy.orm import Session

from app.foundation import clock, database, locks
from app.hits import queries
from app.hits.counter_file import ARRAYS, ARRAYS_USED, BadCounterFile, CounterFile
from app.hits.folding import Folding
from app.hits.models import FoldedHits

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

Note = Callable[[int, "WSGIEnvironment"], None]
_log = logging.getLogger(__name__)


class TooManyProcesses(RuntimeError):
    """More processes than a counter file has arrays count in one data folder."""


class Counter:
    """This process's part in counting. `folder` must be on a disk of this machine; `note` is told of each view."""

    def __init__(self, folder: Path, note: Note) -> None:
        self._folder = folder
        self._note = note
        self._joining = threading.Lock()
        self._member: Member | None = None

    def tally(self, session: Session, article_id: int, starting_hits: int, zone: ZoneInfo) -> "Tally":
        """Return what counts the views of an article's page, by the days of `zone`.

        Raises `OSError` where the disk has no room for another article, and what the database raises.
        """
        member = self.member(session)
        member.count_days_of(zone)
        base = queries.counted_elsewhere(session, article_id, member.file.identity)
        return Tally(member, article_id, member.slot(article_id, base), starting_hits, self._note)

    def member(self, session: Session) -> "Member":
        """Return this process's place among those that count, taken at the first call."""
        with self._joining:
            # A child of a process that counts must not write to its parent's array.
            if self._member is None or self._member.process != os.getpid():
                self._member = _join(self._folder, session)
            return self._member

    def fold(self, session: Session) -> None:
        """Bring what the machine has counted into the database, unless another process does; commit."""
        self.member(session).fold(session)

    def close(self) -> None:
        """Give up the place; the next view takes one anew."""
        if self._member is not None:
            self._member.leave()
            self._member = None


class Member:
    """A process among those that count: the file, the array that is its own, and the present day."""

    def __init__(self, folder: Path, file: CounterFile, array: int, lock: locks.Lock) -> None:
        self.file = file
        self.array = array
        self.process = os.getpid()
        # One thread counts at a time: `words[i] += 1` is a reading and a writing.
        self.counting = threading.Lock()
        # What the day is, even or odd, and when it ends, by the clock in seconds.
        self.parity = 0
        self.midnight = 0.0
        self._zone = ZoneInfo("UTC")
        self._folder = folder
        self._locks = [lock]
        self._slots: dict[int, int] = {}
        self._folding: Folding | None = None

    def slot(self, article_id: int, base: int) -> int:
        """Return the slot of an article, in which this process can count; `base` is what to add to its counts."""
        with locks.held(_structure(self._folder)):
            self.file.refresh()
            self._slots.update({found: slot for slot, found in self.file.articles(len(self._slots))})
            slot = self._slots.get(article_id)
            if slot is None:
                slot = self._slots[article_id] = self.file.add(article_id, base)
            self.file.raise_base(slot, base)
            self.file.prepare(slot, self.array)
        return slot

    def count_days_of(self, zone: ZoneInfo) -> None:
        """Count by the days of this time zone."""
        with self.counting:
            if zone is not self._zone or not self.midnight:
                self._zone = zone
                self.begin_day()

    def begin_day(self) -> None:
        """Count for the present day from now on. The caller holds `counting`."""
        today = datetime.fromtimestamp(time(), self._zone).date()
        self.file.begin_day(today.toordinal())
        self.parity = today.toordinal() % 2
        self.midnight = clock.start_of_day(today + timedelta(days=1), self._zone).timestamp()

    def fold(self, session: Session) -> None:
        """Fold and commit, if this process is, or can become, the one that does; write the file to the disk."""
        if self._folding is None:
            lock = locks.take(self._folder / "folding.lock")
            if lock is None:
                return
            self._locks.append(lock)
            self._folding = Folding(self.file)
        self.file.refresh()
        self.file.sync()
        folded = self._folding.fold(session)
        session.commit()
        with locks.held(_structure(self._folder)):
            self._folding.keep(folded)
        if self._folding.torn:
            raise BadCounterFile(f"{self.file.path} is torn: what it counts of some articles is not folded")

    def leave(self) -> None:
        """Give up the array and the folding."""
        for lock in self._locks:
            lock.release()
        self.file.close()


class Tally:
    """Counts the views of one article that this process answers; a `page_cache` asks it for the number to show."""

    __slots__ = ("_arrays", "_article_id", "_base", "_cells", "_member", "_note", "_own", "_slot", "_start", "_words")

    def __init__(self, member: Member, article_id: int, slot: int, starting_hits: int, note: Note) -> None:
        self._member = member
        self._article_id = article_id
        self._slot = slot
        self._start = starting_hits
        self._note = note
        self._words = member.file.words
        self._base = member.file.base_index(slot)
        self._own = [member.file.index(slot, member.array, parity) for parity in (0, 1)]
        self._arrays = 0
        self._cells: list[int] = []

    def __call__(self, environ: "WSGIEnvironment") -> int:
        """Count the request if it is a view, and return the number to show: it includes this view."""
        words, member = self._words, self._member
        if is_view(environ):
            with member.counting:
                if time() >= member.midnight:
                    member.begin_day()
                words[self._own[member.parity]] += 1
            self._note(self._article_id, environ)
        if words[ARRAYS_USED] != self._arrays:
            self._find_cells()
        number = self._start + words[self._base]
        for cell in self._cells:
            number += words[cell]
        return number

    def _find_cells(self) -> None:
        file, arrays = self._member.file, self._words[ARRAYS_USED]
        self._cells = [file.index(self._slot, array, parity) for array in range(arrays) for parity in (0, 1)]
        self._arrays = arrays


def is_view(environ: "WSGIEnvironment") -> bool:
    """Say whether answering this request is a view: a GET that is no prefetch (Fetch standard, `Sec-Purpose`)."""
    purpose = environ.get("HTTP_SEC_PURPOSE") or environ.get("HTTP_PURPOSE")
    return environ["REQUEST_METHOD"] == "GET" and (purpose is None or "prefetch" not in purpose.lower())


def _structure(folder: Path) -> Path:
    """Return the lock under which processes come, articles are added and bases raised."""
    return folder / "structure.lock"


def _join(folder: Path, session: Session) -> Member:
    with locks.held(_structure(folder)):
        array, lock, alone = _claim(folder)
        try:
            if alone:
                # In a transaction of its own: it is committed.
                with Session(session.get_bind()) as own:
                    file = _begin_anew(folder, own)
            else:
                file = CounterFile(folder / "counters")
        except BaseException:
            lock.release()
            raise
        file.use_array(array)
    return Member(folder, file, array, lock)


def _claim(folder: Path) -> tuple[int, locks.Lock, bool]:
    """Take the first array that nobody has; say whether nobody has any."""
    mine: tuple[int, locks.Lock] | None = None
    alone = True
    for array in range(ARRAYS):
        path = folder / f"array-{array}.lock"
        if mine and not path.exists():
            # They are made in order.
            break
        lock = locks.take(path)
        if lock is None:
            alone = False
        elif mine is None:
            mine = array, lock
        else:
            lock.release()
    if mine is None:
        raise TooManyProcesses(f"more than {ARRAYS} processes count in {folder}: start fewer workers")
    return *mine, alone


def _begin_anew(folder: Path, session: Session) -> CounterFile:
    """Fold and commit what the last processes left, and put a new file in the place of theirs."""
    path = folder / "counters"
    predecessor = None
    try:
        left = CounterFile(path)
        folding = Folding(left)
        folding.fold(session)
        session.commit()
        # Once their file is gone, nothing else knows of these views.
        database.make_durable(session)
        if folding.torn:
            raise BadCounterFile("some of its articles cannot be read; the others' views are in the database")
        predecessor = left.identity
        left.close()
    except FileNotFoundError:
        pass
    except BadCounterFile as problem:
        aside = path.with_name(f"counters.set-aside-{clock.now():%Y%m%d-%H%M%S-%f}")
        path.rename(aside)
        _log.error("%s is no good counter file: %s. It is set aside as %s; counting goes on.", path, problem, aside)
    file = CounterFile.make(path, predecessor)
    if predecessor:
        session.execute(delete(FoldedHits).where(FoldedHits.file == predecessor.hex))
        session.commit()
    return file
