"""The line of publish date and hits, which stands under the title of an old page.

Labels differ in language and wording, separators are a colon of either width or a stroke, digits may be of full
width, and spaces are free: `Publish Date:2021-10-31 Hits:680`, `Published Date丨 2018-06-13 Browse times丨 1,425`,
`发表时间：2019年6月5日 浏览次数：1508`. Compatibility forms are folded by NFKC (Unicode Annex 15) before matching.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from app.transfer.legacy.text import without_invisible

# The largest number that the database can keep (a signed integer of 64 bits).
MOST_HITS = 2**63 - 1
# There were no web pages before: an earlier year is a slip of the pen, such as 0202 or 1021.
FIRST_YEAR = 1990
# A real line is short; a longer one is body, and is spared the folding.
_LONGEST = 200

_SEPARATOR = r"\s*[:∶丨|│]\s*"
_DATE_LABEL = (
    r"(?:(?:publish(?:ed|ing)?|publication|release|issu(?:e|ing))\s*(?:date|time)"
    r"|(?:date|time)\s+of\s+(?:publication|publishing|issue|release)"
    r"|[发發](?:布|佈|表)(?:日期|时间|時間))"
)
_HITS_LABEL = (
    r"(?:hits|views|visits|clicks|browse\s*times|browsing\s+times|page\s*views"
    r"|number\s+of\s+(?:visits|views|hits|clicks)"
    r"|(?:浏览|瀏覽|访问|訪問|阅读|閱讀|点击|點擊)(?:次数|次數|量|数|數))"
)
_DATE = r"([0-9]{4})\s*[-–/.年]\s*([0-9]{1,2})\s*[-–/.月]\s*([0-9]{1,2})(?![0-9])\s*日?"
_HITS = rf"{_HITS_LABEL}{_SEPARATOR}([0-9]{{1,3}}(?:,[0-9]{{3}})+|[0-9]*)\s*(?:次|times)?"

_BEGINNING = re.compile(_DATE_LABEL + _SEPARATOR, re.IGNORECASE)
_DATE_LINE = re.compile(rf"{_DATE_LABEL}{_SEPARATOR}{_DATE}(?:[\s,;|丨│·]*{_HITS})?", re.IGNORECASE)
_HITS_LINE = re.compile(_HITS, re.IGNORECASE)

EXAMPLE = "Write it like `Publish Date:2021-10-31 Hits:680`."


class UnreadableDateline(ValueError):
    """A line that sets out to say date or hits and says none; its text is the reason and the remedy."""


@dataclass(frozen=True, slots=True)
class Dateline:
    """What the line says. `hits` is None where the line has no label for them."""

    publish_date: date
    hits: int | None


def matches(line: str) -> bool:
    """Say whether the whole of `line` has the form of a line of date and hits, be its date real or not."""
    return _DATE_LINE.fullmatch(_folded(line)) is not None


def read(line: str) -> Dateline | None:
    """Return what the line of date and hits says, or None when `line` does not begin as one.

    A label of hits without a number means none so far. Raises `UnreadableDateline` for a line that begins as one and
    goes on as none, for a date that does not exist or lies before 1990, and for more hits than can be kept.
    """
    folded = _folded(line)
    match = _DATE_LINE.fullmatch(folded)
    if not match:
        if _BEGINNING.match(folded):
            raise UnreadableDateline(f"the date or the number of hits cannot be read. {EXAMPLE}")
        return None
    year, month, day, hits = match.groups()
    try:
        publish_date = date(int(year), int(month), int(day))
    except ValueError:
        raise UnreadableDateline(f"there is no date {year}-{month}-{day}. Correct the date.") from None
    if publish_date.year < FIRST_YEAR:
        raise UnreadableDateline(f"{publish_date} lies before {FIRST_YEAR}. Correct the date.")
    return Dateline(publish_date, None if hits is None else _count(hits))


def read_hits(line: str) -> int | None:
    """Return the number on a line that holds nothing but the hits, or None; raises as `read` does."""
    match = _HITS_LINE.fullmatch(_folded(line))
    return _count(match[1]) if match else None


def _count(digits: str) -> int:
    count = int(digits.replace(",", "") or "0")
    if count > MOST_HITS:
        raise UnreadableDateline(f"{digits} hits are more than can be kept. Correct the number.")
    return count


def _folded(line: str) -> str:
    return unicodedata.normalize("NFKC", without_invisible(line)) if len(line) <= _LONGEST else ""
