"""The library: every picture that was uploaded, where it is used, and what it lacks."""

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from app.admin.blueprint import admin
from app.admin.forms.library_filters import LICENCES, USED, LibraryFilters
from app.articles import picture_uses
from app.foundation import clock
from app.foundation.database import db
from app.foundation.paging import PageNotFound
from app.pictures.licences import Licence
from app.site.queries import settings


@admin.get("/pictures")
def picture_library() -> ResponseReturnValue:
    """Show the pictures, filtered as the address says."""
    session, now = db.session(), clock.now()
    filters = LibraryFilters(request.args)
    zone = settings(session).zone
    try:
        page = picture_uses.library_page(session, filters.selection(), filters.page_number, zone, now)
    except PageNotFound:
        abort(404)
    return render_template(
        "admin/picture_library.html",
        page=page,
        filters=filters,
        used=USED,
        licences=LICENCES,
        counts={licence: picture_uses.count(session, licence, now) for licence in Licence},
    )
