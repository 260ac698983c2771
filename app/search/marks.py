"""What the index knows of an article besides its words: marks, by which searches are narrowed.

They stand among the words and begin with a character for private use, which no word has.
"""

LANGUAGE, SECTION, MONTH = "\ue001", "\ue002", "\ue003"


def language(code: str) -> str:
    """Return the mark of the articles in a language."""
    return f"{LANGUAGE}{code.lower()}"


def section(section_id: int) -> str:
    """Return the mark of the articles of a section."""
    return f"{SECTION}{section_id}"


def month(code: str, name: str) -> str:
    """Return the mark of the articles in a language published in a month in UTC, given as `2021-10`."""
    return f"{MONTH}{code.lower()}{name}"
