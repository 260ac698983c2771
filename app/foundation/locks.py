"""Locks between the processes of one machine. The kernel frees them when their holder dies, however it dies.

They are made by flock(2) on files of their own, each opened anew, so that they also hold between threads.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class Lock:
    """A lock that this process has; `release` gives it back, and so does the end of the process."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def release(self) -> None:
        """Give the lock back."""
        os.close(self._descriptor)


def take(path: Path) -> Lock | None:
    """Take the lock of `path`, or return `None` if somebody has it. The file is made, and stays."""
    descriptor = _open(path)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        return None
    return Lock(descriptor)


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Hold the lock of `path` during the block, having waited for it."""
    descriptor = _open(path)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _open(path: Path) -> int:
    path.parent.mkdir(parents=True, exist_ok=True)
    return os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
