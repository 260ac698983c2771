"""A process among those of a machine that count, and how it becomes one.

They share one `counter_file`. Each holds an array of it by a lock that the kernel frees when the process ends. The
first process to come when all others are gone folds what they left, and begins a new file.
"""

import logging
import os
import threading
from datetime import datetime, timedelta
from pathlib import Path
from time import time
from zoneinfo import ZoneInfo

from sqlalchemy import delete
from sqlalchemy.orm import Session

from app.foundation import clock, database, locks
from app.hits.counter_file import ARRAYS, BadCounterFile, CounterFile
from app.hits.folding import Folding
from app.hits.models import FoldedHits

_log = logging.getLogger(__name__)


class TooManyProcesses(RuntimeError):
    """More processes than a counter file has arrays count in one data folder."""


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


def _structure(folder: Path) -> Path:
    """Return the lock under which processes come, articles are added and bases raised."""
    return folder / "structure.lock"


def join(folder: Path, session: Session) -> Member:
    """Take an array that nobody has. Raises `TooManyProcesses`."""
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
