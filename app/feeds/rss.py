"""RSS 2.0 by the profile of the RSS Advisory Board, with the modules Atom, Content and Media."""

from html import escape
from io import BytesIO
from typing import Any

from feedgenerator import Enclosure, Rss201rev2Feed
from feedgenerator.django.utils.encoding import iri_to_uri
from feedgenerator.django.utils.feedgenerator import rfc3339_date

from app.feeds.models import Entry, Feed

MEDIA_TYPE = "application/rss+xml"


def build(feed: Feed) -> bytes:
    """Return the feed as an RSS document in UTF-8."""
    document = _Rss(
        title=feed.title,
        link=feed.site,
        description=feed.description or feed.title,
        language=feed.language,
        feed_url=feed.address,
        of=feed,
    )
    for entry in feed.entries:
        document.add_item(
            title=entry.title,
            link=entry.address,
            # A description is HTML, and has to stand before the whole text.
            description=escape(entry.summary or entry.title, quote=False),
            author_name=feed.author,
            unique_id=entry.id,
            unique_id_is_permalink=False,
            pubdate=entry.published,
            updateddate=entry.updated,
            categories=entry.categories,
            # The profile allows one; the module Media has them all.
            enclosures=[Enclosure(p.address, str(p.byte_size), p.media_type) for p in entry.pictures[:1]],
            of=entry,
        )
    file = BytesIO()
    document.write(file, "utf-8")
    return file.getvalue()


class _Rss(Rss201rev2Feed):  # type: ignore[misc]
    """Adds what the library does not write: pages, whole texts, and all pictures."""

    def rss_attributes(self) -> dict[str, str]:
        return {
            **super().rss_attributes(),
            "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
            "xmlns:media": "http://search.yahoo.com/mrss/",
        }

    def add_root_elements(self, handler: Any) -> None:  # noqa: ANN401 - the library's own, untyped
        super().add_root_elements(handler)
        feed: Feed = self.feed["of"]
        for relation, address in feed.paging.items():
            handler.addQuickElement("atom:link", None, {"rel": relation, "type": MEDIA_TYPE, "href": address})

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:  # noqa: ANN401
        super().add_item_elements(handler, item)
        entry: Entry = item["of"]
        handler.addQuickElement("atom:updated", rfc3339_date(entry.updated))
        for relation, address in (("via", entry.source), ("related", entry.related)):
            if address:
                handler.addQuickElement("atom:link", None, {"rel": relation, "href": iri_to_uri(address)})
        handler.addQuickElement("content:encoded", entry.html)
        for picture in entry.pictures:
            attributes = {
                "url": picture.address,
                "type": picture.media_type,
                "medium": "image",
                "fileSize": str(picture.byte_size),
                "width": str(picture.width),
                "height": str(picture.height),
            }
            handler.startElement("media:content", attributes)
            if picture.caption:
                handler.addQuickElement("media:description", picture.caption, {"type": "plain"})
            if picture.credit:
                handler.addQuickElement("media:credit", picture.credit)
            handler.endElement("media:content")
