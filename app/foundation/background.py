"""What is done about every second beside answering requests: one thread in each process of the server.

Only a server starts it, by `wsgi.py`; commands and tests do the same work by calling it.
"""

import threading
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from flask import Flask

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

Task = Callable[[], None]
# Seconds between two rounds.
INTERVAL = 1.0


def every_second(app: Flask, task: Task) -> None:
    """Have `task` done about every second, in an application context of its own, in each process."""
    _tasks(app).append(task)


def start_with_first_request(app: Flask) -> None:
    """Begin once the first request is there.

    Not before: a server may fork its workers after it has loaded the application, and threads do not come along.
    """
    answer, starting = app.wsgi_app, threading.Lock()

    def answer_first(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        with starting:
            if app.wsgi_app is answer_first:
                threading.Thread(target=_work, args=(app,), name="every second", daemon=True).start()
                app.wsgi_app = answer  # type: ignore[method-assign]
        return answer(environ, start_response)

    app.wsgi_app = answer_first  # type: ignore[method-assign]


def run(app: Flask, failed: set[Task] | None = None) -> None:
    """Do one round. A task that fails is reported, once until it succeeds again, and tried in the next round.

    `failed` are the tasks whose failure was reported already; it is kept up to date.
    """
    failed = set() if failed is None else failed
    for task in _tasks(app):
        try:
            with app.app_context():
                task()
            failed.discard(task)
        except Exception:
            # Whatever happened, the next round and the other tasks must come.
            if task not in failed:
                app.logger.exception("A background task failed; it is tried every second")
            failed.add(task)


def _work(app: Flask) -> None:
    failed: set[Task] = set()
    pause = threading.Event()
    while True:
        run(app, failed)
        pause.wait(INTERVAL)


def _tasks(app: Flask) -> list[Task]:
    tasks: list[Task] = app.extensions.setdefault("every second", [])
    return tasks
