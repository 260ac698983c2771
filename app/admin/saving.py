"""What happens to a submitted article form: pictures taken in, fields checked, the article saved or all of it kept."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import cast
from zoneinfo import ZoneInfo

from flask import render_template, request
from flask_security import current_user
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from app.admin import intake
from app.admin.forms.article import ArticleForm
from app.articles import desk, editing, workflow
from app.articles.editing import ArticleContent, EditConflict
from app.articles.models import Article, State
from app.articles.workflow import NotPossible
from app.foundation import clock
from app.foundation.database import db
from app.hits import counter
from app.site.queries import settings

# What the form's buttons do once the article is saved.
ACTIONS: dict[str, Callable[[Article, datetime], None]] = {
    "save": workflow.keep,
    "publish": workflow.publish,
    "schedule": workflow.schedule,
    "unpublish": workflow.unpublish,
}


@dataclass(frozen=True)
class Difference:
    """A field that two editors left differently: what is stored, beside what this form holds."""

    label: str
    stored: str
    typed: str


@dataclass(frozen=True)
class Outcome:
    """What became of a submission: the saved article, or why there is none."""

    article: Article | None = None
    message: str = ""
    status: int = 200
    problems: Sequence[str] = ()
    differences: Sequence[Difference] = field(default=())


def save(form: ArticleForm, article: Article | None, zone: ZoneInfo) -> Outcome:
    """Save what the form holds and do what the pressed button says; on any problem store only the pictures."""
    session, now = db.session(), clock.now()
    taken = intake.take_files(form)
    valid = form.validate()
    problems = [*taken.problems, *intake.missing_pictures(form, session)]
    if problems or not valid:
        return Outcome(status=taken.status if problems else 422, problems=problems)
    action = ACTIONS.get(request.form.get("then", "save"), ACTIONS["save"])
    content = form.content(zone)
    try:
        article = _store(session, form, article, content, now)
        action(article, now)
        session.commit()
    except NotPossible as problem:
        session.rollback()
        return Outcome(status=422, problems=[str(problem)])
    except EditConflict:
        session.rollback()
        return _conflict(form, cast(Article, article), content, zone)
    except OperationalError:
        session.rollback()
        busy = "The database could not be written just now. Nothing you typed is lost: it is all below. Save again."
        return Outcome(status=503, problems=[busy])
    return Outcome(article=article, message=_done(article, now, zone))


def form_page(form: ArticleForm, article: Article | None, outcome: Outcome | None = None) -> str:
    """Return the page with the form."""
    session, now = db.session(), clock.now()
    return render_template(
        "admin/article.html",
        form=form,
        article=article,
        outcome=outcome or Outcome(),
        standing=desk.standing(article, now) if article else None,
        hits=article.starting_hits + counter.counted(session, [article.id])[article.id] if article else 0,
        pictures=form.used_pictures(session),
        zone=settings(session).zone,
    )


def _store(
    session: Session, form: ArticleForm, article: Article | None, content: ArticleContent, now: datetime
) -> Article:
    if article is None:
        return editing.create(session, content, current_user.id, now)
    version = form.version.data or 0
    editing.save(session, article, content, version=version, user_id=current_user.id, now=now)
    return article


def _conflict(form: ArticleForm, article: Article, content: ArticleContent, zone: ZoneInfo) -> Outcome:
    """Show both versions. Saved once more, the form wins: the editor has seen what it replaces."""
    stored = ArticleForm(formdata=None)
    stored.offer_sections([article.section])
    stored.fill(article, zone)
    typed_rows, stored_rows = list(content.pictures), list(stored.content(zone).pictures)
    differences = [
        Difference(mine.label.text, str(theirs.data or ""), str(mine.data or ""))
        for mine, theirs in ((form[name], stored[name]) for name in _COMPARED)
        if (mine.data or "") != (theirs.data or "")
    ]
    if typed_rows != stored_rows:
        differences.append(
            Difference(
                "Pictures",
                "\n".join(row.caption or "(no caption)" for row in stored_rows),
                "\n".join(row.caption or "(no caption)" for row in typed_rows),
            )
        )
    form.version.data = article.version
    who = article.updated_by.display_name if article.updated_by else "Somebody"
    when = article.updated_at.astimezone(zone).strftime("%Y-%m-%d %H:%M %Z")
    message = (
        f"{who} saved this article at {when}, after you had opened it. Nothing is lost: your version is in the form, "
        "the stored one stands beside it here. Take over what you need, then save: your form replaces what is stored."
    )
    return Outcome(status=409, problems=[message], differences=differences)


_COMPARED = (
    "language", "section", "title", "subtitle", "slug", "body", "publish_at", "event_date", "source", "external_link",
    "starting_hits", "pictures_numbered",
)  # fmt: skip


def _done(article: Article, now: datetime, zone: ZoneInfo) -> str:
    match desk.standing(article, now):
        case desk.Standing.SCHEDULED:
            when = cast(datetime, article.publish_at).astimezone(zone)
            return f"Saved. Visitors will see it from {when:%Y-%m-%d %H:%M %Z} on."
        case desk.Standing.PUBLISHED:
            return "Saved. Visitors see it as it stands here."
        case _:
            return (
                "Saved. Visitors do not see it." if article.state is State.DRAFT else "Saved. It is still in the bin."
            )
