"""Telling search engines, if an administrator has said so, which articles were published."""

from flask import Flask, current_app

from app.foundation import clock, jobs
from app.foundation.database import db
from app.site import queries
from app.submissions import listener, sending
from app.submissions.models import Service
from app.submissions.services import Baidu, Destination, IndexNow, NotTaken
from config import Settings

__all__ = ["listener"]


def init_app(app: Flask) -> None:
    """Have what is due handed in about every minute."""
    jobs.every_minute(app, submit)


def submit() -> None:
    """Hand in what is due now, and commit. What is not taken is tried again, less and less often."""
    session, settings = db.session(), current_app.extensions["settings"]
    for service, destination in _destinations(settings).items():
        while paths := sending.claim(session, service, clock.now()):
            # Before it is handed in, so that no transaction waits for another site.
            session.commit()
            try:
                destination.submit([settings.site_url + path for path in paths.values()])
            except NotTaken as problem:
                given_up = sending.refused(session, service, list(paths), str(problem), clock.now())
                if given_up:
                    current_app.logger.warning("%s was not told of %d articles: %s", service, given_up, problem)
            else:
                sending.taken(session, service, list(paths))
            session.commit()


def _destinations(settings: Settings) -> dict[Service, Destination]:
    """Return the services that are on. None can be told anything where the public address is not known."""
    chosen = queries.settings(db.session())
    found: dict[Service, Destination] = {}
    if settings.site_url and chosen.indexnow_key:
        found[Service.INDEXNOW] = IndexNow(settings.indexnow_url, settings.site_url, chosen.indexnow_key)
    if settings.site_url and chosen.baidu_token:
        found[Service.BAIDU] = Baidu(settings.baidu_url, settings.site_url, chosen.baidu_token)
    return found
