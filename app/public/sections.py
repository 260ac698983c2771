"""A section's own page: what it is about, and its articles."""

from flask import abort, g
from flask.typing import ResponseReturnValue

from app.articles import queries
from app.articles.queries import Selection
from app.foundation import clock
from app.foundation.database import db
from app.public import alternates
from app.public.blueprint import public
from app.public.layout import current_site, navigation
from app.public.listing import listed, requested


@public.get("/section/<slug>/")
def section(slug: str) -> ResponseReturnValue:
    """Show one page of the articles of a section."""
    session, now = db.session(), clock.now()
    found = next((section for section in navigation() if section.slug == slug), None) or abort(404)
    selection = Selection(g.language, found.id)
    months = queries.months(session, selection, now)
    page = requested(lambda number: queries.published_page(session, selection, number, now, months))
    years = queries.years(session, selection, current_site().zone, now, months)
    in_other_languages = alternates.of_view("section", slug=slug)
    return listed("public/section.html", page, now, section=found, years=years, **in_other_languages)
