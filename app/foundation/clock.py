"""The time: always aware, always UTC; the site's time zone is applied at the edge."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo


def now() -> datetime:
    """Return the current instant in UTC."""
    return datetime.now(UTC)


def start_of_day(day: date, zone: ZoneInfo) -> datetime:
    """Return the instant, in UTC, at which `day` begins in `zone`."""
    return datetime.combine(day, time(), zone).astimezone(UTC)


def year_bounds(year: int, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """Return the first instant of `year` in `zone` and the first instant after it, both in UTC."""
    first = start_of_day(date(year, 1, 1), zone)
    # date cannot express the year 10000; the last year ends with its last day.
    after = start_of_day(date(year, 12, 31), zone) + timedelta(days=1)
    return first, after
