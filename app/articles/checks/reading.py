"""Reads an article as the checks see it: passages of plain text that know where they stand."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser

from app.articles.checks.finding import Place
from app.articles.content import ArticleContent

_INLINE = {"a", "strong", "em", "sup", "sub", "br"}
_WHITE = re.compile(r"[ \t\r\n\f]+")
# How far an excerpt reaches to either side, at most.
_REACH = 20
_WORD_BEFORE = re.compile(rf"\S{{0,{_REACH}}}\Z")
_WORD_AFTER = re.compile(rf"\S{{0,{_REACH}}}")


@dataclass(frozen=True)
class Link:
    """A link in a passage: its address, and where its words stand there."""

    address: str
    start: int
    end: int


@dataclass(frozen=True)
class Passage:
    """A run of plain text, its line breaks as `\\n`. In the body `element` is the tag of the block that it is."""

    text: str
    field: str
    picture: str = ""
    block: int | None = None
    element: str = ""
    links: tuple[Link, ...] = ()

    def place(self, start: int, end: int) -> Place:
        """Return the place of the words from `start` to `end`."""
        words, occurrence = self.text[start:end], 0
        position = self.text.find(words)
        while position < start:
            occurrence += 1
            position = self.text.find(words, position + 1)
        return Place(self.field, self.picture, self.block, words, occurrence)

    def with_words_around(self, start: int, end: int) -> tuple[int, int]:
        """Widen a range to the ends of the words that it touches."""
        before, after = _WORD_BEFORE.search(self.text, max(0, start - _REACH), start), _WORD_AFTER.match(self.text, end)
        return start - len(before[0] if before else ""), end + len(after[0] if after else "")


def passages(content: ArticleContent) -> Iterator[Passage]:
    """Yield every text of an article that readers see; its body must be clean."""
    yield Passage(content.title, "title")
    yield Passage(content.subtitle, "subtitle")
    yield from read(content.body)
    yield Passage(content.correction, "correction")
    yield Passage(content.withdrawal_notice, "withdrawal_notice")
    for picture in content.pictures:
        for name in ("caption", "credit", "alternative_text"):
            yield Passage(getattr(picture, name), name, picture=picture.key)


def read(body: str) -> list[Passage]:
    """Return the blocks of a clean body that have words: paragraphs, headings, items, cells.

    A table's caption is none: the editor at the desk does not show it among them, and counts as this does.
    """
    reader = _Reader()
    reader.feed(body)
    reader.close()
    reader.end_block()
    return reader.blocks


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[Passage] = []
        self._text = ""
        self._links: list[Link] = []
        self._link: tuple[str, int] | None = None
        self._elements: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self._text = self._text.rstrip(" ") + "\n"
        elif tag == "a":
            self._link = dict(attrs).get("href") or "", len(self._text)
        elif tag not in _INLINE:
            self.end_block()
            if tag != "hr":
                self._elements.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._link:
            self._links.append(Link(self._link[0], self._link[1], len(self._text)))
            self._link = None
        elif tag not in _INLINE:
            self.end_block()
            if self._elements:
                self._elements.pop()

    def handle_data(self, data: str) -> None:
        # Line ends in the HTML are no line breaks; spaces stay as they were typed.
        folded = _WHITE.sub(lambda white: white[0] if white[0].isprintable() else " ", data)
        self._text += folded.lstrip(" ") if not self._text or self._text.endswith("\n") else folded

    def end_block(self) -> None:
        """Keep what was read since the last block ended, if it has words."""
        element = self._elements[-1] if self._elements else ""
        text = self._text.rstrip()
        if text and element != "caption":
            self.blocks.append(Passage(text, "body", "", len(self.blocks), element, tuple(self._links)))
        self._text, self._links = "", []
