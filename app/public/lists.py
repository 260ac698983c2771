"""All articles, newest first, by section and year."""

from collections.abc import Iterable
from itertools import groupby
from zoneinfo import ZoneInfo

from flask import abort, g, render_template, request
from flask.typing import ResponseReturnValue

from app.articles import page_tags, queries
from app.articles.models import Article
from app.articles.queries import Selection
from app.foundation import clock, page_cache
from app.foundation.clock import year_bounds
from app.foundation.database import db
from app.foundation.paging import PageNotFound, page_number
from app.pictures.models import PICTURES
from app.public.blueprint import public
from app.public.layout import current_site, holds_until
from app.site.models import SITE

# What the list reads of the query. Searches are not stored: there is no end of them.
ARGUMENTS = ("page", "q", "section", "year")


@public.get("/news/")
def news() -> ResponseReturnValue:
    """Show one page of the list; a section, year or page that does not exist is not found."""
    session, now, zone = db.session(), clock.now(), current_site().zone
    section = None
    if slug := request.args.get("section"):
        section = queries.section_by_slug(session, slug) or abort(404)
    words = request.args.get("q", "").strip()[:200]
    in_section = Selection(g.language, section.id if section else None)
    months = queries.months(session, in_section, now)
    years = queries.years(session, in_section, zone, now, months)
    year = None
    selection = Selection(in_section.language, in_section.section_id, words=words)
    if wanted := request.args.get("year"):
        year = next((year for year in years if str(year) == wanted), None) or abort(404)
        since, before = year_bounds(year, zone)
        selection = Selection(in_section.language, in_section.section_id, since, before, words)
    try:
        of_months = months if selection == in_section else None
        page = queries.published_page(session, selection, page_number(request.args.get("page", "1")), now, of_months)
    except PageNotFound:
        abort(404)
    if not words:
        page_cache.keep([SITE, PICTURES, page_tags.articles(g.language)], until=holds_until(now), arguments=ARGUMENTS)
    groups = by_year(page.items, zone)
    return render_template(
        "public/list.html", page=page, by_year=groups, section=section, year=year, years=years, words=words
    )


def by_year(articles: Iterable[Article], zone: ZoneInfo) -> list[tuple[int, list[Article]]]:
    """Return published articles, which stand in the order of their dates, by their years in `zone`."""

    def year(article: Article) -> int:
        assert article.publish_at is not None  # noqa: S101 - for the type checker: visible articles have a time
        return article.publish_at.astimezone(zone).year

    return [(number, list(group)) for number, group in groupby(articles, year)]
