"""What happens to a submitted article form: pictures taken in, fields checked, the article saved or all of it kept."""

from collections.abc import Callable, Sequence
from dataclasses import fields, replace
from datetime import datetime
from typing import cast
from zoneinfo import ZoneInfo

from flask import request
from flask_babel import gettext as _
from flask_security import current_user
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm import Session

from app.admin.checks import panel
from app.admin.differences import label
from app.admin.forms.article import ArticleForm
from app.admin.pictures import intake
from app.admin.writing import beside_pane, clashes, together
from app.admin.writing.form_page import Outcome
from app.articles import (
    body,
    comparison,
    desk,
    drafts,
    editing,
    queries,
    revisions,
    workflow,
)
from app.articles.checks.check import Stopped
from app.articles.content import ArticleContent, content_of
from app.articles.editing import EditConflict, EditsClash, TooMuch
from app.articles.merging import Merged
from app.articles.models import Article
from app.articles.tags import BadTag
from app.articles.translations import NoTranslation
from app.articles.workflow import NotPossible
from app.foundation import clock
from app.foundation.database import db
from app.foundation.translation import in_a_row, listed

# How often a write that collides with another one is tried.
ATTEMPTS = 3
# What is of a form alone, and no part of the article's content.
_OF_THE_FORM = (
    "draft", "draft_sequence", "taken", "note", "minor_change", "translation_of", "translation_shown", "beside",
    "in_line",
)  # fmt: skip
# What the form's buttons do once the article is saved.
ACTIONS: dict[str, Callable[[Article, datetime], None]] = {
    "save": workflow.keep,
    "submit": workflow.submit,
    "take-back": workflow.take_back,
    "publish": workflow.publish,
    "schedule": workflow.schedule,
    "unpublish": workflow.unpublish,
    "withdraw": workflow.withdraw,
    **together.ACTIONS,
}


def save(form: ArticleForm, article: Article | None, zone: ZoneInfo) -> Outcome:
    """Save what the form holds and do what the pressed button says; on any problem store only the pictures."""
    session, now = db.session(), clock.now()
    taken = intake.take_files(form)
    valid = form.validate()
    problems = [*taken.problems, *intake.missing_pictures(form, session)]
    if problems or not valid:
        return Outcome(status=taken.status if problems else 422, problems=problems)
    article = article or _saved_before(session, form)
    content = form.content(zone, article)
    if article and (beside := revisions.at_version(session, article, form.version.data or 0)):
        content = replace(content, body=body.clean(content.body))
        content, unsettled = clashes.settle(content, beside, request.form)
        if unsettled:
            unclear = _("Pick one of each two versions below, then save. What you changed by hand counts as yours.")
            return Outcome(status=409, problems=[unclear], unsettled=unsettled)
        if len(content.body) > body.MAX_LENGTH:
            too_long = _("With what you picked, the text is longer than an article may be. Pick less of it, then save.")
            return Outcome(status=422, problems=[too_long])
    action = request.form.get("then", "save")
    if action == "withdraw" and not content.withdrawal_notice:
        empty = _("Write what visitors are to read at the article's address, then withdraw it.")
        form.withdrawal_notice.errors = [empty]
        return Outcome(status=422)
    try:
        saved, further = _saved(session, form, article, content, action, now)
    except together.InTheWay as problem:
        session.rollback()
        return Outcome(status=422, problems=problem.sentences)
    except Stopped as problem:
        session.rollback()
        found = panel.in_words(problem.findings, form)
        return Outcome(status=422, problems=[_refusal(form, action, problem), *found])
    except NotPossible as problem:
        session.rollback()
        return Outcome(status=422, problems=[_refusal(form, action, problem)])
    except (TooMuch, BadTag) as problem:
        session.rollback()
        return Outcome(status=422, problems=[str(problem)])
    except NoTranslation as problem:
        session.rollback()
        form.translation_of.errors = [str(problem)]
        return Outcome(status=422)
    except EditsClash as clash:
        session.rollback()
        return _clashing(form, cast(Article, article), clash.merged, zone)
    except (OperationalError, EditConflict):
        session.rollback()
        busy = _("The database could not be written just now. Nothing you typed is lost: it is all below. Save again.")
        return Outcome(status=503, problems=[busy])
    except IntegrityError:
        session.rollback()
        gone = _("The section or a picture of this article was removed just now. Choose again, then save.")
        return Outcome(status=409, problems=[gone])
    return Outcome(article=saved, message=in_a_row(_done(saved, now, zone), *further))


def _refusal(form: ArticleForm, action: str, problem: NotPossible) -> str:
    return together.in_the_way(form.title.data or "", str(problem)) if action in together.ACTIONS else str(problem)


