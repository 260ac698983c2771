import io
from typing import Any

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls

from app.articles import body
from app.articles.body import PicturePlace
from app.transfer.word.lists import ListPlace, Lists
from app.transfer.word.reading import WordDocument, read
from tests.support.newsroom import picture_bytes
from tests.transfer.word.samples import MAIN, add_markup, add_picture, changed, drawing, replaced, saved, with_lines


def imported(document: Any) -> WordDocument:
    return read(saved(document), "release.docx")


def test_title_and_subtitle_are_taken_by_their_styles() -> None:
    found = read(
        with_lines(
            ("Normal", "Company X"), ("Title", "Opening of"), ("Title", "the hall"), ("Subtitle", "Room for all")
        ),
        "a.docx",
    )
    assert (found.title, found.subtitle, found.body) == ("Opening of the hall", "Room for all", "<p>Company X</p>")


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        ([("Normal", "Press release"), ("Heading 1", "Opening"), ("Heading 1", "Next")], "Opening"),
        ([("Heading 2", "Opening"), ("Normal", "Words.")], "Opening"),
        ([("Normal", "Opening of the hall"), ("Normal", "Words.")], "Opening of the hall"),
        ([("Normal", "The hall was opened on Monday."), ("Normal", "Words.")], ""),
        ([("Normal", "word " * 40), ("Normal", "Words.")], ""),
        ([("List Bullet", "Opening")], ""),
        ([("Heading 1", "x" * 501)], ""),
    ],
)
def test_title_without_its_style(lines: list[tuple[str, str]], title: str) -> None:
    found = read(with_lines(*lines), "a.docx")
    assert found.title == title
    said = body.plain_text(found.body)
    for _, words in lines:
        assert (words.strip() in said) != (words == title)


def test_headings_close_up() -> None:
    levels = (1, 3, 3, 1, 2, 4, 5, 2)
    found = read(with_lines(*((f"Heading {n}", f"h{n}") for n in levels), title="T"), "a.docx")
    assert found.body.split("\n") == [
        "<h2>h1</h2>", "<h3>h3</h3>", "<h3>h3</h3>", "<h2>h1</h2>", "<h3>h2</h3>", "<h4>h4</h4>", "<h4>h5</h4>",
        "<h3>h2</h3>",
    ]  # fmt: skip


def test_style_of_the_companys_own_means_what_it_is_based_on() -> None:
    document = docx.Document()
    document.add_paragraph("T", style="Title")
    for name, base in (("Kapitel", "Heading 1"), ("Bildzeile", "Caption"), ("Punkt", "List Bullet")):
        document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = document.styles[base]
    document.add_paragraph("Chapter", style="Kapitel")
    add_picture(document)
    document.add_paragraph("The hall", style="Bildzeile")
    document.add_paragraph("Point", style="Punkt")
    found = imported(document)
    assert found.body == '<h2>Chapter</h2>\n<figure data-picture="word1"></figure>\n<ul><li>Point</li></ul>'
    assert [picture.caption for picture in found.pictures] == ["The hall"]


def test_words_keep_what_has_a_meaning() -> None:
    document = docx.Document()
    document.add_paragraph("T", style="Title")
    paragraph = document.add_paragraph("　　H")
    paragraph.add_run("2").font.subscript = True
    paragraph.add_run("O, m")
    paragraph.add_run("2").font.superscript = True
    paragraph.add_run(" bold").bold = True
    paragraph.add_run(" slanted", style="Emphasis")
    paragraph.add_run(" blue").font.name = "Comic Sans MS"
    paragraph.add_run().add_break()
    paragraph.add_run("next <line> & more")
    assert imported(document).body == (
        "<p>H<sub>2</sub>O, m<sup>2</sup><strong> bold</strong><em> slanted</em> blue<br>"
        "next &lt;line&gt; &amp; more</p>"
    )


def test_lists_nest_and_carry_both_kinds() -> None:
    lines = [("List Bullet", "a"), ("List Bullet 2", "b"), ("List Number 3", "c"), ("List Bullet", "d")]
    found = read(with_lines(*lines, ("Normal", "between"), ("List Number", "e"), title="T"), "a.docx")
    assert found.body == (
        "<ul><li>a<ul><li>b<ol><li>c</li></ol></li></ul></li><li>d</li></ul>\n<p>between</p>\n<ol><li>e</li></ol>"
    )


