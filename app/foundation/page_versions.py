"""Which stored pages are out of date: a version for each thing that pages depend on, seen by every process at once.

The versions lie in a small mapped file, so that asking costs one read of memory. A tag names what a page depends on,
such as `article.7`. Models that pages show have a method `dirtied_pages`, which names their tags; one listener collects
them from everything that a session writes, and after the commit, before anything is answered, marks them as changed.

What another machine has changed, and what a process that died between its commit and the marking had changed, is
noticed by `notice`, which compares a number that each such commit raises in the database.
"""

import mmap
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol, runtime_checkable
from weakref import WeakKeyDictionary
from zlib import crc32

from flask import Flask
from sqlalchemy import BigInteger, Engine, Table, event, select
from sqlalchemy.orm import Mapped, Session, UOWTransaction, mapped_column

from app.foundation import background, locks
from app.foundation.database import Base, Model, db, insert_for
from config import Settings

# What every page depends on.
EVERYTHING = "everything"
# Tags share this many places; two that meet in one cost a rendering too many and nothing else.
_PLACES = 4096
# The file's first words: the version of all pages together, and which version of the database it has seen.
CURRENT, _SEEN, _FIRST_PLACE = 0, 1, 2
_SIZE = (_FIRST_PLACE + _PLACES) * 8
# Where a session keeps, until its commit, the tags that it changes and the version that it got in the database.
_DIRTIED, _VERSION = "dirtied_pages", "content_version"


@runtime_checkable
class Dirties(Protocol):
    """A model whose rows stand on pages."""

    def dirtied_pages(self) -> Iterable[str]:
        """Return the tags of the pages that show this row, or showed it before the change that is being written."""
        ...


class ContentVersion(Model):
    """How often something that pages show was changed: a table of one row."""

    __tablename__ = "content_version"

    id: Mapped[int] = mapped_column(primary_key=True, default=1, autoincrement=False)
    version: Mapped[int] = mapped_column(BigInteger)


class PageVersions:
    """The versions kept in the file at `path`, which the processes of one machine share. Made if it is not there.

    `words[CURRENT]` is the version of everything together: while it is the same, nothing has changed.
    """

    def __init__(self, path: Path) -> None:
        self._lock = path.with_name(f"{path.name}.lock")
        with locks.held(self._lock):
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
            try:
                missing = _SIZE - os.fstat(descriptor).st_size
                if missing > 0:
                    # Written, not left as a hole: on a full disk a hole in a mapped file kills who writes to it.
                    os.pwrite(descriptor, bytes(missing), _SIZE - missing)
                self.words = memoryview(mmap.mmap(descriptor, _SIZE)).cast("Q")
            finally:
                os.close(descriptor)

    def places(self, tags: Iterable[str]) -> tuple[int, ...]:
        """Return where the versions of what a page depends on are kept: of its tags, and of `EVERYTHING`."""
        return tuple({_place(tag) for tag in (EVERYTHING, *tags)})

    def changed_since(self, version: int, places: Iterable[int]) -> bool:
        """Say whether any of the places was marked after `version`."""
        return any(self.words[place] > version for place in places)

    def mark(self, tags: Iterable[str], database_version: int | None = None) -> None:
        """Mark tags as changed: from now on every process finds the pages that depend on them out of date.

        `database_version` is the one that the change's commit has got in the database, if it has.
        """
        with locks.held(self._lock):
            version = self.words[CURRENT] + 1
            for tag in tags:
                self.words[_place(tag)] = version
            # Last: who reads this version must find the marks.
            self.words[CURRENT] = version
            if database_version == self.words[_SEEN] + 1:
                self.words[_SEEN] = database_version

    def notice(self, database_version: int) -> None:
        """Mark everything, if the database has a version whose change was not marked here."""
        if database_version != self.words[_SEEN]:
            self.mark([EVERYTHING])
            self.words[_SEEN] = database_version


_versions: WeakKeyDictionary[Engine, PageVersions] = WeakKeyDictionary()
_content_version: Table = Base.metadata.tables[ContentVersion.__tablename__]


def init_app(app: Flask, settings: Settings) -> None:
    """Keep the versions of the pages that are made from the application's database."""
    versions = PageVersions(settings.data_dir / "page_versions")
    app.extensions["page_versions"] = versions
    with app.app_context():
        _versions[db.engine] = versions
    background.every_second(app, _notice)


def of(app: Flask) -> PageVersions:
    """Return the versions of the application's pages."""
    versions: PageVersions = app.extensions["page_versions"]
    return versions


def dirty(session: Session, *tags: str) -> None:
    """Have these tags marked once the session is committed; for changes by statements that no model notices."""
    session.info.setdefault(_DIRTIED, set()).update(tags)


def _place(tag: str) -> int:
    return _FIRST_PLACE + crc32(tag.encode()) % _PLACES


def _notice() -> None:
    with Session(db.engine) as session:
        version = session.scalar(select(ContentVersion.version))
        _versions[db.engine].notice(version or 0)


@event.listens_for(Session, "after_flush")
def _collect(session: Session, _context: UOWTransaction) -> None:
    for row in (*session.new, *session.dirty, *session.deleted):
        if isinstance(row, Dirties):
            dirty(session, *row.dirtied_pages())


@event.listens_for(Session, "before_commit")
def _raise_version(session: Session) -> None:
    session.flush()
    # A savepoint's end comes here as well; only the whole transaction counts.
    if session.info.get(_DIRTIED) and not session.in_nested_transaction():
        session.info[_VERSION] = session.scalar(
            insert_for(session)(_content_version)
            .values(id=1, version=1)
            .on_conflict_do_update(index_elements=["id"], set_={"version": _content_version.c.version + 1})
            .returning(_content_version.c.version)
        )


@event.listens_for(Session, "after_commit")
def _mark(session: Session) -> None:
    tags = session.info.get(_DIRTIED)
    if not tags or session.in_nested_transaction():
        return
    bind = session.get_bind()
    versions = _versions.get(bind if isinstance(bind, Engine) else bind.engine)
    if versions is not None:
        versions.mark(tags, session.info.get(_VERSION))
    _forget(session)


@event.listens_for(Session, "after_rollback")
def _forget(session: Session) -> None:
    if session.in_nested_transaction():
        # What was written before the savepoint is still to be committed.
        return
    session.info.pop(_DIRTIED, None)
    session.info.pop(_VERSION, None)
