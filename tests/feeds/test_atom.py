"""An Atom feed keeps the rules of RFC 4287 and RFC 5005, whatever it has to say."""

import re
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.feeds import atom, rss
from app.feeds.models import Entry, Feed, Picture
from app.feeds.text import writable

ATOM = "{http://www.w3.org/2005/Atom}"
# RFC 3339, 5.6.
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
TEXT = st.text(max_size=40).map(writable)


def check_atom(document: bytes) -> None:
    """Check what RFC 4287, 4.1.1, 4.1.2 and 4.2 demand of a feed and its entries."""
    feed = ElementTree.fromstring(document)
    assert feed.tag == f"{ATOM}feed"
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang")
    check_container(feed)
    assert count(feed, "author") == 1
    assert rels(feed).count("self") == 1
    assert rels(feed).count("alternate") == 1
    for relation in ("first", "previous", "next"):
        assert rels(feed).count(relation) <= 1
    assert count(feed, "icon") == 1
    entries = feed.findall(f"{ATOM}entry")
    names = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(names) == len(set(names))
    for entry in entries:
        check_container(entry)
        assert count(entry, "author") == 1
        assert count(entry, "published") == 1
        assert count(entry, "content") == 1
        assert count(entry, "summary") <= 1
        assert rels(entry).count("alternate") == 1
        check_instant(entry, "published")
        for text in (*entry.findall(f"{ATOM}content"), *entry.findall(f"{ATOM}summary")):
            assert text.get("type") == "html"
            assert len(text) == 0


def check_container(element: Element) -> None:
    for name in ("id", "title", "updated"):
        assert count(element, name) == 1, name
    check_instant(element, "updated")
    identifier = urlsplit(element.findtext(f"{ATOM}id") or "")
    assert identifier.scheme, "an identifier is an absolute IRI"
    for link in element.findall(f"{ATOM}link"):
        assert urlsplit(link.attrib["href"]).scheme in ("http", "https")
        assert re.fullmatch(r"[\x21-\x7e]+", link.attrib["href"]), "a link is a URI"
        if link.get("rel") == "enclosure":
            assert re.fullmatch(r"\d+", link.attrib["length"])
            assert re.fullmatch(r"image/\w+", link.attrib["type"])
    for category in element.findall(f"{ATOM}category"):
        assert "term" in category.attrib


def check_instant(element: Element, name: str) -> None:
    assert INSTANT.fullmatch(element.findtext(f"{ATOM}{name}") or "")


def count(element: Element, name: str) -> int:
    return len(element.findall(f"{ATOM}{name}"))


def rels(element: Element) -> list[str]:
    return [link.get("rel", "alternate") for link in element.findall(f"{ATOM}link")]


def feed_of(*entries: Entry, following: str = "", title: str = "All news", description: str = "") -> Feed:
    return Feed(
        title=title,
        description=description,
        language="en",
        author="Our company",
        icon="https://news.example/icon-512.png",
        site="https://news.example/",
        address="https://news.example/feed.atom",
        first="https://news.example/feed.atom",
        previous="",
        next=following,
        entries=entries,
    )


def entry_of(number: int = 1, *, title: str = "Signed", html: str = "<p>Words.</p>", text: str = "") -> Entry:
    published = datetime(2021, 10, 31, 8, tzinfo=UTC)
    return Entry(
        id=f"urn:uuid:{number:032x}",
        title=title,
        summary=text,
        html=html,
        address=f"https://news.example/news/{number}",
        source="",
        related=f"https://other.example/{text}",
        published=published,
        updated=published + timedelta(days=number),
        categories=[text],
        pictures=[Picture("https://news.example/media/a.jpg", "image/jpeg", 10, 4, 3, text, text)],
    )


@pytest.mark.parametrize("entries", [0, 1, 3])
def test_feed_keeps_the_rules(entries: int) -> None:
    made = [entry_of(number) for number in range(1, entries + 1)]
    check_atom(atom.build(feed_of(*made, following="https://news.example/feed.atom?page=2")))


def test_feed_was_updated_with_its_newest_entry() -> None:
    document = ElementTree.fromstring(atom.build(feed_of(entry_of(1), entry_of(3), entry_of(2))))
    assert document.findtext(f"{ATOM}updated") == "2021-11-03T08:00:00+00:00"


@given(title=TEXT, html=TEXT, text=TEXT)
def test_any_text_comes_back_as_it_was(title: str, html: str, text: str) -> None:
    feed = feed_of(entry_of(title=title, html=html, text=text), title=title, description=text)
    document = atom.build(feed)
    check_atom(document)
    entry = ElementTree.fromstring(document).find(f"{ATOM}entry")
    assert entry is not None
    item = ElementTree.fromstring(rss.build(feed)).find("channel/item")
    assert item is not None
    for shown in (entry.findtext(f"{ATOM}title"), item.findtext("title")):
        assert as_read(shown) == as_read(title)
    content = "{http://purl.org/rss/1.0/modules/content/}encoded"
    for shown in (entry.findtext(f"{ATOM}content"), item.findtext(content)):
        assert as_read(shown) == as_read(html)


def as_read(text: str | None) -> str:
    """Return a text with its line ends as XML 1.0, 2.11, has them read."""
    return (text or "").replace("\r\n", "\n").replace("\r", "\n")
