"""What a Word document's styles mean, whatever they are called in its language or its company."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from app.transfer.word.file import W
from app.transfer.word.lists import LEVELS, ListPlace, Lists
from app.transfer.word.properties import is_on, value_of

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
_LONGEST_CHAIN = 12


@dataclass(frozen=True)
class Look:
    """How the words of a run look."""

    bold: bool = False
    italic: bool = False
    hidden: bool = False
    credit: bool = False


class Styles:
    """The styles and numberings of one document, by the roots of the two parts; either may be empty."""

    def __init__(self, styles: Element, numbering: Element) -> None:
        self._styles = {style.get(f"{W}styleId", ""): style for style in styles.iter(f"{W}style")}
        self._lists = Lists(numbering)

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
                return f"heading{int(level) + 1}" if level in LEVELS else ""
        return ""

    def list_place(self, style_id: str | None, properties: Element | None) -> ListPlace | None:
        """Return the place in a list that a paragraph's own properties give it, or its style; to be asked once."""
        number, level = None, None
        for owner in (properties, *(style.find(f"{W}pPr") for style in self._chain(style_id))):
            numbering = owner.find(f"{W}numPr") if owner is not None else None
            number = number or value_of(numbering, "numId")
            level = level or value_of(numbering, "ilvl")
        place = self._lists.place(number, level, style_id)
        # Word's styles for deeper lists have numberings of their own, which begin at the first level.
        return place and replace(place, level=place.level or self._level_in_name(style_id))

    def look(self, style_id: str | None) -> Look:
        """Return how a style makes words look."""
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


def _name(style: Element) -> str:
    return (value_of(style, "name") or style.get(f"{W}styleId") or "").lower()
