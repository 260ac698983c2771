"""What happens to a submitted article form: pictures taken in, fields checked, the article saved or all of it kept."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import cast
from zoneinfo import ZoneInfo

from flask import render_template, request
from flask_security import current_user
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm import Session

from app.admin import check_panel, intake
from app.admin.conflicts import Difference, differences
from app.admin.forms.article import ArticleForm
from app.articles import desk, editing, revisions, tags, translations, workflow
from app.articles.checks.check import Stopped
from app.articles.content import ArticleContent
from app.articles.editing import EditConflict
from app.articles.models import Article
from app.articles.translations import NoTranslation
from app.articles.workflow import NotPossible
from app.foundation import clock
from app.foundation.database import db
from app.foundation.languages import LANGUAGES
from app.hits import queries as hits_queries
from app.site.queries import settings

# How often a write that collides with another one is tried.
ATTEMPTS = 3
# What the form's buttons do once the article is saved.
ACTIONS: dict[str, Callable[[Article, datetime], None]] = {
    "save": workflow.keep,
    "publish": workflow.publish,
    "schedule": workflow.schedule,
    "unpublish": workflow.unpublish,
    "withdraw": workflow.withdraw,
}


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
    content = form.content(zone, article)
    action = request.form.get("then", "save")
    if action == "withdraw" and not content.withdrawal_notice:
        form.withdrawal_notice.errors = ["Write what visitors are to read at the article's address, then withdraw it."]
        return Outcome(status=422)
    try:
        saved = _saved(session, form, article, content, ACTIONS.get(action, workflow.keep), now)
    except Stopped as problem:
        session.rollback()
        return Outcome(status=422, problems=[str(problem), *check_panel.in_words(problem.findings, form)])
    except NotPossible as problem:
        session.rollback()
        return Outcome(status=422, problems=[str(problem)])
    except NoTranslation as problem:
        session.rollback()
        form.translation_of.errors = [str(problem)]
        return Outcome(status=422)
    except EditConflict:
        session.rollback()
        return _conflict(form, cast(Article, article), content, zone)
    except OperationalError:
        session.rollback()
        busy = "The database could not be written just now. Nothing you typed is lost: it is all below. Save again."
        return Outcome(status=503, problems=[busy])
    except IntegrityError:
        session.rollback()
        gone = "The section or a picture of this article was removed just now. Choose again, then save."
        return Outcome(status=409, problems=[gone])
    return Outcome(article=saved, message=_done(saved, now, zone))


def _saved(
    session: Session,
    form: ArticleForm,
    article: Article | None,
    content: ArticleContent,
    action: Callable[[Article, datetime], None],
    now: datetime,
) -> Article:
    """Store the content, do what the pressed button says, and commit."""
    for attempt in range(ATTEMPTS):
        try:
            stored = _store(session, form, article, content, now)
            action(stored, now)
            check_panel.let_pass(session, stored)
            if form.note.data:
                revisions.explain(session, stored, form.note.data)
            session.commit()
        except IntegrityError:
            # Somebody took the same slug between our look and our write: the next look finds another one.
            session.rollback()
            if attempt == ATTEMPTS - 1:
                raise
        else:
            break
    return stored


def form_page(form: ArticleForm, article: Article | None, outcome: Outcome | None = None) -> str:
    """Return the page with the form."""
    session, now = db.session(), clock.now()
    return render_template(
        "admin/article.html",
        form=form,
        article=article,
        outcome=outcome or Outcome(),
        standing=desk.standing(article, now) if article else None,
        standing_of=lambda other: desk.standing(other, now),
        hits=article.starting_hits + hits_queries.counted(session, [article.id])[article.id] if article else 0,
        pictures=form.used_pictures(session),
        translations=translations.others(session, article) if article else [],
        tag_names=_tag_names(session),
        translatable={language: translations.suggested(session, language) for language in LANGUAGES},
        zone=settings(session).zone,
        checks=check_panel.panel(form, article) if article or outcome else None,
    )


def _tag_names(session: Session) -> dict[str, list[str]]:
    """Return what is suggested as tags in each language."""
    suggested = tags.recent(session)
    return {language: [tag.name for tag in suggested if tag.language == language] for language in LANGUAGES}


def _store(
    session: Session, form: ArticleForm, article: Article | None, content: ArticleContent, now: datetime
) -> Article:
    if article is None:
        return editing.create(session, content, current_user.id, now)
    version = form.version.data or 0
    editing.save(session, article, content, version=version, user_id=current_user.id, now=now)
    return article


def _conflict(form: ArticleForm, article: Article, typed: ArticleContent, zone: ZoneInfo) -> Outcome:
    """Show both versions. Saved once more, the form wins: the editor has seen what it replaces."""
    found = list(differences(form, article, typed, zone))
    form.version.data = article.version
    who = article.updated_by.display_name if article.updated_by else "Somebody"
    when = article.updated_at.astimezone(zone).strftime("%Y-%m-%d %H:%M %Z")
    message = (
        f"{who} saved this article at {when}, after you had opened it. Nothing is lost: your version is in the form, "
        "the stored one stands beside it here. Take over what you need, then save: your form replaces what is stored."
    )
    return Outcome(status=409, problems=[message], differences=found)


def _done(article: Article, now: datetime, zone: ZoneInfo) -> str:
    match desk.standing(article, now):
        case desk.Standing.SCHEDULED:
            when = cast(datetime, article.publish_at).astimezone(zone)
            return f"Saved. Visitors will see it from {when:%Y-%m-%d %H:%M %Z} on."
        case desk.Standing.PUBLISHED:
            return "Saved. Visitors see it as it stands here."
        case desk.Standing.WITHDRAWN:
            return "Saved. It is withdrawn: visitors read the notice at its address."
        case desk.Standing.BINNED:
            return "Saved. It is still in the bin."
        case _:
            return "Saved. Visitors do not see it."
