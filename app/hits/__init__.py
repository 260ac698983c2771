"""Counting each view."""

from flask import Flask, current_app

from app.foundation import background
from app.foundation.database import db
from app.hits.counter import Counter
from config import Settings


def init_app(app: Flask, settings: Settings) -> None:
    """Set up the counter, whose counts are folded into the database about every second."""
    app.extensions["counter"] = Counter(settings.data_dir / "hits", lambda _article_id, _environ: None)
    background.every_second(app, _fold)


def current_counter() -> Counter:
    """Return the current application's counter."""
    counter: Counter = current_app.extensions["counter"]
    return counter


def _fold() -> None:
    current_counter().fold(db.session())
