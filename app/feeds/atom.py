"""Atom (RFC 4287), with pages (RFC 5005)."""

from html import escape
from io import BytesIO
from typing import Any

from feedgenerator import Atom1Feed
from feedgenerator.django.utils.encoding import iri_to_uri

from app.feeds.models import Entry, Feed

MEDIA_TYPE = "application/atom+xml"


def build(feed: Feed) -> bytes:
    """Return the feed as an Atom document in UTF-8."""
    document = _Atom(
        title=feed.title,
        link=feed.site,
        description=feed.description,
        language=feed.language,
        author_name=feed.author,
        feed_url=feed.address,
        feed_guid=feed.first,
        of=feed,
    )
    for entry in feed.entries:
        document.add_item(
            title=entry.title,
            link=entry.address,
            # An Atom summary of the library is HTML.
            description=escape(entry.summary, quote=False) or None,
            content=entry.html,
            # The feed's own holds for it too; not every reader knows.
            author_name=feed.author,
            unique_id=entry.id,
            pubdate=entry.published,
            updateddate=entry.updated,
            categories=entry.categories,
            of=entry,
        )
    file = BytesIO()
    document.write(file, "utf-8")
    return file.getvalue()


class _Atom(Atom1Feed):  # type: ignore[misc]
    """Adds what the library does not write: pages, the icon, and links with titles."""

    def add_root_elements(self, handler: Any) -> None:  # noqa: ANN401 - the library's own, untyped
        super().add_root_elements(handler)
        feed: Feed = self.feed["of"]
        for relation, address in feed.paging.items():
            handler.addQuickElement("link", "", {"rel": relation, "type": MEDIA_TYPE, "href": address})
        handler.addQuickElement("icon", feed.icon)

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:  # noqa: ANN401
        super().add_item_elements(handler, item)
        entry: Entry = item["of"]
        for relation, address in (("via", entry.source), ("related", entry.related)):
            if address:
                handler.addQuickElement("link", "", {"rel": relation, "href": iri_to_uri(address)})
        for picture in entry.pictures:
            link = {
                "rel": "enclosure",
                "href": picture.address,
                "type": picture.media_type,
                "length": str(picture.byte_size),
            }
            handler.addQuickElement("link", "", link | ({"title": picture.caption} if picture.caption else {}))
