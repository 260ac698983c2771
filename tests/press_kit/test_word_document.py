import io
import zipfile
from typing import Any

import docx
import pytest

from app.press_kit.word_document import document
from tests.press_kit.samples import BODY, PICTURE, illustration, release


def opened(data: bytes) -> Any:
    return docx.Document(io.BytesIO(data))


def test_shows_everything_that_the_release_says() -> None:
    found = opened(document(release(), illustration))
    lines = [paragraph.text for paragraph in found.paragraphs]
    for line in (
        "Press release: Example Works",
        "Opening of the hall",
        "Room for a thousand",
        "October 31, 2021",
        "Source: A newspaper",
        "The hall opens on Monday, H2O and m2 with a link.\nA second line.",
        "What is new",
        "Two",
        "Inner",
        "A good day.",
        "Picture 1 The hall on its first day  Photo: A. Person",
        "Press office\npress@example.com",
        "Example Works makes examples.",
        "https://news.example.com/news/opening",
    ):
        assert line in lines
    styles = {paragraph.text: paragraph.style.name for paragraph in found.paragraphs}
    assert styles["Opening of the hall"] == "Heading 1"
    assert styles["What is new"] == "Heading 2"
    assert styles["One"] == "List Bullet"
    assert styles["Inner"] == "List Number 2"
    assert styles["A good day."] == "Quote"
    (table,) = found.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Year", "Tonnes"],
        ["2020", "7"],
        ["2021", "7"],
        ["All told", "All told"],
    ]
    assert [row._tr.trPr is not None for row in table.rows] == [True, False, False, False]
    assert [run.text for p in found.paragraphs for run in p.runs if run.style.name == "Credit"] == ["Photo: A. Person"]
    (shape,) = found.inline_shapes
    assert shape._inline.docPr.get("descr") == "People in a hall"
    (paragraph,) = [paragraph for paragraph in found.paragraphs if paragraph.text.startswith("The hall opens")]
    assert {run.text for run in paragraph.runs if run.bold} == {"opens"}
    assert {run.text for run in paragraph.runs if run.italic} == {"Monday"}
    assert [link.address for link in paragraph.hyperlinks] == ["https://example.com/"]


def test_each_list_begins_with_its_own_number() -> None:
    found = opened(
        document(release("<ol><li>a</li><li>b</li></ol><p>c</p><ol start='7'><li>d</li></ol>"), illustration)
    )
    numbers = {
        paragraph.text: paragraph._p.pPr.numPr.numId.val
        for paragraph in found.paragraphs
        if paragraph.style.name == "List Number"
    }
    assert numbers["a"] == numbers["b"] != numbers["d"]
    numbering = found.part.numbering_part.element
    starts = {
        number: numbering.num_having_numId(number).lvlOverride_lst[0].startOverride.val for number in numbers.values()
    }
    assert (starts[numbers["a"]], starts[numbers["d"]]) == (1, 7)


def test_is_the_same_each_time() -> None:
    first = document(release(), illustration)
    assert first == document(release(), illustration)
    with zipfile.ZipFile(io.BytesIO(first)) as packed:
        assert {entry.date_time for entry in packed.infolist()} == {(2021, 10, 31, 8, 0, 0)}


@pytest.mark.parametrize("gone", [None, b"no picture at all"])
def test_pictures_that_are_gone_leave_their_captions(gone: bytes | None) -> None:
    found = opened(document(release(BODY, PICTURE), lambda _picture: gone))
    assert "Picture 1 The hall on its first day  Photo: A. Person" in [p.text for p in found.paragraphs]
    assert len(found.inline_shapes) == 0


def test_hostile_text_stays_text() -> None:
    hostile = "</w:t><w:p/>&lt; {{x}} 👩‍👩‍👧 ﷽ \u202e" + "x" * 3000
    escaped = hostile.replace("&", "&amp;").replace("<", "&lt;")
    body = (
        f'<p><a href="https://example.com/?a=1&amp;b=%22">{escaped}</a></p><table><tr><td>{escaped}</td></tr></table>'
    )
    found = opened(document(release(body, title=hostile, subtitle=hostile, company=hostile), illustration))
    assert [paragraph.text for paragraph in found.paragraphs].count(hostile) == 3
    assert found.tables[0].rows[0].cells[0].text == hostile
