"""The door for visitors: anonymous, cacheable, never starts a session."""

from flask import Flask

from app.public import articles, errors, home, layout, legacy, lists, media
from app.public.blueprint import DEFAULT_PREFIX, TRANSLATED_PREFIX, public

__all__ = ["articles", "home", "init_app", "legacy", "lists", "media"]


def init_app(app: Flask) -> None:
    """Add the public pages, once without a prefix and once below each further language's."""
    layout.init_app(app)
    app.register_blueprint(public, url_prefix=DEFAULT_PREFIX)
    app.register_blueprint(public, url_prefix=TRANSLATED_PREFIX, name="translated")
    app.register_blueprint(media.files)
    app.register_blueprint(legacy.addresses)
    errors.init_app(app)
