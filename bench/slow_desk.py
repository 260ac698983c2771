"""Dateline with one page more below /admin: it waits, as a slow query or a slow disk would."""

import time

from wsgi import app

__all__ = ["app"]


@app.get("/admin/slow/<float:seconds>")
def slow(seconds: float) -> str:
    """Wait, and hold a thread of the server meanwhile."""
    time.sleep(seconds)
    return "done"
