"""The release as a Word document (Office Open XML, ECMA-376)."""

import io
import logging
import zipfile
from collections.abc import Sequence
from datetime import UTC

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_BREAK
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import _Cell
from docx.text.paragraph import Paragraph as WordParagraph

from app.press_kit.archive import add_file
from app.press_kit.document import LINE_BREAK, Block, Heading, List, Paragraph, Quote, Run, Table
from app.press_kit.pdf import Illustration
from app.press_kit.reading import read
from app.press_kit.release import Release, ReleasePicture

# What holds paragraphs, lists and tables.
_Place = Document | _Cell
# A4 (ISO 216) with these margins, in millimetres.
_WIDTH, _HEIGHT, _MARGIN = 210, 297, 25
_TALLEST_PICTURE = 140
# Pixels in a millimetre, so that no picture is printed coarser than 150 to the inch.
_PIXELS = 150 / 25.4
_LATIN, _HAN = "Calibri", "Microsoft YaHei"
_LINK_COLOUR = RGBColor(0x05, 0x4F, 0xB9)
# Word's own styles go three levels deep.
_DEEPEST_LIST = 3
# A style of our own, by which an import tells a picture's credit from its caption.
_CREDIT = "Credit"

_log = logging.getLogger(__name__)


def document(release: Release, illustration: Illustration) -> bytes:
    """Return the document; the same release gives the same bytes."""
    writer = _Writer(release)
    writer.write(illustration)
    file = io.BytesIO()
    writer.document.save(file)
    return _timeless(file, release)


