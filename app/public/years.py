"""A year's own page: what was published in it."""

from flask import abort, g
from flask.typing import ResponseReturnValue

from app.articles import queries
from app.articles.queries import Selection
from app.foundation import clock
from app.foundation.clock import year_bounds
from app.foundation.database import db
from app.public.blueprint import public
from app.public.layout import current_site
from app.public.listing import listed, requested


@public.get("/year/<year>/")
def year(year: str) -> ResponseReturnValue:
    """Show one page of the articles of a year in the site's time zone."""
    session, now, zone = db.session(), clock.now(), current_site().zone
    years = queries.years(session, Selection(g.language), zone, now)
    found = next((entry for entry in years if str(entry) == year), None) or abort(404)
    since, before = year_bounds(found, zone)
    selection = Selection(g.language, since=since, before=before)
    page = requested(lambda number: queries.published_page(session, selection, number, now))
    return listed("public/year.html", page, now, year=found, years=years)
