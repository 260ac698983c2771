"""Text as XML can carry it."""

import re

# What XML 1.0, 2.2, has no way to write: most control characters, lone surrogates, two that are no characters.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def writable(text: str) -> str:
    """Return `text` without the characters that no XML document can contain (XML 1.0, 2.2)."""
    return _UNWRITABLE.sub("", text)
