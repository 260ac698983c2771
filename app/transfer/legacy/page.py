"""Pages of the old site, saved as text: one page in, its parts out. Nothing is guessed.

From the top a page holds its head (`head`: address, title, publish date and hits); then, on each line that is
not empty, a paragraph or a caption (`caption`); last the site's own foot (`foot`), which is dropped.
What cannot be understood raises `UnreadablePage`, so that a person decides.
"""

import hashlib
import json
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from app.transfer.legacy.caption import caption
from app.transfer.legacy.foot import body_length
from app.transfer.legacy.head import Head, read_head
from app.transfer.legacy.text import UnreadablePage, clean_lines, decode, language_of, without_invisible

__all__ = ["CaptionSlot", "LegacyPage", "Paragraph", "UnreadablePage", "language", "parse", "parse_bytes"]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the body: plain text, not escaped."""

    text: str


@dataclass(frozen=True, slots=True)
class CaptionSlot:
    """The place of a picture. `text` is its caption without label and number; it may be empty."""

    text: str


@dataclass(frozen=True, slots=True)
class LegacyPage:
    """An announcement of the old site.

    `publish_date` is the day as printed, in the old site's time zone. `blocks` holds paragraphs and captions in the
    order in which they stood. `numbered` is False when there are captions and none had a number. `source_url` is the
    address as typed, unchecked (`address.parse`). `digest` is the SHA-256, in hexadecimal, of title, date,
    paragraphs and captions, whatever their spacing: two savings of one page share it although hits or foot differ.
    """

    title: str
    publish_date: date
    hits: int
    blocks: tuple[Paragraph | CaptionSlot, ...]
    numbered: bool
    source_url: str | None
    digest: str


def parse_bytes(data: bytes, file_name: str) -> LegacyPage:
    """Return the page saved in a file, as `parse` does; raises `UnreadablePage` also for what is not UTF-8."""
    return parse(decode(data, file_name), file_name)


def parse(text: str, file_name: str) -> LegacyPage:
    """Return the page whose saved text is `text`.

    Raises `UnreadablePage`, and nothing else, when the title or the date is missing, not alone or not readable, when
    the title is longer than an article's may be, and when there is nothing to publish. `file_name` is for its message.
    """
    head = read_head(clean_lines(text, file_name), file_name)
    below = [line.text for line in head.below]
    body = below[: body_length(below)]
    if not body:
        reason = "there is no paragraph and no caption below this line: nothing to publish. Add the body."
        raise UnreadablePage(file_name, head.last.number, reason)
    captions = [caption(line) for line in body]
    blocks = tuple(
        CaptionSlot(found.text) if found else Paragraph(line) for line, found in zip(body, captions, strict=True)
    )
    numbers = [found.numbered for found in captions if found]
    return LegacyPage(
        title=head.title,
        publish_date=head.publish_date,
        hits=head.hits,
        blocks=blocks,
        numbered=any(numbers) or not numbers,
        source_url=head.source_url,
        digest=_digest(head, blocks),
    )


def language(page: LegacyPage) -> Literal["en", "zh"]:
    """Return the language of a page: of its title, paragraphs and captions together."""
    return language_of("\n".join([page.title, *(block.text for block in page.blocks)]))


def _digest(head: Head, blocks: Sequence[Paragraph | CaptionSlot]) -> str:
    content = [
        _normalised(head.title),
        head.publish_date.isoformat(),
        *([type(block).__name__, _normalised(block.text)] for block in blocks),
    ]
    return hashlib.sha256(json.dumps(content).encode()).hexdigest()


def _normalised(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", without_invisible(text)).split())
