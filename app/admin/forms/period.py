"""The period and the filters of the statistics, as they stand in an address."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from flask_babel import gettext as _

from app.articles.models import Section
from app.foundation.languages import LANGUAGES
from app.hits.statistics import Period, Scope

# The periods that are offered, in days, today included.
OFFERED = {"7": 7, "30": 30, "90": 90, "365": 365}
DEFAULT = "30"
LONGEST = 400
EARLIEST = date(2000, 1, 1)


class BadPeriod(ValueError):
    """The address asks for a period that there is not; the message says why, and what to do."""


class StatisticsFilters:
    """What an address asks for. Where it asks for no possible period, `problem` says so and the usual one is taken."""

    def __init__(self, arguments: Mapping[str, str], sections: Sequence[Section], today: date) -> None:
        self.sections = sections
        self.days = arguments.get("days", "").strip()
        self.first, self.last = (arguments.get(name, "").strip()[:20] for name in ("from", "to"))
        self.section = arguments.get("section", "") if arguments.get("section") in {s.slug for s in sections} else ""
        self.language = arguments.get("language", "") if arguments.get("language") in LANGUAGES else ""
        self.problem = ""
        try:
            self.period = self._period(today)
        except BadPeriod as problem:
            self.problem = str(problem)
            self.days, self.period = DEFAULT, _days_until(today, OFFERED[DEFAULT])

    def scope(self) -> Scope:
        """Return whose figures are asked for."""
        section_id = next((section.id for section in self.sections if section.slug == self.section), None)
        return Scope(section_id=section_id, language=self.language or None)

    def query(self, **changes: object) -> dict[str, object]:
        """Return the address's query with some parts changed; empty ones, and dates that were refused, are left out."""
        asked = {"days": "" if self.days == DEFAULT else self.days, "section": self.section, "language": self.language}
        if not self.problem:
            asked |= {"from": self.first, "to": self.last}
        return {name: value for name, value in {**asked, **changes}.items() if value}

    def query_of_days(self, days: str) -> dict[str, object]:
        """Return the query for one of the offered periods."""
        return self.query(**{"days": "" if days == DEFAULT else days, "from": "", "to": ""})

    @property
    def are_set(self) -> bool:
        """Whether the figures are those of a part of the newsroom."""
        return bool(self.section or self.language)

    def _period(self, today: date) -> Period:
        if not self.first and not self.last:
            self.days = self.days or DEFAULT
            if self.days not in OFFERED:
                raise BadPeriod(
                    _("There is no period of “%(days)s” days. Choose one of those below.", days=self.days[:20])
                )
            return _days_until(today, OFFERED[self.days])
        self.days = ""
        last = min(_date(self.last), today) if self.last else today
        first = _date(self.first) if self.first else _days_until(last, OFFERED[DEFAULT]).first
        if first > today:
            raise BadPeriod(
                _("%(first)s is still to come. Choose a first day up to today, %(today)s.", first=first, today=today)
            )
        if first > last:
            raise BadPeriod(
                _(
                    "The first day, %(first)s, comes after the last one, %(last)s. Change one of them.",
                    first=first,
                    last=last,
                )
            )
        if last - first >= timedelta(days=LONGEST):
            raise BadPeriod(
                _(
                    "%(first)s to %(last)s is too long: a period has at most %(most)s days. Shorten it.",
                    first=first,
                    last=last,
                    most=LONGEST,
                )
            )
        return Period(first, last)


def _days_until(last: date, count: int) -> Period:
    return Period(last - timedelta(days=count - 1), last)


def _date(text: str) -> date:
    """Read a date of ISO 8601 in its long form."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise BadPeriod(
            _("“%(text)s” is no date. Write it as year, month and day, for example 2026-01-31.", text=text)
        ) from None
    if day < EARLIEST:
        raise BadPeriod(
            _("Nothing was counted on %(day)s. Choose a day from %(earliest)s on.", day=text, earliest=EARLIEST)
        )
    return day
