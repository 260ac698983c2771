"""What a check finds: what is the matter, where, and, where that is safe, what would mend it."""

from dataclasses import dataclass
from enum import StrEnum


class Code(StrEnum):
    """What can be the matter with an article."""

    NO_ALTERNATIVE_TEXT = "no-alternative-text"
    NO_CAPTION = "no-caption"
    ENDED_LICENCE = "ended-licence"
    SKIPPED_HEADING = "skipped-heading"
    DEAD_LINK = "dead-link"
    CUT_TITLE = "cut-title"
    LONG_TITLE = "long-title"
    SAME_TITLE = "same-title"
    UNCLOSED_QUOTE = "unclosed-quote"
    BACKSLASH = "backslash"
    JOINED_WORDS = "joined-words"
    DOUBLED_SPACES = "doubled-spaces"
    MIXED_PUNCTUATION = "mixed-punctuation"
    IMPOSSIBLE_DATE = "impossible-date"
    EVENT_AFTER_PUBLICATION = "event-after-publication"
    DIFFERENT_FIGURES = "different-figures"
    DIFFERENT_DATES = "different-dates"


@dataclass(frozen=True)
class Place:
    """Where something stands: a field of the article, or one of a picture, which its key names.

    In the body `block` counts, from 0, the blocks that have words (`reading.read`). `text` are the very words, the
    `occurrence`-th (from 0) of their like in the field or block; without words the whole of it is meant.
    """

    field: str
    picture: str = ""
    block: int | None = None
    text: str = ""
    occurrence: int = 0


@dataclass(frozen=True)
class Finding:
    """Something that may be wrong. `values` are what a sentence about it names; `mend` goes in the place of its words.

    A mend is there only where nothing else can have been meant.
    """

    code: Code
    place: Place
    values: tuple[str, ...] = ()
    mend: str | None = None