def test_lists_count_as_in_word() -> None:
    document = docx.Document()
    document.add_paragraph("T", style="Title")
    for words in ("a", "b", "", "c"):
        document.add_paragraph(words or "between", style="List Number" if words else None)
    numbering = document.part.numbering_part.element
    own = document.styles["List Number"].element.pPr.numPr.numId.val
    again = numbering.add_num(numbering.num_having_numId(own).abstractNumId.val)
    again.add_lvlOverride(ilvl=0).add_startOverride(7)
    for words in ("d", "e"):
        paragraph = document.add_paragraph(words, style="List Number")
        paragraph._p.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = again.numId
    assert imported(document).body.split("\n") == [
        "<ol><li>a</li><li>b</li></ol>", "<p>between</p>",
        '<ol start="3"><li>c</li></ol>', '<ol start="7"><li>d</li><li>e</li></ol>',
    ]  # fmt: skip


def test_numberings_within_numberings_are_not_looked_at() -> None:
    kind = '<w:abstractNumId w:val="0"/>'
    numbering = parse_xml(
        f'<w:numbering {nsdecls("w")}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:lvl w:ilvl="1"/></w:lvl>'
        f'</w:abstractNum><w:num w:numId="1">{kind}<w:num w:numId="2">{kind}</w:num></w:num></w:numbering>'
    )
    lists = Lists(numbering)
    assert lists.place("1", "0", None) == ListPlace(0, 1)
    assert (lists.place("1", "1", None), lists.place("2", "0", None)) == (None, None)


def test_number_before_a_heading_is_told_of() -> None:
    document = docx.Document()
    document.add_paragraph("T", style="Title")
    numbered = document.add_heading("Scope", 1)._p.get_or_add_pPr().get_or_add_numPr()
    numbered.get_or_add_numId().val = document.styles["List Number"].element.pPr.numPr.numId.val
    found = imported(document)
    assert found.body == "<h2>Scope</h2>"
    assert found.notes == ("The number that Word put before a heading was left out.",)


def test_table_keeps_heads_and_merged_cells() -> None:
    document = docx.Document()
    document.add_paragraph("T", style="Title")
    document.add_paragraph("Table 1: Figures", style="Caption")
    table = document.add_table(3, 3)
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for at, cell in enumerate(cell for row in table.rows for cell in row.cells):
        cell.text = str(at)
    table.cell(0, 0).merge(table.cell(0, 1))
    table.cell(1, 2).merge(table.cell(2, 2))
    assert imported(document).body == (
        '<table><caption>Figures</caption><thead><tr><th colspan="2"><p>0</p><p>1</p></th><th>2</th></tr></thead>'
        '<tbody><tr><td>3</td><td>4</td><td rowspan="2"><p>5</p><p>8</p></td></tr><tr><td>6</td><td>7</td></tr></tbody>'
        "</table>"
    )


def test_captions_find_their_pictures_and_lose_their_numbers() -> None:
    document = docx.Document()
    document.add_paragraph("T", style="Title")
    add_picture(document, "teal", "People in a hall")
    document.add_paragraph("Figure 1: The hall", style="Caption")
    document.add_paragraph("Words between.")
    document.add_paragraph("图2 新厂房", style="Caption")
    add_picture(document, "navy", "IMG_2034.JPG")
    add_picture(document, "olive")
    document.add_paragraph("Picture 3 The port")
    add_picture(document, "maroon")
    document.add_paragraph("The end.")
    found = imported(document)
    assert [(p.caption, p.alternative_text) for p in found.pictures] == [
        ("The hall", "People in a hall"), ("新厂房", ""), ("The port", ""), ("", ""),
    ]  # fmt: skip
    assert body.parts(found.body.replace("\n", "")) == [
        PicturePlace("word1"), "<p>Words between.</p>", PicturePlace("word2"), PicturePlace("word3"),
        PicturePlace("word4"), "<p>The end.</p>",
    ]  # fmt: skip
    assert [picture.data for picture in found.pictures] == [
        picture_bytes(colour) for colour in ("teal", "navy", "olive", "maroon")
    ]
    assert found.notes == ()


def test_description_is_read_only_as_far_as_it_may_be_long() -> None:
    document = docx.Document()
    add_picture(document, description="A hall" + " " * 2000 + "with people")
    assert [picture.alternative_text for picture in imported(document).pictures] == ["A hall"]


