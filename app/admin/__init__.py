"""The door for editors: signed in, never cached."""

from flask import Flask
from flask_security import current_user

from app.accounts import policy
from app.accounts.policy import Right
from app.admin import articles, checks, deletion, history, pictures, preview, sections, settings, statistics
from app.admin.blueprint import IdentifierConverter, admin
from app.admin.forms.fields import described
from app.admin.forms.filters import STANDINGS
from app.foundation.files import media
from app.foundation.sessions import DESK
from app.pictures import library

__all__ = [
    "articles",
    "checks",
    "deletion",
    "history",
    "init_app",
    "pictures",
    "preview",
    "sections",
    "settings",
    "statistics",
]


def init_app(app: Flask) -> None:
    """Add the editors' pages below /admin/."""
    app.url_map.converters["identifier"] = IdentifierConverter
    app.register_blueprint(admin, url_prefix=DESK)
    app.jinja_env.globals.update(
        described=described,
        has_lost_files=lambda picture: library.has_lost_files(media(), picture),
        standings=STANDINGS,
        may_set_up=lambda: policy.may(current_user, Right.SET_UP),
    )
