"""What the drawings of a Word document show: pictures, text boxes, and what an article has no place for."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from app.transfer.word.file import R, Relationship, W
from app.transfer.word.notes import Loss, Notes

# Several ways to say the same, for readers that know more or less.
ALTERNATIVES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_VML = "{urn:schemas-microsoft-com:vml}"
_PROPERTIES = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_BOX = f"{W}txbxContent"
_CROP = f"{_A}srcRect"
_LOST = {
    "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart": Loss.CHART,
    "{http://schemas.microsoft.com/office/drawing/2014/chartex}chart": Loss.CHART,
    "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds": Loss.DIAGRAM,
}
_KNOWN = {_PROPERTIES, _BOX, _CROP, f"{_A}blip", f"{_VML}imagedata", *_LOST}


@dataclass(frozen=True)
class Drawing:
    """A picture of the document: the part in which it is, if it is in the file, and what its author said of it."""

    part: str | None
    description: str


@dataclass
class Shown:
    """What one drawing shows."""

    pictures: list[Drawing] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)


def shows_something(source: Element) -> bool:
    """Say whether there is a drawing in `source` that is known here."""
    return next(_pieces(source), None) is not None


def shown(source: Element, relationships: Mapping[str, Relationship], notes: Notes) -> Shown:
    """Return the pictures and text boxes of a drawing, and note what else it has."""
    found, description, is_empty = Shown(), "", True
    for piece in _pieces(source):
        if piece.tag == _PROPERTIES:
            description = piece.get("descr", "")
            continue
        is_empty = False
        if piece.tag == _BOX:
            notes.add(Loss.TEXT_BOX)
            found.boxes.append(piece)
        elif piece.tag in _LOST:
            notes.add(_LOST[piece.tag])
        elif piece.tag == _CROP:
            notes.add(Loss.CROPPED_PICTURE, any(value not in ("", "0") for value in piece.attrib.values()))
        else:
            found.pictures.append(Drawing(_part(piece, relationships, notes), description))
    notes.add(Loss.SHAPE, is_empty)
    return found


def _part(picture: Element, relationships: Mapping[str, Relationship], notes: Notes) -> str | None:
    """Return the part in which a picture is; `None` for one that lies outside of the file, or nowhere."""
    relationship = relationships.get(picture.get(f"{R}embed") or picture.get(f"{R}id") or "")
    if relationship is not None and not relationship.is_external:
        return relationship.target
    is_link = relationship is not None or any(picture.get(name) for name in (f"{R}link", f"{R}href", "src"))
    notes.add(Loss.LINKED_PICTURE if is_link else Loss.MISSING_PICTURE)
    return None


def _pieces(source: Element) -> Iterator[Element]:
    """Yield what is known in a drawing; of alternatives only the first that has something of it."""
    if source.tag == ALTERNATIVES:
        yield from next(filter(None, (list(_pieces(way)) for way in source)), [])
        return
    for child in source:
        if child.tag in _KNOWN:
            yield child
        else:
            yield from _pieces(child)
