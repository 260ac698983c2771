"""The newsroom's settings."""

import secrets

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.datastructures import FileStorage

from app.accounts.policy import Right
from app.admin.blueprint import admin, require
from app.admin.forms.settings import EveryLanguageForm
from app.admin.pictures import intake
from app.foundation import clock
from app.foundation.database import db
from app.foundation.languages import LANGUAGES
from app.foundation.storage import StorageFull
from app.pictures.intake import RefusedPicture
from app.site import editing, queries
from app.submissions import sending

# IndexNow takes 8 to 128 characters: this makes 32.
KEY_BYTES = 16


@admin.route("/settings", methods=["GET", "POST"])
def site_settings() -> ResponseReturnValue:
    """Show and change the settings; an administrator's page."""
    require(Right.SET_UP)
    session = db.session()
    form = EveryLanguageForm()
    if request.method == "GET":
        form.fill(queries.settings(session))
        for language in LANGUAGES:
            site = queries.site(session, language)
            form.fill_texts(language, site.texts, list(site.footer_links))
        return _page(form)
    if not form.validate():
        return _page(form), intake.UNPROCESSABLE
    general = form.general()
    key = queries.settings(session).indexnow_key or secrets.token_hex(KEY_BYTES)
    general["indexnow_key"] = key if form.indexnow.data else ""
    if form.remove_logo.data:
        general["logo_id"] = None
    if isinstance(form.logo.data, FileStorage) and form.logo.data.filename:
        try:
            general["logo_id"] = intake.take(form.logo.data).id
        except RefusedPicture as refusal:
            form.logo.errors = [str(refusal)]
            return _page(form), intake.UNPROCESSABLE
        except StorageFull:
            form.logo.errors = [_("There is no room left on the server. Free some space, then add the logo again.")]
            return _page(form), intake.INSUFFICIENT_STORAGE
    editing.save(session, general, form.texts(), form.links())
    session.commit()
    flash(_("Saved. Every page shows the new settings."))
    return redirect(url_for("admin.site_settings"), 303)


def _page(form: EveryLanguageForm) -> str:
    session = db.session()
    return render_template(
        "admin/settings.html",
        form=form,
        logo=queries.settings(session).logo,
        waiting=sending.waiting(session, clock.now()),
    )
