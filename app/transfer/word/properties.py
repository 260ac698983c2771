"""How WordprocessingML writes the properties of styles, paragraphs and runs."""

from xml.etree.ElementTree import Element

from app.transfer.word.file import W

_OFF = ("0", "false", "off")


def value_of(parent: Element | None, name: str) -> str | None:
    """Return the value of a property, such as `<w:name w:val="…"/>`."""
    entry = parent.find(W + name) if parent is not None else None
    return entry.get(f"{W}val") if entry is not None else None


def is_on(parent: Element | None, name: str) -> bool | None:
    """Say whether a property that is on or off is on; `None` where it is not there (part 1, 17.17.4)."""
    entry = parent.find(W + name) if parent is not None else None
    return None if entry is None else entry.get(f"{W}val", "1") not in _OFF
