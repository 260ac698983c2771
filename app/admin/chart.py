"""The geometry of a chart of hits and readers by day: numbers in, places in percent and paths of SVG out.

The plot is one unit wide for each day and 100 units high, and is stretched to whatever room it has.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import count

from app.admin.dates import day_and_month, short_month_and_year
from app.hits.statistics import DayFigures

# Steps of the axis of numbers, and labels below the axis of days, at most.
MOST_STEPS = 5
MOST_LABELS = 7
# With more days the labels stand at the beginnings of months, and the bars without gaps, which nobody would see.
MANY_DAYS = 120
HEIGHT = 100
# Nearer to an edge than this, in percent, a label's middle cannot stand on a telephone.
EDGE = 8


@dataclass(frozen=True)
class Label:
    """A day's name below the chart, at its mark: so many percent of the width from the left.

    `anchor` says how the text stands there (SVG 2, `text-anchor`): at the edges it does not stick out.
    """

    text: str
    mark: float
    anchor: str


@dataclass(frozen=True)
class Chart:
    """What a template draws. `ticks` are the round numbers of the axis, the largest first."""

    figures: Sequence[DayFigures]
    ticks: Sequence[int]
    labels: Sequence[Label]
    hits: str
    readers: str

    @property
    def best(self) -> DayFigures:
        """The day with the most hits."""
        return max(self.figures, key=lambda figure: figure.hits)


def chart(figures: Sequence[DayFigures]) -> Chart:
    """Return the chart of some days in a row, at least one, the earliest first."""
    ticks = round_ticks(max(max(figure.hits, figure.readers) for figure in figures))
    top = ticks[0]
    return Chart(
        figures,
        ticks,
        list(_labels([figure.day for figure in figures])),
        _bars([figure.hits / top for figure in figures]),
        _bars([figure.readers / top for figure in figures]),
    )


def round_ticks(largest: int) -> list[int]:
    """Return round numbers in equal steps (1, 2 or 5 times a power of ten) from `largest` or above it down to 0."""
    steps = (factor * 10**power for power in count() for factor in (1, 2, 5))
    step = next(step for step in steps if step * MOST_STEPS >= largest)
    return [step * number for number in range(max(1, -(-largest // step)), -1, -1)]


def _bars(shares: Sequence[float]) -> str:
    """Return the path of one bar for each day, as high as its share of the whole height."""
    gap = 0.1 if len(shares) <= MANY_DAYS else 0.0
    path = []
    for number, share in enumerate(shares):
        if share:
            path.append(f"M{number + gap:g} {HEIGHT}v{-share * HEIGHT:.2f}h{1 - 2 * gap:g}V{HEIGHT}z")
    return "".join(path)


def _labels(days: Sequence[date]) -> Iterator[Label]:
    """Yield the labels below: days counted back from the last one, or the beginnings of months."""
    if len(days) > MANY_DAYS:
        places = [place for place, day in enumerate(days) if day.day == 1]
        step = -(-len(places) // MOST_LABELS)
    else:
        places = list(range(len(days)))
        step = next(step for step in (1, 2, 7, 14, 28) if -(-len(places) // step) <= MOST_LABELS)
    for place in places[(len(places) - 1) % step :: step]:
        day = days[place]
        text = short_month_and_year(day) if len(days) > MANY_DAYS else day_and_month(day)
        mark = round((place + 0.5) / len(days) * 100, 2)
        yield Label(text, mark, "start" if mark < EDGE else "end" if mark > 100 - EDGE else "middle")
