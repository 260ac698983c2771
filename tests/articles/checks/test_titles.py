import pytest

from app.articles.checks.context import Context
from app.articles.checks.finding import Code, Place
from tests.support.checked import SHANGHAI, findings


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("GEM and CATARC Signed Strategic Cooper", "<p>The strategic cooperation of GEM and CATARC</p>"),
        ("GEM and CATARC Sign an Agreem", "<p>The agreement says. Two agreements.</p>"),
        ("GEM and CATARC Signed…", ""),
        ("GEM and CATARC Signed...", ""),
        ("GEM and CATARC Signed the", ""),
        ("GEM, CATARC and", ""),
        ("GEM, CATARC,", ""),
        ("公司与大学签署合作备忘录…", ""),
        ("公司、大学、", ""),
    ],
)
def test_cut_titles_are_found(title: str, body: str) -> None:
    (found,) = findings(Code.CUT_TITLE, title=title, body=body)
    assert title.endswith(found.place.text)


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("GEM and CATARC Sign an Agreement", "<p>The agreement says.</p>"),
        ("The Company Plans to Invest", "<p>The investment of two investors, invested in</p>"),
        ("Ways to Recycle", "<p>Recycling, recycled, recycler</p>"),
        ("New Battery", "<p>Of many batteries</p>"),
        ("A Word That the Text Lacks: Fathom", "<p>Words.</p>"),
        ("Results of Line A", "<p>All of it.</p>"),
        ("A New Chapter in the U.S.", ""),
        ("Is It Dangerous?", ""),
        ("What the Laboratory Is Made of", ""),
        ("公司与大学签署合作备忘录", ""),
        ("未完待续……", ""),
    ],
)
def test_whole_titles_are_left_alone(title: str, body: str) -> None:
    assert findings(Code.CUT_TITLE, title=title, body=body) == []


def test_title_is_long_from_121_characters_on() -> None:
    assert findings(Code.LONG_TITLE, title="x" * 120) == []
    (found,) = findings(Code.LONG_TITLE, title="x" * 121)
    assert found.values == ("121",)
    assert len(findings(Code.LONG_TITLE, title="字" * 121, language="zh")) == 1


def test_articles_with_the_same_title_are_named() -> None:
    found = findings(Code.SAME_TITLE, Context(SHANGHAI, same_title=[7, 9]))
    assert [(finding.place, finding.values) for finding in found] == [
        (Place("title"), ("7",)),
        (Place("title"), ("9",)),
    ]
