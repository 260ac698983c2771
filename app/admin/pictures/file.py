"""Giving a picture of the library another file."""

from flask import current_app, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError
from werkzeug.datastructures import FileStorage

from app.admin.blueprint import admin
from app.admin.forms.picture_details import PictureFileForm
from app.admin.pictures import intake
from app.admin.pictures.picture import CONFLICT, load_picture, picture_page
from app.foundation.database import db
from app.foundation.files import media
from app.foundation.storage import StorageFull
from app.pictures import rendering, replacement
from app.pictures.editing import EditConflict
from app.pictures.intake import RefusedPicture
from app.pictures.models import Picture
from app.pictures.replacement import AlreadyThere
from config import Settings


@admin.post("/pictures/<identifier:picture_id>/file")
def replace_picture_file(picture_id: int) -> ResponseReturnValue:
    """Replace the file of a picture; its uses and all that is said of it stay."""
    picture, form = load_picture(picture_id), PictureFileForm()
    if not form.validate():
        return picture_page(picture, file_form=form), intake.UNPROCESSABLE
    file: FileStorage = form.file.data
    same, status = None, intake.UNPROCESSABLE
    try:
        before = _replaced(picture, file, form.version.data or 0)
    except RefusedPicture as refusal:
        problem = str(refusal)
    except AlreadyThere as there:
        same, status = there.picture, CONFLICT
        problem = (
            _("This is the file that the picture has already.")
            if same is picture
            else _(
                "“%(file)s” in the library is this very file. Use that picture in your articles instead.",
                file=same.file_name,
            )
        )
    except (EditConflict, IntegrityError):
        status = CONFLICT
        problem = _(
            "Somebody changed this picture or added this file just now. Look at it, then choose the file again."
        )
    except StorageFull:
        status = intake.INSUFFICIENT_STORAGE
        problem = _("There is no room left on the server. Free some space, then try again.")
    else:
        db.session.commit()
        rendering.make_soon()
        replacement.discard(db.session(), media(), before)
        flash(_("The file is replaced. Everything that shows the picture shows the new one."))
        return redirect(url_for("admin.edit_picture", picture_id=picture_id), 303)
    db.session.rollback()
    form.version.data = picture.version
    form.file.errors = [problem]
    return picture_page(picture, file_form=form, same=same if same is not picture else None), status


def _replaced(picture: Picture, file: FileStorage, version: int) -> list[str]:
    settings: Settings = current_app.extensions["settings"]
    return replacement.replace(
        db.session(),
        media(),
        picture,
        # One byte more than may be, so that the check sees that it is too many.
        file.stream.read(settings.max_picture_bytes + 1),
        file.filename or "",
        version=version,
        max_bytes=settings.max_picture_bytes,
        max_pixels=settings.max_picture_pixels,
    )
