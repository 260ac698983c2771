"""What looks the same is the same word, in texts and in queries."""

import pytest

from app.search import query, words


@pytest.mark.parametrize(
    ("written", "same"),
    [
        ("CAFÉ", "cafe"),
        ("e\u0301te\u0301", "été"),
        ("Straße", "STRASSE"),
        ("Øresund Łódź Æsir", "oresund lodz aesir"),
        ("ＡＢＣ１２３", "abc123"),
        ("ﾊﾟﾅｿﾆｯｸ", "パナソニック"),
        ("ofﬁce", "office"),
        ("don’t “quote” it", 'don\'t "quote" it'),
        ("İstanbul", "istanbul"),
        ("一二　三", "一二 三"),
        ("\ud55c\uad6d\uc5b4", "\u1112\u1161\u11ab\u1100\u116e\u11a8\u110b\u1165"),
    ],
)
def test_forms_that_readers_do_not_tell_apart_are_one(written: str, same: str) -> None:
    assert list(words.tokens(written)) == list(words.tokens(same))


def test_marks_that_change_a_kana_are_kept() -> None:
    assert list(words.tokens("がか")) != list(words.tokens("かか"))


def test_unparted_text_is_taken_apart_into_pairs() -> None:
    assert list(words.tokens("5G网络设备, 公 and 한국어")) == [
        "5g",
        "网络",
        "络设",
        "设备",
        "公",
        "and",
        "한국",
        "국어",
    ]
    assert words.characters(words.tokens("5G网络设备")) == set("网络设备")


def test_places_of_folded_text_are_those_of_the_text() -> None:
    folded, places = words.fold_with_places("a ½ ß Z")
    assert folded == "a 1 2 ss z"
    assert places == [0, 1, 2, 2, 2, 3, 4, 4, 5, 6]


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("solar  Field", [("solar",), ("field",)]),
        ('"solar field" park', [("solar", "field"), ("park",)]),
        ("“solar field”", [("solar", "field")]),
        ("「公司新闻」", [("公司新闻",)]),
        ("state-of-the-art", [("state", "of", "the", "art")]),
        ("5G网", [("5g",), ("网",)]),
        ("same SAME", [("same",)]),
        ('"unbalanced words', [("unbalanced",), ("words",)]),
        ("NEAR(a b, 3) OR c* ^d {e}:f", [("near", "a"), ("b",), ("3",), ("or",), ("c",), ("d",), ("e", "f")]),
        ("😀 * \" ' \t\ue000 -- ()", []),
        ("", []),
    ],
)
def test_any_text_is_a_query(text: str, runs: list[tuple[str, ...]]) -> None:
    assert [phrase.runs for phrase in query.parse(text).phrases] == runs


@pytest.mark.parametrize(
    "text", ["word " * 2_000, "公司新闻" * 2_500, '"' * 10_000, "a-" * 5_000, '"' + "b c " * 2_500]
)
def test_a_query_is_cut_to_a_bounded_number_of_tokens(text: str) -> None:
    assert len(query.parse(text).tokens) <= query.MOST_TOKENS


def test_a_pattern_finds_whole_words_and_parts_of_unparted_text() -> None:
    assert query.parse("art").pattern.search("modern art")
    assert not query.parse("art").pattern.search("start smart")
    assert query.parse("新闻").pattern.search("公司新闻发布")
    assert query.parse("5G").pattern.search("的5g网络")
    assert not query.parse('"solar field"').pattern.search("solarfield")
