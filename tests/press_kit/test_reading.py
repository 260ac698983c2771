import html

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.articles import body
from app.press_kit.document import Block, Heading, List, Paragraph, Quote, Rule, Run, Table, words
from app.press_kit.reading import read
from tests.press_kit.samples import BODY

BLOCKS = ["p", "h2", "h3", "br", "hr", "ul", "ol", "li", "blockquote", "figure"]
TABLES = ["table", "caption", "thead", "tbody", "tr", "th", "td"]
TAGS = st.sampled_from(["strong", "em", "sup", "sub", "a", *BLOCKS, *TABLES])
PIECES = st.one_of(
    TAGS.map(lambda tag: f"<{tag}>"),
    TAGS.map(lambda tag: f"</{tag}>"),
    st.sampled_from(['<td colspan="99999" rowspan="0">', '<ol start="-7">', '<a href="mailto:a@example.com">']),
    st.text(max_size=20).map(lambda text: html.escape(text)),
)


def test_every_kind_of_block_is_read() -> None:
    blocks = read(BODY)
    assert [type(block) for block in blocks] == [Paragraph, Heading, List, Quote, Rule, Table]
    paragraph, heading, items, quote, _rule, table = blocks
    assert isinstance(paragraph, Paragraph)
    assert paragraph.runs[:4] == (
        Run("The hall "),
        Run("opens", strong=True),
        Run(" on "),
        Run("Monday", emphasised=True),
    )
    assert {run.text: run.shifted for run in paragraph.runs if run.shifted} == {"2": "sup"} | {"2": "sup"}
    assert Run("with a link", address="https://example.com/") in paragraph.runs
    assert words(paragraph.runs).endswith(".\nA second line.")
    assert heading == Heading(2, (Run("What is new"),))
    assert isinstance(items, List)
    inner = List(ordered=True, start=4, items=((Paragraph((Run("Inner"),)),),))
    assert items.items == ((Paragraph((Run("One"),)),), (Paragraph((Run("Two"),)), inner))
    assert quote == Quote((Paragraph((Run("A good day."),)),))
    assert isinstance(table, Table)
    assert (table.columns, table.rows, table.head_rows, words(table.caption)) == (2, 4, 1, "Figures")
    places = [(cell.column, cell.row, cell.columns, cell.rows) for cell in table.cells]
    assert places == [(0, 0, 1, 1), (1, 0, 1, 1), (0, 1, 1, 1), (1, 1, 1, 2), (0, 2, 1, 1), (0, 3, 2, 1)]


def test_spans_never_overlap_nor_leave_the_table() -> None:
    (table,) = read(
        '<table><tr><td rowspan="9">a</td><td colspan="900">b</td></tr>'
        '<tr><td>c</td><td rowspan="0">d</td><td colspan="x">e</td></tr><tr><td colspan="3">f</td></tr></table>'
    )
    assert isinstance(table, Table)
    taken = [
        (cell.column + x, cell.row + y) for cell in table.cells for x in range(cell.columns) for y in range(cell.rows)
    ]
    assert len(taken) == len(set(taken))
    assert all(column < table.columns <= 40 and row < table.rows for column, row in taken)
    assert len(table.cells) == 6


@pytest.mark.parametrize("tag", ["ul><li", "blockquote", "strong", "table><tr><td"])
def test_nesting_without_end_keeps_its_words(tag: str) -> None:
    blocks = read(body.clean(f"<{tag}>" * 300 + "word"))
    assert "word" in _all_words(blocks)


def test_words_between_blocks_become_paragraphs() -> None:
    assert read("one <strong>two</strong><p>three</p>four") == (
        Paragraph((Run("one "), Run("two", strong=True))),
        Paragraph((Run("three"),)),
        Paragraph((Run("four"),)),
    )
    assert read(" <p> </p>\n<ul></ul><table></table>") == ()


@given(st.lists(PIECES, max_size=40))
@settings(max_examples=200, deadline=None)
def test_no_word_is_lost_whatever_the_html(pieces: list[str]) -> None:
    clean = "".join(part for part in body.parts(body.clean("".join(pieces))) if isinstance(part, str))
    read_words = _all_words(read(clean))
    for word in body.plain_text(clean).split():
        letters = "".join(letter for letter in word if letter.isalnum())
        assert letters in "".join(letter for letter in read_words if letter.isalnum())


def _all_words(blocks: tuple[Block, ...]) -> str:
    found = []
    for block in blocks:
        match block:
            case Paragraph() | Heading():
                found.append(words(block.runs))
            case List():
                found += [_all_words(item) for item in block.items]
            case Quote():
                found.append(_all_words(block.blocks))
            case Table():
                found.append(words(block.caption))
                found += [_all_words(cell.blocks) for cell in block.cells]
            case _:
                pass
    return "\n".join(found)
