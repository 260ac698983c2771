"""The door for editors: signed in, never cached."""

from flask import Flask
from flask_security import current_user

from app.accounts import policy
from app.accounts.policy import Right
from app.admin import (
    articles,
    bulk,
    deletion,
    errors,
    front,
    history,
    language,
    preview,
    sections,
    settings,
    shortcuts,
    statistics,
    unsent,
)
from app.admin.blueprint import IdentifierConverter, admin
from app.admin.checks import results, while_writing
from app.admin.forms.fields import described
from app.admin.forms.filters import STANDINGS
from app.admin.forms.picture_details import last_day
from app.admin.pictures import file, library, picture, row, uploads
from app.admin.writing import beside, drafts, word
from app.admin.writing.beside_pane import what_changed
from app.foundation import jobs
from app.foundation.files import media
from app.foundation.languages import LANGUAGES
from app.foundation.sessions import DESK
from app.pictures.library import has_lost_files
from app.pictures.licences import licence

__all__ = [
    "articles",
    "beside",
    "bulk",
    "deletion",
    "drafts",
    "file",
    "front",
    "history",
    "init_app",
    "library",
    "preview",
    "row",
    "sections",
    "settings",
    "statistics",
    "uploads",
    "while_writing",
    "word",
]


def init_app(app: Flask) -> None:
    """Add the editors' pages below /admin/, and have articles checked beside them."""
    app.url_map.converters["identifier"] = IdentifierConverter
    app.register_blueprint(admin, url_prefix=DESK)
    errors.init_app(app)
    language.init_app(app)
    unsent.init_app(app)
    app.jinja_env.globals.update(
        described=described,
        desk_image=picture.desk_image,
        has_lost_files=lambda shown: has_lost_files(media(), shown),
        languages=LANGUAGES,
        last_day=last_day,
        licence=licence,
        shortcut_pages=shortcuts.pages,
        standings=STANDINGS,
        max_picture_bytes=app.extensions["settings"].max_picture_bytes,
        may_set_up=lambda: policy.may(current_user, Right.SET_UP),
        what_changed=what_changed,
    )
    jobs.every_minute(app, results.check_due)
