"""Notes who views, beside the counted path: a bounded queue in each process, stored about every second.

Counting never waits for it. What comes faster than it can be looked at is dropped here, and the number of it reported;
the hits have it all the same.
"""

from collections import deque
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from app.hits import reader_days
from app.hits.bots import is_bot
from app.hits.reader_days import View
from app.site.queries import settings

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

# Views that wait to be stored.
LARGEST_QUEUE = 2000
# Agents that are looked up in the list of bots at one time; the next wait in the queue.
UNKNOWN_AGENTS = 200
# Of a header that anybody can make as long as the server takes it, in characters.
HEADER_LENGTH = 500
# How often the days that are over are looked for.
TIDYING = timedelta(minutes=1)


class Readers:
    """Those who view articles in this process. `note` may be called from any thread, `store` from one at a time."""

    def __init__(self) -> None:
        self._waiting: deque[tuple[int, str, str, str, str]] = deque()
        # `next` is atomic, which `+= 1` is not. How many of these have been reported is kept beside it.
        self._overflow = count()
        self._reported = 0
        self._lost = 0
        self._tidy_at = datetime.min.replace(tzinfo=UTC)

    def note(self, article_id: int, environ: "WSGIEnvironment") -> None:
        """Note a view of an article, as its request came; never waits and never fails."""
        if len(self._waiting) >= LARGEST_QUEUE:
            next(self._overflow)
            return
        header = environ.get
        self._waiting.append(
            (
                article_id,
                header("HTTP_USER_AGENT", "")[:HEADER_LENGTH],
                header("REMOTE_ADDR", ""),
                header("HTTP_REFERER", "")[:HEADER_LENGTH],
                header("HTTP_HOST", "")[:HEADER_LENGTH],
            )
        )

    def store(self, session: Session, now: datetime) -> None:
        """Store whoever was noted, as readers of the day that `now` is in the site's time zone; the caller commits.

        Throws away, within a minute, what days that are over need no more. Where storing fails its views are reported
        as dropped the next time.
        """
        views, dropped = self._take()
        is_time_to_tidy = now >= self._tidy_at
        if not (views or dropped or is_time_to_tidy):
            return
        try:
            day = now.astimezone(settings(session).zone).date()
            if is_time_to_tidy:
                is_done = reader_days.forget_past(session, day)
                self._tidy_at = now + TIDYING if is_done else now
            if views or dropped:
                reader_days.record(session, day, views, dropped)
        except Exception:
            self._lost += len(views) + dropped
            raise

    def _take(self) -> tuple[list[View], int]:
        """Take the views out of the queue, bots left out, and the number of those that were dropped."""
        views = []
        known_at_first = is_bot.cache_info().misses
        for _ in range(len(self._waiting)):
            if is_bot.cache_info().misses - known_at_first >= UNKNOWN_AGENTS:
                break
            view = View(*self._waiting.popleft())
            if not is_bot(view.agent):
                views.append(view)
        overflow = next(self._overflow)
        dropped = overflow - self._reported + self._lost
        self._reported, self._lost = overflow + 1, 0
        return views, dropped
