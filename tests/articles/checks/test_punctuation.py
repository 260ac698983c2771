import pytest

from app.articles.checks.finding import Code
from tests.support.checked import in_text, mended


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("公司与大学签约,双方将合作。", "公司与大学签约，双方将合作。"),
        ("公司与大学签约, 双方将合作。", "公司与大学签约，双方将合作。"),
        ("公司与大学签约.", "公司与大学签约。"),
        ("他表示:“很好。”", "他表示：“很好。”"),
        ("《日报》,公司", "《日报》，公司"),
        ("为什么?因为", "为什么？因为"),
        ("大学;公司!", None),
        ("公司(以下简称“公司”)签约", "公司（以下简称“公司”）签约"),
        ("公司（以下简称)签约", "公司（以下简称）签约"),
        ("联系电话:010-5555", "联系电话：010-5555"),
    ],
)
def test_half_width_punctuation_in_chinese_is_found_and_mended(text: str, whole: str | None) -> None:
    found = in_text(Code.MIXED_PUNCTUATION, text, "zh")
    assert len(found) == (1 if whole else 2)
    if whole:
        assert mended(found[0], text) == whole


@pytest.mark.parametrize(
    "text",
    [
        "2021年处理4,000吨，比例3:1，回收率98.7%，8:30开始。",
        "Tangchuan Circular Materials Co., Ltd.（以下简称公司）",
        "汉斯克(Hansker)与公司签约，Hansker, Inc. 出席",
        "网址：https://example.com/a,b?c:d，邮箱 press@example.com。",
        "一. 总则",
        "见中文.com与公司.cn",
        "编号为0617-042的模组：TC-6；ISO/IEC 17025！",
    ],
)
def test_punctuation_of_numbers_and_latin_words_is_left_alone_in_chinese(text: str) -> None:
    assert in_text(Code.MIXED_PUNCTUATION, text, "zh") == []


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("The company，which is large", "The company, which is large"),
        ("The company， which", "The company, which"),
        ("It works。", "It works."),
        ("nickel、cobalt", "nickel, cobalt"),
        ("the company（GEM）signed", "the company (GEM) signed"),
        ("Address：Shenzhen", "Address: Shenzhen"),
        ("98.5%；more", "98.5%; more"),
    ],
)
def test_full_width_punctuation_in_english_is_found_and_mended(text: str, whole: str) -> None:
    (found,) = in_text(Code.MIXED_PUNCTUATION, text)
    assert mended(found, text) == whole


@pytest.mark.parametrize(
    "text",
    [
        "The slogan 绿色、循环，低碳！ means",
        "“It works,” she said (twice): yes; no? So!",
        "The paper 云澜日报（经济版）reported",
        "1,200 t · NiSO<sub>4</sub>·6H<sub>2</sub>O – 20 °C…",
    ],
)
def test_chinese_within_english_keeps_its_punctuation(text: str) -> None:
    assert in_text(Code.MIXED_PUNCTUATION, text) == []
