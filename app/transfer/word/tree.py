"""Small changes to a tree of elements, in which the words behind an element hang on to it."""

from collections.abc import Callable
from enum import Enum, auto
from xml.etree.ElementTree import Element

# A line of Chinese text often begins with two wide spaces.
_SPACES = " \t\n\r\u3000"


def inner_text(element: Element) -> str:
    """Return the words in an element, without spaces at either end; a line break is one."""
    if element.tag == "br":
        return "\n"
    return _text(element).strip(_SPACES)


class Fate(Enum):
    """What becomes of a child: it stays, leaves what is in it, or goes with all of it."""

    STAYS = auto()
    LEAVES_CONTENT = auto()
    GOES = auto()


def sift(parent: Element, fate: Callable[[Element, Element], Fate]) -> None:
    """Let each child of `parent` have the fate that is said of the two; the words between them stay."""
    fates = [(child, fate(parent, child)) for child in parent]
    if all(what is Fate.STAYS for _, what in fates):
        return
    text = parent.text or ""
    kept: list[Element] = []

    def add(words: str | None) -> None:
        nonlocal text
        if kept:
            kept[-1].tail = (kept[-1].tail or "") + (words or "")
        else:
            text += words or ""

    for child, what in fates:
        behind, child.tail = child.tail, None
        if what is Fate.STAYS:
            kept.append(child)
        elif what is Fate.LEAVES_CONTENT:
            add(child.text)
            kept += child
        add(behind)
    parent.text, parent[:] = text, kept


def strip_edges(element: Element) -> None:
    """Take spaces and line breaks away from both ends of an element's words."""
    text, first = (element.text or "").lstrip(_SPACES), 0
    while not text and first < len(element) and element[first].tag == "br":
        text, first = (element[first].tail or "").lstrip(_SPACES), first + 1
    last = len(element)
    while last > first and element[last - 1].tag == "br" and not (element[last - 1].tail or "").strip(_SPACES):
        last -= 1
    element.text, element[:] = text, element[first:last]
    if len(element):
        element[-1].tail = (element[-1].tail or "").rstrip(_SPACES)
    else:
        element.text = text.rstrip(_SPACES)


def _text(element: Element) -> str:
    pieces = [element.text or ""]
    for child in element:
        pieces += ["\n" if child.tag == "br" else _text(child), child.tail or ""]
    return "".join(pieces)
