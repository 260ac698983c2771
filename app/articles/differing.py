"""Numbers, dates, units and names in which a paragraph and its translation differ.

Rather too little is found than too much: what languages write in different ways is left alone.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import islice
from typing import NamedTuple

from app.articles import quantities
from app.articles.checks import figures, versions
from app.articles.checks.figures import Spot
from app.articles.checks.finding import Code
from app.articles.checks.reading import Passage

_HAN = re.compile(r"[\u3400-\u9fff]")
# A word in Latin letters that begins like a name: VinFast, TC-6, iPhone.
_NAME = re.compile(r"(?<![A-Za-z\d])[a-z]?[A-Z][A-Za-z\d]*(?:[-‑][A-Za-z]*\d[A-Za-z\d]*)*")
_SHORTEST = 3
# From this on two names are so much alike that one of them may be misspelt.
_ALIKE = 0.6
# So much is marked in one paragraph: more of it is seen to be too much.
_MOST = 40
# More names than this in one paragraph are not compared one by one.
_MOST_NAMES = 60
_WHAT = {Code.DIFFERENT_FIGURES: "number", Code.DIFFERENT_DATES: "date"}


class Difference(NamedTuple):
    """Something that the other paragraph lacks: a "number", "date", "unit" or "name", and where it stands."""

    what: str
    spot: Spot


def differences(
    original: Sequence[Passage], translation: Sequence[Passage]
) -> tuple[list[Difference], list[Difference]]:
    """Return what each of two paragraphs has and the other lacks, in the order of the text; none overlap."""
    one, other = _Text(original), _Text(translation)
    return _in_order(_only_in(one, other)), _in_order(_only_in(other, one))


@dataclass
class _Text:
    passages: Sequence[Passage]

    def __post_init__(self) -> None:
        self.figures = figures.read(self.passages)
        self.quantities = list(quantities.read(self.figures))
        self.units = quantities.units(self.passages)
        self.names = _names(self.passages)
        self.is_chinese = any(_HAN.search(passage.text) for passage in self.passages)


def _only_in(has: _Text, lacks: _Text) -> Iterator[Difference]:
    yield from _of_figures(has, lacks)
    if has.is_chinese != lacks.is_chinese:
        yield from _of_names(has, lacks)


def _in_order(found: Iterable[Difference]) -> list[Difference]:
    """Sort, and of what overlaps keep the longest."""
    kept: list[Difference] = []
    for each in sorted(islice(found, _MOST), key=lambda each: each.spot.start - each.spot.end):
        _, start, end = each.spot
        if all(other.spot.passage is not each.spot.passage or _apart(other.spot, start, end) for other in kept):
            kept.append(each)
    return sorted(kept, key=lambda each: (each.spot.passage.block or 0, each.spot.start))


def _apart(spot: Spot, start: int, end: int) -> bool:
    return end <= spot.start or spot.end <= start


def _of_figures(has: _Text, lacks: _Text) -> Iterator[Difference]:
    sizes = {quantity.size for quantity in lacks.quantities}
    # 120 MW is there if 12万千瓦 is.
    same = {quantity.figure_spot for quantity in has.quantities if quantity.size in sizes}
    for code, spot in versions.lacking(has.figures, lacks.figures):
        if spot not in same:
            yield Difference(_WHAT[code], spot)
    figures_with_unit = {quantity.figure for quantity in lacks.quantities}
    for quantity in has.quantities:
        if quantity.figure in figures_with_unit and quantity.size not in sizes and quantity.unit not in lacks.units:
            yield Difference("unit", quantity.spot)


def _names(passages: Sequence[Passage]) -> dict[str, Spot]:
    """Return the names of a paragraph, each with the first spot where it stands."""
    found: dict[str, Spot] = {}
    for passage in passages:
        for name in _NAME.finditer(passage.text):
            if len(name[0]) >= _SHORTEST:
                found.setdefault(name[0], Spot(passage, *name.span()))
    return found


def _of_names(has: _Text, lacks: _Text) -> Iterator[Difference]:
    """Find names that the other text writes otherwise, and, in Chinese, those in Latin letters that it does not have.

    What English writes in Latin letters is mostly translated, and abbreviations are told in words in either language:
    of those only what looks misspelt counts.
    """
    if max(len(has.names), len(lacks.names)) > _MOST_NAMES:
        return
    here, there = ({name.lower() for name in text.names} for text in (has, lacks))
    for name, spot in has.names.items():
        if name.lower() in there:
            continue
        is_kept = has.is_chinese and not name.isupper() and name.isalpha()
        if is_kept or any(_are_alike(name.lower(), other) for other in there - here):
            yield Difference("name", spot)


def _are_alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= _ALIKE
