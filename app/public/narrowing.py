"""How an address narrows a list or a search: to a section by `?section=`, to a year by `?year=`, to words by `?q=`."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from flask import abort, request
from sqlalchemy.orm import Session

from app.articles import queries
from app.articles.counts import Month
from app.articles.models import Section
from app.articles.queries import Selection
from app.foundation.clock import year_bounds
from app.public.layout import current_site
from app.search.query import LONGEST


@dataclass(frozen=True)
class Narrowed:
    """What is asked for, and the `years` that can be. `months` are those of the section, whatever the year."""

    selection: Selection
    section: Section | None
    year: int | None
    years: Sequence[int]
    months: Sequence[Month]


def narrowed(session: Session, language: str, now: datetime) -> Narrowed:
    """Return what the request's address asks for; a section or year that does not exist is not found."""
    section, year = None, None
    if slug := request.args.get("section"):
        section = queries.section_by_slug(session, slug) or abort(404)
    selection = Selection(language, section.id if section else None)
    zone = current_site().zone
    months = queries.months(session, selection, now)
    years = queries.years(session, selection, zone, now, months)
    if wanted := request.args.get("year"):
        year = next((year for year in years if str(year) == wanted), None) or abort(404)
        since, before = year_bounds(year, zone)
        selection = replace(selection, since=since, before=before)
    return Narrowed(selection, section, year, years, months)


def asked_words() -> str:
    """Return what the request's address looks for by `?q=`, cut to what a query takes, with single spaces."""
    return " ".join(request.args.get("q", "")[:LONGEST].split())
