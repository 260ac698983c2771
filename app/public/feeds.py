"""Feeds of everything, of a section and of a tag, in three formats and each language."""

from collections.abc import Callable
from datetime import datetime
from functools import partial, update_wrapper

from flask import Response, abort, g, request
from flask_babel import gettext as _

from app.articles import page_tags, permalinks, queries, tag_lists, tags
from app.articles.models import Article, Section
from app.articles.queries import Selection
from app.feeds import atom, json_feed, rss
from app.feeds.entries import Surroundings, entry
from app.feeds.models import Feed
from app.feeds.queries import whole
from app.feeds.text import writable
from app.foundation import clock, page_cache
from app.foundation.database import db
from app.foundation.paging import Page, PageNotFound, page_number
from app.pictures.models import PICTURES
from app.public.blueprint import public, public_url
from app.public.icons import LARGEST_ICON
from app.public.layout import absolute_url, current_site, holds_until, media_path, navigation, section_of
from app.site.models import SITE

FORMATS = {"atom": atom, "rss": rss, "json": json_feed}


def feed(kind: str) -> Response:
    """Give a page of all articles."""
    return _of_section(kind, None)


def section_feed(kind: str, slug: str) -> Response:
    """Give a page of a section's articles."""
    return _of_section(kind, next((section for section in navigation() if section.slug == slug), None) or abort(404))


def tag_feed(kind: str, slug: str) -> Response:
    """Give a page of the articles that bear a tag."""
    session, now = db.session(), clock.now()
    tag = tags.by_slug(session, g.language, slug) or abort(404)
    page = _requested(lambda number: tag_lists.tagged_page(session, tag, number, now))
    if not page.total:
        # Nobody may learn of a tag that only hidden articles bear.
        abort(404)
    return _answer(kind, page, now, "tag", tag.name, slug=slug)


for _kind in FORMATS:
    for _prefix, _view in (("/", feed), ("/section/<slug>/", section_feed), ("/tag/<slug>/", tag_feed)):
        _of_kind = update_wrapper(partial(_view, _kind), _view)
        public.add_url_rule(f"{_prefix}feed.{_kind}", f"{_view.__name__}_{_kind}", _of_kind)


def _of_section(kind: str, section: Section | None) -> Response:
    session, now = db.session(), clock.now()
    selection = Selection(g.language, section.id if section else None)
    page = _requested(lambda number: queries.published_page(session, selection, number, now))
    if section is None:
        return _answer(kind, page, now, "home", _("All news"))
    description = section.text("description", g.language)
    return _answer(kind, page, now, "section", section.name(g.language), description, slug=section.slug)


def _requested(find: Callable[[int], Page[Article]]) -> Page[Article]:
    try:
        return find(page_number(request.args.get("page", "1")))
    except PageNotFound:
        abort(404)


def _answer(
    kind: str, page: Page[Article], now: datetime, view: str, name: str, description: str = "", **values: str
) -> Response:
    """Answer with the feed of what the page `view` shows, under the name that it has there."""
    texts = current_site().texts
    prefix = "" if view == "home" else f"{view}_"

    def address(number: int) -> str:
        query = number if number > 1 else None
        return absolute_url(public_url(f"{prefix}feed_{kind}", g.language, page=query, **values))

    around = Surroundings(
        article_address=lambda article: absolute_url(permalinks.path(article)),
        media_address=lambda rendition: absolute_url(media_path(rendition)),
        section_name=lambda article: section_of(article).name(g.language),
        picture_label=texts.picture_label,
        correction_label=_("Correction"),
    )
    content = Feed(
        title=writable(f"{name} – {texts.company_name}"),
        description=writable(description),
        language=g.language,
        author=writable(texts.company_name),
        icon=absolute_url(LARGEST_ICON),
        site=absolute_url(public_url(view, g.language, **values)),
        address=address(page.number),
        first=address(1),
        previous=address(page.number - 1) if page.number > 1 else "",
        next=address(page.number + 1) if page.number < page.last else "",
        entries=[entry(article, around, now) for article in whole(db.session(), page.items)],
    )
    page_cache.keep([SITE, PICTURES, page_tags.articles(g.language)], until=holds_until(now), arguments=("page",))
    response = Response(FORMATS[kind].build(content), content_type=f"{FORMATS[kind].MEDIA_TYPE}; charset=utf-8")
    response.last_modified = now
    return response
