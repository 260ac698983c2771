import errno
import os
from pathlib import Path

import pytest

from app.foundation.storage import BadKey, FolderStorage, StorageFull


@pytest.fixture
def storage(tmp_path: Path) -> FolderStorage:
    return FolderStorage(tmp_path / "media")


def files_below(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_what_is_written_is_read(storage: FolderStorage) -> None:
    storage.write("originals/ab/abcd", b"bytes")
    assert storage.read("originals/ab/abcd") == b"bytes"
    with storage.open("originals/ab/abcd") as file:
        assert file.read(2) == b"by"
    assert storage.exists("originals/ab/abcd")
    assert storage.path("originals/ab/abcd") == storage.root / "originals" / "ab" / "abcd"


def test_what_is_copied_is_there_twice_and_what_is_moved_once(storage: FolderStorage) -> None:
    storage.write("a/b", b"bytes")
    storage.write("c/e", b"to be replaced")
    storage.copy("a/b", "c/d")
    assert (storage.read("a/b"), storage.read("c/d")) == (b"bytes", b"bytes")
    storage.move("a/b", "c/e")
    assert not storage.exists("a/b")
    assert storage.read("c/e") == b"bytes"
    for act in (storage.copy, storage.move):
        with pytest.raises(FileNotFoundError):
            act("a/b", "c/f")
        with pytest.raises(BadKey):
            act("c/e", "../e")


def test_a_second_write_replaces_the_first_and_leaves_one_file(storage: FolderStorage) -> None:
    storage.write("a/b", b"long old bytes")
    storage.write("a/b", b"new")
    assert storage.read("a/b") == b"new"
    assert files_below(storage.root) == [storage.root / "a" / "b"]


def test_a_deleted_file_is_gone_and_may_be_deleted_again(storage: FolderStorage) -> None:
    storage.write("a/b", b"bytes")
    storage.delete("a/b")
    storage.delete("a/b")
    assert not storage.exists("a/b")


@pytest.mark.parametrize("key", ["a/none", "a", "a/b/c"])
def test_what_is_no_file_is_not_found(storage: FolderStorage, key: str) -> None:
    storage.write("a/b", b"bytes")
    assert not storage.exists(key)
    with pytest.raises(FileNotFoundError):
        storage.open(key)
    with pytest.raises(FileNotFoundError):
        storage.read(key)


@pytest.mark.parametrize(
    "key",
    [
        "", "/", "/etc/passwd", "..", "../secret_key", "a/../../secret_key", "a/..", "a..b", "a//b", "a/", "a/./b",
        ".hidden", "a/.hidden", "A/b", "a\\..\\b", "a\0", "a\n", "a b", "ä", "%2e%2e/a", "~root", "a" * 201,
    ],
)  # fmt: skip
def test_a_key_that_could_lead_elsewhere_is_refused(storage: FolderStorage, key: str) -> None:
    for use in (storage.path, storage.exists, storage.open, storage.read, storage.delete):
        with pytest.raises(BadKey):
            use(key)
    with pytest.raises(BadKey):
        storage.write(key, b"bytes")
    assert not storage.root.exists()


@pytest.mark.parametrize(
    ("number", "raised"),
    [(errno.ENOSPC, StorageFull), (errno.EDQUOT, StorageFull), (errno.EIO, OSError)],
)
def test_a_failing_disk_leaves_the_old_file_and_nothing_half_written(
    storage: FolderStorage, monkeypatch: pytest.MonkeyPatch, number: int, raised: type[Exception]
) -> None:
    storage.write("a/b", b"old")

    def fail(_descriptor: int) -> None:
        raise OSError(number, os.strerror(number))

    # A full disk may say so only when the bytes are forced onto it.
    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(raised):
        storage.write("a/b", b"new")
    assert storage.read("a/b") == b"old"
    assert files_below(storage.root) == [storage.root / "a" / "b"]
