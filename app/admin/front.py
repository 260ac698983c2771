"""The front page of the desk: what is unfinished, what waits, what comes, how it went."""

from dataclasses import dataclass
from datetime import datetime

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user

from app.admin.blueprint import admin
from app.admin.calendar import Month
from app.admin.checks.words import KINDS
from app.admin.dates import weekdays
from app.articles import drafts, front
from app.articles.checks import results
from app.articles.draft_models import Draft
from app.articles.models import Article
from app.foundation import clock
from app.foundation.database import db
from app.hits import queries as hits_queries
from app.site.queries import settings


@dataclass(frozen=True)
class Typed:
    """What was typed and not saved: its title as typed, and where it is taken up again."""

    title: str
    address: str
    changed_at: datetime
    is_new: bool


@admin.get("/", endpoint="front")
def front_page() -> ResponseReturnValue:
    """Show what concerns the user; `month` in the address names that of the calendar, as 2026-12."""
    session, now = db.session(), clock.now()
    zone = settings(session).zone
    month = Month.named(request.args.get("month", ""), now.astimezone(zone).date())
    mine, waiting = front.drafts_of(session, current_user.id), front.waiting_for(session, current_user.id)
    scheduled = front.scheduled(session, *month.bounds(zone), now)
    published = front.recently_published(session, now)
    shown = {article.id: article for article in (*waiting, *mine, *scheduled, *published)}
    return render_template(
        "admin/front.html",
        typed=[_typed(draft, article) for draft, article in drafts.all_open(session, current_user.id)],
        mine=mine,
        waiting=waiting,
        month=month,
        scheduled=scheduled,
        weeks=month.weeks(scheduled, zone),
        weekdays=weekdays(),
        today=now.astimezone(zone).date(),
        published=published,
        hits=hits_queries.counted(session, [article.id for article in published]),
        failed=[
            (article, [KINDS[code] for code in dict.fromkeys(codes)])
            for article, codes in results.failed(session, list(shown.values()))
        ],
        zone=zone,
    )


def _typed(draft: Draft, article: Article | None) -> Typed:
    title = dict(drafts.fields_of(draft)).get("title") or ""
    if article is None:
        return Typed(title, url_for("admin.new_article", draft=draft.key), draft.changed_at, is_new=True)
    address = url_for("admin.edit_article", article_id=article.id, draft=draft.key)
    return Typed(title or article.title, address, draft.changed_at, is_new=False)
