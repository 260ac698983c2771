"""JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""

import json
from collections.abc import Mapping

from app.feeds.models import Entry, Feed

MEDIA_TYPE = "application/feed+json"


def build(feed: Feed) -> bytes:
    """Return the feed as a JSON Feed in UTF-8."""
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "description": feed.description,
        "home_page_url": feed.site,
        "feed_url": feed.address,
        "next_url": feed.next,
        "icon": feed.icon,
        "language": feed.language,
        "authors": [{"name": feed.author}],
        "items": [_item(entry) for entry in feed.entries],
    }
    return json.dumps(_filled(document), ensure_ascii=False).encode()


def _item(entry: Entry) -> dict[str, object]:
    return _filled(
        {
            "id": entry.id,
            "url": entry.address,
            "external_url": entry.source or entry.related,
            "title": entry.title,
            "summary": entry.summary,
            # An item must have its content, also an empty one.
            "content_html": entry.html or "<p></p>",
            "image": next((picture.address for picture in entry.pictures), ""),
            "date_published": entry.published.isoformat(),
            "date_modified": entry.updated.isoformat(),
            "tags": list(entry.categories),
            "attachments": [
                _filled(
                    {
                        "url": picture.address,
                        "mime_type": picture.media_type,
                        "title": picture.caption,
                        "size_in_bytes": picture.byte_size,
                    }
                )
                for picture in entry.pictures
            ],
        }
    )


def _filled(members: Mapping[str, object]) -> dict[str, object]:
    """Leave out what is empty; `items` is required."""
    return {name: value for name, value in members.items() if value or name == "items"}
