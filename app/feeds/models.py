"""What a feed consists of, whatever its format. All addresses are absolute, all instants aware and in UTC."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Picture:
    """A picture of an article as a JPEG file. `byte_size` is its length; `width` and `height` are in pixels."""

    address: str
    media_type: str
    byte_size: int
    width: int
    height: int
    caption: str
    credit: str


@dataclass(frozen=True)
class Entry:
    """An article. `html` is its whole text with its figures, `summary` is plain text; empty for one without words.

    `source` is what media coverage reports from, `related` what an announcement links to; either may be empty.
    """

    id: str
    title: str
    summary: str
    html: str
    address: str
    source: str
    related: str
    published: datetime
    updated: datetime
    categories: Sequence[str]
    pictures: Sequence[Picture]


@dataclass(frozen=True)
class Feed:
    """One page of a feed, newest entries first.

    `address` is that of this page, `first` that of the first one, which names the feed as a whole; `previous` and
    `next` are empty where there is none. `site` is the page for people that shows the same articles.
    """

    title: str
    description: str
    language: str
    author: str
    icon: str
    site: str
    address: str
    first: str
    previous: str
    next: str
    entries: Sequence[Entry]

    @property
    def paging(self) -> dict[str, str]:
        """The addresses of other pages by their relation (RFC 5005, 3)."""
        pages = {"first": self.first, "previous": self.previous, "next": self.next}
        return {relation: address for relation, address in pages.items() if address}