def test_picture_in_words_or_a_cell_stands_behind_the_block() -> None:
    document = docx.Document()
    document.add_paragraph("T", style="Title")
    paragraph = document.add_paragraph("Before ")
    paragraph.add_run().add_picture(io.BytesIO(picture_bytes("teal")))
    paragraph.add_run("after.")
    cell = document.add_table(1, 1).cell(0, 0)
    cell.text = "Cell"
    cell.paragraphs[0].add_run().add_picture(io.BytesIO(picture_bytes("navy")))
    found = imported(document)
    assert found.body == (
        '<p>Before after.</p>\n<figure data-picture="word1"></figure>\n'
        '<table><tbody><tr><td>Cell</td></tr></tbody></table>\n<figure data-picture="word2"></figure>'
    )
    assert len(found.pictures) == 2


def test_links_lead_to_addresses_alone() -> None:
    document = docx.Document()
    document.add_paragraph("T", style="Title")
    for number, address in enumerate(
        ["https://example.com/?a=1&b=2", "mailto:press@example.com", "file:///etc/passwd", "javascript:alert(1)"]
    ):
        link = document.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        add_markup(document, f'<w:hyperlink r:id="{link}"><w:r><w:t>to {number}</w:t></w:r></w:hyperlink>')
    link = document.part.relate_to("https://example.com/", RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    add_markup(document, f'<w:hyperlink r:id="{link}" w:anchor="part"><w:r><w:t>part</w:t></w:r></w:hyperlink>')
    add_markup(document, '<w:hyperlink w:anchor="here"><w:r><w:t>here</w:t></w:r></w:hyperlink>')
    for address in ("https://example.com/field", "\\\\server\\share", "file:///etc/passwd"):
        add_markup(
            document,
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
            f'<w:r><w:instrText> HYPERLINK "{address}" </w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>field</w:t></w:r>'
            '<w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t> behind</w:t></w:r>',
        )
    found = imported(document)
    assert found.body.split("\n") == [
        '<p><a href="https://example.com/?a=1&amp;b=2" rel="noopener">to 0</a></p>',
        '<p><a href="mailto:press@example.com" rel="noopener">to 1</a></p>',
        "<p>to 2</p>",
        "<p>to 3</p>",
        '<p><a href="https://example.com/#part" rel="noopener">part</a></p>',
        "<p>here</p>",
        '<p><a href="https://example.com/field" rel="noopener">field</a> behind</p>',
        "<p>field behind</p>",
        "<p>field behind</p>",
    ]
    assert [note for note in found.notes if note.startswith("4 links were taken out")] == list(found.notes)


def test_footnotes_become_a_list_at_the_end() -> None:
    document = docx.Document()
    document.add_paragraph("T", style="Title")
    for number in (2, 3, 2):
        add_markup(document, f'<w:r><w:t>Words</w:t></w:r><w:r><w:footnoteReference w:id="{number}"/></w:r>')
    add_markup(document, '<w:r><w:t>Lost</w:t></w:r><w:r><w:footnoteReference w:id="99"/></w:r>')
    part = (
        '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        '<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
        + "".join(
            f'<w:footnote w:id="{n}"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> Note {n}</w:t>'
            "</w:r></w:p></w:footnote>"
            for n in (2, 3)
        )
        + "</w:footnotes>"
    )
    data = changed(saved(document), {"word/footnotes.xml": part.encode()})
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    data = replaced(
        data,
        "word/_rels/document.xml.rels",
        "</Relationships>",
        f'<Relationship Id="n" Type="{kind}" Target="footnotes.xml"/></Relationships>',
    )
    assert read(data, "a.docx").body == (
        "<p>Words<sup>1</sup></p>\n<p>Words<sup>2</sup></p>\n<p>Words<sup>1</sup></p>\n<p>Lost</p>\n<hr>\n"
        "<ol><li>Note 2</li><li>Note 3</li></ol>"
    )


def test_what_is_hidden_or_deleted_does_not_become_public() -> None:
    document = docx.Document()
    document.add_paragraph("T", style="Title")
    paragraph = document.add_paragraph("Seen.")
    paragraph.add_run("Not for the press.").font.hidden = True
    add_markup(
        document,
        '<w:ins w:id="1"><w:r><w:t>New</w:t></w:r></w:ins><w:del w:id="2"><w:r><w:delText>Old</w:delText></w:r></w:del>'
        "<w:r><w:t> words</w:t></w:r>",
    )
    add_markup(document, '<w:r><w:t>Commented</w:t></w:r><w:r><w:commentReference w:id="0"/></w:r>')
    document.styles.add_style("Internal", WD_STYLE_TYPE.PARAGRAPH).font.hidden = True
    document.add_paragraph("For the board alone.", style="Internal")
    document.add_paragraph("").add_run("Struck").font.strike = True
    document.sections[0].header.paragraphs[0].text = "Draft of the board"
    found = imported(document)
    assert found.body == "<p>Seen.</p>\n<p>New words</p>\n<p>Commented</p>\n<p>Struck</p>"
    assert found.notes == (
        "A comment was left out.",
        "2 tracked changes were taken as accepted.",
        "2 pieces of hidden text were left out.",
        "Some words are struck through in Word, and stand here without the stroke. Take out what is not meant.",
        "The head or foot of the pages was left out.",
    )


BOX = "<w:txbxContent><w:p><w:r><w:t>In a box</w:t></w:r></w:p></w:txbxContent>"
ALTERNATIVES = "<mc:AlternateContent>{}<mc:Fallback>{}</mc:Fallback></mc:AlternateContent>"
DRAWN_BOX = f'<w:drawing><wp:inline><wp:docPr id="1" name="x"/><wps:txbx>{BOX}</wps:txbx></wp:inline></w:drawing>'
TEXT_BOX = ALTERNATIVES.format(
    f'<mc:Choice Requires="wps">{DRAWN_BOX}</mc:Choice>',
    f"<w:pict><v:shape><v:textbox>{BOX}</v:textbox></v:shape></w:pict>",
)
EMOJI = ALTERNATIVES.format('<mc:Choice Requires="x"/>', "<w:t>😀</w:t>")
RUBY = "<w:rt><w:r><w:t>hàn</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>汉</w:t></w:r></w:rubyBase>"
DATE = '<w:fldSimple w:instr="DATE"><w:r><w:t>Monday</w:t></w:r></w:fldSimple>'


@pytest.mark.parametrize(
    ("markup", "said", "note"),
    [
        (f"<w:r><w:t>Beside</w:t></w:r><w:r>{TEXT_BOX}</w:r>", "<p>Beside</p>\n<p>In a box</p>", "The words of a text"),
        (drawing('<c:chart r:id="x"/>'), "", "A chart was left out."),
        (drawing("<wps:wsp/>"), "", "A drawn shape was left out."),
        ("<m:oMath><m:r><m:t>E=mc</m:t></m:r></m:oMath>", "", "An equation was left out."),
        ('<w:r><w:object><o:OLEObject r:id="x"/></w:object></w:r>', "", "An embedded object was left out"),
        ('<w:r><w:sym w:font="Nothing" w:char="F0A7"/></w:r>', "", "A sign of a symbol font"),
        (f"<w:r>{EMOJI}</w:r>", "<p>😀</p>", ""),
        (f"<w:r><w:ruby>{RUBY}</w:ruby></w:r>", "<p>汉</p>", ""),
        (f"{DATE}<w:r><w:cr/><w:t>x</w:t></w:r>", "<p>Monday<br>x</p>", ""),
    ],
)
def test_what_an_article_has_no_place_for_is_told(markup: str, said: str, note: str) -> None:
    document = docx.Document()
    document.add_paragraph("T", style="Title")
    add_markup(document, markup)
    found = imported(document)
    assert found.body == said
    assert len(found.notes) == bool(note)
    assert all(line.startswith(note) for line in found.notes)


def test_cropped_picture_is_told_of() -> None:
    document = docx.Document()
    document.add_paragraph("T", style="Title")
    add_picture(document)
    data = replaced(saved(document), MAIN, "<a:stretch>", '<a:srcRect l="20000"/><a:stretch>')
    found = read(data, "a.docx")
    assert [picture.data for picture in found.pictures] == [picture_bytes()]
    assert found.notes == ("A picture was cropped in Word, and came in whole. Look at its edges before you publish.",)


def test_language_is_that_of_the_words() -> None:
    assert read(with_lines(("Normal", "新厂房于周一启用。Dateline"), title="新厂房"), "a.docx").language == "zh"
    assert read(with_lines(("Normal", "The hall opens."), title="Opening"), "a.docx").language == "en"


def test_strict_form_is_read_too() -> None:
    data = with_lines(("Heading 1", "Chapter"), ("Normal", "Words."), title="T")
    strict = replaced(
        data,
        MAIN,
        "http://schemas.openxmlformats.org/wordprocessingml/2006/",
        "http://purl.oclc.org/ooxml/wordprocessingml/",
    )
    assert read(strict, "a.docx").body == "<h2>Chapter</h2>\n<p>Words.</p>"


def test_empty_document_is_an_empty_article() -> None:
    found = imported(docx.Document())
    assert (found.title, found.body, found.pictures, found.notes) == ("", "", [], ())
