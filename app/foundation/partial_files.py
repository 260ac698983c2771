"""Files that come in parts, so that one whose sending is cut off goes on where it stopped.

Each lies in the folder of its owner, under a key made from what its sender says of it. Who sends the same file again is
led to what has arrived of it, also after the browser was closed; nobody has to remember what was begun.
"""

import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import IO

from flask import Flask, current_app

from app.foundation import clock, jobs, locks
from app.foundation.storage import NO_SPACE, StorageFull
from config import Settings

# Of each owner; when one more is begun, the one that has waited longest goes.
MOST = 20
# After this they are abandoned, counted from the last part.
KEPT_FOR = timedelta(days=1)
_PIECE = 256 * 1024
# The size is part of the key: what is there can be told from what is to come without a further file.
_KEY = re.compile(r"[0-9a-f]{40}-([0-9]{1,12})", re.ASCII)


class WrongOffset(Exception):
    """The part does not begin where the file ends, which is at `received`, or somebody else is writing to it."""

    def __init__(self, received: int) -> None:
        self.received = received
        super().__init__(f"{received} bytes are there")


class PartialFiles:
    """Keeps files that are not whole yet below `root`, which is made with the first one.

    `received`, `append` and `read` raise `FileNotFoundError` where the owner has no file of that key.
    """

    def __init__(self, root: Path) -> None:
        self.root = root

    def begin(self, owner_id: int, said: str, size: int) -> str:
        """Return the key of a file of `size` bytes of which its sender says `said`; make it unless it is there.

        Raises `StorageFull`.
        """
        key = f"{hashlib.sha256(said.encode(errors='replace')).hexdigest()[:40]}-{size}"
        folder = self.root / str(owner_id)
        with _told_when_full(self.root):
            folder.mkdir(parents=True, exist_ok=True)
            (folder / key).touch()
        for path in _oldest_first(folder)[:-MOST]:
            path.unlink(missing_ok=True)
        return key

    def received(self, owner_id: int, key: str) -> int:
        """Return how many bytes have arrived."""
        return self._path(owner_id, key).stat().st_size

    def append(self, owner_id: int, key: str, offset: int, part: IO[bytes]) -> int:
        """Add `part`, which begins at `offset`, and return how many bytes have arrived then.

        What has been read of a part stays, even if reading the rest raises; what is too much is not read. Raises
        `WrongOffset` and `StorageFull`.
        """
        path = self._path(owner_id, key)
        # A sender that was cut off may have a request under way that nobody will ever end.
        lock = locks.take(path)
        if lock is None:
            raise WrongOffset(path.stat().st_size)
        try:
            received = path.stat().st_size
            if offset != received:
                raise WrongOffset(received)
            with _told_when_full(self.root), path.open("ab", buffering=0) as file:
                while piece := part.read(min(_PIECE, _size(key) - received)):
                    while piece:
                        # Of a piece for which the disk has not room enough, a part is written.
                        written = file.write(piece)
                        received, piece = received + written, piece[written:]
            return received
        finally:
            lock.release()

    def read(self, owner_id: int, key: str) -> bytes:
        """Return the whole file. Raises `WrongOffset` as long as it is not whole."""
        data = self._path(owner_id, key).read_bytes()
        if len(data) != _size(key):
            raise WrongOffset(len(data))
        return data

    def remove(self, owner_id: int, key: str) -> None:
        """Forget a file that was taken, or never will be."""
        # Somebody else may have sent the same one.
        with suppress(FileNotFoundError):
            self._path(owner_id, key).unlink()

    def remove_abandoned(self, now: datetime) -> None:
        """Remove what nobody has added to for `KEPT_FOR`."""
        before = (now - KEPT_FOR).timestamp()
        for path in self.root.glob("*/*"):
            with suppress(FileNotFoundError):
                if path.stat().st_mtime < before:
                    path.unlink()

    def _path(self, owner_id: int, key: str) -> Path:
        path = self.root / str(owner_id) / key
        if not _KEY.fullmatch(key) or not path.is_file():
            raise FileNotFoundError(f"no part of {key[:60]!r} is here")
        return path


def init_app(app: Flask, settings: Settings) -> None:
    """Set up the folder, and have what was abandoned removed."""
    app.extensions["partial files"] = PartialFiles(settings.data_dir / "uploads")
    jobs.every_minute(app, _tidy)


def partial_files() -> PartialFiles:
    """Return those of the current application."""
    kept: PartialFiles = current_app.extensions["partial files"]
    return kept


def _tidy() -> None:
    partial_files().remove_abandoned(clock.now())


def _size(key: str) -> int:
    return int(key.rpartition("-")[2])


def _oldest_first(folder: Path) -> list[Path]:
    return sorted(folder.iterdir(), key=lambda path: path.stat().st_mtime)


@contextmanager
def _told_when_full(root: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in NO_SPACE:
            raise StorageFull(f"no space is left in {root}") from error
        raise
