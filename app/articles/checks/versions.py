"""Figures and dates that one language version of an article has and another one lacks."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from app.articles.checks import figures
from app.articles.checks.figures import Figures, Spot
from app.articles.checks.finding import Code, Finding, Place
from app.articles.checks.reading import Passage

# Fewer figures than this in words are told in other ways in each language: "both", "a pair", 双方.
_SMALLEST = 10
# A version that lacks more than half of so many figures is a summary of its own, not a translation of each sentence.
_ENOUGH = 4
# So many are named of each version: more of them are seen to be too many.
_MOST = 20
_COMPARED = ("title", "subtitle", "body")


def check(passages: Sequence[Passage], others: Mapping[str, Sequence[Passage]]) -> Iterator[Finding]:
    """Find figures and dates that differ. `others` are the passages of the other versions by language.

    The values are the words, then the language that lacks them; or, for what this version lacks, that which has them,
    and "here". Numbers are compared whole (12万 is 120,000), in tables by their digits, and what one version writes in
    words counts for the other's digits. A year counts only where both have one that the other lacks.
    """
    here = figures.read(_compared(passages))
    for language, texts in others.items():
        there = figures.read(_compared(texts))
        yield from (_finding(code, spot, language, "") for code, spot in lacking(here, there))
        yield from (_finding(code, spot, language, "here") for code, spot in lacking(there, here))


def _compared(passages: Iterable[Passage]) -> Iterator[Passage]:
    return (passage for passage in passages if passage.field in _COMPARED)


def lacking(has: Figures, lacks: Figures) -> Iterator[tuple[Code, Spot]]:
    """Yield what `has` has and `lacks` lacks: a figure or a date, and where it stands in `has`.

    Nothing is said of figures where most of many are wanting: that is no translation of each sentence.
    """
    plain = {figure: spot for figure, spot in has.figures.items() if figure >= _SMALLEST}
    missing = [spot for figure, spot in plain.items() if not lacks.has(figure)]
    missing += [
        spot
        for figure, spot in has.in_table.items()
        if not lacks.has(figure) and figures.digits(figure) not in lacks.all_digits
    ]
    counted = len(plain) + len(has.in_table)
    if len(missing) <= counted / 2 or counted < _ENOUGH:
        yield from ((Code.DIFFERENT_FIGURES, spot) for spot in missing[:_MOST])
    if lacks.years.keys() - has.years.keys():
        years = [spot for year, spot in has.years.items() if year not in lacks.years]
        yield from ((Code.DIFFERENT_FIGURES, spot) for spot in years[:_MOST])
    days = [spot for day, spot in has.days.items() if day not in lacks.days]
    if lacks.days or len(days) < _ENOUGH:
        yield from ((Code.DIFFERENT_DATES, spot) for spot in days[:_MOST])


def _finding(code: Code, spot: Spot, language: str, where: str) -> Finding:
    """Point at the words where they stand, or, where they are wanting, at the text."""
    place = Place("body") if where else spot.passage.place(spot.start, spot.end)
    return Finding(code, place, (spot.words, language, where))
