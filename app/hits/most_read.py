"""The most read articles of the last days, looked up beside the requests and kept in memory."""

from collections.abc import Sequence
from datetime import date, timedelta
from time import monotonic

from sqlalchemy.orm import Session

from app.foundation.languages import LANGUAGES
from app.hits import statistics
from app.hits.statistics import Period, Scope

DAYS = 30
# More than pages show: some may no longer be visible.
KEPT = 20
# Seconds from one look to the next at least, and as a multiple of the time that it took: the daily series of a large
# newsroom must not keep a core busy.
_PAUSE, _SHARE = 60, 100


class MostRead:
    """The ids of the most read articles of each language; none until they were first looked up."""

    def __init__(self) -> None:
        self._ids: dict[str, Sequence[int]] = {}
        self._due = 0.0

    def of(self, language: str) -> Sequence[int]:
        """Return the articles of a language, the most read first; whether they are visible must be asked."""
        return self._ids.get(language, ())

    @property
    def is_due(self) -> bool:
        """Whether the last look is long enough ago."""
        return monotonic() >= self._due

    def renew(self, session: Session, today: date) -> None:
        """Look them up now; `today` is the day in the site's time zone."""
        started = monotonic()
        period = Period(today - timedelta(days=DAYS - 1), today)
        self._ids = {
            language: [
                figures.article_id for figures in statistics.most_read(session, Scope(language=language), period, KEPT)
            ]
            for language in LANGUAGES
        }
        finished = monotonic()
        self._due = finished + max(_PAUSE, _SHARE * (finished - started))
