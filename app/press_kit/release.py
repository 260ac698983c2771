"""An article as a press release: everything that its files say, in plain values."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from babel import Locale
from babel.dates import format_date

from app.articles.composition import Figure, compose
from app.articles.models import Article
from app.pictures.models import Picture
from app.press_kit import file_names
from app.press_kit.reading import printable
from app.site.queries import Site

# To be raised when the files of the same release come to look different: they are kept by what they say.
_EDITION = 3


@dataclass(frozen=True)
class Labels:
    """The words around the article, in its language."""

    press_release: str
    press_contact: str
    about: str
    event_date: str
    correction: str
    source: str
    link: str
    file: str
    caption: str
    credit: str
    copyright: str
    alternative_text: str
    no_pictures: str


@dataclass(frozen=True)
class ReleasePicture:
    """A picture of the release. `label` is such as “Picture 1”, and empty where pictures are not numbered."""

    file_name: str
    label: str
    caption: str
    credit: str
    alternative_text: str
    creator: str
    copyright: str
    # The original, and the key of the largest JPEG below the renditions: both may be missing on the disk.
    digest: str
    media_type: str
    original_bytes: int
    rendition: str
    rendition_bytes: int
    # Pixels of the rendition.
    width: int
    height: int

    @property
    def full_caption(self) -> str:
        """The caption as it stands below the picture, without the credit."""
        return " ".join(filter(None, (self.label, self.caption)))


@dataclass(frozen=True)
class Release:
    """What a press release says. `body` is clean HTML and the pictures between; `changed` is in the site's zone."""

    name: str
    language: str
    company: str
    colour: str
    labels: Labels
    title: str
    subtitle: str
    day: str
    facts: tuple[tuple[str, str], ...]
    body: tuple[str | ReleasePicture, ...]
    contact: tuple[str, ...]
    about: tuple[str, ...]
    address: str
    changed: datetime

    @property
    def pictures(self) -> list[ReleasePicture]:
        """The pictures in the order of the page."""
        return [part for part in self.body if isinstance(part, ReleasePicture)]

    def digest(self) -> str:
        """Return what tells this release from every other: SHA-256, in hexadecimal, of all that it says."""
        said = json.dumps([_EDITION, asdict(self)], default=str, sort_keys=True)
        return hashlib.sha256(said.encode()).hexdigest()


def release_of(article: Article, site: Site, labels: Labels, address: str, now: datetime) -> Release:
    """Return the release of a published article in its language; `address` is that of its page.

    It has the pictures that may be shown at `now`.
    """
    assert article.publish_at is not None  # noqa: S101 - for the type checker: published articles have a time
    language, texts, section = article.language, site.texts, article.section
    name = file_names.base(article.slug)
    locale = Locale.parse(language, sep="-")
    published = article.publish_at.astimezone(site.zone).date()
    event = article.event_date if article.event_date != published else None
    facts = (
        (labels.event_date, format_date(event, "long", locale) if event else ""),
        (labels.correction, article.correction),
        (labels.source, article.source),
        (labels.link, article.external_link),
    )
    return Release(
        name=name,
        language=language,
        company=printable(texts.company_name),
        colour=site.settings.brand_colour,
        labels=labels,
        title=_line(article.title),
        subtitle=_line(article.subtitle),
        day=format_date(published, "long", locale),
        facts=tuple((label, _line(value)) for label, value in facts if value),
        body=tuple(_body(article, name, texts.picture_label, now)),
        contact=_paragraphs(section.text("press_contact", language) or texts.press_contact),
        about=_paragraphs(section.text("boilerplate", language) or texts.boilerplate),
        address=address,
        changed=article.updated_at.astimezone(site.zone),
    )


def _body(article: Article, name: str, picture_label: str, now: datetime) -> Sequence[str | ReleasePicture]:
    body: list[str | ReleasePicture] = []
    number = 0
    for block in compose(article, now):
        if isinstance(block, Figure):
            number += 1
            body.append(_picture(block, f"{name}-{number}.jpg", picture_label))
        else:
            body.append(printable(block.html))
    return body


def _picture(figure: Figure, file_name: str, picture_label: str) -> ReleasePicture:
    picture: Picture = figure.picture
    jpegs = [rendition for rendition in picture.renditions if rendition.media_type == "image/jpeg"]
    largest: Any = max(jpegs, key=lambda rendition: rendition.width)
    # A label in Han characters stands directly before its number.
    space = " " if picture_label[-1:] < "⺀" else ""
    return ReleasePicture(
        file_name=file_name,
        label=f"{picture_label}{space}{figure.number}" if figure.number else "",
        caption=_line(figure.caption),
        credit=_line(figure.credit),
        alternative_text=_line(figure.alternative_text),
        creator=_line(picture.creator),
        copyright=_line(picture.copyright),
        digest=picture.digest,
        media_type=picture.media_type,
        original_bytes=picture.byte_size,
        rendition=largest.key,
        rendition_bytes=largest.byte_size,
        width=largest.width,
        height=largest.height,
    )


def _line(text: str) -> str:
    return " ".join(printable(text).split())


def _paragraphs(text: str) -> tuple[str, ...]:
    """Cut plain text at its empty lines; single line breaks stay."""
    lines = "\n".join(line.strip() for line in printable(text).splitlines())
    return tuple(part.strip() for part in lines.split("\n\n") if part.strip())
