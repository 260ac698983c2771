"""What every public page shows around its content: head, navigation, foot, and the company's colour."""

import re
from datetime import datetime

from flask import Flask, current_app, request
from markupsafe import Markup

from app.articles import covers, permalinks, queries
from app.articles.composition import in_rows
from app.articles.models import Article, Kind, Section
from app.foundation import clock, page_versions
from app.foundation.clock import year_bounds
from app.foundation.database import db
from app.foundation.kept import Kept
from app.foundation.languages import LANGUAGES
from app.foundation.translation import current_language
from app.pictures.licences import may_be_shown
from app.pictures.models import PICTURES, Picture, Rendition
from app.pictures.sources import Source, sources
from app.public.blueprint import public_url
from app.site import qr_code
from app.site.models import SITE
from app.site.queries import Site, site
from config import Settings


def init_app(app: Flask) -> None:
    """Give every template the functions with which public pages are laid out."""
    app.extensions["layout"] = Kept(page_versions.of(app), [SITE, PICTURES])
    app.jinja_env.globals.update(
        absolute_url=absolute_url,
        current_site=current_site,
        navigation=navigation,
        in_rows=in_rows,
        languages=LANGUAGES,
        article_path=permalinks.path,
        list_path=list_path,
        Kind=Kind,
        media_path=media_path,
        now=clock.now,
        picture_sources=sources,
        srcset=srcset,
        public_url=public_url,
        section_of=section_of,
        shown_logo=shown_logo,
        shown_pictures=lambda article: covers.shown_pictures(article, clock.now()),
        paragraphs=paragraphs,
        qr_code=lambda target: Markup(qr_code.svg(target)),  # noqa: S704 - segno's own drawing; the target is only encoded
    )


def current_site() -> Site:
    """Return the newsroom's settings in the language of the page."""
    language = current_language()
    return _around().get(language, lambda session: site(session, language))


def shown_logo() -> Picture | None:
    """Return the newsroom's logo, if visitors may see it now."""
    logo = current_site().settings.logo
    return logo if logo and may_be_shown(logo, clock.now()) else None


def navigation() -> list[Section]:
    """Return the sections in their order."""
    return _around().get("sections", queries.sections)


def section_of(article: Article) -> Section:
    """Return the section of an article, without asking the database for it."""
    kept = (section for section in navigation() if section.id == article.section_id)
    return next(kept, None) or article.section


def _around() -> Kept:
    kept: Kept = current_app.extensions["layout"]
    return kept


def holds_until(now: datetime) -> datetime:
    """Return when, in UTC, a page that is made at `now` becomes another one by time alone.

    That is when the next scheduled article appears, when the licence of a picture ends, or the year in the foot.
    """
    _first, new_year = year_bounds(now.astimezone(current_site().zone).year, current_site().zone)
    return min(new_year, queries.next_change(db.session(), current_language(), now) or new_year)


def list_path(section: Section | None = None, year: int | None = None, words: str = "") -> str:
    """Return the path of the list of a section, a year, both, or of everything; with `words`, as searched for them."""
    language, slug = current_language(), section.slug if section else None
    if words or (section and year):
        return public_url("news", language, q=words, section=slug, year=year)
    if section:
        return public_url("section", language, slug=slug)
    return public_url("year", language, year=year) if year else public_url("news", language)


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a plain text, which an empty line parts."""
    return [paragraph.strip() for paragraph in re.split(r"\n\s*\n", text.replace("\r\n", "\n")) if paragraph.strip()]


def absolute_url(path: str) -> str:
    """Return `path` below the public origin: `SITE_URL`, else the origin of the request."""
    settings: Settings = current_app.extensions["settings"]
    return (settings.site_url or request.host_url.rstrip("/")) + path


def media_path(rendition: Rendition) -> str:
    """Return the address of a rendition."""
    return f"/media/{rendition.key}"


def srcset(source: Source) -> str:
    """Return the `srcset` of a source (HTML Standard): the address of each rendition with its width."""
    return ", ".join(f"{media_path(rendition)} {width}w" for rendition, width in source.candidates)
