from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.admin.forms.period import StatisticsFilters
from app.hits.statistics import Period

TODAY = date(2026, 3, 1)


def filters(**arguments: str) -> StatisticsFilters:
    arguments = {name.rstrip("_"): value for name, value in arguments.items()}
    return StatisticsFilters(arguments, [], TODAY)


@pytest.mark.parametrize(
    ("arguments", "first", "days"),
    [
        ({}, "2026-01-31", 30),
        ({"days": ""}, "2026-01-31", 30),
        ({"days": "7"}, "2026-02-23", 7),
        ({"days": " 90 "}, "2025-12-02", 90),
        ({"days": "365"}, "2025-03-02", 365),
        ({"days": "7", "from_": "2026-02-01", "to": "2026-02-02"}, "2026-02-01", 2),
        ({"from_": "2026-02-27"}, "2026-02-27", 3),
        ({"to": "2026-02-28"}, "2026-01-30", 30),
        ({"to": "9999-12-31"}, "2026-01-31", 30),
        ({"from_": "2026-03-01", "to": "2026-03-01"}, "2026-03-01", 1),
        ({"from_": "2026-02-28", "to": "2026-12-31"}, "2026-02-28", 2),
        ({"from_": " 2026-02-28 ", "to": " "}, "2026-02-28", 2),
        ({"from_": "2025-01-26"}, "2025-01-26", 400),
        ({"from_": "2000-01-01", "to": "2000-01-01"}, "2000-01-01", 1),
    ],
)
def test_period_that_is_asked_for(arguments: dict[str, str], first: str, days: int) -> None:
    found = filters(**arguments)
    assert (found.problem, str(found.period.first), len(found.period.days)) == ("", first, days)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"days": "8"}, "There is no period of “8” days. Choose one of those below."),
        ({"days": "-7"}, "There is no period of “-7” days."),
        ({"days": "9" * 5000}, "There is no period of “99999999999999999999” days."),
        ({"from_": "yesterday"}, "“yesterday” is no date. Write it as year, month and day, for example 2026-01-31."),
        ({"to": "2026-02-30"}, "“2026-02-30” is no date."),
        ({"to": "x" * 5000}, "“xxxxxxxxxxxxxxxxxxxx” is no date."),
        ({"from_": "1999-12-31"}, "Nothing was counted on 1999-12-31. Choose a day from 2000-01-01 on."),
        ({"to": "0001-01-01"}, "Nothing was counted on 0001-01-01."),
        (
            {"from_": "2026-02-02", "to": "2026-02-01"},
            "The first day, 2026-02-02, comes after the last one, 2026-02-01. Change one of them.",
        ),
        ({"from_": "2026-03-02", "to": "2026-03-03"}, "2026-03-02 is still to come. Choose a first day up to today"),
        ({"from_": "2026-03-02"}, "2026-03-02 is still to come."),
        ({"from_": "9999-12-31", "to": "9999-12-31"}, "9999-12-31 is still to come."),
        ({"from_": "2025-01-25"}, "2025-01-25 to 2026-03-01 is too long: a period has at most 400 days."),
        ({"from_": "2000-01-01", "to": "9999-12-31"}, "2000-01-01 to 2026-03-01 is too long"),
    ],
)
def test_impossible_period_is_said_and_the_usual_one_taken(arguments: dict[str, str], message: str) -> None:
    found = filters(**arguments)
    assert message in found.problem
    assert (found.days, str(found.period.first), found.period.last) == ("30", "2026-01-31", TODAY)


@given(st.text(max_size=30), st.text(max_size=30), st.text(max_size=5))
def test_whatever_is_asked_for_gives_days_up_to_today(first: str, last: str, days: str) -> None:
    found = filters(from_=first, to=last, days=days)
    assert found.period.first <= found.period.last <= TODAY


def test_address_keeps_what_was_asked_for() -> None:
    assert filters().query() == filters(days="30").query() == {}
    assert filters(days="7", language="zh").query(table="days") == {"days": "7", "language": "zh", "table": "days"}
    asked = {"from_": "2026-02-01", "to": "2026-02-02"}
    assert filters(**asked).query() == {"from": "2026-02-01", "to": "2026-02-02"}
    assert filters(**asked).query_of_days("7") == {"days": "7"}
    assert filters(**asked).query_of_days("30") == {}


def test_address_leaves_out_what_was_refused() -> None:
    refused = filters(from_="nonsense", language="zh")
    assert (refused.first, refused.query()) == ("nonsense", {"language": "zh"})


def test_period_before_is_as_long_and_ends_the_day_before() -> None:
    period = Period(date(2026, 3, 1), date(2026, 3, 7))
    assert period.before == Period(date(2026, 2, 22), date(2026, 2, 28))
    assert period.days == [date(2026, 3, 1) + timedelta(days=number) for number in range(7)]
