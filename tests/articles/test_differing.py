import pytest

from app.articles.checks.reading import Passage
from app.articles.differing import differences


def found(english: str, chinese: str) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    here, there = differences([Passage(english, "body", block=0)], [Passage(chinese, "body", block=0)])
    return [(each.what, each.spot.words) for each in here], [(each.what, each.spot.words) for each in there]


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("310,000 t in 2021", "2021年31万吨"),
        ("a 120 MW plant", "12万千瓦电站"),
        ("120 kW and 30 km", "120千瓦，30千米"),
        ("45.5 kt a year", "年产4.55万吨"),
        ("5.5 billion yuan and US$12 million", "55亿元和1200万美元"),
        ("RMB 412 million", "4.12亿元"),
        ("850 kg over 30 km at 45 °C", "45摄氏度下850公斤，30公里"),
        ("12 ha or 120,000 square metres", "12公顷，即12万平方米"),
        ("rose by 12 per cent, 2 percentage points", "增长12%，2个百分点"),
        ("5 kg and 5 km", "5公里和5公斤"),
        ("on March 14, 2025", "2025年3月14日"),
        ("VinFast and Siemens met the CEO of POSCO", "VinFast与Siemens会见浦项首席执行官"),
        ("artificial intelligence and 5G", "AI与5G"),
        ("Sinosteel and Rio Tinto", "中钢与力拓"),
        ("10,000 t of TC-6 to ISO 14067", "1万吨TC-6，ISO 14067"),
        ("both sides", "双方"),
    ],
)
def test_what_says_the_same_is_left_alone(english: str, chinese: str) -> None:
    assert found(english, chinese) == ([], [])


@pytest.mark.parametrize(
    ("english", "chinese", "here", "there"),
    [
        ("31,000 t", "31万吨", [("number", "31,000")], [("number", "31万")]),
        ("on March 14", "3月15日", [("date", "March 14")], [("date", "3月15日")]),
        ("850 kg", "850吨", [("unit", "850 kg")], [("unit", "850吨")]),
        ("US$12 million", "1200万元", [("unit", "US$12 million")], [("unit", "1200万元")]),
        ("a 120 MW plant", "120千瓦电站", [], [("number", "120千")]),
        ("VinFast signed", "Vinfas签约", [("name", "VinFast")], [("name", "Vinfas")]),
        ("the TC-6 line", "TC-9产线", [("name", "TC-6")], [("name", "TC-9")]),
        ("they signed", "与Siemens签约", [], [("name", "Siemens")]),
    ],
)
def test_what_differs_is_found_on_both_sides(
    english: str, chinese: str, here: list[tuple[str, str]], there: list[tuple[str, str]]
) -> None:
    assert found(english, chinese) == (here, there)


def test_names_are_not_compared_where_both_languages_write_in_latin_letters() -> None:
    assert found("Steel Works signed", "Das Stahlwerk unterschrieb") == ([], [])
