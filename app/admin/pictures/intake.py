"""Takes the files of a form in: each that is good is kept at once, so that a form that fails has lost none.

Pictures of the library are taken by their numbers.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from flask import current_app
from flask_babel import gettext as _
from flask_security import current_user
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session
from werkzeug.datastructures import FileStorage

from app.admin.blueprint import MAX_IDENTIFIER
from app.admin.forms.article import ArticleForm
from app.admin.forms.fields import LONGEST_NUMBER
from app.articles.content import MAX_PICTURES
from app.foundation.database import db
from app.foundation.files import media
from app.foundation.partial_files import partial_files
from app.foundation.storage import StorageFull
from app.pictures import library, rendering
from app.pictures.intake import RefusedPicture
from app.pictures.models import Picture
from config import Settings

UNPROCESSABLE = 422
UNAVAILABLE = 503
INSUFFICIENT_STORAGE = 507
# Headers of an answer that the form's script shows as it is.
IN_WORDS = {"Content-Type": "text/plain; charset=utf-8"}
NOT_TAKEN = (RefusedPicture, StorageFull, OperationalError)


@dataclass(frozen=True)
class Taken:
    """What could not be taken in, in words for the editor, and the status that says so."""

    problems: Sequence[str] = ()
    status: int = UNPROCESSABLE


def take_files(form: ArticleForm) -> Taken:
    """Store the form's new files: each fills the slot it was given for, or gets a row of its own."""
    problems: list[str] = []
    status = UNPROCESSABLE
    slots = [(entry.form.file.data, entry.form) for entry in form.pictures]
    for file, slot in [*slots, *((file, None) for file in form.files.data or [])]:
        if not isinstance(file, FileStorage) or not file.filename:
            continue
        if slot is None and len(form.pictures) >= MAX_PICTURES:
            problems.append(
                _(
                    "An article takes %(most)s pictures at most; “%(file)s” was not added.",
                    most=MAX_PICTURES,
                    file=file.filename,
                )
            )
            continue
        try:
            picture = take(file)
        except NOT_TAKEN as error:
            problem, status = why_not_taken(error, file.filename)
            problems.append(problem)
        else:
            if slot is None:
                form.add_picture(picture)
            else:
                slot.picture_id.data = picture.id
    return Taken([*problems, *_take_from_library(form)], status)


class NotInLibrary(LookupError):
    """There is no picture of that number. Its text says so to the editor."""

    def __init__(self, number: str) -> None:
        super().__init__(_("There is no picture with the number “%(number)s” in the library.", number=number[:20]))


def of_library(number: str) -> Picture:
    """Return the picture that has `number` in the library. Raises `NotInLibrary`."""
    is_number = number.isascii() and number.isdigit() and len(number) <= LONGEST_NUMBER
    picture = db.session().get(Picture, int(number)) if is_number and int(number) <= MAX_IDENTIFIER else None
    if picture is None:
        raise NotInLibrary(number)
    return picture


def _take_from_library(form: ArticleForm) -> list[str]:
    """Add a row for each picture that is named by its number; what is not taken stays in the field."""
    problems, left = [], []
    for number in re.split(r"[\s,;]+", (form.library_numbers.data or "").strip(" ,;")):
        if not number:
            continue
        try:
            picture = of_library(number)
            if len(form.pictures) < MAX_PICTURES:
                form.add_picture(picture)
                continue
            problems.append(
                _(
                    "An article takes %(most)s pictures at most; number %(number)s was not added.",
                    most=MAX_PICTURES,
                    number=number,
                )
            )
        except NotInLibrary as problem:
            problems.append(str(problem))
        left.append(number)
    form.library_numbers.data = ", ".join(left)
    return problems


def why_not_taken(error: Exception, file_name: str) -> tuple[str, int]:
    """Return in words for the editor why a file was not taken, and the status that says so; rolls a write back."""
    match error:
        case StorageFull():
            no_room = _(
                "There is no room left on the server for “%(file)s”. Free some space, then add it again.",
                file=file_name,
            )
            return no_room, INSUFFICIENT_STORAGE
        case OperationalError():
            db.session.rollback()
            busy = _("The database could not take “%(file)s” just now. Add it again.", file=file_name)
            return busy, UNAVAILABLE
        case _:
            return str(error), UNPROCESSABLE


def take(file: FileStorage) -> Picture:
    """Check and store one uploaded file. Raises `RefusedPicture` or `StorageFull`, having stored nothing."""
    settings: Settings = current_app.extensions["settings"]
    # One byte more than may be, so that the check sees that it is too many.
    return keep(file.stream.read(settings.max_picture_bytes + 1), file.filename or "")


def keep(data: bytes, file_name: str) -> Picture:
    """Check and store one picture. Raises `RefusedPicture` or `StorageFull`, having stored nothing."""
    settings: Settings = current_app.extensions["settings"]
    session = db.session()
    picture = library.receive(
        session,
        media(),
        data,
        file_name,
        uploaded_by_id=current_user.id,
        max_bytes=settings.max_picture_bytes,
        max_pixels=settings.max_picture_pixels,
    )
    session.commit()
    rendering.make_soon()
    return picture


def take_upload(key: str, file_name: str) -> Picture:
    """Check and store a file that came in parts, and forget the parts unless another try may help.

    Raises `RefusedPicture` and `StorageFull`, and `partial_files.WrongOffset` or `FileNotFoundError` if it is not here.
    """
    data = partial_files().read(current_user.id, key)
    try:
        picture = keep(data, file_name)
    except RefusedPicture:
        partial_files().remove(current_user.id, key)
        raise
    partial_files().remove(current_user.id, key)
    return picture


def missing_pictures(form: ArticleForm, session: Session) -> list[str]:
    """Return a message for each row that names a picture which does not exist."""
    known = form.used_pictures(session)
    named = [entry.form.picture_id.data for entry in form.pictures]
    return [
        _("There is no picture with the number %(number)s. Remove that row and add the picture again.", number=number)
        for number in named
        if number is not None and number not in known
    ]
