import re
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.admin.chart import chart, round_ticks
from app.hits.statistics import DayFigures

FIRST = date(2026, 1, 1)


def figures(*hits: int, readers: int = 0) -> list[DayFigures]:
    return [DayFigures(FIRST + timedelta(days=number), count, readers) for number, count in enumerate(hits)]


@pytest.mark.parametrize(
    ("largest", "ticks"),
    [
        (0, [1, 0]),
        (1, [1, 0]),
        (3, [3, 2, 1, 0]),
        (6, [6, 4, 2, 0]),
        (10, [10, 8, 6, 4, 2, 0]),
        (11, [15, 10, 5, 0]),
        (1234, [1500, 1000, 500, 0]),
        (98_765, [100_000, 80_000, 60_000, 40_000, 20_000, 0]),
    ],
)
def test_axis_has_round_numbers(largest: int, ticks: list[int]) -> None:
    assert round_ticks(largest) == ticks


@given(st.integers(min_value=0, max_value=2**63))
def test_axis_reaches_over_every_number_in_few_equal_steps(largest: int) -> None:
    ticks = round_ticks(largest)
    assert 2 <= len(ticks) <= 6
    assert ticks[0] >= largest
    assert ticks[-1] == 0
    assert len({higher - lower for higher, lower in pairwise(ticks)}) == 1
    assert str(ticks[-2]).rstrip("0") in ("1", "2", "5")


def test_bars_are_as_high_as_their_share_and_empty_days_have_none() -> None:
    drawn = chart(figures(50, 0, 100, readers=25))
    assert drawn.ticks[0] == 100
    assert drawn.hits == "M0.1 100v-50.00h0.8V100zM2.1 100v-100.00h0.8V100z"
    assert drawn.readers.count("v-25.00") == 3


def test_readers_above_the_hits_stay_within_the_chart() -> None:
    assert chart(figures(3, readers=7)).ticks[0] >= 7


def test_many_bars_stand_without_gaps() -> None:
    assert "h1V100z" in chart(figures(*[1] * 365)).hits
    assert "h0.8V100z" in chart(figures(*[1] * 90)).hits


@pytest.mark.parametrize(
    ("days", "labels"),
    [
        (1, ["1 Jan"]),
        (7, ["1 Jan", "2 Jan", "3 Jan", "4 Jan", "5 Jan", "6 Jan", "7 Jan"]),
        (30, ["2 Jan", "9 Jan", "16 Jan", "23 Jan", "30 Jan"]),
        (90, ["6 Jan", "20 Jan", "3 Feb", "17 Feb", "3 Mar", "17 Mar", "31 Mar"]),
        (365, ["Feb 2026", "Apr 2026", "Jun 2026", "Aug 2026", "Oct 2026", "Dec 2026"]),
    ],
)
def test_some_days_are_named(days: int, labels: list[str]) -> None:
    drawn = chart(figures(*[1] * days))
    assert [label.text for label in drawn.labels] == labels


def test_labels_are_few_and_stand_at_their_days() -> None:
    for days in range(1, 401):
        drawn = chart(figures(*range(days)))
        assert 1 <= len(drawn.labels) <= 7, days
        for label in drawn.labels:
            day = FIRST + timedelta(days=int(label.mark / 100 * days))
            assert label.text in (f"{day:%b %Y}", f"{day.day} {day:%b}")
            assert label.anchor == ("start" if label.mark < 8 else "end" if label.mark > 92 else "middle")
        assert not re.search(r"e|nan|inf", drawn.hits)