def _saved(
    session: Session,
    form: ArticleForm,
    article: Article | None,
    content: ArticleContent,
    action: str,
    now: datetime,
) -> tuple[Article, Sequence[str]]:
    """Store the content, do what the pressed button says, and commit; say in words what else was done."""
    for attempt in range(ATTEMPTS):
        article = article or _made_by(session, form, now)
        content = replace(content, translation_of=form.translation_id(article))
        before = content_of(article) if article else None
        try:
            stored, further, built_on = _store(session, form, article, content, now)
            beside_pane.bring_in_line(session, form, stored, before)
            ACTIONS.get(action, workflow.keep)(stored, now)
            panel.let_pass(session, stored)
            if action in together.ACTIONS:
                further = [together.publish_beside(session, form, stored, now), *further]
            if form.note.data:
                revisions.explain(session, stored, form.note.data)
            _finish_drafts(session, form, stored, now, built_on)
            session.commit()
        except (IntegrityError, EditConflict):
            # Somebody took the same slug between our look and our write, or saved: the next look finds another one.
            session.rollback()
            if attempt == ATTEMPTS - 1:
                raise
        else:
            break
    return stored, further


def _made_by(session: Session, form: ArticleForm, now: datetime) -> Article | None:
    """Return the article that this form has made by now; as long as the transaction lasts it makes no other one."""
    drafts.claim(session, form.name_draft(), user_id=current_user.id, now=now)
    return _saved_before(session, form)


def _saved_before(session: Session, form: ArticleForm) -> Article | None:
    """Return the article that this form has made already, in a save of whose answer its editor does not know."""
    draft = drafts.draft(session, form.draft.data or "", current_user.id)
    return session.get(Article, draft.article_id) if draft and draft.article_id else None


def _store(
    session: Session, form: ArticleForm, article: Article | None, content: ArticleContent, now: datetime
) -> tuple[Article, Sequence[str], int | None]:
    """Store the content; return the article, what was merged in words, and then the version that the form builds on."""
    if article is None:
        return editing.create(session, content, current_user.id, now), (), None
    version = form.version.data or 0
    draft = drafts.draft(session, form.draft.data or "", current_user.id)
    if draft and draft.article_id == article.id:
        version = max(version, draft.version)
    others = "" if version == article.version else _who_saved(article)
    stored = editing.save(session, article, content, version=version, user_id=current_user.id, now=now)
    typed = replace(content, body=body.clean(content.body))
    names = comparison.changed(typed, stored, [each.name for each in fields(stored)]) if others else []
    if not names:
        return article, (), None
    merged = listed(map(label, names)).lower()
    said = _("What %(who)s saved meanwhile is merged with yours: %(fields)s.", who=others, fields=merged)
    return article, [said], version


def _finish_drafts(session: Session, form: ArticleForm, article: Article, now: datetime, built_on: int | None) -> None:
    """Note that what was typed into the form is saved, and the draft that it was filled with."""
    key, sequence = form.draft.data or "", form.draft_sequence.data or 0
    drafts.finish(session, key, article, user_id=current_user.id, sequence=sequence, built_on=built_on, now=now)
    if form.taken_draft and (taken := drafts.draft(session, form.taken_draft[0], current_user.id)):
        drafts.leave(taken, form.taken_draft[1])


def _clashing(form: ArticleForm, article: Article, merged: Merged, zone: ZoneInfo) -> Outcome:
    """Show both versions where they clash, in a form that holds what could be merged."""
    beside = ArticleForm(formdata=None)
    beside.offer_sections(queries.sections(db.session()))
    beside.fill(article, zone, merged.content)
    for name in _OF_THE_FORM:
        beside[name].data = form[name].data
    when = article.updated_at.astimezone(zone).strftime("%Y-%m-%d %H:%M %Z")
    message = _(
        "%(who)s saved this article at %(when)s, after you had opened it, and changed what you changed. Nothing is "
        "lost: both versions are here. Pick one of each, then save.",
        who=_who_saved(article),
        when=when,
    )
    found = [clashes.shown(clash, merged.content, zone) for clash in merged.clashes]
    return Outcome(status=409, problems=[message], clashes=found, form=beside)


def _who_saved(article: Article) -> str:
    return article.updated_by.display_name if article.updated_by else _("Somebody")


def _done(article: Article, now: datetime, zone: ZoneInfo) -> str:
    match desk.standing(article, now):
        case desk.Standing.SCHEDULED:
            when = cast(datetime, article.publish_at).astimezone(zone)
            return _("Saved. Visitors will see it from %(when)s on.", when=f"{when:%Y-%m-%d %H:%M %Z}")
        case desk.Standing.PUBLISHED:
            return _("Saved. Visitors see it as it stands here.")
        case desk.Standing.WITHDRAWN:
            return _("Saved. It is withdrawn: visitors read the notice at its address.")
        case desk.Standing.BINNED:
            return _("Saved. It is still in the bin.")
        case _ if article.submitted_at:
            return _("Saved. It is submitted, and waits for another editor at the front page of the desk.")
        case _:
            return _("Saved. Visitors do not see it.")
