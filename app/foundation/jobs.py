"""Work that nobody waits for: done beside the requests, from a queue that outlives the process.

The queue is Huey's, in Redis where there is one, else in a file of `DATA_DIR`. It is worked through by threads of one
process of the server, which the processes of a machine agree upon: when it dies, another takes over.
"""

from collections.abc import Callable
from functools import partial, wraps
from pathlib import Path

from flask import Flask
from huey import Huey, RedisHuey, SqliteHuey, crontab
from huey.consumer import Consumer
from huey.serializer import SignedSerializer

from app.foundation import background, locks
from config import Settings

# Seconds for which a round of what is done every minute may wait for others; after that the next one has come.
_ROUND_EXPIRES = 60


class _Consumer(Consumer):  # type: ignore[misc]
    def _set_signal_handlers(self) -> None:
        """Leave the signals to the server, in whose process this is some threads among others."""


def init_app(app: Flask, settings: Settings) -> None:
    """Set up the queue, and have a server work through it."""
    # What comes out of the queue is unpickled: nobody but the application may have put it in.
    serializer = SignedSerializer(secret=settings.secret_key, salt="jobs")
    if settings.redis_url:
        queue = RedisHuey("dateline", url=settings.redis_url, results=False, serializer=serializer)
    else:
        path = str(settings.data_dir / "jobs.sqlite3")
        queue = SqliteHuey("dateline", filename=path, results=False, serializer=serializer)
    app.extensions["jobs"] = queue
    background.every_second(app, partial(work_unless_another_does, app, settings.data_dir / "jobs.lock"))


def every_minute(app: Flask, task: Callable[[], None]) -> None:
    """Have `task` done about every minute while a server runs, in an application context of its own.

    A failure is logged, and the next round comes. On several machines each does it: `task` must bear that.
    """

    @wraps(task)
    def in_context() -> None:
        with app.app_context():
            task()

    _queue(app).periodic_task(crontab(), expires=_ROUND_EXPIRES)(in_context)


def work_unless_another_does(app: Flask, lock: Path) -> None:
    """Begin to work through the queue, in threads of this process, unless it or another one of the machine does."""
    if "consumer" not in app.extensions and (taken := locks.take(lock)):
        consumer = _Consumer(_queue(app))
        # The lock is held for as long as the process lives.
        app.extensions["consumer"] = consumer, taken
        consumer.start()


def stop(app: Flask) -> None:
    """End the work of this process, having finished what is under way; another process may take over."""
    if "consumer" in app.extensions:
        consumer, taken = app.extensions.pop("consumer")
        consumer.stop(graceful=True)
        taken.release()


def _queue(app: Flask) -> Huey:
    return app.extensions["jobs"]
