import errno
import io
import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from app.foundation import clock, locks
from app.foundation.partial_files import KEPT_FOR, MOST, PartialFiles, WrongOffset
from app.foundation.storage import StorageFull

ANN, BOB = 1, 2


@pytest.fixture
def files(tmp_path: Path) -> PartialFiles:
    return PartialFiles(tmp_path / "uploads")


def append(files: PartialFiles, key: str, offset: int, data: bytes, owner: int = ANN) -> int:
    return files.append(owner, key, offset, io.BytesIO(data))


def test_parts_become_the_file(files: PartialFiles) -> None:
    key = files.begin(ANN, "hall.jpg", 10)
    assert files.received(ANN, key) == 0
    assert append(files, key, 0, b"01234") == 5
    with pytest.raises(WrongOffset):
        files.read(ANN, key)
    assert append(files, key, 5, b"56789") == 10
    assert files.read(ANN, key) == b"0123456789"
    files.remove(ANN, key)
    files.remove(ANN, key)
    with pytest.raises(FileNotFoundError):
        files.read(ANN, key)


def test_the_same_file_is_found_again_and_another_is_not(files: PartialFiles) -> None:
    key = files.begin(ANN, "hall.jpg", 10)
    append(files, key, 0, b"01234")
    assert files.begin(ANN, "hall.jpg", 10) == key
    assert files.received(ANN, key) == 5
    for other in (files.begin(ANN, "hall.jpg", 11), files.begin(ANN, "yard.jpg", 10)):
        assert files.received(ANN, other) == 0


def test_nobody_reaches_the_files_of_others(files: PartialFiles) -> None:
    key = files.begin(ANN, "hall.jpg", 10)
    append(files, key, 0, b"01234")
    for touched in (files.received, files.read):
        with pytest.raises(FileNotFoundError):
            touched(BOB, key)
    with pytest.raises(FileNotFoundError):
        append(files, key, 5, b"x", BOB)
    files.remove(BOB, key)
    assert files.begin(BOB, "hall.jpg", 10) == key
    assert (files.received(BOB, key), files.received(ANN, key)) == (0, 5)


@pytest.mark.parametrize("key", ["", "..", "../1/x", "/etc/passwd", "0" * 40, "0" * 40 + "-x", "\0"])
def test_what_is_no_key_is_not_found(files: PartialFiles, key: str) -> None:
    files.begin(ANN, "hall.jpg", 10)
    with pytest.raises(FileNotFoundError):
        files.received(ANN, key)


@pytest.mark.parametrize("offset", [0, 4, 6])
def test_a_part_that_does_not_follow_is_refused(files: PartialFiles, offset: int) -> None:
    key = files.begin(ANN, "hall.jpg", 10)
    append(files, key, 0, b"01234")
    with pytest.raises(WrongOffset) as refused:
        append(files, key, offset, b"56789")
    assert refused.value.received == files.received(ANN, key) == 5


def test_what_is_too_much_is_not_read(files: PartialFiles) -> None:
    key = files.begin(ANN, "hall.jpg", 10)
    assert append(files, key, 0, b"x" * 1000) == 10


class Broken(io.BytesIO):
    """A connection that breaks after its first bytes."""

    def read(self, size: int | None = -1) -> bytes:
        if data := super().read(size):
            return data
        raise ConnectionResetError


def test_what_came_before_the_connection_broke_stays(files: PartialFiles) -> None:
    key = files.begin(ANN, "hall.jpg", 10)
    with pytest.raises(ConnectionResetError):
        files.append(ANN, key, 0, Broken(b"012"))
    assert append(files, key, 3, b"3456789") == 10
    assert files.read(ANN, key) == b"0123456789"


def test_of_two_writers_one_is_told_to_ask_again(files: PartialFiles) -> None:
    key = files.begin(ANN, "hall.jpg", 10)
    other = locks.take(files.root / str(ANN) / key)
    assert other is not None
    with pytest.raises(WrongOffset):
        append(files, key, 0, b"01234")
    other.release()
    assert append(files, key, 0, b"01234") == 5


def test_a_full_disk_loses_nothing(files: PartialFiles) -> None:
    key = files.begin(ANN, "hall.jpg", 10)

    class Full(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    append(files, key, 0, b"01234")
    with pytest.raises(StorageFull):
        files.append(ANN, key, 5, Full())
    assert append(files, key, 5, b"56789") == 10


def _ages(folder: Path) -> Iterator[Path]:
    """Yield the files of a folder, each made older than the one before."""
    for age, path in enumerate(sorted(folder.iterdir()), start=1):
        os.utime(path, (path.stat().st_atime, path.stat().st_mtime - 60 * age))
        yield path


def test_the_oldest_makes_room_for_one_more(files: PartialFiles) -> None:
    for number in range(MOST):
        files.begin(ANN, f"{number}.jpg", 10)
    *_, oldest = _ages(files.root / str(ANN))
    key = files.begin(ANN, "one more.jpg", 10)
    assert not oldest.exists()
    assert files.received(ANN, key) == 0
    assert len(list((files.root / str(ANN)).iterdir())) == MOST


def test_what_is_abandoned_goes(files: PartialFiles) -> None:
    files.remove_abandoned(clock.now())
    kept, left = files.begin(ANN, "kept.jpg", 10), files.begin(BOB, "left.jpg", 10)
    then = (clock.now() - KEPT_FOR - timedelta(minutes=1)).timestamp()
    os.utime(files.root / str(BOB) / left, (then, then))
    files.remove_abandoned(clock.now())
    assert files.received(ANN, kept) == 0
    with pytest.raises(FileNotFoundError):
        files.received(BOB, left)
