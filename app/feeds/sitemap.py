"""Sitemaps (sitemaps.org, protocol 0.9) with Google's extensions for pictures, languages and news."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from xml.sax.saxutils import XMLGenerator
from xml.sax.xmlreader import AttributesImpl

from app.feeds.text import writable

MEDIA_TYPE = "application/xml"
_NO_ATTRIBUTES: "AttributesImpl[str]" = AttributesImpl({})
_SITEMAP = {"xmlns": "http://www.sitemaps.org/schemas/sitemap/0.9"}
_PAGES = {
    **_SITEMAP,
    "xmlns:image": "http://www.google.com/schemas/sitemap-image/1.1",
    "xmlns:xhtml": "http://www.w3.org/1999/xhtml",
}
_NEWS = {**_SITEMAP, "xmlns:news": "http://www.google.com/schemas/sitemap-news/0.9"}


@dataclass(frozen=True)
class Location:
    """A page: its address, when it changed last, its pictures, and its address in each language, its own too."""

    address: str
    changed: datetime | None = None
    pictures: Sequence[str] = ()
    alternates: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class News:
    """An article for a news sitemap, and the name of the publication in the article's language."""

    address: str
    title: str
    language: str
    publication: str
    published: datetime


def pages(locations: Iterable[Location]) -> bytes:
    """Return a sitemap of pages in UTF-8. The protocol allows 50,000 at most, and 50 MiB."""
    document = _Document("urlset", _PAGES)
    for location in locations:
        with document.element("url"):
            document.text("loc", location.address)
            if location.changed is not None:
                document.text("lastmod", location.changed.isoformat())
            for language, address in location.alternates.items():
                document.empty("xhtml:link", {"rel": "alternate", "hreflang": language, "href": address})
            for picture in location.pictures:
                with document.element("image:image"):
                    document.text("image:loc", picture)
    return document.end()


def index(addresses: Iterable[str]) -> bytes:
    """Return a sitemap index, in UTF-8, of the sitemaps at these addresses; 50,000 at most."""
    document = _Document("sitemapindex", _SITEMAP)
    for address in addresses:
        with document.element("sitemap"):
            document.text("loc", address)
    return document.end()


def news(articles: Iterable[News], otherwise: str) -> bytes:
    """Return a news sitemap in UTF-8: of articles of the last two days, at most 1,000.

    A sitemap must name something: without articles it names the page `otherwise`, which is no news.
    """
    document = _Document("urlset", _NEWS)
    is_empty = True
    for article in articles:
        is_empty = False
        with document.element("url"):
            document.text("loc", article.address)
            with document.element("news:news"):
                with document.element("news:publication"):
                    document.text("news:name", article.publication)
                    document.text("news:language", article.language)
                document.text("news:publication_date", article.published.isoformat())
                document.text("news:title", article.title)
    if is_empty:
        with document.element("url"):
            document.text("loc", otherwise)
    return document.end()


class _Document:
    """An XML document that is written from its beginning to its end."""

    def __init__(self, root: str, namespaces: Mapping[str, str]) -> None:
        self._file = BytesIO()
        self._root = root
        self._writer = XMLGenerator(self._file, "utf-8", short_empty_elements=True)
        self._writer.startDocument()
        self._writer.startElement(root, AttributesImpl(namespaces))

    @contextmanager
    def element(self, name: str) -> Iterator[None]:
        self._writer.startElement(name, _NO_ATTRIBUTES)
        yield
        self._writer.endElement(name)

    def text(self, name: str, text: str) -> None:
        self._writer.startElement(name, _NO_ATTRIBUTES)
        self._writer.characters(writable(text))
        self._writer.endElement(name)

    def empty(self, name: str, attributes: Mapping[str, str]) -> None:
        self._writer.startElement(name, AttributesImpl(attributes))
        self._writer.endElement(name)

    def end(self) -> bytes:
        self._writer.endElement(self._root)
        self._writer.endDocument()
        return self._file.getvalue()
