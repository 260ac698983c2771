from datetime import UTC, date, datetime

import pytest

from app.articles.checks.finding import Code
from tests.support.checked import findings, in_text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("signed on 2021-02-30 in", "2021-02-30"),
        ("signed on 2021/13/01", "2021/13/01"),
        ("on April 31 the company", "April 31"),
        ("on 31 April the company", "31 April"),
        ("on Feb 30, 2021, GEM", "Feb 30, 2021"),
        ("on Feb. 29, 2021, GEM", "Feb. 29, 2021"),
        ("the 31st of June 2022", "31st of June 2022"),
        ("on March 32, 2021", "March 32, 2021"),
        ("2021年2月30日，公司", "2021年2月30日"),
        ("2021年2月29日，公司", "2021年2月29日"),
        ("4月31日，公司", "4月31日"),
        ("13月1号，公司", "13月1号"),
    ],
)
def test_dates_that_no_calendar_has_are_found(text: str, words: str) -> None:
    (found,) = in_text(Code.IMPOSSIBLE_DATE, text)
    assert (found.place.text, found.mend) == (words, None)


@pytest.mark.parametrize(
    "text",
    [
        "2021-10-31, 2024-02-29, 2021/2/28 and 2021.10.26",
        "February 29 and 29 February are days of some years; Feb. 29, 2024 was one",
        "In April 31 companies joined, and in May 40 people came",
        "June 21 to 24, 2020; from April 29–30; December 1",
        "CAS 2022-85-7, model 2021-99, GB/T 15834-2011, +86 000 5550 0120, 0617-042",
        "at https://example.com/2021/02/30/news and www.example.com/2021-02-30",
        "2021年10月26日，4月30日，12月31号，2024年2月29日",
        "3个月30日内，2021年12月",
    ],
)
def test_dates_that_exist_and_other_numbers_are_left_alone(text: str) -> None:
    assert in_text(Code.IMPOSSIBLE_DATE, text) == []


def test_event_after_the_publish_date_is_found() -> None:
    (found,) = findings(
        Code.EVENT_AFTER_PUBLICATION,
        event_date=date(2021, 11, 1),
        publish_at=datetime(2021, 10, 31, 8, tzinfo=UTC),
    )
    assert (found.place.field, found.values) == ("event_date", ("2021-11-01", "2021-10-31"))


def test_publish_date_is_that_of_the_sites_zone() -> None:
    # 17:00 UTC on October 31 is the first hour of November 1 in Shanghai.
    evening = datetime(2021, 10, 31, 17, tzinfo=UTC)
    assert not findings(Code.EVENT_AFTER_PUBLICATION, event_date=date(2021, 11, 1), publish_at=evening)
    assert not findings(Code.EVENT_AFTER_PUBLICATION, event_date=date(2021, 11, 1))
    assert not findings(Code.EVENT_AFTER_PUBLICATION, publish_at=evening)
