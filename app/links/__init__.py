"""Visiting, beside the requests, the addresses that articles link to: do they lead anywhere?"""

import time
from collections.abc import Callable

from flask import Flask, current_app

from app.articles.checks.link_models import LinkStatus
from app.foundation import clock, jobs
from app.foundation.database import db
from app.links import listener, queue
from app.links.visiting import visit

__all__ = ["listener"]

# Seconds after which no further address is visited in a round: other jobs wait meanwhile.
_ROUND = 30


def init_app(app: Flask) -> None:
    """Have what is due visited about every minute."""
    # By its name, so that tests, which reach no other site, can put another one in its place.
    app.extensions["visit"] = visit
    jobs.every_minute(app, visit_due)


def visit_due() -> None:
    """Visit the addresses that are due, one after the other, and commit what became of each."""
    session = db.session()
    to_visit: Callable[[str], LinkStatus] = current_app.extensions["visit"]
    ends = time.monotonic() + _ROUND
    while time.monotonic() < ends and (address := queue.claim(session, clock.now())):
        # Before it is visited, so that no transaction waits for another site.
        session.commit()
        queue.record(session, address, to_visit(address), clock.now())
        session.commit()
