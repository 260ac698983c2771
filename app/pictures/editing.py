"""Changing what is known of a picture, without overwriting what another editor saved meanwhile."""

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from app.foundation import clock
from app.pictures.models import Picture

# What is written into the files that are delivered.
IN_RENDITIONS = ("creator", "credit", "copyright")


class EditConflict(Exception):
    """Somebody else has changed the picture since the editor opened it."""


@dataclass(frozen=True)
class PictureDetails:
    """What an editor says of a picture; words of its uses in articles come before its own.

    The focus is in percent of width and height; `licence_ends` is the first instant at which it may be shown no more.
    """

    caption: str = ""
    credit: str = ""
    creator: str = ""
    copyright: str = ""
    alternative_text: str = ""
    focus_x: int = 50
    focus_y: int = 50
    licence_ends: datetime | None = None
    licence_note: str = ""


def details_of(picture: Picture) -> PictureDetails:
    """Return what is stored of a picture."""
    return PictureDetails(**{name: getattr(picture, name) for name in PictureDetails.__dataclass_fields__})


def save(session: Session, picture: Picture, details: PictureDetails, version: int) -> None:
    """Store what an editor says of a picture that was at `version` when the form was opened. Flushes.

    Renditions whose words are others now are due to be made anew.

    Raises `EditConflict`, having written nothing, if the picture has moved on since.
    """
    claim(session, picture, version)
    if any(getattr(picture, name) != getattr(details, name) for name in IN_RENDITIONS):
        picture.renditions_due_at = clock.now()
    for name, value in asdict(details).items():
        setattr(picture, name, value)
    session.flush()


def claim(session: Session, picture: Picture, version: int) -> None:
    """Make a picture that is at `version` the next one; of two who try at once one raises `EditConflict`."""
    if picture.version != version:
        raise EditConflict
    # Whoever read the same version at the same moment finds no row here.
    same = update(Picture).where(Picture.id == picture.id, Picture.version == version)
    claimed = session.execute(same.values(version=version + 1).returning(Picture.id)).scalar_one_or_none()
    if claimed is None:
        raise EditConflict
