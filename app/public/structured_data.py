"""What search engines read of a page: JSON-LD in the vocabulary of schema.org."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from flask import Flask

from app.articles.composition import Figure, Text
from app.articles.models import Article, Kind
from app.feeds import card
from app.pictures.models import Picture, Rendition
from app.pictures.sources import sources
from app.public.layout import absolute_url, current_site, media_path, section_of, shown_logo
from app.site.queries import Site

Data = dict[str, Any]
_CONTEXT = {"@context": "https://schema.org"}
# What Google asks of a headline, in characters.
HEADLINE_LENGTH = 110


def init_app(app: Flask) -> None:
    """Give templates what they write into a page's head."""
    app.jinja_env.globals.update(
        breadcrumbs=breadcrumbs,
        card_size=(card.WIDTH, card.HEIGHT),
        news_article=news_article,
        organization=organization,
        preview_picture=preview_picture,
    )


def news_article(
    article: Article, blocks: Sequence[Text | Figure], published: datetime, address: str, description: str
) -> Data:
    """Return an article's page as `NewsArticle`; `published` is its time in the site's zone."""
    site = current_site()
    organization = _organization(site)
    revised = max(published, article.revised_at.astimezone(published.tzinfo))
    return _CONTEXT | _present(
        {
            "@type": "NewsArticle",
            "mainEntityOfPage": address,
            "url": address,
            "headline": article.title[:HEADLINE_LENGTH],
            "alternativeHeadline": article.subtitle,
            "description": description,
            "inLanguage": article.language,
            "datePublished": published.isoformat(),
            "dateModified": revised.isoformat(timespec="seconds"),
            "correction": article.correction,
            "temporalCoverage": article.event_date and article.event_date.isoformat(),
            "articleSection": section_of(article).name(article.language),
            "keywords": [tag.name for tag in article.tags],
            "image": [_image(block) for block in blocks if isinstance(block, Figure)],
            "author": organization,
            "publisher": organization,
            "isBasedOn": article.external_link if article.kind is Kind.COVERAGE else "",
        }
    )


def organization() -> Data:
    """Return the company as `Organization`."""
    return _CONTEXT | _organization(current_site())


def breadcrumbs(steps: Sequence[tuple[str, str]]) -> Data:
    """Return the way to a page as `BreadcrumbList`; each step is a name and a path."""
    return _CONTEXT | {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": name, "item": absolute_url(path)}
            for position, (name, path) in enumerate(steps, start=1)
        ],
    }


def _organization(site: Site) -> Data:
    settings, texts, logo = site.settings, site.texts, shown_logo()
    return _present(
        {
            "@type": "Organization",
            "name": texts.company_name,
            "url": absolute_url("/"),
            "logo": logo and _file(sources(logo).fallback),
            "telephone": settings.telephone,
            "faxNumber": settings.fax,
            "address": texts.address,
            "description": texts.boilerplate,
        }
    )


def _image(figure: Figure) -> Data:
    """Return a picture as `ImageObject`, with the fields of IPTC's photo metadata that search engines show."""
    return _present(
        {
            **_file(preview_picture(figure.picture)),
            "caption": figure.caption,
            "creditText": figure.credit,
            "copyrightNotice": figure.picture.copyright,
            "creator": figure.picture.creator and {"@type": "Person", "name": figure.picture.creator},
        }
    )


def _file(rendition: Rendition) -> Data:
    return {
        "@type": "ImageObject",
        "url": absolute_url(media_path(rendition)),
        "width": rendition.width,
        "height": rendition.height,
    }


def preview_picture(picture: Picture) -> Rendition:
    """Return the rendition that previews show: the widest JPEG, which every service reads."""
    of_jpeg = [rendition for rendition in picture.renditions if rendition.media_type == "image/jpeg"]
    return max(of_jpeg, key=lambda rendition: rendition.width)


def _present(fields: Mapping[str, Any]) -> Data:
    """Leave out what is empty."""
    return {name: value for name, value in fields.items() if value}
