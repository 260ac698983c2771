"""Which paragraphs of a Word document are items of a list, and which number each of them shows."""

import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from app.transfer.word.file import W
from app.transfer.word.properties import value_of

LEVELS = tuple("012345678")


@dataclass(frozen=True)
class ListPlace:
    """A paragraph's place in a list: the level, from 0, and the number that it shows, if it shows one."""

    level: int
    number: int | None


class Lists:
    """The numberings of one document (part 1, 17.9), by the root of their part; it counts as paragraphs come by."""

    def __init__(self, numbering: Element) -> None:
        # Only what stands where it belongs is looked at: what is nested would be gone through once for each around it.
        kinds = {
            kind.get(f"{W}abstractNumId"): {level.get(f"{W}ilvl", ""): level for level in kind.findall(f"{W}lvl")}
            for kind in numbering.findall(f"{W}abstractNum")
        }
        self._kind_of = {
            number.get(f"{W}numId"): value_of(number, "abstractNumId") for number in numbering.findall(f"{W}num")
        }
        self._levels = {number: kinds.get(kind, {}) for number, kind in self._kind_of.items()}
        # Where a list counts anew that goes on in the way of another; each does so once.
        self._new_starts = {
            (number.get(f"{W}numId"), entry.get(f"{W}ilvl", "")): _whole_number(value_of(entry, "startOverride"))
            for number in numbering.findall(f"{W}num")
            for entry in number.findall(f"{W}lvlOverride")
            if value_of(entry, "startOverride") is not None
        }
        self._counted: dict[str | None, dict[str, int]] = {}

    def place(self, number_id: str | None, level: str | None, style_id: str | None) -> ListPlace | None:
        """Return the place of the next paragraph; without `level`, that which the numbering has for its style."""
        levels = self._levels.get(number_id, {})
        linked = (number for number in LEVELS if style_id and value_of(levels.get(number), "pStyle") == style_id)
        level = level or next(linked, "0")
        form = value_of(levels.get(level), "numFmt")
        if level not in LEVELS or level not in levels or form == "none":
            return None
        number = self._count(number_id, level)
        return ListPlace(int(level), None if form == "bullet" else number)

    def _count(self, number_id: str | None, level: str) -> int:
        counted = self._counted.setdefault(self._kind_of[number_id], {})
        new_start = self._new_starts.pop((number_id, level), None)
        if new_start is not None:
            counted[level] = new_start
        elif level in counted:
            counted[level] += 1
        else:
            counted[level] = _whole_number(value_of(self._levels[number_id][level], "start"))
        for deeper in [other for other in counted if other > level]:
            del counted[deeper]
        return counted[level]


def _whole_number(text: str | None) -> int:
    return int(text) if text and re.fullmatch("[0-9]{1,6}", text) else 1
