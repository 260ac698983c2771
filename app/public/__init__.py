"""The door for visitors: anonymous, cacheable, never starts a session."""

from flask import Flask

from app.foundation import file_serving
from app.pictures.library import renditions_folder
from app.public import (
    accessibility,
    articles,
    cards,
    errors,
    feeds,
    home,
    icons,
    layout,
    legacy,
    lists,
    machines,
    pictures,
    press_kit,
    search,
    sections,
    sitemaps,
    structured_data,
    tags,
    years,
)
from app.public.blueprint import DEFAULT_PREFIX, TRANSLATED_PREFIX, public

__all__ = [
    "accessibility",
    "articles",
    "cards",
    "feeds",
    "home",
    "icons",
    "init_app",
    "legacy",
    "lists",
    "pictures",
    "press_kit",
    "search",
    "sections",
    "sitemaps",
    "tags",
    "years",
]


def init_app(app: Flask) -> None:
    """Add the public pages, once without a prefix and once below each further language's."""
    layout.init_app(app)
    structured_data.init_app(app)
    app.register_blueprint(public, url_prefix=DEFAULT_PREFIX)
    app.register_blueprint(public, url_prefix=TRANSLATED_PREFIX, name="translated")
    file_serving.serve(app, "media", renditions_folder(app.extensions["media"]))
    app.register_blueprint(legacy.addresses)
    app.register_blueprint(machines.machines)
    errors.init_app(app)
