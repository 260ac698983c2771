"""What a Word document's styles and numberings mean, whatever they are called in its language or its company."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from app.transfer.word_file import W

# Word writes the names of its own styles in English in every language; the Chinese ones are of documents made by hand.
_HEADING = re.compile(r"(?:heading|标题|標題) ?([1-9])")
_LIST = re.compile(r"list (?:bullet|number) ([2-5])")
_ROLES = {
    "title": "title",
    "subtitle": "subtitle",
    "heading": "heading1",
    "caption": "caption",
    "题注": "caption",
    "題注": "caption",
    "图题": "caption",
    "quote": "quote",
    "intense quote": "quote",
}
_CONTENTS = re.compile(r"toc [1-9]")
_LEVELS = tuple("012345678")
_OFF = ("0", "false", "off")
_LONGEST_CHAIN = 12


@dataclass(frozen=True)
class Look:
    """How the words of a run look."""

    bold: bool = False
    italic: bool = False
    hidden: bool = False
    credit: bool = False


@dataclass(frozen=True)
class ListPlace:
    """A paragraph's place in a list, of level 0 and deeper."""

    ordered: bool
    level: int


class Styles:
    """The styles and numberings of one document, by the roots of the two parts; either may be empty."""

    def __init__(self, styles: Element, numbering: Element) -> None:
        self._styles = {style.get(f"{W}styleId", ""): style for style in styles.iter(f"{W}style")}
        abstract = {
            kind.get(f"{W}abstractNumId"): {level.get(f"{W}ilvl", ""): level for level in kind.iter(f"{W}lvl")}
            for kind in numbering.iter(f"{W}abstractNum")
        }
        self._lists = {
            number.get(f"{W}numId"): abstract.get(value_of(number, "abstractNumId"))
            for number in numbering.iter(f"{W}num")
        }

    def role(self, style_id: str | None) -> str:
        """Return what a paragraph's style makes of it: "title", "heading1" to "heading9", "caption" …, or nothing."""
        for style in self._chain(style_id):
            name = _name(style)
            if match := _HEADING.fullmatch(name):
                return f"heading{match[1]}"
            if _CONTENTS.fullmatch(name):
                return "contents"
            if name in _ROLES:
                return _ROLES[name]
            level = value_of(style.find(f"{W}pPr"), "outlineLvl")
            if level is not None:
                return f"heading{int(level) + 1}" if level in _LEVELS else ""
        return ""

    def list_place(self, style_id: str | None, properties: Element | None) -> ListPlace | None:
        """Return the place in a list that a paragraph's own properties give it, or its style."""
        number, level = None, None
        for owner in (properties, *(style.find(f"{W}pPr") for style in self._chain(style_id))):
            numbering = owner.find(f"{W}numPr") if owner is not None else None
            number = number or value_of(numbering, "numId")
            level = level or value_of(numbering, "ilvl")
        levels = self._lists.get(number)
        if levels is None:
            return None
        linked = (number for number in _LEVELS if style_id and value_of(levels.get(number), "pStyle") == style_id)
        level = level or next(linked, "0")
        form = value_of(levels.get(level), "numFmt")
        if form == "none" or level not in _LEVELS:
            return None
        return ListPlace(form != "bullet", int(level) or self._level_in_name(style_id))

    def look(self, style_id: str | None) -> Look:
        """Return how a style of characters makes words look."""
        chain = list(self._chain(style_id))
        return Look(
            bold=self._has(chain, "b"),
            italic=self._has(chain, "i"),
            hidden=self._has(chain, "vanish"),
            credit="credit" in [_name(style) for style in chain],
        )

    def _has(self, chain: list[Element], name: str) -> bool:
        return next((on for style in chain if (on := is_on(style.find(f"{W}rPr"), name)) is not None), False)

    def _level_in_name(self, style_id: str | None) -> int:
        """Return the level of the styles that Word has for deeper lists, each of which has a numbering of its own."""
        matches = (_LIST.fullmatch(_name(style)) for style in self._chain(style_id))
        return next((int(match[1]) - 1 for match in matches if match), 0)

    def _chain(self, style_id: str | None) -> Iterator[Element]:
        """Yield a style, the one that it is based on, and so on."""
        for _ in range(_LONGEST_CHAIN):
            style = self._styles.get(style_id or "")
            if style is None:
                return
            yield style
            style_id = value_of(style, "basedOn")


def value_of(parent: Element | None, name: str) -> str | None:
    """Return the value of a property, such as `<w:name w:val="…"/>`."""
    entry = parent.find(W + name) if parent is not None else None
    return entry.get(f"{W}val") if entry is not None else None


def is_on(parent: Element | None, name: str) -> bool | None:
    """Say whether a property that is on or off is on; `None` where it is not there (part 1, 17.17.4)."""
    entry = parent.find(W + name) if parent is not None else None
    return None if entry is None else entry.get(f"{W}val", "1") not in _OFF


def _name(style: Element) -> str:
    return (value_of(style, "name") or style.get(f"{W}styleId") or "").lower()
