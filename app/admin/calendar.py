"""A month as a calendar shows it: whole weeks, Monday to Sunday (ISO 8601)."""

import calendar
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from app.admin.dates import month_and_year
from app.articles.models import Article
from app.foundation.clock import start_of_day

_WRITTEN = re.compile(r"([0-9]{4})-([0-9]{2})\Z", re.ASCII)
# One less at both ends than `date` knows: the months before and after have names, too.
_FIRST_YEAR, _LAST_YEAR = 2, 9998


@dataclass(frozen=True)
class Month:
    """A month of the calendar, by its first day."""

    first: date

    @classmethod
    def named(cls, text: str, today: date) -> "Month":
        """Return the month of an address, as `2026-12`; that of `today` for what is none."""
        match = _WRITTEN.match(text)
        if match and _FIRST_YEAR <= int(match[1]) <= _LAST_YEAR and 1 <= int(match[2]) <= 12:
            return cls(date(int(match[1]), int(match[2]), 1))
        return cls(today.replace(day=1))

    @property
    def name(self) -> str:
        """How an address names the month."""
        return self.first.isoformat()[:7]

    @property
    def title(self) -> str:
        """What readers call the month: its name and year."""
        return month_and_year(self.first)

    @property
    def before(self) -> "Month":
        """The month before."""
        return Month((self.first - timedelta(days=1)).replace(day=1))

    @property
    def after(self) -> "Month":
        """The month after."""
        return Month((self.first + timedelta(days=31)).replace(day=1))

    def bounds(self, zone: ZoneInfo) -> tuple[datetime, datetime]:
        """Return the first instant of the month in `zone` and the first one after it, both in UTC."""
        return start_of_day(self.first, zone), start_of_day(self.after.first, zone)

    def weeks(self, articles: Iterable[Article], zone: ZoneInfo) -> list[list[tuple[date | None, list[Article]]]]:
        """Return the weeks, each of seven days with the articles due on them; a day of another month is none."""
        by_day: dict[date, list[Article]] = {}
        for article in articles:
            if article.publish_at:
                by_day.setdefault(article.publish_at.astimezone(zone).date(), []).append(article)
        weeks = calendar.Calendar().monthdatescalendar(self.first.year, self.first.month)
        return [
            [(day, by_day.get(day, [])) if day.month == self.first.month else (None, []) for day in week]
            for week in weeks
        ]
