"""Takes the files of pictures whose licence has ended out of what visitors may fetch, and brings them back.

Pages ask `licences.may_be_shown` and lose the picture at that very instant; its files follow within a minute. That a
picture is withheld is noted on it: a change like any other, for which stored pages and the search index are made anew.
"""

from datetime import datetime

from flask import Flask, current_app
from sqlalchemy import and_, not_, or_, select, update
from sqlalchemy.orm import Session

from app.foundation import clock, jobs
from app.foundation.database import db
from app.foundation.files import media
from app.foundation.storage import FolderStorage, StorageFull
from app.pictures import library
from app.pictures.licences import may_be_shown, shown_at
from app.pictures.models import Picture, Rendition


def init_app(app: Flask) -> None:
    """Have what is due done about every minute."""
    jobs.every_minute(app, apply_all)


def apply_all() -> None:
    """Bring every picture's files to where its licence wants them; a failure keeps no other back."""
    session, now = db.session(), clock.now()
    is_shown = shown_at(now)
    wrong = or_(and_(Picture.withheld, is_shown), and_(not_(Picture.withheld), not_(is_shown)))
    for picture_id in session.scalars(select(Picture.id).where(wrong)).all():
        apply(picture_id, now)


def apply(picture_id: int, now: datetime) -> None:
    """Bring a picture's files to where its licence wants them at `now`, and commit.

    A failure is logged, and the next round tries again: what has been moved already is left where it is.
    """
    session = db.session()
    try:
        _move(session, media(), _locked(session, picture_id), now)
        session.commit()
    except (OSError, StorageFull):
        session.rollback()
        current_app.logger.exception("The files of picture %d could not be moved", picture_id)


def _locked(session: Session, picture_id: int) -> Picture:
    """Return a picture as it is now; until the end of the transaction nobody puts other renditions in their place.

    Written and not only read: SQLite begins a transaction with the first statement that writes. Whoever has put
    renditions before has committed them, so none is left behind.
    """
    unchanged = update(Picture).where(Picture.id == picture_id).values(withheld=Picture.withheld)
    session.execute(unchanged, execution_options={"synchronize_session": False})
    return session.get_one(Picture, picture_id, populate_existing=True)


def _move(session: Session, storage: FolderStorage, picture: Picture, now: datetime) -> None:
    withheld = not may_be_shown(picture, now)
    if withheld == picture.withheld:
        return
    keys = [rendition.key for rendition in picture.renditions]
    # Of files that are equal but for what is not shown, the renditions are the same.
    others = (
        select(Rendition.key)
        .join(Rendition.picture)
        .where(Rendition.key.in_(keys), Picture.id != picture.id, Picture.withheld == picture.withheld)
    )
    needed = set(session.scalars(others))
    source, target = library.folder_of(picture.withheld), library.folder_of(withheld)
    for key in keys:
        if storage.exists(f"{source}/{key}"):
            move = storage.copy if key in needed else storage.move
            move(f"{source}/{key}", f"{target}/{key}")
    picture.withheld = withheld
