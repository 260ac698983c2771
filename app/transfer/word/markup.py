"""Copies of a Word document's markup what an article has a place for, and notes the rest.

The copy is plain: styles are named by what they mean, lists have one of two numberings, and fields are what they show.
Bookmarks say what the copy cannot: `picture-1` stands for a picture, `number-7` for the number that an item shows. Only
what is known here is copied, so that whatever reads the copy meets nothing else.
"""

from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement

from app.articles import body
from app.transfer.word.drawings import ALTERNATIVES, Drawing, shown, shows_something
from app.transfer.word.file import TOO_LARGE, TOO_LONG, R, Relationship, W, WordFile
from app.transfer.word.links import Links
from app.transfer.word.notes import Loss, Notes
from app.transfer.word.properties import is_on, value_of
from app.transfer.word.styles import Styles

BULLETS, NUMBERS = "1", "2"
# Word's own lists are nine levels deep.
DEEPEST_LIST = 5

_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
# What is copied with its attributes and its words.
_PLAIN = {W + name for name in ("t", "tab", "noBreakHyphen", "softHyphen", "sym")}
# What stands around something and means nothing to an article.
_AROUND = {
    W + name
    for name in ("customXml", "smartTag", "sdtContent", "fldSimple", "dir", "bdo", "ruby", "rubyBase", "ins", "moveTo")
}
_CHANGES = {W + name for name in ("ins", "del", "moveTo", "moveFrom")}
_BREAKS = {f"{W}br", f"{W}cr"}
_NOTES = {f"{W}footnoteReference": "footnotes", f"{W}endnoteReference": "endnotes"}
# More than a text has that can be stored, with a hundred changes of type on each page.
_MAX_ELEMENTS = 60_000
_WIDEST_CELL = 100


