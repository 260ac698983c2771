"""Counting each view, and beside it the readers."""

from flask import Flask, current_app

from app.foundation import background, clock
from app.foundation.database import db
from app.hits.counter import Counter
from app.hits.most_read import MostRead
from app.hits.readers import Readers
from app.site.queries import settings as site_settings
from config import Settings


def init_app(app: Flask, settings: Settings) -> None:
    """Set up the counter, whose counts are folded into the database about every second, the readers, the most read."""
    readers = app.extensions["readers"] = Readers()
    app.extensions["counter"] = Counter(settings.data_dir / "hits", readers.note)
    background.every_second(app, _fold)
    # A task of its own: if it fails, the hits are in the database.
    background.every_second(app, _store_readers)
    app.extensions["most_read"] = MostRead()
    background.every_second(app, _renew_most_read)


def current_counter() -> Counter:
    """Return the current application's counter."""
    counter: Counter = current_app.extensions["counter"]
    return counter


def current_readers() -> Readers:
    """Return the current application's readers, as far as they wait to be stored."""
    readers: Readers = current_app.extensions["readers"]
    return readers


def current_most_read() -> MostRead:
    """Return the most read articles as the current application knows them."""
    most_read: MostRead = current_app.extensions["most_read"]
    return most_read


def _fold() -> None:
    current_counter().fold(db.session())


def _store_readers() -> None:
    current_readers().store(db.session(), clock.now())
    db.session.commit()


def _renew_most_read() -> None:
    if current_most_read().is_due:
        session = db.session()
        current_most_read().renew(session, clock.now().astimezone(site_settings(session).zone).date())
