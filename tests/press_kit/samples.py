"""Releases to write files of."""

from datetime import UTC, datetime
from typing import Any

from app.press_kit.release import Labels, Release, ReleasePicture
from tests.support.newsroom import picture_bytes

LABELS = Labels(
    press_release="Press release",
    press_contact="Press contact",
    about="About the company",
    event_date="Date of the event",
    correction="Correction",
    source="Source",
    link="Link",
    file="File",
    caption="Caption",
    credit="Credit",
    copyright="Copyright",
    alternative_text="Description",
    no_pictures="This press release has no pictures.",
)
PICTURE = ReleasePicture(
    file_name="opening-1.jpg",
    label="Picture 1",
    caption="The hall on its first day",
    credit="Photo: A. Person",
    alternative_text="People in a hall",
    creator="A. Person",
    copyright="© Example Works",
    digest="0" * 64,
    media_type="image/jpeg",
    original_bytes=10_000,
    rendition="00/nothing.jpg",
    rendition_bytes=10_000,
    width=640,
    height=480,
)
TABLE = (
    "<table><caption>Figures</caption><thead><tr><th>Year</th><th>Tonnes</th></tr></thead>"
    '<tbody><tr><td>2020</td><td rowspan="2">7</td></tr><tr><td>2021</td></tr>'
    '<tr><td colspan="2">All told</td></tr></tbody></table>'
)
BODY = (
    "<p>The hall <strong>opens</strong> on <em>Monday</em>, H<sub>2</sub>O and m<sup>2</sup> "
    '<a href="https://example.com/">with a link</a>.<br>A second line.</p><h2>What is new</h2>'
    "<ul><li>One</li><li><p>Two</p><ol start='4'><li>Inner</li></ol></li></ul>"
    "<blockquote><p>A good day.</p></blockquote><hr>" + TABLE
)


def release(*body: str | ReleasePicture, **changes: Any) -> Release:
    values: dict[str, Any] = {
        "name": "opening",
        "language": "en",
        "company": "Example Works",
        "colour": "#0b6b4f",
        "labels": LABELS,
        "title": "Opening of the hall",
        "subtitle": "Room for a thousand",
        "day": "October 31, 2021",
        "facts": (("Source", "A newspaper"),),
        "body": body or (BODY, PICTURE),
        "contact": ("Press office\npress@example.com",),
        "about": ("Example Works makes examples.",),
        "address": "https://news.example.com/news/opening",
        "changed": datetime(2021, 10, 31, 8, tzinfo=UTC),
    }
    return Release(**(values | changes))


def illustration(picture: ReleasePicture) -> bytes | None:
    """Stands for the storage."""
    return picture_bytes(size=(picture.width, picture.height))
