"""The head of an old page: an optional line `URL: …`, one line of title, the line of publish date and hits.

Only the line right below the title counts as the one of date and hits: further down such a line is body, and twice in
succession it is an error.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.articles.models import TITLE_LENGTH
from app.transfer.legacy import dateline
from app.transfer.legacy.text import Line, UnreadablePage

_URL_LINE = re.compile(r"URL\s*[:：]\s*(.*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above the body, the last line of it, and the lines below it."""

    source_url: str | None
    title: str
    publish_date: date
    hits: int
    last: Line
    below: Sequence[Line]


def read_head(lines: Sequence[Line], file_name: str) -> Head:
    """Return the head of a page; raises `UnreadablePage` when a part of it is missing, not alone or not readable."""
    source_url = None
    if lines and (match := _URL_LINE.fullmatch(lines[0].text)):
        source_url = match[1] or None
        lines = lines[1:]
    title = _title(lines, file_name)
    if len(lines) == 1:
        raise _without_dateline(lines, file_name)
    last, below = lines[1], lines[2:]
    try:
        found = dateline.read(last.text)
        if not found:
            raise _without_dateline(lines, file_name)
        hits = found.hits
        if hits is None and below and (apart := dateline.read_hits(below[0].text)) is not None:
            hits, last, below = apart, below[0], below[1:]
    except dateline.UnreadableDateline as error:
        raise UnreadablePage(file_name, last.number, str(error)) from None
    if below and dateline.matches(below[0].text):
        reason = "this is a second line of publish date and hits. Delete the wrong one."
        raise UnreadablePage(file_name, below[0].number, reason)
    return Head(source_url, title, found.publish_date, hits or 0, last, below)


def _title(lines: Sequence[Line], file_name: str) -> str:
    if not lines:
        raise UnreadablePage(file_name, 1, "the page is empty. Save it again, from the title to the foot.")
    title = lines[0]
    if dateline.matches(title.text):
        reason = "there is no title above the publish date. Put the title on a line of its own above this one."
        raise UnreadablePage(file_name, title.number, reason)
    if len(title.text) > TITLE_LENGTH:
        reason = f"the title has {len(title.text)} characters, more than {TITLE_LENGTH}. Shorten it."
        raise UnreadablePage(file_name, title.number, reason)
    return title.text


def _without_dateline(lines: Sequence[Line], file_name: str) -> UnreadablePage:
    """Return the error for a page whose second line is not the one of date and hits."""
    found = next((line for line in lines if dateline.matches(line.text)), None)
    if found:
        reason = (
            f"more than one line stands above the publish date in line {found.number}, so it cannot be told which of "
            "them is the title. Delete all but the title."
        )
        return UnreadablePage(file_name, lines[1].number, reason)
    reason = f"there is no line of publish date and hits below the title. {dateline.EXAMPLE}"
    return UnreadablePage(file_name, lines[0].number, reason)
