"""What the forms share: how typed text is tidied."""

import re
from collections.abc import Iterator, Mapping

from flask_babel import gettext as _
from wtforms import Field, FieldList, IntegerField
from wtforms.widgets import HiddenInput

LONGEST_NUMBER = 17
# What JavaScript, too, counts exactly.
MAX_NUMBER = 2**53
# C0 and C1 controls but tab and line feed: no database or document takes them.
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


class WholeNumber(IntegerField):
    """A number that fits the database: WTForms itself fails on one of some hundred digits."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the number. Raises `ValueError` for what is none, or too long to be one of ours."""
        if valuelist and len(valuelist[0].strip()) > LONGEST_NUMBER:
            raise ValueError(_("Not a valid integer value."))
        super().process_formdata(valuelist)


class Rows(FieldList):  # type: ignore[type-arg]
    """Rows of a form, numbered by short plain numbers; fields named otherwise are none of them."""

    def _extract_indices(self, prefix: str, formdata: Mapping[str, object]) -> Iterator[int]:
        numbered = re.compile(rf"{re.escape(prefix)}-([0-9]{{1,6}})(?:-|\Z)", re.ASCII)
        for name in formdata:
            if match := numbered.match(name):
                yield int(match[1])


class HiddenNumber(WholeNumber):
    """A number that the form carries along, always shown as the server last set it and not as it was sent."""

    widget = HiddenInput()

    def _value(self) -> str:
        return "" if self.data is None else str(self.data)


def stripped(text: str | None) -> str:
    """Take control characters and the space around away; a field that was not sent is empty."""
    return _CONTROLS.sub("", (text or "").replace("\r\n", "\n")).strip()


def one_line(text: str | None) -> str:
    """Make one line of the text; spaces within it stay as typed."""
    return stripped(text).replace("\n", " ").replace("\t", " ")


def described(field: Field, hint: str = "") -> dict[str, str]:
    """Return the attributes that tie a field to its hint and its errors (WCAG 2.2, 1.3.1 and 3.3.1)."""
    notes = [f"{field.id}-hint"] * bool(hint) + [f"{field.id}-error"] * bool(field.errors)
    attributes = {"aria-describedby": " ".join(notes)} if notes else {}
    return attributes | ({"aria-invalid": "true"} if field.errors else {})
