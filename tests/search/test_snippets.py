"""The piece of a text that a result shows."""

import pytest

from app.search import query, snippets


def shown(text: str, words: str) -> str:
    """Return the snippet with what is marked in square brackets."""
    pieces = snippets.snippet([text], query.parse(words))
    return "".join(f"[{piece.text}]" if piece.is_match else piece.text for piece in pieces)


def test_a_short_text_is_shown_whole() -> None:
    assert shown("A battery, and batteries.", "battery") == "A [battery], and batteries."
    assert shown("Nothing.", "battery") == "Nothing."
    assert shown("", "battery") == ""


def test_a_long_text_is_cut_between_words_where_most_stands_together() -> None:
    text = f"{'first battery ' * 1}{'word ' * 200}a battery of the grid {'more ' * 200}end"
    piece = shown(text, "battery grid")
    assert "a [battery] of the [grid] more" in piece
    assert piece.startswith("…word ")
    assert piece.endswith(" more…")
    assert len(piece) <= snippets.LENGTH + 10
    assert shown(text, "nothing").startswith("first battery word")


@pytest.mark.parametrize("words", ["工厂", "公", "第二座工"])
def test_unparted_text_is_cut_anywhere_but_begins_with_a_letter(words: str) -> None:
    text = f"{'其他。' * 100}公司建立了第二座工厂{'，内容' * 100}"
    piece = shown(text, words)
    assert f"[{words}]" in piece
    assert piece[0] == "…"
    assert piece[1].isalnum()
    assert len(piece) <= snippets.LENGTH // 2 + 10


def test_the_first_text_with_a_match_is_taken() -> None:
    pieces = snippets.snippet(["A body", "", "A caption with it"], query.parse("caption"))
    assert [tuple(piece) for piece in pieces] == [("A ", False), ("caption", True), (" with it", False)]


def test_letters_that_fold_into_several_keep_their_place() -> None:
    assert shown("½ ß: die Straße … ﬃ", "strasse") == "½ ß: die [Straße] … ﬃ"
    assert shown("e\u0301te\u0301 cafe\u0301s", "cafés") == "e\u0301te\u0301 [cafe\u0301s]"
