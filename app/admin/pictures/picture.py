"""One picture of the library: what it says of itself, where it is used, and another file for it."""

from collections.abc import Sequence

from flask import Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.accounts.models import User
from app.admin.blueprint import admin
from app.admin.differences import Difference
from app.admin.forms.picture_details import PictureDetailsForm, PictureFileForm
from app.admin.pictures import conflicts
from app.articles import desk, picture_uses
from app.foundation import clock
from app.foundation.database import db
from app.foundation.files import media
from app.pictures import editing, library, rendering, withholding
from app.pictures.editing import EditConflict
from app.pictures.models import Picture
from app.pictures.sources import sources
from app.site.queries import settings

CONFLICT = 409


@admin.route("/pictures/<identifier:picture_id>", methods=["GET", "POST"])
def edit_picture(picture_id: int) -> ResponseReturnValue:
    """Show a picture and change what it says of itself."""
    session, now = db.session(), clock.now()
    picture = load_picture(picture_id)
    zone = settings(session).zone
    form = PictureDetailsForm()
    if request.method == "GET":
        form.fill(picture, zone)
        return picture_page(picture, form)
    if not form.validate():
        return picture_page(picture, form), 422
    while True:
        try:
            editing.save(session, picture, form.details(picture, zone), form.version.data or 0)
            break
        except EditConflict:
            session.rollback()
            if differing := list(conflicts.merge(form, picture, zone)):
                return picture_page(picture, form, differing), CONFLICT
    session.commit()
    rendering.make_soon()
    withholding.apply(picture_id, now)
    flash(_("Saved. Pages that show the picture follow at once."))
    return redirect(url_for("admin.edit_picture", picture_id=picture_id), 303)


@admin.get("/pictures/<identifier:picture_id>/image.jpg")
def picture_image(picture_id: int) -> ResponseReturnValue:
    """Send the picture in the size of the desk, also while visitors may not fetch it."""
    fallback = sources(load_picture(picture_id)).fallback
    try:
        return Response(media().read(library.storage_key(fallback)), mimetype=fallback.media_type)
    except FileNotFoundError:
        abort(404)


def load_picture(picture_id: int) -> Picture:
    """Return the picture of an address, or answer 404; that the user may write was checked at the wall."""
    return db.session().get(Picture, picture_id) or abort(404)


def picture_page(
    picture: Picture,
    form: PictureDetailsForm | None = None,
    differing: Sequence[Difference] = (),
    file_form: PictureFileForm | None = None,
    same: Picture | None = None,
) -> str:
    """Return the page of a picture with its forms; `same` is the picture that has the file already."""
    session, now = db.session(), clock.now()
    zone = settings(session).zone
    if form is None:
        form = PictureDetailsForm(formdata=None)
        form.fill(picture, zone)
    if file_form is None:
        file_form = PictureFileForm(formdata=None, version=picture.version)
    return render_template(
        "admin/picture.html",
        picture=picture,
        form=form,
        differing=differing,
        file_form=file_form,
        same=same,
        uses=picture_uses.uses(session, picture),
        most_uses=picture_uses.MOST_USES,
        is_logo=picture_uses.is_logo(session, picture),
        uploaded_by=session.get(User, picture.uploaded_by_id) if picture.uploaded_by_id else None,
        standing=lambda article: desk.standing(article, now),
        zone=zone,
    )


def desk_image(picture: Picture) -> str:
    """Return the address at which the desk shows a picture."""
    if picture.withheld:
        return url_for("admin.picture_image", picture_id=picture.id)
    return f"/media/{sources(picture).fallback.key}"
