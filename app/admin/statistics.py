"""Hits and readers: of the whole newsroom, and of one article; as pages and as tables for spreadsheets."""

from collections.abc import Callable, Iterable, Sequence

from flask import Response, abort, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.admin.articles import load_article
from app.admin.blueprint import admin
from app.admin.chart import chart
from app.admin.csv_files import csv_file
from app.admin.forms.period import OFFERED, StatisticsFilters
from app.articles import queries
from app.articles.models import Article
from app.foundation import clock
from app.foundation.database import db
from app.foundation.translation import current_language
from app.hits import statistics as figures
from app.hits.queries import counted
from app.hits.reader_models import OTHER_HOSTS
from app.hits.statistics import Period, Scope
from app.site.queries import settings

# Rows of a list on a page, and of one that is downloaded.
SHOWN = 20
DOWNLOADED = 10_000
BAD_REQUEST = 400

Table = tuple[Sequence[str], Iterable[Sequence[str | int]]]


@admin.get("/statistics")
def statistics() -> ResponseReturnValue:
    """Show the newsroom's figures, or those of a section or a language."""
    return _page(None)


@admin.get("/statistics/articles/<identifier:article_id>")
def article_statistics(article_id: int) -> ResponseReturnValue:
    """Show one article's figures."""
    return _page(load_article(article_id))


@admin.get("/statistics.csv")
def statistics_csv() -> ResponseReturnValue:
    """Send one of the newsroom's tables: `days`, `articles`, `sections` or `referrers`."""
    return _download(None, {"days": _days, "articles": _articles, "sections": _sections, "referrers": _referrers})


@admin.get("/statistics/articles/<identifier:article_id>.csv")
def article_statistics_csv(article_id: int) -> ResponseReturnValue:
    """Send one of an article's tables: `days` or `referrers`."""
    return _download(load_article(article_id), {"days": _days, "referrers": _referrers})


def _filters() -> StatisticsFilters:
    session = db.session()
    today = clock.now().astimezone(settings(session).zone).date()
    return StatisticsFilters(request.args, queries.sections(session), today)


def _page(article: Article | None) -> ResponseReturnValue:
    session, filters = db.session(), _filters()
    period = filters.period
    scope = Scope(article_id=article.id) if article else filters.scope()
    both = figures.by_day(session, scope, Period(period.before.first, period.last))
    days_before, days = both[: len(period.days)], both[len(period.days) :]
    page = render_template(
        "admin/statistics.html" if article is None else "admin/article_statistics.html",
        article=article,
        filters=filters,
        offered=OFFERED,
        days=days,
        totals=[
            (_("Hits"), sum(day.hits for day in days), sum(day.hits for day in days_before)),
            (_("Readers"), sum(day.readers for day in days), sum(day.readers for day in days_before)),
        ],
        chart=chart(days),
        most_read=[] if article else figures.most_read(session, scope, period, SHOWN),
        by_section=[] if article or filters.section else figures.by_section(session, scope, period),
        referrers=figures.referrers(session, scope, period, SHOWN),
        other_hosts=OTHER_HOSTS,
        dropped=figures.dropped(session, period),
        section_names={section.id: section.name(current_language()) for section in filters.sections},
        section_slugs={section.id: section.slug for section in filters.sections},
        zone=settings(session).zone,
        counted=counted(session, [article.id])[article.id] if article else 0,
    )
    return page, BAD_REQUEST if filters.problem else 200


def _download(
    article: Article | None, tables: dict[str, Callable[[Scope, StatisticsFilters], Table]]
) -> ResponseReturnValue:
    name = request.args.get("table", "days")
    if name not in tables:
        abort(404)
    filters = _filters()
    if filters.problem:
        return Response(filters.problem, BAD_REQUEST, mimetype="text/plain")
    head, rows = tables[name](Scope(article_id=article.id) if article else filters.scope(), filters)
    of_article = f"-article-{article.id}" if article else ""
    return csv_file(f"statistics{of_article}-{name}-{filters.period.first}-{filters.period.last}.csv", head, rows)


def _days(scope: Scope, filters: StatisticsFilters) -> Table:
    days = figures.by_day(db.session(), scope, filters.period)
    return ("day", "hits", "readers"), [(day.day.isoformat(), day.hits, day.readers) for day in days]


def _articles(scope: Scope, filters: StatisticsFilters) -> Table:
    names = {section.id: section.name("en") for section in filters.sections}
    found = figures.most_read(db.session(), scope, filters.period, DOWNLOADED)
    return ("article", "title", "language", "section", "hits", "readers"), [
        (one.article_id, one.title, one.language, names[one.section_id], one.hits, one.readers) for one in found
    ]


def _sections(scope: Scope, filters: StatisticsFilters) -> Table:
    names = {section.id: section.name("en") for section in filters.sections}
    found = figures.by_section(db.session(), scope, filters.period)
    return ("section", "hits", "readers"), [(names[one.section_id], one.hits, one.readers) for one in found]


def _referrers(scope: Scope, filters: StatisticsFilters) -> Table:
    found = figures.referrers(db.session(), scope, filters.period, DOWNLOADED)
    return ("host", "readers"), [("other hosts" if one.host == OTHER_HOSTS else one.host, one.readers) for one in found]
