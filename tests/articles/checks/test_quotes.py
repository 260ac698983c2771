import pytest

from app.articles.checks.finding import Code
from tests.support.checked import findings, in_text


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("“We had what they needed, said the President.", "“"),
        ("We had what they needed,” said the President.", "”"),
        ("“We had “what” they needed.", "“"),
        ('“Mixed", he said.', "“"),
        ('"Straight, he said.', '"'),
        ("He called it ‘second life.", "‘"),
        ("双方签署“双碳目标下的合作备忘录。", "“"),
        ("6月17日，《云澜日报报道了公司业务。", "《"),
        ("据云澜日报》报道，公司", "》"),
        ("公司「循環計畫啟動", "「"),
    ],
)
def test_quotes_without_partner_are_found(text: str, sign: str) -> None:
    found = in_text(Code.UNCLOSED_QUOTE, text)
    assert [finding.values for finding in found] == [(sign,)]
    assert sign in found[0].place.text


@pytest.mark.parametrize(
    "text",
    [
        "“We had what they needed,” said the President. “There was not much to discuss.”",
        "“She called it a ‘second life’,” he said; the company’s plan, the ‘90s, rock ’n’ roll",
        '"Straight" and "again", a 5" disk and a 12.5" screen',
        "„Deutsch“ and „Deutsch”",
        "报道称：“测得准、测得快，‘三样’缺一样，账就算不过来。”",
        "《云澜日报》：一块旧电池的“第二次上岗”",
        "《关于〈办法〉的通知》和「甲『乙』」",
        "1) first, 2) second :)",
    ],
)
def test_quotes_in_pairs_are_left_alone(text: str) -> None:
    assert in_text(Code.UNCLOSED_QUOTE, text) == []


@pytest.mark.parametrize(
    "body",
    [
        "<p>“First paragraph of what he said.</p><p>“Second one.”</p>",
        "<p>“First paragraph.</p><p>Second one.”</p>",
        "<ul><li>他说：“第一。</li><li>第二。”</li></ul>",
    ],
)
def test_quotation_may_go_on_over_paragraphs(body: str) -> None:
    assert findings(Code.UNCLOSED_QUOTE, body=body) == []


def test_title_and_caption_stand_alone() -> None:
    found = findings(Code.UNCLOSED_QUOTE, title="“Where Old Batteries Go", subtitle="to Be Sorted”")
    assert [finding.place.field for finding in found] == ["title", "subtitle"]
