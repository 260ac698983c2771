"""Dates that no calendar has, and events that come after their announcement."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from app.articles.checks.finding import Code, Finding, Place
from app.articles.checks.reading import Passage

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "January Jan", "February Feb", "March Mar", "April Apr", "May", "June Jun", "July Jul", "August Aug",
            "September Sept Sep", "October Oct", "November Nov", "December Dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)})\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?(?!\d|[.,:]\d|%)"
_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d)"
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"(?<![\d./-]){_YEAR}-(?P<month>\d\d)-(?P<day>\d\d)(?![\d/-])",
        rf"(?<![\d./-]){_YEAR}(?P<sign>[/.])(?P<month>\d{{1,2}})(?P=sign)(?P<day>\d{{1,2}})(?![\d/-]|\.\d)",
        rf"(?:(?<!\d){_YEAR}\s?年\s?)?(?<!\d)(?P<month>\d{{1,2}})\s?月\s?(?P<day>\d{{1,2}})\s?[日号]",
        rf"(?<![A-Za-z]){_MONTH} {_DAY}(?:,? {_YEAR})?",
        rf"(?<![\d.,-])(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? {_MONTH}(?![A-Za-z])(?:,? {_YEAR})?",
    )
)
# "In April 31 companies joined": a number of something, not a day.
_IN_MONTH = re.compile(r"\b[Ii]n\s\Z")
_LONGEST_MONTH = 31
_LEAP_YEAR = 2000
_ADDRESS = re.compile(r"(?:https?://|www\.)[!-~]+")


class WrittenDate(NamedTuple):
    """A date as it stands in a text. Without a year it is that of some year; the day may not exist."""

    year: int | None
    month: int
    day: int
    start: int
    end: int

    @property
    def exists(self) -> bool:
        """Whether a calendar has it: without a year, that of any year."""
        try:
            date(self.year or _LEAP_YEAR, self.month, self.day)
        except ValueError:
            return False
        return True


def written(text: str) -> list[WrittenDate]:
    """Return the dates of a text, in English, in Chinese or in figures (ISO 8601), in the order of their forms."""
    text = _ADDRESS.sub(lambda address: " " * len(address[0]), text)
    found = []
    for form in _FORMS:
        for match in form.finditer(text):
            month, year = match["month"], match["year"]
            number = int(month) if month.isdecimal() else _MONTHS[month]
            found.append(WrittenDate(int(year) if year else None, number, int(match["day"]), *match.span()))
    return found


def check(passages: Iterable[Passage]) -> Iterator[Finding]:
    """Find dates that do not exist. The values are the words."""
    for passage in passages:
        for day in written(passage.text):
            words = passage.text[day.start : day.end]
            before = passage.text[max(0, day.start - 4) : day.start]
            is_a_number = day.year is None and words[0].isalpha() and _IN_MONTH.search(before)
            # A larger number beside the name of a month is hardly meant for a day, unless a year follows.
            is_a_day = day.day <= _LONGEST_MONTH or day.year is not None or "月" in words
            if not day.exists and is_a_day and not is_a_number:
                yield Finding(Code.IMPOSSIBLE_DATE, passage.place(day.start, day.end), (words,))


def check_event(event_date: date | None, publish_date: date | None) -> Iterator[Finding]:
    """Find an event on a day after the publish date, both in the site's zone. The values are the two days.

    An invitation is right so; a report of what has happened is not.
    """
    if event_date and publish_date and event_date > publish_date:
        yield Finding(Code.EVENT_AFTER_PUBLICATION, Place("event_date"), (str(event_date), str(publish_date)))
