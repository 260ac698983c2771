"""Makes the renditions of pictures as a job: of new ones, and anew where the words that stand in them were changed.

What is to be done is noted on the picture, in the transaction that causes it, so that nothing is forgotten when a
process dies. Until it is done, visitors have what there is: of a new picture, what stands in for its renditions.
"""

from dataclasses import replace
from datetime import timedelta

from flask import Flask, current_app
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.foundation import clock, jobs, locks
from app.foundation.database import db
from app.foundation.files import media
from app.pictures import library, metadata, renditions, replacement
from app.pictures.decoding import opened
from app.pictures.editing import IN_RENDITIONS
from app.pictures.metadata import EditorialMetadata
from app.pictures.models import Picture

# After a failure, such as a full disk.
_TRY_AGAIN_AFTER = timedelta(hours=1)


def init_app(app: Flask) -> None:
    """Have what is due made about every minute."""
    jobs.every_minute(app, make_all_due)


def make_soon() -> None:
    """Have what is due made without waiting for the minute; to be called after the commit that made it due."""
    jobs.soon(current_app, make_all_due)


def make_all_due() -> None:
    """Make the renditions that are due, picture after picture, and commit each; a failure keeps no other back."""
    # It takes all the memory that one picture may take: on each machine one at a time.
    lock = locks.take(current_app.extensions["settings"].data_dir / "renditions.lock")
    if lock is None:
        return
    try:
        while (picture_id := _next_due(db.session())) is not None:
            _make(picture_id)
    finally:
        lock.release()


def _next_due(session: Session) -> int | None:
    due = select(Picture.id).where(Picture.renditions_due_at <= clock.now())
    return session.scalar(due.order_by(Picture.renditions_due_at, Picture.id).limit(1))


def _make(picture_id: int) -> None:
    """Make a picture's renditions and commit, unless it is changed meanwhile; then it is still due."""
    session, storage = db.session(), media()
    row = session.execute(
        select(Picture.digest, Picture.version, *(getattr(Picture, name) for name in IN_RENDITIONS)).where(
            Picture.id == picture_id
        )
    ).one()
    # Making them takes seconds, and no transaction waits for it.
    session.rollback()
    same = update(Picture).where(
        Picture.id == picture_id,
        Picture.digest == row.digest,
        Picture.version == row.version,
        Picture.renditions_due_at.is_not(None),
    )
    try:
        data = storage.read(library.original_key(row.digest))
        said = replace(_said_by(data), **{name: metadata.clean(getattr(row, name)) for name in IN_RENDITIONS})
        made = list(renditions.make(data, said))
        if session.execute(same.values(renditions_due_at=None).returning(Picture.id)).scalar_one_or_none() is None:
            session.rollback()
            return
        picture = session.get_one(Picture, picture_id, populate_existing=True)
        before = [rendition.key for rendition in picture.renditions]
        library.put_renditions(session, storage, picture, made)
        session.commit()
        replacement.discard(session, storage, before)
    except Exception as problem:
        session.rollback()
        current_app.logger.exception("The renditions of picture %d could not be made", picture_id)
        # Without the original there is nothing to make them from: the desk says so, and adding the file again helps.
        is_lost = isinstance(problem, FileNotFoundError)
        again = None if is_lost else clock.now() + _TRY_AGAIN_AFTER
        session.execute(same.values(renditions_due_at=again))
        session.commit()


def _said_by(data: bytes) -> EditorialMetadata:
    with opened(data) as image:
        if image.format == "PNG":
            # Its text may come after the pixels.
            image.load()
        return metadata.read(image)
