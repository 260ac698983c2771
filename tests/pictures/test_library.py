import errno
import hashlib
import os
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from PIL import Image
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from app.accounts.models import User
from app.foundation.storage import FolderStorage, StorageFull
from app.pictures import library
from app.pictures.intake import RefusedPicture
from app.pictures.library import original_key, renditions_folder
from app.pictures.models import Picture, Rendition
from tests.pictures.samples import corners, decoded, iim, jpeg_with, photoshop

WORDS = iim((2, 80, b"Jane Doe"), (2, 110, b"Example News"), (2, 116, b"(c) Example"), (2, 120, b"The works"))
JPEG = jpeg_with(corners(1000, 500), (0xED, photoshop(WORDS)))


def add(session: Session, storage: FolderStorage, data: bytes = JPEG, uploaded_by_id: int | None = None) -> Picture:
    return library.add(
        session,
        storage,
        data,
        "C:\\works.jpg",
        uploaded_by_id=uploaded_by_id,
        max_bytes=10_000_000,
        max_pixels=1_000_000,
    )


def inodes(storage: FolderStorage) -> dict[Path, int]:
    """Return every file with a number that changes when it is written again."""
    return {path: path.stat().st_ino for path in storage.root.rglob("*") if path.is_file()}


def count(session: Session, model: type[Picture | Rendition]) -> int:
    return session.scalars(select(func.count()).select_from(model)).one()


def test_a_picture_gets_its_row_with_what_it_says_of_itself(session: Session, storage: FolderStorage) -> None:
    user = User(email="jane@example.com", password="-", active=True, fs_uniquifier="-")
    session.add(user)
    session.flush()
    picture_id = add(session, storage, uploaded_by_id=user.id).id
    session.commit()
    picture = session.get_one(Picture, picture_id)
    assert picture.digest == hashlib.sha256(JPEG).hexdigest()
    assert (picture.file_name, picture.media_type, picture.byte_size) == ("works.jpg", "image/jpeg", len(JPEG))
    assert (picture.width, picture.height) == (1000, 500)
    assert (picture.creator, picture.credit) == ("Jane Doe", "Example News")
    assert (picture.copyright, picture.caption, picture.alternative_text) == ("(c) Example", "The works", "")
    assert picture.uploaded_by_id == user.id
    assert picture.created_at.tzinfo is not None


def test_every_rendition_has_a_row_and_a_file_named_after_its_own_bytes(
    session: Session, storage: FolderStorage
) -> None:
    renditions = add(session, storage).renditions
    assert len(renditions) == 9
    for rendition in renditions:
        data = (renditions_folder(storage) / rendition.key).read_bytes()
        digest = hashlib.sha256(data).hexdigest()
        assert re.fullmatch(r"[0-9a-f]{2}/[0-9a-f]{40}-[0-9]+\.(avif|webp|jpg)", rendition.key)
        assert rendition.key.startswith(f"{digest[:2]}/{digest[:40]}-{rendition.width}.")
        assert rendition.byte_size == len(data)
        picture = decoded(data)
        assert picture.size == (rendition.width, rendition.height)
        assert Image.MIME[picture.format or ""] == rendition.media_type


def test_the_original_is_kept_untouched_where_no_address_leads(session: Session, storage: FolderStorage) -> None:
    picture = add(session, storage)
    key = original_key(picture.digest)
    assert key == f"originals/{picture.digest[:2]}/{picture.digest}"
    assert storage.read(key) == JPEG
    assert not storage.path(key).is_relative_to(renditions_folder(storage))


def test_the_same_file_is_found_again_and_nothing_is_made(session: Session, storage: FolderStorage) -> None:
    first = add(session, storage)
    session.commit()
    before = inodes(storage)
    assert add(session, storage) is first
    assert inodes(storage) == before
    assert (count(session, Picture), count(session, Rendition)) == (1, 9)


def test_adding_never_commits(session: Session, storage: FolderStorage) -> None:
    add(session, storage)
    session.rollback()
    assert (count(session, Picture), count(session, Rendition)) == (0, 0)
    add(session, storage)
    session.commit()
    assert (count(session, Picture), count(session, Rendition)) == (1, 9)


def test_a_refused_file_leaves_nothing(session: Session, storage: FolderStorage) -> None:
    with pytest.raises(RefusedPicture, match=r"works\.jpg"):
        add(session, storage, JPEG[:-3000])
    assert count(session, Picture) == 0
    assert not storage.root.exists()


@pytest.mark.parametrize("files_that_fit", [0, 1, 5])
def test_a_full_disk_leaves_no_row(
    session: Session, storage: FolderStorage, monkeypatch: pytest.MonkeyPatch, files_that_fit: int
) -> None:
    def fill(_descriptor: int) -> None:
        if len(inodes(storage)) > files_that_fit:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", fill)
    with pytest.raises(StorageFull):
        add(session, storage)
    assert (count(session, Picture), count(session, Rendition)) == (0, 0)


def test_whoever_comes_second_gets_the_picture_of_the_first(
    engine: Engine, session: Session, storage: FolderStorage
) -> None:
    class Overtaken(FolderStorage):
        """While the first file is written, somebody else adds the same picture and commits."""

        def write(self, key: str, data: bytes) -> None:
            if not self.root.exists():
                with Session(engine) as quicker:
                    add(quicker, storage)
                    quicker.commit()
            super().write(key, data)

    picture = add(session, Overtaken(storage.root))
    session.commit()
    assert [rendition.picture_id for rendition in picture.renditions] == [picture.id] * 9
    assert (count(session, Picture), count(session, Rendition)) == (1, 9)


def test_several_at_once_make_one_picture(engine: Engine, session: Session, storage: FolderStorage) -> None:
    started = Barrier(3)

    def add_alone(_number: int) -> int:
        with Session(engine) as own_session:
            started.wait()
            picture_id = add(own_session, storage).id
            own_session.commit()
            return picture_id

    with ThreadPoolExecutor(3) as pool:
        ids = list(pool.map(add_alone, range(3)))
    assert len(set(ids)) == 1
    assert (count(session, Picture), count(session, Rendition)) == (1, 9)
