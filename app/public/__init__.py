"""The door for visitors: anonymous, cacheable, never starts a session."""

from flask import Flask

from app.foundation import file_serving
from app.pictures.library import renditions_folder
from app.public import articles, errors, home, layout, legacy, lists
from app.public.blueprint import DEFAULT_PREFIX, TRANSLATED_PREFIX, public

__all__ = ["articles", "home", "init_app", "legacy", "lists"]


def init_app(app: Flask) -> None:
    """Add the public pages, once without a prefix and once below each further language's."""
    layout.init_app(app)
    app.register_blueprint(public, url_prefix=DEFAULT_PREFIX)
    app.register_blueprint(public, url_prefix=TRANSLATED_PREFIX, name="translated")
    file_serving.serve(app, "media", renditions_folder(app.extensions["media"]))
    app.register_blueprint(legacy.addresses)
    errors.init_app(app)