class _Writer:
    def __init__(self, release: Release) -> None:
        self.release = release
        self.document = docx.Document()
        # Asked once: a style is looked up among all of them, for each paragraph.
        self._style_ids = {style.name: style.style_id for style in self.document.styles}
        self._prepare()

    def _prepare(self) -> None:
        page = self.document.sections[0]
        page.page_width, page.page_height = Mm(_WIDTH), Mm(_HEIGHT)
        page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(_MARGIN)
        for style in self.document.styles:
            # A style's own font would come before the ones named here.
            fonts = style.element.find(f"{qn('w:rPr')}/{qn('w:rFonts')}")
            if fonts is not None:
                fonts.attrib.clear()
        normal = self.document.styles["Normal"]
        normal.font.name, normal.font.size = _LATIN, Pt(11)
        normal.element.rPr.rFonts.set(qn("w:eastAsia"), _HAN)
        self.document.styles.add_style(_CREDIT, WD_STYLE_TYPE.CHARACTER).font.bold = False
        properties = self.document.core_properties
        properties.title, properties.author = self.release.title[:255], self.release.company[:255]
        properties.last_modified_by = properties.comments = ""
        properties.language = self.release.language
        properties.created = properties.modified = self.release.changed.astimezone(UTC).replace(tzinfo=None)

    def write(self, illustration: Illustration) -> None:
        release, labels, add = self.release, self.release.labels, self.document.add_paragraph
        add(f"{labels.press_release}: {release.company}")
        self.document.add_heading(release.title, level=1)
        if release.subtitle:
            add(release.subtitle).runs[0].bold = True
        add(release.day)
        for label, value in release.facts:
            add(f"{label}: {value}")
        for part in release.body:
            if isinstance(part, str):
                self._blocks(self.document, read(part))
            else:
                self._picture(part, illustration(part))
        for heading, paragraphs in ((labels.press_contact, release.contact), (labels.about, release.about)):
            if paragraphs:
                self.document.add_heading(heading, level=2)
            for paragraph in paragraphs:
                add(paragraph)
        _write_run(add(), Run(release.address, address=release.address))

    def _picture(self, picture: ReleasePicture, jpeg: bytes | None) -> None:
        if jpeg is not None:
            width = min(
                _WIDTH - 2 * _MARGIN, picture.width / _PIXELS, _TALLEST_PICTURE * picture.width / picture.height
            )
            paragraph = self.document.add_paragraph()
            paragraph.paragraph_format.keep_with_next = True
            try:
                shape = paragraph.add_run().add_picture(io.BytesIO(jpeg), width=Mm(width))
            except Exception:
                # The package reads JPEG by itself, and raises nearly anything; the text is worth more.
                _log.exception("%s could not be put into a document", picture.rendition)
            else:
                # python-docx counts up ids for drawings, and has no place for the alternative text.
                shape._inline.docPr.set("descr", picture.alternative_text)
        if picture.full_caption or picture.credit:
            caption = self.document.add_paragraph(style="Caption")
            caption.add_run(picture.full_caption)
            if picture.credit:
                caption.add_run("  ")
                caption.add_run(picture.credit, style=_CREDIT)

    def _blocks(self, place: _Place, blocks: Sequence[Block], style: str | None = None) -> None:
        """Write blocks into the document or a cell, paragraphs in `style`."""
        for block in blocks:
            match block:
                case Paragraph():
                    _write(self._paragraph(place, style), block.runs)
                case Heading():
                    _write(self._paragraph(place, f"Heading {block.level}"), block.runs)
                case List():
                    self._list(place, block, 1)
                case Quote():
                    self._blocks(place, block.blocks, "Quote")
                case Table():
                    self._table(place, block)
                case _:
                    place.add_paragraph("* * *")

    def _paragraph(self, place: _Place, style: str | None) -> WordParagraph:
        paragraph = place.add_paragraph()
        if style is not None:
            paragraph._p.style = self._style_ids[style]
        return paragraph

    def _list(self, place: _Place, block: List, level: int) -> None:
        """Write a list; `level` says in how many it is, itself included."""
        depth = "" if level == 1 else f" {min(level, _DEEPEST_LIST)}"
        style = f"List Number{depth}" if block.ordered else f"List Bullet{depth}"
        number = self._numbering(style, block.start) if block.ordered else None
        for item in block.items:
            for place_in_item, part in enumerate(item):
                if isinstance(part, List):
                    self._list(place, part, level + 1)
                elif isinstance(part, Paragraph) and place_in_item == 0:
                    paragraph = self._paragraph(place, style)
                    _write(paragraph, part.runs)
                    if number is not None:
                        _set_number(paragraph, number)
                else:
                    # What follows in the same item has no mark of its own.
                    self._blocks(place, [part], f"List Continue{depth}")

    def _numbering(self, style: str, start: int) -> int:
        """Return the id of a numbering of its own, so that each list begins where it should."""
        own = self.document.styles[style].element.pPr.numPr.numId.val
        numbering = self.document.part.numbering_part.element
        abstract = numbering.num_having_numId(own).abstractNumId.val
        number = numbering.add_num(abstract)
        number.add_lvlOverride(ilvl=0).add_startOverride(start)
        return int(number.numId)

    def _table(self, place: _Place, block: Table) -> None:
        if block.caption:
            _write(self._paragraph(place, "Caption"), block.caption)
        table = place.add_table(block.rows, block.columns)
        table.style = "Table Grid"
        # Asked once: each row counts through its cells anew.
        cells = [row.cells for row in table.rows]
        for row in table.rows[: block.head_rows]:
            # Repeated on each page (ECMA-376 part 1, 17.4.78).
            row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        for cell in block.cells:
            target = cells[cell.row][cell.column]
            if cell.columns > 1 or cell.rows > 1:
                target = target.merge(cells[cell.row + cell.rows - 1][cell.column + cell.columns - 1])
            self._blocks(target, cell.blocks)
            # A cell must end with a paragraph, and has an empty one from the start.
            first = target.paragraphs[0]
            if cell.blocks and isinstance(cell.blocks[-1], Paragraph | Heading | List) and not first.runs:
                first._p.getparent().remove(first._p)
            if cell.heads:
                for run in (run for paragraph in target.paragraphs for run in paragraph.runs):
                    run.bold = True
        place.add_paragraph()


def _set_number(paragraph: WordParagraph, number: int) -> None:
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_numId().val = number
    properties.get_or_add_ilvl().val = 0


def _write(paragraph: WordParagraph, runs: Sequence[Run]) -> None:
    for run in runs:
        _write_run(paragraph, run)


def _write_run(paragraph: WordParagraph, run: Run) -> None:
    if run.text == LINE_BREAK:
        paragraph.add_run().add_break(WD_BREAK.LINE)
        return
    written = paragraph.add_run(run.text)
    written.bold, written.italic = run.strong or None, run.emphasised or None
    if run.shifted:
        written.font.superscript, written.font.subscript = run.shifted == "sup", run.shifted == "sub"
    if run.address:
        written.font.underline, written.font.color.rgb = True, _LINK_COLOUR
        link = OxmlElement("w:hyperlink")
        link.set(qn("r:id"), paragraph.part.relate_to(run.address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        written._r.addprevious(link)
        link.append(written._r)


def _timeless(file: io.BytesIO, release: Release) -> bytes:
    """Return the document with the time of the release in the place of the present."""
    timeless = io.BytesIO()
    with zipfile.ZipFile(file) as made, zipfile.ZipFile(timeless, "w") as kept:
        for name in made.namelist():
            add_file(kept, name, made.read(name), release.changed)
    return timeless.getvalue()
