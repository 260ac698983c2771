"""Changing many articles at once: first a page that shows what will change, then the change, and its undoing."""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_security import current_user
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm import Session, joinedload, selectinload
from sqlalchemy.orm.exc import StaleDataError

from app.admin import bulk_words
from app.admin.blueprint import admin
from app.admin.checks import panel
from app.admin.checks.words import KINDS as CHECKS
from app.admin.forms.bulk import BulkRequest
from app.admin.forms.filters import STANDINGS
from app.articles import bulk, desk, queries
from app.articles.bulk import Change
from app.articles.bulk_models import KEY_LENGTH, Kind
from app.articles.checks.check import Stopped
from app.articles.content import ArticleContent, content_of
from app.articles.editing import EditConflict
from app.articles.models import Article
from app.articles.tags import BadTag
from app.articles.translations import NoTranslation
from app.articles.workflow import NotPossible
from app.foundation import clock
from app.foundation.database import db
from app.foundation.translation import current_language

# Why one of many articles may stay as it is; the others are changed none the less.
PROBLEMS = (NotPossible, BadTag, NoTranslation, EditConflict, StaleDataError, IntegrityError, OperationalError)


@dataclass(frozen=True)
class Planned:
    """What a change will do to an article, in words; or why it cannot."""

    article: Article
    before: str
    after: str = ""
    problem: str = ""


@admin.get("/articles/changes/new")
def plan_changes() -> str:
    """Show what a change would do to each of the chosen articles; nothing is changed."""
    session, now = db.session(), clock.now()
    asked = BulkRequest(request.args, queries.sections(session))
    # What the plan tries on the articles in memory must not be written, not even by the page's own questions.
    with session.no_autoflush:
        planned = list(_plan(session, asked, now))
        page = render_template(
            "admin/bulk.html",
            asked=asked,
            possible=[entry for entry in planned if not entry.problem],
            impossible=[entry for entry in planned if entry.problem],
            kinds=bulk_words.KINDS,
            to_do=bulk_words.to_do,
        )
    session.rollback()
    return page


@admin.post("/articles/changes")
def change_articles() -> ResponseReturnValue:
    """Change the chosen articles one by one, each only if it is still as the plan has shown it."""
    session, now = db.session(), clock.now()
    asked = BulkRequest(request.form, queries.sections(session))
    change, key, user_id = asked.change, secrets.token_hex(KEY_LENGTH // 2), current_user.id
    if change is None:
        abort(400)
    for article_id, version in asked.versions.items():
        article = session.get(Article, article_id)
        if article is None:
            continue
        try:
            if article.version != version:
                raise NotPossible(_("It was changed after you had looked, by %(name)s.", name=_who_changed(article)))
            bulk.do(session, article, change, key=key, user_id=user_id, now=now)
            panel.let_pass(session, article)
            session.commit()
        except PROBLEMS as problem:
            session.rollback()
            bulk.refuse(session, article, change, _in_words(problem), key=key, user_id=user_id, now=now)
            session.commit()
    return _to_list(asked, key)


@admin.post("/articles/changes/<change_key>/undo")
def undo_changes(change_key: str) -> ResponseReturnValue:
    """Bring the articles of a change back as they were, but for those that were changed since."""
    session, now, user_id = db.session(), clock.now(), current_user.id
    rows = bulk.changes(session, change_key, user_id) or abort(404)
    for row in rows:
        if row.version is None or row.undone:
            continue
        try:
            bulk.undo(session, row, user_id=user_id, now=now)
            session.commit()
        except PROBLEMS as problem:
            session.rollback()
            row.problem = _in_words(problem)
            session.commit()
    return _to_list(BulkRequest(request.form, queries.sections(session)), change_key)


def _to_list(asked: BulkRequest, key: str) -> ResponseReturnValue:
    """Lead to the list as it was filtered, which says what became of the change for as long as its address names it."""
    query: dict[str, Any] = asked.filters().query(changed=key)
    return redirect(url_for("admin.articles", **query), 303)


def _plan(session: Session, asked: BulkRequest, now: datetime) -> Iterator[Planned]:
    change = asked.change
    if change is None:
        return
    chosen = select(Article).where(Article.id.in_(asked.versions)).order_by(Article.updated_at.desc(), Article.id)
    for article in session.scalars(chosen.options(joinedload(Article.section), selectinload(Article.tags))):
        before = _in_question(article, change, content_of(article), now)
        try:
            after = _in_question(article, change, bulk.apply(article, change, now), now)
            panel.let_pass(session, article)
        except NotPossible as problem:
            yield Planned(article, before, problem=_in_words(problem))
        else:
            yield Planned(article, before, after)


def _in_question(article: Article, change: Change, content: ArticleContent, now: datetime) -> str:
    """Return what a change is about as the article has it."""
    match change.kind:
        case Kind.MOVE:
            section = change.section if change.section and content.section_id == change.section.id else article.section
            return section.name(current_language())
        case Kind.ADD_TAG | Kind.REMOVE_TAG:
            return ", ".join(content.tags) or str(_("No tag"))
        case _:
            return str(STANDINGS[desk.standing(article, now)])


def _in_words(problem: Exception) -> str:
    match problem:
        case Stopped():
            kinds = dict.fromkeys(str(CHECKS[finding.code]) for finding in problem.findings)
            return str(_("The checks stop it: %(kinds)s.", kinds=_("; ").join(kinds)))
        case NotPossible() | BadTag() | NoTranslation():
            return str(problem)
        case _:
            return str(_("Somebody else wrote it at the same moment. Look at it, then try again."))


def _who_changed(article: Article) -> str:
    return article.updated_by.display_name if article.updated_by else str(_("somebody"))
