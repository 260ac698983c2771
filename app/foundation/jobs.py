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
# Threads: one may be making pictures for minutes, and the other is there for all else.
_WORKERS = 2
# Seconds between two looks into an empty queue: what is to be done soon has not to wait long.
_LONGEST_PAUSE = 1.0


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

    _rounds(app)[task] = _queue(app).periodic_task(crontab(), expires=_ROUND_EXPIRES)(in_context)


def soon(app: Flask, task: Callable[[], None]) -> None:
    """Have `task`, which is done every minute, done as soon as a server's job has time for it.

    Never fails: where the queue cannot take it, that is logged, and the minute's round comes.
    """
    try:
        _rounds(app)[task]()
    except Exception:
        # Whatever the queue's database raises.
        app.logger.exception("A job could not be put into the queue; it is done within a minute")


def work_unless_another_does(app: Flask, lock: Path) -> None:
    """Begin to work through the queue, in threads of this process, unless it or another one of the machine does."""
    if "consumer" not in app.extensions and (taken := locks.take(lock)):
        consumer = _Consumer(_queue(app), workers=_WORKERS, max_delay=_LONGEST_PAUSE)
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


def _rounds(app: Flask) -> dict[Callable[[], None], Callable[[], object]]:
    """Return what puts a task into the queue, by the task."""
    rounds: dict[Callable[[], None], Callable[[], object]] = app.extensions.setdefault("rounds", {})
    return rounds
