"""Files that are made once and kept below one folder, up to a bound; the least recently used go first."""

import os
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from app.foundation import locks

# Hidden files are those that are being written.
_LOCK = ".lock"


class KeptFiles:
    """Keeps files by name below `folder`, which is made with the first, up to `bound` bytes together.

    A file never changes once it has its name. The last one made stays, even if it is larger than the bound.
    """

    def __init__(self, folder: Path, bound: int) -> None:
        self._folder = folder
        self._bound = bound

    def find(self, name: str) -> Path | None:
        """Return where the file of that name is, if it is kept."""
        path = self._folder / name
        try:
            # The time says when it was used last.
            os.utime(path)
        except FileNotFoundError:
            return None
        return path

    def make(self, name: str, write: Callable[[BinaryIO], None]) -> Path:
        """Return where the file of that name is, having it written if it is not kept.

        On one machine one file is written at a time; whoever waits for it finds what the other has made. Whatever
        `write` raises passes through, and nothing is kept.
        """
        self._folder.mkdir(parents=True, exist_ok=True)
        with locks.held(self._folder / _LOCK):
            found = self.find(name)
            if found is not None:
                return found
            self._remove_unfinished()
            path = self._folder / name
            temporary = self._folder / f".{secrets.token_hex(8)}"
            try:
                with temporary.open("xb") as file:
                    write(file)
                temporary.replace(path)
            finally:
                temporary.unlink(missing_ok=True)
            self._make_room(path)
        return path

    def _remove_unfinished(self) -> None:
        """Remove what a process that died while writing has left: the lock says that nobody else is writing."""
        for path in self._folder.glob(".*"):
            if path.name != _LOCK:
                path.unlink()

    def _make_room(self, newest: Path) -> None:
        states = [(path.stat(), path) for path in self._folder.iterdir() if not path.name.startswith(".")]
        size = sum(state.st_size for state, _path in states)
        for state, path in sorted(states, key=lambda entry: entry[0].st_mtime_ns):
            if size <= self._bound:
                break
            if path != newest:
                path.unlink()
                size -= state.st_size
