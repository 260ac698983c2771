"""Files kept by key below one local folder."""

import errno
import os
import re
import secrets
from pathlib import Path
from typing import BinaryIO

# Every part begins with a letter or digit, so that neither `..` nor a hidden temporary file can be asked for.
_KEY = re.compile(r"[a-z0-9][a-z0-9._-]*(/[a-z0-9][a-z0-9._-]*)*")
_KEY_LENGTH = 200
NO_SPACE = (errno.ENOSPC, errno.EDQUOT)


class BadKey(ValueError):
    """A key that no file can have, such as one that leads out of the folder."""


class StorageFull(Exception):
    """The disk, or the share of it that this user may fill, is full. Nothing was kept."""


class FolderStorage:
    """Keeps files below `root`, which is made with the first file.

    A key is at most 200 characters long: lower-case letters, digits, `.`, `_` and `-`, in parts divided by `/`. Every
    method that takes a key raises `BadKey` for any other.
    """

    def __init__(self, root: Path) -> None:
        self.root = root

    def path(self, key: str) -> Path:
        """Return where the file of `key` is, or would be."""
        if len(key) > _KEY_LENGTH or ".." in key or not _KEY.fullmatch(key):
            raise BadKey(f"{key[:_KEY_LENGTH]!r} is no key of a file")
        return self.root / key

    def exists(self, key: str) -> bool:
        """Say whether a file is kept under `key`."""
        return self.path(key).is_file()

    def open(self, key: str) -> BinaryIO:
        """Open the file of `key` for reading. Raises `FileNotFoundError`."""
        path = self.path(key)
        try:
            return path.open("rb")
        except (IsADirectoryError, NotADirectoryError) as error:
            raise FileNotFoundError(error.errno, "no file is kept under this key", str(path)) from error

    def read(self, key: str) -> bytes:
        """Return the bytes of `key`. Raises `FileNotFoundError`."""
        with self.open(key) as file:
            return file.read()

    def write(self, key: str, data: bytes) -> None:
        """Keep `data` under `key`, in place of what may be there.

        A reader sees the old file or the new one, never a part. Once this returns, the file survives a power cut.
        Raises `StorageFull`, and `OSError` for whatever else the disk refuses; neither leaves anything behind.
        """
        path = self.path(key)
        temporary = path.with_name(f".{secrets.token_hex(8)}")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with temporary.open("xb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(path)
            _sync_folder(path.parent)
        except OSError as error:
            temporary.unlink(missing_ok=True)
            if error.errno in NO_SPACE:
                raise StorageFull(f"no space is left in {self.root}") from error
            raise

    def copy(self, key: str, to: str) -> None:
        """Keep the file of `key` under `to` as well, in place of what may be there. Raises as `read` and `write` do."""
        self.write(to, self.read(key))

    def move(self, key: str, to: str) -> None:
        """Keep the file of `key` under `to` instead, in place of what may be there. Raises `FileNotFoundError`."""
        source, target = self.path(key), self.path(to)
        target.parent.mkdir(parents=True, exist_ok=True)
        source.replace(target)
        _sync_folder(target.parent)
        _sync_folder(source.parent)

    def delete(self, key: str) -> None:
        """Remove the file of `key`, if there is one."""
        self.path(key).unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    """Make a new name in `folder` survive a power cut; the file's own fsync does not cover its name."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
