import pytest

from app.articles.alignment import align

PARAGRAPHS = ["<p>Shougang opened a line in 2021.</p>", "<p>It makes 310,000 t of steel.</p>", "<p>Thanks.</p>"]
CHINESE = ["<p>首钢于2021年投产一条产线。</p>", "<p>年产钢310,000吨。</p>", "<p>感谢各位。</p>"]


def figure(key: str) -> str:
    return f'<figure data-picture="{key}"></figure>'


def test_paragraphs_of_one_number_are_paired_in_order() -> None:
    assert align(PARAGRAPHS, CHINESE) == [(0, 0), (1, 1), (2, 2)]


def test_paragraph_that_one_side_lacks_stands_alone() -> None:
    assert align(PARAGRAPHS, [CHINESE[0], CHINESE[2]]) == [(0, 0), (1, None), (2, 1)]
    assert align([PARAGRAPHS[0], PARAGRAPHS[2]], CHINESE) == [(0, 0), (None, 1), (1, 2)]


def test_headings_and_tables_hold_the_rest_in_place() -> None:
    table = "<table><tbody><tr><td>1</td></tr></tbody></table>"
    original = ["<p>One.</p>", "<p>Two.</p>", "<h2>Head</h2>", "<p>Three.</p>", table, "<ul><li>a</li></ul>"]
    translation = ["<p>一、二。</p>", "<h3>标题</h3>", "<p>三。</p>", "<p>四。</p>", table, "<ol><li>甲</li></ol>"]
    found = align(original, translation)
    assert {(2, 1), (4, 4), (5, 5)} <= set(found)


def test_pictures_are_told_by_their_files_and_not_by_their_keys() -> None:
    ids = {"a": 1, "b": 2}, {"x": 2, "y": 1}
    found = align([figure("a"), "<p>One.</p>", figure("b")], ["<p>一。</p>", figure("x"), figure("y")], ids)
    assert found == [(0, None), (1, 0), (2, 1), (None, 2)]
    # A row that waits for its file has none: then the keys are what there is.
    assert align([figure("a")], [figure("a")]) == [(0, 0)]


@pytest.mark.parametrize(("original", "translation"), [([], []), (["<p>a</p>"], []), ([], ["<p>甲</p>"])])
def test_empty_text_leaves_the_other_alone(original: list[str], translation: list[str]) -> None:
    assert len(align(original, translation)) == max(len(original), len(translation))


@pytest.mark.parametrize(("first", "second"), [(999, 999), (900, 40), (40, 900), (3000, 2999)])
def test_every_block_stands_once_however_long_the_text(first: int, second: int) -> None:
    found = align(["<p>a</p>"] * first, ["<p>甲</p>"] * second)
    assert [one for one, _ in found if one is not None] == list(range(first))
    assert [other for _, other in found if other is not None] == list(range(second))
