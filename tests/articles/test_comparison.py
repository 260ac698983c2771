"""What differs between two versions is marked word by word, and what is marked is whole HTML."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.articles import body, comparison
from app.articles.comparison import Mark, PictureChange, Piece
from app.articles.content import PictureContent

SAME, ADDED, REMOVED = Mark.SAME, Mark.ADDED, Mark.REMOVED


def test_words_of_a_text_are_compared_one_by_one() -> None:
    assert comparison.of_texts("Profit of 208 million", "A profit of 210 million") == [
        Piece(REMOVED, "Profit"),
        Piece(ADDED, "A profit"),
        Piece(SAME, " of "),
        Piece(REMOVED, "208"),
        Piece(ADDED, "210"),
        Piece(SAME, " million"),
    ]


def test_a_figure_is_one_word() -> None:
    assert comparison.of_texts("Some 30,000 t, 1.5 m", "Some 32,000 t, 1.6 m") == [
        Piece(SAME, "Some "),
        Piece(REMOVED, "30,000"),
        Piece(ADDED, "32,000"),
        Piece(SAME, " t, "),
        Piece(REMOVED, "1.5"),
        Piece(ADDED, "1.6"),
        Piece(SAME, " m"),
    ]


def test_chinese_is_compared_by_characters() -> None:
    assert comparison.of_texts("利润二亿元", "利润三亿元") == [
        Piece(SAME, "利润"),
        Piece(REMOVED, "二"),
        Piece(ADDED, "三"),
        Piece(SAME, "亿元"),
    ]


def test_lines_that_are_the_same_are_left_whole() -> None:
    same = "".join(f"Line {number} of a long text.\n" for number in range(2_000))
    assert comparison.of_texts(f"{same}Two words", f"{same}Three words") == [
        Piece(SAME, same),
        Piece(REMOVED, "Two"),
        Piece(ADDED, "Three"),
        Piece(SAME, " words"),
    ]


def test_text_that_repeats_itself_too_often_to_be_compared_is_one_change() -> None:
    before, after = "。" * 4_000, "。" + "x。y。" * 1_000
    changed = [Piece(SAME, "。"), Piece(REMOVED, "。" * 3_998), Piece(ADDED, after[1:-1]), Piece(SAME, "。")]
    assert comparison.of_texts(before, after) == changed
    assert comparison.of_bodies(f"<p>{before}</p>", f"<p>{after}</p>") == [
        Piece(REMOVED, f"<p>{before}</p>"),
        Piece(ADDED, f"<p>{after}</p>"),
    ]


def test_words_of_alike_blocks_are_marked_in_place() -> None:
    before = '<p>It treats <strong>14</strong> t &amp; <a href="https://example.com/?a>b">more</a>.</p><p>Same.</p>'
    after = '<p>It treats <strong>41</strong> t &amp; <a href="https://example.com/?a>b">more</a>.</p><p>Same.</p>'
    marked = "<strong><del>14</del><ins>41</ins></strong>"
    assert comparison.of_bodies(before, after) == [
        Piece(SAME, after.split("</p>")[0].replace("<strong>41</strong>", marked) + "</p>"),
        Piece(SAME, "<p>Same.</p>"),
    ]


def test_few_words_are_marked_in_a_long_paragraph() -> None:
    words = [f"word{number} and" for number in range(150)]
    before, after = (" ".join([first, *words, last]) for first, last in (("One", "two."), ("Three", "four.")))
    between = f" {' '.join(words)} "
    marked = f"<p><del>One</del><ins>Three</ins>{between}<del>two</del><ins>four</ins>.</p>"
    assert comparison.of_bodies(f"<p>{before}</p>", f"<p>{after}</p>") == [Piece(SAME, marked)]
    assert comparison.of_texts(before, after)[2] == Piece(SAME, between)


def test_blocks_of_another_shape_stand_beside_each_other() -> None:
    before = "<p>First.</p><ul><li>One</li></ul><p>Last.</p>"
    after = "<p>First.</p><ul><li>One</li><li>Two</li></ul><hr><p>Last.</p><p>More.</p>"
    assert comparison.of_bodies(before, after) == [
        Piece(SAME, "<p>First.</p>"),
        Piece(REMOVED, "<ul><li>One</li></ul>"),
        Piece(ADDED, "<ul><li>One</li><li>Two</li></ul>"),
        Piece(ADDED, "<hr>"),
        Piece(SAME, "<p>Last.</p>"),
        Piece(ADDED, "<p>More.</p>"),
    ]


def test_paragraph_that_has_nothing_of_the_other_is_another_one() -> None:
    assert comparison.of_bodies("<p>Alpha beta gamma.</p>", "<p>Quite other words!</p>") == [
        Piece(REMOVED, "<p>Alpha beta gamma.</p>"),
        Piece(ADDED, "<p>Quite other words!</p>"),
    ]


bodies = st.lists(
    st.sampled_from(
        [
            "<p>One two three.</p>",
            "<p>One two four.</p>",
            "<p>一二三<br>四</p>",
            "<ul><li>A &lt; b</li></ul>",
            "<ul><li>A &lt; c</li><li>d</li></ul>",
            "<table><tbody><tr><td>1</td></tr></tbody></table>",
            '<figure data-picture="k1"></figure>',
            "<hr>",
            "loose words",
        ]
    ),
    max_size=8,
).map(lambda blocks: body.clean("".join(blocks)))


@given(bodies, bodies)
def test_both_versions_can_be_read_out_of_the_comparison(before: str, after: str) -> None:
    pieces = comparison.of_bodies(before, after)
    for piece in pieces:
        assert body.clean(re.sub("</?(ins|del)>", "", piece.text)) == re.sub("</?(ins|del)>", "", piece.text)

    def read(kept: Mark, dropped: str) -> str:
        found = "".join(piece.text for piece in pieces if piece.mark in (SAME, kept))
        found = re.sub(rf"<{dropped}>.*?</{dropped}>", "", found)
        return re.sub(r"\s|</?(ins|del)>", "", found)

    assert read(ADDED, "del") == re.sub(r"\s", "", after)
    # Where the shape is the same, the tags are those of the new version.
    assert re.sub(r"<[^>]*>", "", read(REMOVED, "ins")) == re.sub(r"<[^>]*>|\s", "", before)


def test_bodies_too_long_to_be_compared_are_replaced_but_for_their_common_start_and_end() -> None:
    for between in (["<p>Again.</p>"] * 3_000, [f"<p>{number}</p>" for number in range(3_000)]):
        before = ["<p>Start.</p>", "<p>Old.</p>", *between, "<p>Old.</p>", "<p>End.</p>"]
        after = ["<p>Start.</p>", "<p>New.</p>", *between, "<p>New.</p>", "<p>End.</p>"]
        pieces = comparison.of_bodies("".join(before), "".join(after))
        assert pieces == [
            Piece(SAME, "<p>Start.</p>"),
            *(Piece(REMOVED, block) for block in before[1:-1]),
            *(Piece(ADDED, block) for block in after[1:-1]),
            Piece(SAME, "<p>End.</p>"),
        ]


def test_a_paragraph_more_in_a_long_body_is_found() -> None:
    before = ["<p>Again.</p>"] * 3_000
    after = [*before, "<p>More.</p>"]
    assert comparison.of_bodies("".join(before), "".join(after)) == [
        *(Piece(SAME, block) for block in before),
        Piece(ADDED, "<p>More.</p>"),
    ]


def picture(key: str, caption: str = "", picture_id: int | None = 1) -> PictureContent:
    return PictureContent(key, picture_id, caption=caption)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ([picture("a")], [picture("a")], []),
        ([], [picture("a")], [PictureChange(ADDED, picture("a"))]),
        ([picture("a")], [], [PictureChange(REMOVED, picture("a"))]),
        ([picture("a", "x")], [picture("a", "y")], [PictureChange(SAME, picture("a", "y"), picture("a", "x"))]),
        (
            [picture("a"), picture("b"), picture("c")],
            [picture("c"), picture("a"), picture("b")],
            [PictureChange(SAME, picture("c"), picture("c"), moved=True)],
        ),
    ],
)
def test_pictures_are_compared_by_key(
    before: list[PictureContent], after: list[PictureContent], expected: list[PictureChange]
) -> None:
    assert comparison.of_pictures(before, after) == expected
