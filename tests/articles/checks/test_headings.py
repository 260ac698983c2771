import pytest

from app.articles.checks.finding import Code, Place
from tests.support.checked import findings


@pytest.mark.parametrize(
    ("body", "place", "values"),
    [
        ("<p>Text</p><h3>First</h3>", Place("body", block=1, text="First"), ("3", "1")),
        ("<h2>A</h2><p>Text</p><h4>Under A</h4>", Place("body", block=2, text="Under A"), ("4", "2")),
        ("<h2>一</h2><h4>二</h4><h4>三</h4>", Place("body", block=1, text="二"), ("4", "2")),
    ],
)
def test_skipped_levels_are_found(body: str, place: Place, values: tuple[str, ...]) -> None:
    (found,) = findings(Code.SKIPPED_HEADING, body=body)
    assert (found.place, found.values) == (place, values)


@pytest.mark.parametrize(
    "body",
    ["<p>Text</p>", "<h2>A</h2><h3>B</h3><h4>C</h4><h2>D</h2>", "<h2>A</h2><h3>B</h3><h2>C</h2><h3>D</h3>"],
)
def test_levels_one_below_the_other_are_left_alone(body: str) -> None:
    assert findings(Code.SKIPPED_HEADING, body=body) == []
