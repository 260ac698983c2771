"""Counting each view, and beside it the readers."""

from flask import Flask, current_app

from app.foundation import background, clock
from app.foundation.database import db
from app.hits.counter import Counter
from app.hits.readers import Readers
from config import Settings


def init_app(app: Flask, settings: Settings) -> None:
    """Set up the counter, whose counts are folded into the database about every second, and then the readers."""
    readers = app.extensions["readers"] = Readers()
    app.extensions["counter"] = Counter(settings.data_dir / "hits", readers.note)
    background.every_second(app, _fold)
    # A task of its own: if it fails, the hits are in the database.
    background.every_second(app, _store_readers)


def current_counter() -> Counter:
    """Return the current application's counter."""
    counter: Counter = current_app.extensions["counter"]
    return counter


def current_readers() -> Readers:
    """Return the current application's readers, as far as they wait to be stored."""
    readers: Readers = current_app.extensions["readers"]
    return readers


def _fold() -> None:
    current_counter().fold(db.session())


def _store_readers() -> None:
    current_readers().store(db.session(), clock.now())
    db.session.commit()
