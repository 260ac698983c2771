import pytest

from app.articles.checks import reading
from app.articles.checks.context import Context
from app.articles.checks.finding import Code
from app.articles.content import ArticleContent
from tests.support.checked import SHANGHAI, findings


def differing(code: Code, english: str, chinese: str) -> list[tuple[str, ...]]:
    """Return the values of what is found in the English version beside the Chinese one."""
    other = ArticleContent("zh", 1, "签约", body=chinese if "<" in chinese else f"<p>{chinese}</p>")
    beside = Context(SHANGHAI, others={"zh": list(reading.passages(other))})
    body = english if "<" in english else f"<p>{english}</p>"
    return [found.values for found in findings(code, beside, body=body)]


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("310,000 cars", "31万辆"),
        ("revenue of 5,127 million yuan", "营业收入51.27亿元"),
        ("1.2 billion yuan and 35.5 million", "12亿元和3,550万元"),
        ("60 million yuan in five years", "五年投入六千万元"),
        ("rose by 25.9%, by some sixty per cent", "增长25.9%，近六成"),
        ("forty guests and twenty-three sites", "40余位来宾，23个地点"),
        ("about 12 pages and 3 points", "约十二页，三点"),
        ("30,000 to 33,000 t", "3万至3.3万吨"),
        ("30,000 to 40,000 t", "3至4万吨"),
        ("at 2 p.m. and 9:15 a.m.", "下午14时，9点15分"),
        ("In May 2023 and since June", "2023年5月，6月以来"),
        ("10,000 t of TC-6 to ISO 14067 from Line 3", "三号线1万吨TC-6，ISO 14067"),
        ("last year, as in 2020", "上年"),
    ],
)
def test_the_same_figures_in_either_language_are_left_alone(english: str, chinese: str) -> None:
    assert differing(Code.DIFFERENT_FIGURES, english, chinese) == []


@pytest.mark.parametrize(
    ("english", "chinese", "values"),
    [
        ("4,000 t", "5,000吨", [("4,000", "zh", ""), ("5,000", "zh", "here")]),
        ("120,000 cars", "1.2万辆", [("120,000", "zh", ""), ("1.2万", "zh", "here")]),
        ("91.8% after 1,500 cycles, 45 °C", "1,500次循环，45℃，19.8%", [("91.8", "zh", ""), ("19.8", "zh", "here")]),
        ("from 2023 on", "自2032年起", [("2023", "zh", ""), ("2032", "zh", "here")]),
        ("it costs 412 million yuan", "建设顺利", [("412 million", "zh", "")]),
    ],
)  # fmt: skip
def test_figures_that_differ_are_found(english: str, chinese: str, values: list[tuple[str, ...]]) -> None:
    assert differing(Code.DIFFERENT_FIGURES, english, chinese) == values


def test_scale_of_a_table_may_stand_in_its_head() -> None:
    english = "<table><tr><th>Million yuan</th><td>3,382</td><td>571</td></tr></table>"
    chinese = "<table><tr><th>亿元</th><td>33.82</td><td>5.71</td></tr></table>"
    assert differing(Code.DIFFERENT_FIGURES, english, chinese) == []
    wrong = chinese.replace("33.82", "33.28")
    assert differing(Code.DIFFERENT_FIGURES, english, wrong) == [("3,382", "zh", ""), ("33.28", "zh", "here")]


def test_a_summary_in_another_language_is_no_translation_of_each_figure() -> None:
    english = "We treated 61,500 t, sold 13,900 t, invested 1,348 million and employ 2,815 people; 93% returned."
    assert differing(Code.DIFFERENT_FIGURES, english, "公司处理61,500吨。") == []


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("On October 26, 2021", "2021年10月26日"),
        ("On 26 October and 2021-10-27", "10月26日、10月27日"),
        ("On Sept. 1", "9月1日"),
    ],
)
def test_the_same_dates_are_left_alone(english: str, chinese: str) -> None:
    assert differing(Code.DIFFERENT_DATES, english, chinese) == []


def test_dates_that_differ_are_found() -> None:
    found = differing(Code.DIFFERENT_DATES, "On October 26, 2021", "2021年10月21日")
    assert found == [("October 26, 2021", "zh", ""), ("2021年10月21日", "zh", "here")]


def test_finding_stands_where_the_figure_does_and_else_at_the_text() -> None:
    other = ArticleContent("zh", 1, "签约", body="<p>5,000吨</p>")
    beside = Context(SHANGHAI, others={"zh": list(reading.passages(other))})
    here, there = findings(Code.DIFFERENT_FIGURES, beside, body="<p>In all</p><p>4,000 t</p>")
    assert (here.place.block, here.place.text) == (1, "4,000")
    assert (there.place.field, there.place.block) == ("body", None)
