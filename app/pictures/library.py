"""Takes pictures in: the file's original, its renditions and their rows, each made once.

The originals stay private below `originals/`. What visitors may fetch is below `renditions/`, each file under a digest
of its own bytes, so that an address never changes its content. A rendition's key is the path below `renditions/`, which
is also the part of its address after `/media/`. Below `withheld/`, under the same keys, lie those that may not be shown
any more.
"""

import hashlib
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.foundation import clock
from app.foundation.database import insert_for
from app.foundation.storage import FolderStorage
from app.pictures import renditions
from app.pictures.intake import CheckedPicture, check
from app.pictures.models import Picture, Rendition
from app.pictures.renditions import MadeRendition

_RENDITIONS, _WITHHELD = "renditions", "withheld"
_EXTENSIONS = {"image/avif": "avif", "image/webp": "webp", "image/jpeg": "jpg"}
# Half of the digest: 160 bits tell any two files apart, and addresses stay readable.
_DIGEST_LENGTH = 40


def add(
    session: Session,
    storage: FolderStorage,
    data: bytes,
    file_name: str,
    *,
    uploaded_by_id: int | None,
    max_bytes: int,
    max_pixels: int,
) -> Picture:
    """Take in one uploaded file and return its picture; a file that is here already is found again, and nothing made.

    If files of that picture are gone from the storage, they are written again.

    Flushes. Files are written before rows, so that no row points at a file that is not there; a roll-back leaves files
    without rows, which the next upload of the same file takes into use. Raises `intake.RefusedPicture` and
    `storage.StorageFull`.
    """
    checked = check(data, file_name, max_bytes=max_bytes, max_pixels=max_pixels)
    made = renditions.make(data, checked.metadata)
    return add_made(session, storage, data, checked, made, uploaded_by_id=uploaded_by_id)


def receive(
    session: Session,
    storage: FolderStorage,
    data: bytes,
    file_name: str,
    *,
    uploaded_by_id: int | None,
    max_bytes: int,
    max_pixels: int,
) -> Picture:
    """Do what `add` does for somebody who waits: make what stands in for the renditions, and leave them to the job."""
    checked = check(data, file_name, max_bytes=max_bytes, max_pixels=max_pixels)
    made = renditions.stand_in(data, checked.metadata)
    return add_made(session, storage, data, checked, made, uploaded_by_id=uploaded_by_id, due_at=clock.now())


def add_made(
    session: Session,
    storage: FolderStorage,
    data: bytes,
    checked: CheckedPicture,
    made: Iterable[MadeRendition],
    *,
    uploaded_by_id: int | None,
    due_at: datetime | None = None,
) -> Picture:
    """Do what `add` does with a file that was checked, and whose renditions may have been made, by another process.

    `made` is not asked for anything where the file is here already; if it is not all of them, the others are `due_at`.
    Raises `storage.StorageFull`.
    """
    same_digest = select(Picture).where(Picture.digest == checked.digest)
    existing = session.scalars(same_digest).one_or_none()
    if existing is not None:
        if has_lost_files(storage, existing):
            write_files(session, storage, existing, data, made, due_at)
        return existing
    storage.write(original_key(checked.digest), data)
    rows = list(_written(storage, _RENDITIONS, made))
    picture = _insert(session, checked, uploaded_by_id)
    if picture is None:
        # Another process was quicker; the insert has waited for its commit.
        return session.scalars(same_digest).one()
    picture.renditions.extend(rows)
    picture.renditions_due_at = due_at
    session.flush()
    return picture


def has_lost_files(storage: FolderStorage, picture: Picture) -> bool:
    """Say whether the original or a rendition of a picture is gone from the storage."""
    keys = [original_key(picture.digest), *(storage_key(rendition) for rendition in picture.renditions)]
    return not all(storage.exists(key) for key in keys)


def original_key(digest: str) -> str:
    """Return the storage key of the untouched original, by the SHA-256 of its bytes. It is never served."""
    return f"originals/{digest[:2]}/{digest}"


def folder_of(withheld: bool) -> str:
    """Return the first part of the storage keys of renditions: of those that are withheld, or of those that are not."""
    return _WITHHELD if withheld else _RENDITIONS


def storage_key(rendition: Rendition) -> str:
    """Return under which key the file of a rendition is kept now."""
    return f"{folder_of(rendition.picture.withheld)}/{rendition.key}"


def renditions_folder(storage: FolderStorage) -> Path:
    """Return the folder of what visitors may fetch: a rendition's key is its path below."""
    return storage.path(_RENDITIONS)


def write_files(
    session: Session,
    storage: FolderStorage,
    picture: Picture,
    data: bytes,
    made: Iterable[MadeRendition],
    due_at: datetime | None,
) -> None:
    """Write the original and the renditions of a picture that has its row, in place of those that it had, and flush.

    If `made` is not all of them, the others are `due_at`.
    """
    storage.write(original_key(picture.digest), data)
    put_renditions(session, storage, picture, made)
    picture.renditions_due_at = due_at
    session.flush()


def put_renditions(session: Session, storage: FolderStorage, picture: Picture, made: Iterable[MadeRendition]) -> None:
    """Write the renditions of a picture in place of those that it had, and flush. Raises `storage.StorageFull`."""
    rows = list(_written(storage, folder_of(picture.withheld), made))
    # A newer encoder makes other files, under other addresses.
    if {row.key for row in rows} != {rendition.key for rendition in picture.renditions}:
        picture.renditions.clear()
        # Before their names are taken again.
        session.flush()
        picture.renditions.extend(rows)
    session.flush()


def _written(storage: FolderStorage, folder: str, made: Iterable[MadeRendition]) -> Iterator[Rendition]:
    for rendition in made:
        digest = hashlib.sha256(rendition.data).hexdigest()[:_DIGEST_LENGTH]
        key = f"{digest[:2]}/{digest}-{rendition.width}.{_EXTENSIONS[rendition.media_type]}"
        storage.write(f"{folder}/{key}", rendition.data)
        yield Rendition(
            name=rendition.name,
            media_type=rendition.media_type,
            width=rendition.width,
            height=rendition.height,
            byte_size=len(rendition.data),
            key=key,
        )


def _insert(session: Session, checked: CheckedPicture, uploaded_by_id: int | None) -> Picture | None:
    """Insert the picture's row; return `None` where a row of the same digest has come first."""
    statement = (
        insert_for(session)(Picture)
        .values(
            digest=checked.digest,
            file_name=checked.file_name,
            media_type=checked.media_type,
            byte_size=checked.byte_size,
            width=checked.width,
            height=checked.height,
            caption=checked.metadata.caption,
            creator=checked.metadata.creator,
            credit=checked.metadata.credit,
            copyright=checked.metadata.copyright,
            alternative_text=checked.metadata.alternative_text,
            uploaded_by_id=uploaded_by_id,
        )
        .on_conflict_do_nothing(index_elements=[Picture.digest])
        .returning(Picture)
    )
    return session.scalars(statement).one_or_none()
