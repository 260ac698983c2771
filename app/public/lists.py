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
from app.foundation.database import db
from app.foundation.paging import PageNotFound, page_number
from app.pictures.models import PICTURES
from app.public import alternates
from app.public.blueprint import public
from app.public.layout import current_site, holds_until
from app.public.narrowing import asked_words, narrowed
from app.search import results
from app.search.finding import MOST_FOUND
from app.search.query import parse, without_quotes
from app.site.models import SITE

# What the list reads of the query. Searches are not stored: there is no end of them.
ARGUMENTS = ("page", "q", "section", "year")


@public.get("/news/")
def news() -> ResponseReturnValue:
    """Show one page of the list; a section, year or page that does not exist is not found."""
    session, now, zone = db.session(), clock.now(), current_site().zone
    words = asked_words()
    asked = narrowed(session, g.language, now)
    number = page_number(request.args.get("page", "1"))
    try:
        if words:
            page = results.newest_page(session, parse(words), asked.selection, number, now)
        else:
            page = queries.published_page(
                session, asked.selection, number, now, asked.months if asked.year is None else None
            )
    except PageNotFound:
        abort(404)
    if not words:
        page_cache.keep([SITE, PICTURES, page_tags.articles(g.language)], until=holds_until(now), arguments=ARGUMENTS)
    groups = by_year(page.items, zone)
    in_other_languages = alternates.of_view("news") if asked.selection == Selection(g.language) and not words else {}
    return render_template(
        "public/list.html",
        page=page,
        groups=groups,
        section=asked.section,
        year=asked.year,
        years=asked.years,
        words=words,
        said=without_quotes(words),
        most_found=MOST_FOUND,
        **in_other_languages,
    )


def by_year(articles: Iterable[Article], zone: ZoneInfo) -> list[tuple[int, list[Article]]]:
    """Return published articles, which stand in the order of their dates, by their years in `zone`."""

    def year(article: Article) -> int:
        assert article.publish_at is not None  # noqa: S101 - for the type checker: visible articles have a time
        return article.publish_at.astimezone(zone).year

    return [(number, list(group)) for number, group in groupby(articles, year)]
