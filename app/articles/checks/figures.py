"""Reads the figures of a text, in English and in Chinese, as numbers that can be compared."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from app.articles.checks import dates
from app.articles.checks.reading import Passage

_SCALES = {
    "hundred": 10**2, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12, "bn": 10**9,
    "百": 10**2, "千": 10**3, "万": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8, "万亿": 10**12,
}  # fmt: skip
_SCALE = r"(?:[ -]?(thousand|million|billion|trillion|bn)\b|\s?(万亿|百万|千万|亿|万|千|百))?"
# Not what is the end of a name (TC-6, CO2) or the middle of a larger figure; groups of three digits or plain ones.
_FIGURE = re.compile(
    rf"(?<![A-Za-z\d.,])(?<![A-Za-z\d][-‑])(\d{{1,3}}(?:[,，]\d{{3}}){{1,6}}|\d{{1,18}})(\.\d{{1,9}})?(?!\d){_SCALE}"
)
# From … to …: the scale behind the second figure is the first one's too.
_TO = re.compile(r"\s?(?:[-–—~～至到]|to|and|or)\s?\Z")
# Times of the day, numbers of points and months without a day are told differently in each language.
_LEFT_OUT = re.compile(
    r"\d{1,2}:\d\d(?::\d\d)?|\d{1,2} ?[ap]\.?m\b\.?|\d{1,2}[时点](?:\d{1,2}分)?|(?:\d{4}年)?\d{1,2}月"
    r"|^\s*[（(]?\d{1,2}[.、)）](?!\d)|第\d+"
)
_CELLS = ("td", "th")

_UNITS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ENGLISH = dict(zip(_UNITS, range(20), strict=True)) | dict(zip(_TENS, range(20, 100, 10), strict=True))
_ENGLISH_NUMBER = re.compile(
    rf"\b({'|'.join(_ENGLISH)})(?:[- ]({'|'.join(_UNITS[1:10])}))?"
    r"(?:[ -](hundred|thousand|million|billion))?\b",
    re.IGNORECASE,
)
_CHINESE = {sign: number for number, sign in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_CHINESE_SCALES = {"十": 10, "百": 100, "千": 1000}
_CHINESE_NUMBER = re.compile(r"[零〇一二两三四五六七八九十百千]+(?:万亿|亿|万|成)?")


class Spot(NamedTuple):
    """Where a figure stands first."""

    passage: Passage
    start: int
    end: int

    @property
    def words(self) -> str:
        """The figure as it is written."""
        return self.passage.text[self.start : self.end].strip()


@dataclass
class Figures:
    """The figures of a text, each with the first spot where it stands, and what else might be meant for one.

    `in_table` are figures of cells, whose scale may stand elsewhere; `years` four digits that can be one; `days` months
    and days.
    """

    figures: dict[Decimal, Spot] = field(default_factory=dict)
    in_table: dict[Decimal, Spot] = field(default_factory=dict)
    years: dict[int, Spot] = field(default_factory=dict)
    days: dict[tuple[int, int], Spot] = field(default_factory=dict)
    possible: set[Decimal] = field(default_factory=set)

    def has(self, figure: Decimal) -> bool:
        """Say whether the text may have a figure, in digits or in words."""
        return figure in self.figures or figure in self.possible or figure in self.in_table

    @cached_property
    def all_digits(self) -> set[str]:
        """The digits of every figure, whatever its scale."""
        return {digits(figure) for figure in (*self.figures, *self.in_table)}


def digits(figure: Decimal) -> str:
    """Return the digits of a figure without the zeros at its ends."""
    return "".join(map(str, figure.as_tuple().digits)).strip("0")


def read(passages: Iterable[Passage]) -> Figures:
    """Read the figures and dates of a text."""
    found = Figures()
    for passage in passages:
        text = _read_days(passage, found)
        text = _LEFT_OUT.sub(lambda part: " " * len(part[0]), text)
        _read_figures(passage, text, found)
        found.possible.update(_in_words(text))
    return found


def _read_days(passage: Passage, found: Figures) -> str:
    """Note the dates, and return the text without them."""
    signs = list(passage.text)
    for day in dates.written(passage.text):
        spot = Spot(passage, day.start, day.end)
        found.days.setdefault((day.month, day.day), spot)
        if day.year:
            found.years.setdefault(day.year, spot)
        signs[day.start : day.end] = " " * (day.end - day.start)
    return "".join(signs)


def _read_figures(passage: Passage, text: str, found: Figures) -> None:
    before: tuple[Decimal, int] | None = None
    for match in _FIGURE.finditer(text):
        whole, fraction, *scales = match.groups()
        plain = Decimal(re.sub("[,，]", "", whole) + (fraction or ""))
        scale = next((_SCALES[scale] for scale in scales if scale), 1)
        if before is not None and scale > 1 and _TO.match(text, before[1], match.start()):
            found.possible.add(before[0] * scale)
            found.figures.pop(before[0], None)
        spot = Spot(passage, *match.span())
        if scale == 1 and fraction is None and len(whole) == 4 and whole[:2] in ("19", "20"):
            found.years.setdefault(int(whole), spot)
        else:
            figures = found.in_table if passage.element in _CELLS else found.figures
            figures.setdefault(plain * scale, spot)
        found.possible.add(plain)
        before = (plain, match.end()) if scale == 1 else None


def _in_words(text: str) -> Iterable[Decimal]:
    for match in _ENGLISH_NUMBER.finditer(text):
        tens, ones, scale = match.groups()
        number = _ENGLISH[tens.lower()] + (_ENGLISH[ones.lower()] if ones else 0)
        yield Decimal(number * _SCALES.get((scale or "").lower(), 1))
    for match in _CHINESE_NUMBER.finditer(text):
        yield from _chinese(match[0])


def _chinese(words: str) -> Iterable[Decimal]:
    """Yield what Chinese numerals may mean: 三十 is 30, 六千万 60,000,000, 三成 30 per cent."""
    scale = next((end for end in ("万亿", "亿", "万", "成") if words.endswith(end)), "")
    total = last = 0
    for sign in words.removesuffix(scale):
        if sign in _CHINESE_SCALES:
            total += (last or 1) * _CHINESE_SCALES[sign]
            last = 0
        else:
            last = _CHINESE[sign]
    yield Decimal((total + last) * (10 if scale == "成" else _SCALES.get(scale, 1)))
