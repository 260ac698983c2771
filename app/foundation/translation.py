"""The site's own words, in the language of the page."""

from flask import Flask, g
from flask_babel import Babel

from app.foundation.languages import DEFAULT_LANGUAGE
from config import PROJECT


def init_app(app: Flask) -> None:
    """Set up Flask-Babel; the door says in `g.language` which language a page has."""
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(PROJECT / "translations")
    Babel(app, locale_selector=current_language)
    app.add_template_global(current_language)


def current_language() -> str:
    """Return the language of the page that is being made."""
    language: str = g.get("language", DEFAULT_LANGUAGE)
    return language
