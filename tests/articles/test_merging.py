"""Two editors' changes of one article come together, and nothing that either typed is missing."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.articles import body
from app.articles.content import ArticleContent, PictureContent
from app.articles.merging import ChangedSince, Choice, Clash, Merged, merge, settle

BASE = ArticleContent(
    language="en",
    section_id=1,
    title="A title",
    subtitle="A subtitle",
    body="<p>One.</p>\n<p>Two.</p>\n<p>Three.</p>",
    tags=["battery", "results"],
    pictures=[PictureContent("a", 1, "First"), PictureContent("b", 2, "Second"), PictureContent("c", 3, "Third")],
)


def with_body(*paragraphs: str) -> ArticleContent:
    return replace(BASE, body="\n".join(f"<p>{words}</p>" for words in paragraphs))


def paragraphs(content: ArticleContent) -> list[str]:
    return body.plain_text(content.body).split("\n")


def keys(content: ArticleContent) -> list[str]:
    return [picture.key for picture in content.pictures]


def test_changes_of_different_fields_are_both_there() -> None:
    mine, stored = replace(BASE, title="My title"), replace(BASE, subtitle="Their subtitle", section_id=2)
    assert merge(BASE, mine, stored) == Merged(
        replace(BASE, title="My title", subtitle="Their subtitle", section_id=2), []
    )


def test_a_field_that_both_changed_clashes_and_mine_stands_for_now() -> None:
    merged = merge(BASE, replace(BASE, title="Mine"), replace(BASE, title="Theirs"))
    assert merged.clashes == [Clash("title", "Mine", "Theirs")]
    assert merged.content.title == "Mine"


def test_the_same_change_twice_is_no_clash() -> None:
    both = replace(BASE, title="Mended", body="<p>Mended.</p>", publish_at=datetime(2026, 1, 1, tzinfo=UTC))
    assert merge(BASE, both, both) == Merged(both, [])


@pytest.mark.parametrize(
    ("mine", "stored", "expected"),
    [
        (["One!", "Two.", "Three."], ["One.", "Two.", "Three!"], ["One!", "Two.", "Three!"]),
        (["One!", "Two.", "Three."], ["One.", "Two!", "Three."], ["One!", "Two!", "Three."]),
        (
            ["New.", "One.", "Two.", "Three."],
            ["One.", "Two.", "Three.", "Last."],
            ["New.", "One.", "Two.", "Three.", "Last."],
        ),
        (["One.", "Three."], ["One.", "Two.", "Three.", "Four."], ["One.", "Three.", "Four."]),
        (["One.", "New.", "Two.", "Three."], ["One.", "Two!", "Three."], ["One.", "New.", "Two!", "Three."]),
    ],
    ids=["far apart", "side by side", "added at both ends", "one removed, one added", "added before a changed one"],
)
def test_paragraphs_apart_from_each_other_are_merged(mine: list[str], stored: list[str], expected: list[str]) -> None:
    merged = merge(BASE, with_body(*mine), with_body(*stored))
    assert paragraphs(merged.content) == expected
    assert merged.clashes == []


def test_a_paragraph_that_both_changed_clashes_while_the_others_are_merged() -> None:
    merged = merge(BASE, with_body("One.", "Mine.", "Three!"), with_body("One!", "Theirs.", "Three."))
    assert merged.clashes == [Clash("body", ["<p>Mine.</p>"], ["<p>Theirs.</p>"])]
    assert paragraphs(merged.content) == ["One!", "Mine.", "Three!"]


def test_a_paragraph_that_one_removed_and_the_other_changed_is_kept_until_somebody_picks() -> None:
    merged = merge(BASE, with_body("One.", "Three."), with_body("One.", "Two, changed.", "Three."))
    assert paragraphs(merged.content) == ["One.", "Two, changed.", "Three."]
    (clash,) = merged.clashes
    stored = with_body("One.", "Two, changed.", "Three.")
    assert paragraphs(settle(merged.content, clash, Choice.MINE, stored)) == ["One.", "Three."]
    assert settle(merged.content, clash, Choice.STORED, stored) == merged.content


def test_tags_and_pictures_come_together() -> None:
    mine = replace(BASE, tags=["battery", "mine"], pictures=[*BASE.pictures[1:], PictureContent("m", 9, "Mine")])
    stored = replace(
        BASE,
        tags=["battery", "results", "theirs"],
        pictures=[
            *BASE.pictures[:2],
            replace(BASE.pictures[2], caption="Third, mended"),
            PictureContent("s", 8, "Theirs"),
        ],
    )
    merged = merge(BASE, mine, stored)
    assert merged.content.tags == ["battery", "mine", "theirs"]
    assert keys(merged.content) == ["b", "c", "m", "s"]
    assert merged.content.pictures[1].caption == "Third, mended"
    assert merged.clashes == []


def test_a_removed_picture_whose_caption_the_other_wrote_is_kept() -> None:
    stored = replace(BASE, pictures=[replace(BASE.pictures[0], caption="Rewritten"), *BASE.pictures[1:]])
    merged = merge(BASE, replace(BASE, pictures=BASE.pictures[1:]), stored)
    assert merged.content.pictures[0].caption == "Rewritten"


def test_captions_and_orders_that_both_changed_clash() -> None:
    first, second, third = BASE.pictures
    mine = replace(BASE, pictures=[second, replace(first, caption="Mine"), third])
    stored = replace(BASE, pictures=[third, replace(first, caption="Theirs"), second])
    merged = merge(BASE, mine, stored)
    order, caption = merged.clashes
    assert order == Clash("pictures", ["b", "a", "c"], ["c", "a", "b"])
    assert caption == Clash("caption", "Mine", "Theirs", "a")
    settled = settle(settle(merged.content, order, Choice.STORED, stored), caption, Choice.STORED, stored)
    assert [(picture.key, picture.caption) for picture in settled.pictures] == [
        ("c", "Third"), ("a", "Theirs"), ("b", "Second"),
    ]  # fmt: skip


def test_a_clash_is_settled_as_the_editor_picks() -> None:
    stored = with_body("One.", "Theirs.", "Three.")
    merged = merge(BASE, with_body("One.", "Mine.", "Three."), stored)
    (clash,) = merged.clashes
    expected = {Choice.MINE: ["Mine."], Choice.STORED: ["Theirs."], Choice.BOTH: ["Theirs.", "Mine."]}
    for choice, between in expected.items():
        assert paragraphs(settle(merged.content, clash, choice, stored)) == ["One.", *between, "Three."]


@pytest.mark.parametrize(
    ("clash", "current", "stored"),
    [
        (Clash("title", "Mine", "Theirs"), replace(BASE, title="Mine, and more"), replace(BASE, title="Theirs")),
        (
            Clash("body", ["<p>Mine.</p>"], ["<p>Theirs.</p>"], place=1),
            with_body("One!", "Mine, and more.", "Three.", "Four."),
            with_body("One.", "Theirs.", "Three."),
        ),
        (
            Clash("pictures", ["b", "a", "c"], ["c", "a", "b"]),
            replace(BASE, pictures=[BASE.pictures[number] for number in (1, 2, 0)]),
            replace(BASE, pictures=BASE.pictures[::-1]),
        ),
        (
            Clash("caption", "Mine", "Theirs", "b"),
            replace(BASE, pictures=[BASE.pictures[0], replace(BASE.pictures[1], caption="Mine, and more")]),
            replace(BASE, pictures=[BASE.pictures[0], replace(BASE.pictures[1], caption="Theirs")]),
        ),
    ],
    ids=["field", "text", "order", "caption"],
)
def test_what_was_changed_by_hand_since_is_mine_and_goes_only_when_it_was_seen(
    clash: Clash, current: ArticleContent, stored: ArticleContent
) -> None:
    assert settle(current, clash, Choice.MINE, stored) == current
    with pytest.raises(ChangedSince) as again:
        settle(current, clash, Choice.STORED, stored)
    settled = settle(current, again.value.clash, Choice.STORED, stored)
    assert settled != current
    assert settle(settled, again.value.clash, Choice.STORED, stored) == settled


def test_both_are_kept_also_where_mine_was_changed_by_hand_since() -> None:
    clash = Clash("body", ["<p>Mine.</p>"], ["<p>Theirs.</p>"], place=1)
    stored = with_body("One.", "Theirs.", "Three.")
    current = with_body("One.", "Mine, and more.", "Added.", "Three.")
    settled = settle(current, clash, Choice.BOTH, stored)
    assert paragraphs(settled) == ["One.", "Theirs.", "Mine, and more.", "Added.", "Three."]


def test_of_equal_paragraphs_the_one_that_clashes_is_settled() -> None:
    base, stored = with_body("a", "Second.", "b"), with_body("Theirs one.", "Second.", "Theirs three.")
    merged = merge(base, with_body("TBD", "Second.", "TBD"), stored)
    first, last = merged.clashes
    content = settle(merged.content, last, Choice.STORED, stored)
    content = settle(content, first, Choice.MINE, stored)
    assert paragraphs(content) == ["TBD", "Second.", "Theirs three."]


def test_without_a_base_what_differs_clashes() -> None:
    merged = merge(None, replace(BASE, title="Mine", subtitle=""), replace(BASE, title="Theirs"))
    assert merged.clashes == [Clash("title", "Mine", "Theirs")]
    assert merged.content == replace(BASE, title="Mine")


def test_bodies_too_long_to_be_compared_clash_as_a_whole_and_nothing_is_missing() -> None:
    words = [str(number) for number in range(3_000)]
    mine = ["Mine.", *reversed(words), "First."]
    stored = [*words[:1_000], "Theirs.", *words[1_001:]]
    merged = merge(with_body(*words), with_body(*mine), with_body(*stored))
    (clash,) = merged.clashes
    assert paragraphs(merged.content) == mine
    assert paragraphs(settle(merged.content, clash, Choice.STORED, with_body(*stored))) == stored


@st.composite
def edits(draw: st.DrawFn, who: str, words: Sequence[str]) -> tuple[list[str], set[str]]:
    """A few changes of a text, and the words that they typed: each with a mark of its own."""
    text, typed, number = list(words), set(), count()
    for _ in range(draw(st.integers(0, 5))):
        place = draw(st.integers(0, len(text)))
        word = f"{who}{next(number)}"
        match draw(st.sampled_from(["add", "change", "remove", "move", "swap"])) if text else "add":
            case "add":
                text.insert(place, word)
                typed.add(word)
            case "change":
                # Typed into a paragraph, whose other words stay.
                text[place - 1] += f" {word}"
                typed.add(word)
            case "remove":
                removed = text.pop(place - 1)
                typed -= set(removed.split())
            case "move":
                text.insert(place, text.pop(draw(st.integers(0, len(text) - 1))))
            case "swap":
                text.reverse()
    return text, typed


@given(st.data(), st.lists(st.sampled_from(["p", "q", "r", "s", "t"]), max_size=6))
def test_nothing_that_either_typed_is_missing_from_what_is_stored_or_offered(
    data: st.DataObject, base: list[str]
) -> None:
    mine, typed_by_me = data.draw(edits("mine", base))
    stored, typed_by_them = data.draw(edits("theirs", base))
    versions = [
        replace(
            with_body(*words),
            title=" ".join(words),
            pictures=[
                PictureContent("a", 1, " ".join(words)),
                *(PictureContent(word, 2) for word in dict.fromkeys(words)),
            ],
        )
        for words in (base, mine, stored)
    ]
    merged = merge(*versions)
    offered = [merged.content.body]
    offered += [block for clash in merged.clashes if clash.field == "body" for block in (*clash.mine, *clash.stored)]
    assert typed_by_me | typed_by_them <= set(body.plain_text("".join(offered)).split())
    content = merged.content
    for clash in reversed([clash for clash in merged.clashes if clash.field == "body"]):
        choice = Choice.BOTH if clash.mine and clash.stored else Choice.MINE if clash.mine else Choice.STORED
        content = settle(content, clash, choice, versions[2])
    assert typed_by_me | typed_by_them <= set(body.plain_text(content.body).split())
    for name, got in (("title", merged.content.title), ("caption", merged.content.pictures[0].caption)):
        seen = {
            got,
            *(value for clash in merged.clashes if clash.field == name for value in (clash.mine, clash.stored)),
        }
        assert {" ".join(words) for words in (mine, stored) if words != base} <= seen
    assert {*mine, *stored} - {*base} <= {picture.key for picture in merged.content.pictures}
    # Whoever did nothing takes over all that the other did.
    assert merge(versions[0], versions[0], versions[2]).content == versions[2]
    assert merge(versions[0], versions[1], versions[0]).content == versions[1]
