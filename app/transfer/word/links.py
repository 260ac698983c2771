"""The links of a Word document, whether they are elements or fields (part 1, 17.16)."""

import re
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from app.transfer.word.file import W, WordFile
from app.transfer.word.notes import Loss, Notes

_SCHEMES = ("http://", "https://", "mailto:", "tel:")
# Browsers and servers take no more for certain, and each link carries its own copy.
_LONGEST_ADDRESS = 2000
_DEEPEST_FIELD = 20
_LINK = re.compile(r'\s*HYPERLINK\s+"([^"]+)"')


@dataclass
class _Field:
    """A field that is open: its instruction as far as it is read, and the link that it makes of what it shows."""

    instruction: list[str] = field(default_factory=list)
    link: str | None = None


class Links:
    """Gives links that mean something to a reader ids of their own; `addresses` are where they lead."""

    def __init__(self, file: WordFile, notes: Notes) -> None:
        self._file = file
        self._notes = notes
        self._fields: list[_Field] = []
        self.addresses: dict[str, str] = {}

    def add(self, address: str, anchor: str | None = None) -> str | None:
        """Return the id of a new link, or nothing for an address that means nothing to a reader."""
        # The length comes first: what is too long is not even to be copied, as often as a document has it.
        is_long = len(address) + len(anchor or "") > _LONGEST_ADDRESS
        if is_long or not address.lower().startswith(_SCHEMES):
            self._notes.add(Loss.LINK)
            return None
        number = f"link{len(self.addresses) + 1}"
        self.addresses[number] = f"{address}#{anchor}" if anchor else address
        return number

    @property
    def current(self) -> str | None:
        """The id of the link that the innermost open field makes of what it shows."""
        return next((open_field.link for open_field in reversed(self._fields) if open_field.link), None)

    def follow(self, mark: Element) -> None:
        """Follow a field as it begins, shows something and ends. Raises `RefusedDocument` where too many are in one."""
        kind = mark.get(f"{W}fldCharType")
        if kind == "begin":
            self._fields.append(_Field())
            if len(self._fields) > _DEEPEST_FIELD:
                raise self._file.refusal()
        elif kind == "separate" and self._fields:
            match = _LINK.match("".join(self._fields[-1].instruction))
            self._fields[-1] = _Field(link=self.add(match[1]) if match else None)
        elif kind == "end" and self._fields:
            self._fields.pop()

    def instruct(self, text: str) -> None:
        """Read a piece of the instruction of the innermost field."""
        if self._fields:
            self._fields[-1].instruction.append(text)