class Copier:
    """Copies parts of one document. `drawings` are its pictures so far; `links` are those in the copy."""

    def __init__(self, file: WordFile, styles: Styles, notes: Notes, note_ids: dict[str, set[str]]) -> None:
        self._file = file
        self._styles = styles
        self._notes = notes
        self._note_ids = note_ids
        self._called: dict[tuple[str, str], int] = {}
        self._relationships: dict[str, Relationship] = {}
        self._boxes: list[Element] = []
        self._elements = 0
        self._length = 0
        self.drawings: list[Drawing] = []
        self.links = Links(file, notes)

    def copy(self, source: Element, target: Element, relationships: dict[str, Relationship]) -> None:
        """Copy the blocks in `source` into `target`. Raises `RefusedDocument` for too much of it."""
        self._relationships = relationships
        self._blocks(source, target)

    def _blocks(self, source: Element, target: Element) -> None:
        for child in self._known(source):
            if child.tag == f"{W}p":
                self._paragraph(child, target)
            elif child.tag == f"{W}tbl":
                self._table(child, target)
            elif child.tag == f"{W}altChunk":
                self._notes.add(Loss.OUTSIDE_FILE)

    def _known(self, source: Element) -> Iterator[Element]:
        """Yield the children, with those of whatever means nothing in its place."""
        for child in source:
            if child.tag in _CHANGES:
                self._notes.add(Loss.CHANGE)
            if child.tag in _AROUND:
                yield from self._known(child)
            elif child.tag == f"{W}sdt":
                gallery = child.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
                if gallery is not None and gallery.get(f"{W}val") == "Table of Contents":
                    self._notes.add(Loss.CONTENTS)
                else:
                    yield from (part for content in child.findall(f"{W}sdtContent") for part in self._known(content))
            elif child.tag == ALTERNATIVES and source.tag != f"{W}r":
                # The last way to say it is for readers that know the least.
                yield from (part for way in list(child)[-1:] for part in self._known(way))
            elif child.tag in (f"{_MATH}oMath", f"{_MATH}oMathPara"):
                self._notes.add(Loss.EQUATION)
            else:
                yield child

    def _paragraph(self, source: Element, target: Element) -> None:
        properties = source.find(f"{W}pPr")
        style = value_of(properties, "pStyle")
        role = self._styles.role(style)
        if role == "contents":
            self._notes.add(Loss.CONTENTS)
            return
        if self._styles.look(style).hidden:
            self._notes.add(Loss.HIDDEN)
            return
        paragraph = self._new(target, "p")
        place = self._styles.list_place(style, properties)
        if role:
            self._property(paragraph, "pPr", "pStyle", val=role)
            self._notes.add(Loss.NUMBER, place is not None and place.number is not None)
        elif place is not None:
            numbering = self._property(paragraph, "pPr", "numPr")
            self._new(numbering, "ilvl", val=str(min(place.level, DEEPEST_LIST - 1)))
            self._new(numbering, "numId", val=BULLETS if place.number is None else NUMBERS)
            if place.number is not None:
                self._new(paragraph, "bookmarkStart", name=f"number-{place.number}")
        if properties is not None and properties.find(f"{W}rPr/{W}del") is not None:
            # The end of the paragraph was deleted: the next one goes on with it.
            self._notes.add(Loss.CHANGE)
            self._new(self._property(paragraph, "pPr", "rPr"), "del")
        around, self._boxes = self._boxes, []
        self._words(source, paragraph)
        boxes, self._boxes = self._boxes, around
        for box in boxes:
            self._blocks(box, target)

    def _words(self, source: Element, target: Element) -> None:
        """Copy runs, and what they are grouped in."""
        for child in self._known(source):
            if child.tag == f"{W}r":
                self._run(child, target)
            elif child.tag == f"{W}hyperlink":
                self._words(child, self._link(child, target))

    def _link(self, source: Element, target: Element) -> Element:
        link, anchor = self._relationships.get(source.get(f"{R}id", "")), source.get(f"{W}anchor")
        if link is None:
            return target
        return self._linked(target, self.links.add(link.target, anchor))

    def _linked(self, target: Element, link: str | None) -> Element:
        """Return where words are to be put that are a link."""
        if link is None:
            return target
        if len(target) and target[-1].get(f"{R}id") == link:
            # The next run of the same field.
            return target[-1]
        self._count(len(self.links.addresses[link]))
        copied = self._new(target, "hyperlink")
        copied.set(f"{R}id", link)
        return copied

    def _run(self, source: Element, target: Element) -> None:
        properties = source.find(f"{W}rPr")
        style = self._styles.look(value_of(properties, "rStyle"))
        hidden = is_on(properties, "vanish")
        if style.hidden if hidden is None else hidden:
            self._notes.add(Loss.HIDDEN)
            return
        if is_on(properties, "strike") or is_on(properties, "dstrike"):
            self._notes.add(Loss.STRUCK)
        run = self._new(self._linked(target, self.links.current), "r")
        if style.credit:
            self._property(run, "rPr", "rStyle", val="credit")
        for name, by_style in (("b", style.bold), ("i", style.italic)):
            own = is_on(properties, name)
            if by_style if own is None else own:
                self._property(run, "rPr", name)
        raised = value_of(properties, "vertAlign")
        if raised in ("superscript", "subscript"):
            self._property(run, "rPr", "vertAlign", val=raised)
        for child in self._known(source):
            self._piece(child, run, target)

    def _piece(self, source: Element, run: Element, target: Element) -> None:
        """Copy a piece of a run."""
        name = source.tag.removeprefix(W)
        if source.tag in _PLAIN:
            copied = self._new(run, name)
            copied.attrib.update({key: value for key, value in source.attrib.items() if key.startswith(W)})
            copied.text = source.text
            self._count(len(source.text or ""))
        elif source.tag in _BREAKS and source.get(f"{W}type", "textWrapping") == "textWrapping":
            self._new(run, "br")
        elif source.tag == f"{W}fldChar":
            self.links.follow(source)
        elif source.tag == f"{W}instrText":
            self.links.instruct(source.text or "")
        elif source.tag == f"{W}r":
            # Within the base of a ruby.
            self._run(source, target)
        elif source.tag in _NOTES:
            self._call(source, run)
        elif source.tag == f"{W}commentReference":
            self._notes.add(Loss.COMMENT)
        elif source.tag == f"{W}object":
            self._notes.add(Loss.OBJECT)
        elif source.tag in (f"{W}drawing", f"{W}pict"):
            self._drawing(source, run)
        elif source.tag == ALTERNATIVES:
            self._alternatives(source, run, target)

    def _call(self, source: Element, run: Element) -> None:
        """Copy the call of a note; where it was called before, only the number that it has by then.

        Mammoth writes out a whole note for each of its calls, and no limit here would see that.
        """
        name, note = source.tag.removeprefix(W), source.get(f"{W}id", "")
        if note not in self._note_ids[_NOTES[source.tag]]:
            return
        number = self._called.get((name, note))
        if number is None:
            self._called[name, note] = len(self._called) + 1
            self._new(run, name, id=note)
        else:
            self._property(run, "rPr", "vertAlign", val="superscript")
            self._new(run, "t").text = str(number)

    def _alternatives(self, source: Element, run: Element, target: Element) -> None:
        """Copy one of several ways to say the same: a drawing, or the plain way, as of an emoji."""
        if shows_something(source):
            self._drawing(source, run)
            return
        for piece in (piece for way in list(source)[-1:] for piece in way if piece.tag != ALTERNATIVES):
            self._piece(piece, run, target)

    def _drawing(self, source: Element, run: Element) -> None:
        found = shown(source, self._relationships, self._notes)
        self._boxes += found.boxes
        for picture in found.pictures:
            self.drawings.append(picture)
            self._new(run, "bookmarkStart", name=f"picture-{len(self.drawings)}")

    def _table(self, source: Element, target: Element) -> None:
        table = self._new(target, "tbl")
        for row in self._known(source):
            if row.tag != f"{W}tr":
                continue
            properties = row.find(f"{W}trPr")
            if properties is not None and properties.find(f"{W}del") is not None:
                self._notes.add(Loss.CHANGE)
                continue
            if is_on(properties, "hidden"):
                self._notes.add(Loss.HIDDEN)
                continue
            copied = self._new(table, "tr")
            if is_on(properties, "tblHeader"):
                self._property(copied, "trPr", "tblHeader")
            for cell in self._known(row):
                if cell.tag == f"{W}tc":
                    self._cell(cell, copied)

    def _cell(self, source: Element, target: Element) -> None:
        properties = source.find(f"{W}tcPr")
        cell = self._new(target, "tc")
        width = value_of(properties, "gridSpan") or "1"
        if width.isdecimal() and 1 < int(width[:4]) <= _WIDEST_CELL:
            self._property(cell, "tcPr", "gridSpan", val=width)
        if properties is not None and properties.find(f"{W}vMerge") is not None:
            self._property(cell, "tcPr", "vMerge", val=value_of(properties, "vMerge") or "continue")
        self._blocks(source, cell)

    def _property(self, owner: Element, group: str, tag: str, /, **attributes: str) -> Element:
        """Give a copy a property, in a group that the first of them makes."""
        made = owner.find(W + group)
        return self._new(self._new(owner, group) if made is None else made, tag, **attributes)

    def _count(self, length: int) -> None:
        """Count what makes the article longer: its words, and the addresses of its links."""
        self._length += length
        if self._length > body.MAX_LENGTH:
            raise self._file.refusal(TOO_LONG)

    def _new(self, parent: Element, tag: str, /, **attributes: str) -> Element:
        self._elements += 1
        if self._elements > _MAX_ELEMENTS:
            raise self._file.refusal(TOO_LARGE)
        return SubElement(parent, W + tag, {W + key: value for key, value in attributes.items()})
