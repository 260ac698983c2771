"""Turns a Word document into HTML by mammoth.

Mammoth sees a small package of our own writing: it holds no pictures, and nothing in it leads outside but links for
readers, so that it has nothing to open.
"""

import io
import zipfile
from collections.abc import Mapping
from xml.etree.ElementTree import Element, ParseError, SubElement, tostring

import mammoth
from defusedxml.ElementTree import fromstring

from app.transfer.word.drawings import Drawing
from app.transfer.word.file import Relationship, W, WordFile
from app.transfer.word.markup import BULLETS, DEEPEST_LIST, NUMBERS, Copier
from app.transfer.word.notes import Loss, Notes
from app.transfer.word.styles import Styles

_STYLE_MAP = "\n".join(
    [
        *(f"p.{role} => p.{role}:fresh" for role in ("title", "subtitle", "caption")),
        *(f"p.heading{level} => h{min(level, 6)}:fresh" for level in range(1, 10)),
        "p.quote => blockquote > p:fresh",
        "r.credit => span.credit",
        *(
            f"p:{kind}-list({depth}) => {'ul|ol > li > ' * (depth - 1)}{tag} > li:fresh"
            for depth in range(1, DEEPEST_LIST + 1)
            for kind, tag in (("unordered", "ul"), ("ordered", "ol"))
        ),
        "p => p:fresh",
    ]
)
_RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_HYPERLINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
# What is told of where it stands in the text.
_TOLD_ELSEWHERE = ("hyperlink", "image")
_NOTES = {"footnotes": "footnote", "endnotes": "endnote"}


def to_html(file: WordFile, notes: Notes) -> tuple[Element, list[Drawing]]:
    """Return a document as the HTML that mammoth makes of it, in a root of its own, and its pictures.

    Where a picture stands, there is an `<a id="picture-1"/>`, counted from 1; at the beginning of a numbered item, an
    `<a id="number-7"/>`. Raises `RefusedDocument` and `RecursionError`.
    """
    relationships = file.relationships(file.main)
    _note_what_is_around(file, relationships, notes)
    copier, parts = _copied(file, relationships, notes)
    try:
        made = mammoth.convert_to_html(
            _packed(parts, copier.links.addresses),
            style_map=_STYLE_MAP,
            include_default_style_map=False,
            include_embedded_style_map=False,
            external_file_access=False,
        )
        tree: Element = fromstring(f"<body>{made.value}</body>")
    except (ParseError, LookupError, TypeError, ValueError, AttributeError) as error:
        # Mammoth trusts that a document keeps to the standard.
        raise file.refusal() from error
    notes.add(Loss.SYMBOL, sum("w:sym" in message.message for message in made.messages))
    return tree, copier.drawings


def _note_what_is_around(file: WordFile, relationships: Mapping[str, Relationship], notes: Notes) -> None:
    kinds = {relationship.kind for relationship in relationships.values()}
    notes.add(Loss.MACRO, file.has_macros)
    notes.add(Loss.EDGE, not kinds.isdisjoint({"header", "footer"}))
    settings = next((link.target for link in relationships.values() if link.kind == "settings"), "")
    referred = [*relationships.values(), *file.relationships(settings).values()]
    outside = [link for link in referred if link.is_external and link.kind not in _TOLD_ELSEWHERE]
    notes.add(Loss.OUTSIDE_FILE, len(outside))


def _copied(file: WordFile, relationships: dict[str, Relationship], notes: Notes) -> tuple[Copier, dict[str, Element]]:
    """Return the copies of the parts that hold text, by their names in the package."""
    part_of = {link.kind: link.target for link in relationships.values() if not link.is_external}
    source = file.markup(file.main)
    content = source.find(f"{W}body") if source is not None else None
    if content is None:
        raise file.refusal()
    found = {kind: list(file.markup_of(part_of.get(kind)).iter(W + name)) for kind, name in _NOTES.items()}
    note_ids = {kind: {note.get(f"{W}id", "") for note in part} for kind, part in found.items()}
    styles = Styles(file.markup_of(part_of.get("styles")), file.markup_of(part_of.get("numbering")))
    copier = Copier(file, styles, notes, note_ids)
    document = Element(f"{W}document")
    copier.copy(content, SubElement(document, f"{W}body"), relationships)
    parts = {"document": document, "numbering": _numbering()}
    for kind, name in _NOTES.items():
        parts[kind] = Element(W + kind)
        own = file.relationships(part_of[kind]) if kind in part_of else {}
        for note in found[kind]:
            copier.copy(note, SubElement(parts[kind], W + name, {f"{W}id": note.get(f"{W}id", "")}), own)
    return copier, parts


def _numbering() -> Element:
    """Return the two numberings that the copy knows."""
    root = Element(f"{W}numbering")
    for number, form in ((BULLETS, "bullet"), (NUMBERS, "decimal")):
        kind = SubElement(root, f"{W}abstractNum", {f"{W}abstractNumId": number})
        for level in range(DEEPEST_LIST):
            entry = SubElement(kind, f"{W}lvl", {f"{W}ilvl": str(level)})
            SubElement(entry, f"{W}numFmt", {f"{W}val": form})
        SubElement(SubElement(root, f"{W}num", {f"{W}numId": number}), f"{W}abstractNumId", {f"{W}val": number})
    return root


def _packed(parts: Mapping[str, Element], links: Mapping[str, str]) -> io.BytesIO:
    """Return the package in which mammoth finds each part under the name that it has by default."""
    leading_outside = Element(f"{_RELATIONSHIPS}Relationships")
    for number, address in links.items():
        attributes = {"Id": number, "Type": _HYPERLINK, "Target": address, "TargetMode": "External"}
        SubElement(leading_outside, f"{_RELATIONSHIPS}Relationship", attributes)
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w") as archive:
        for name, root in parts.items():
            archive.writestr(f"word/{name}.xml", tostring(root, "UTF-8"))
            archive.writestr(f"word/_rels/{name}.xml.rels", tostring(leading_outside, "UTF-8"))
    return package
