"""Another file for a picture: what is said of it and where it is used stay."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.foundation import clock
from app.foundation.storage import FolderStorage
from app.pictures import editing, library, renditions
from app.pictures.intake import check
from app.pictures.models import Picture, Rendition


class AlreadyThere(Exception):
    """The file is that of a picture in the library: of `picture`."""

    def __init__(self, picture: Picture) -> None:
        self.picture = picture
        super().__init__(f"the file is that of picture {picture.id}")


def replace(
    session: Session,
    storage: FolderStorage,
    picture: Picture,
    data: bytes,
    file_name: str,
    *,
    version: int,
    max_bytes: int,
    max_pixels: int,
) -> list[str]:
    """Give `picture`, which was at `version` when the form was opened, another file, and flush.

    What stands in for its renditions is made; they are left to the job. Returns the keys of those that it had, which
    are to be handed to `discard` after the commit. Raises `intake.RefusedPicture`, `AlreadyThere`,
    `editing.EditConflict` and `storage.StorageFull`, having changed no row.
    """
    checked = check(data, file_name, max_bytes=max_bytes, max_pixels=max_pixels)
    same = session.scalars(select(Picture).where(Picture.digest == checked.digest)).one_or_none()
    if same is not None:
        raise AlreadyThere(same)
    # Before the picture is locked: making it takes a moment.
    made = list(renditions.stand_in(data, checked.metadata))
    editing.claim(session, picture, version)
    # What no editor changes may have become another since it was read: its renditions, and where they lie.
    session.refresh(picture)
    before = [rendition.key for rendition in picture.renditions]
    for name in ("digest", "file_name", "media_type", "byte_size", "width", "height"):
        setattr(picture, name, getattr(checked, name))
    library.write_files(session, storage, picture, data, made, clock.now())
    return before


def discard(session: Session, storage: FolderStorage, keys: Collection[str]) -> None:
    """Delete the files of renditions that no picture has any more, so that nobody can fetch what was replaced."""
    for withheld in (False, True):
        having = select(Rendition.key).join(Rendition.picture).where(Picture.withheld == withheld)
        needed = set(session.scalars(having.where(Rendition.key.in_(keys))))
        for key in set(keys) - needed:
            storage.delete(f"{library.folder_of(withheld)}/{key}")
