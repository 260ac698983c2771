"""Makes entries of feeds out of articles."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from html import escape
from uuid import UUID, uuid5

import nh3

from app.articles.body import plain_text
from app.articles.composition import Figure, compose
from app.articles.models import Article, Kind
from app.feeds.models import Entry, Picture
from app.feeds.text import writable
from app.pictures.models import Rendition
from app.pictures.sources import sources

# Ours alone, so that nobody else's names make the same identifiers (RFC 9562, 5.5). It must never change.
_NAMESPACE = UUID("0d6f6c5a-7f0e-4d5b-9b1c-3a2f8f4e6d71")
# Of an article without a subtitle, in characters.
_SUMMARY_LENGTH = 200
# The first of the scripts that are written without spaces between words and numbers: CJK radicals.
_HAN = "⺀"


@dataclass(frozen=True)
class Surroundings:
    """What an entry takes from elsewhere: absolute addresses, names and labels in the language of the feed."""

    article_address: Callable[[Article], str]
    media_address: Callable[[Rendition], str]
    section_name: Callable[[Article], str]
    picture_label: str
    correction_label: str


def entry(article: Article, around: Surroundings, now: datetime) -> Entry:
    """Return the entry of an article that was published, with the pictures that may be shown at `now`."""
    address = around.article_address(article)
    blocks = compose(article, now)
    external = writable(article.external_link)
    is_coverage = article.kind is Kind.COVERAGE
    html = [_figure(block, around) if isinstance(block, Figure) else _absolute(block.html, address) for block in blocks]
    if article.correction:
        html.append(f"<p><strong>{escape(around.correction_label)}</strong> {escape(writable(article.correction))}</p>")
    return Entry(
        id=identifier(article),
        title=writable(article.title),
        summary=writable(article.subtitle or _beginning(article)),
        html="\n".join(html),
        address=address,
        source=external if is_coverage else "",
        related="" if is_coverage else external,
        published=published(article),
        updated=updated(article),
        categories=[writable(name) for name in (around.section_name(article), *(tag.name for tag in article.tags))],
        pictures=[_picture(block, around) for block in blocks if isinstance(block, Figure)],
    )


def identifier(article: Article) -> str:
    """Return what names an article for ever, also under another slug, section or host (RFC 4287, 4.2.6).

    It is made of what never changes: the article's number, and when it was made, which tells newsrooms apart.
    """
    return uuid5(_NAMESPACE, f"{article.id} {article.created_at.isoformat()}").urn


def published(article: Article) -> datetime:
    """Return when an article was published."""
    return article.publish_at or article.created_at


def updated(article: Article) -> datetime:
    """Return when what an article says was changed last, as feeds tell it: not before it was published."""
    return max(published(article), article.revised_at)


def _beginning(article: Article) -> str:
    text = " ".join(plain_text(article.body).split())
    return text if len(text) <= _SUMMARY_LENGTH else f"{text[:_SUMMARY_LENGTH].rstrip()}…"


def _absolute(html: str, base: str) -> str:
    """Return clean HTML with its relative links made absolute, because feeds are read elsewhere."""
    return writable(nh3.clean(html, link_rel=None, url_relative=("rewrite_with_base", base)))


def _figure(figure: Figure, around: Surroundings) -> str:
    picture = _picture(figure, around)
    caption = " ".join(
        f"<{tag}>{escape(text)}</{tag}>" for tag, text in (("span", picture.caption), ("small", picture.credit)) if text
    )
    return (
        f'<figure><img src="{escape(picture.address)}" width="{picture.width}" height="{picture.height}" '
        f'alt="{escape(writable(figure.alternative_text))}">'
        f"{f'<figcaption>{caption}</figcaption>' if caption else ''}</figure>"
    )


def _picture(figure: Figure, around: Surroundings) -> Picture:
    file = sources(figure.picture).fallback
    label = around.picture_label
    number = f"{label}{' ' if label[-1:] < _HAN else ''}{figure.number}" if figure.number else ""
    return Picture(
        address=around.media_address(file),
        media_type=file.media_type,
        byte_size=file.byte_size,
        width=file.width,
        height=file.height,
        caption=writable(" ".join(text for text in (number, figure.caption) if text)),
        credit=writable(figure.credit),
    )
