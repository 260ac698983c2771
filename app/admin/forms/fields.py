"""What the forms share: how typed text is tidied."""

import re

from wtforms import Field, IntegerField
from wtforms.widgets import HiddenInput

# C0 and C1 controls but tab and line feed: no database or document takes them.
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


class HiddenNumber(IntegerField):
    """A number that the form carries along, always shown as the server last set it and not as it was sent."""

    widget = HiddenInput()

    def _value(self) -> str:
        return "" if self.data is None else str(self.data)


def stripped(text: str | None) -> str | None:
    """Take control characters and the space around away."""
    return None if text is None else _CONTROLS.sub("", text.replace("\r\n", "\n")).strip()


def one_line(text: str | None) -> str | None:
    """Make one line of the text; spaces within it stay as typed."""
    return None if text is None else (stripped(text) or "").replace("\n", " ").replace("\t", " ")


def described(field: Field, hint: str = "") -> dict[str, str]:
    """Return the attributes that tie a field to its hint and its errors (WCAG 2.2, 1.3.1 and 3.3.1)."""
    notes = [f"{field.id}-hint"] * bool(hint) + [f"{field.id}-error"] * bool(field.errors)
    attributes = {"aria-describedby": " ".join(notes)} if notes else {}
    return attributes | ({"aria-invalid": "true"} if field.errors else {})
