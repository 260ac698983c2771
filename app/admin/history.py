"""The history of an article: its revisions, what differs between two of them, and going back to one."""

import re
from collections.abc import Mapping, Sequence
from html import escape
from typing import NamedTuple
from zoneinfo import ZoneInfo

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from flask_security import current_user

from app.admin.articles import load_article
from app.admin.blueprint import admin
from app.admin.differences import in_words, label
from app.articles import comparison, editing, queries, revisions
from app.articles.comparison import Mark, Piece
from app.articles.content import ArticleContent, from_json
from app.articles.editing import EditConflict
from app.articles.models import Article
from app.articles.revision_models import Action, Revision
from app.foundation import clock
from app.foundation.database import db
from app.foundation.paging import PageNotFound, page_number
from app.foundation.translation import current_language
from app.site.queries import settings

# How the history says what was done; `standings` names the states.
ACTIONS = {
    Action.CREATED: lazy_gettext("Created"),
    Action.SAVED: lazy_gettext("Saved"),
    Action.SUBMITTED: lazy_gettext("Submitted"),
    Action.PUBLISHED: lazy_gettext("Published"),
    Action.SCHEDULED: lazy_gettext("Scheduled"),
    Action.UNPUBLISHED: lazy_gettext("Unpublished"),
    Action.WITHDRAWN: lazy_gettext("Withdrawn"),
    Action.BINNED: lazy_gettext("Moved to the bin"),
    Action.TAKEN_BACK: lazy_gettext("Taken out of the bin"),
    Action.RESTORED: lazy_gettext("Restored"),
}
_TEXTS = ("title", "subtitle", "correction", "withdrawal_notice")
_DETAILS = (
    "section_id", "language", "slug", "publish_at", "kind", "tags", "event_date", "source", "external_link",
    "starting_hits", "pictures_numbered",
)  # fmt: skip
_RESTORED = re.compile("Revision ([0-9]+)")
_PLACE = re.compile(r'<figure data-picture="([^"]*)"[^>]*></figure>')


class Detail(NamedTuple):
    """A detail that differs: its name, and both values in words."""

    label: str
    before: str
    after: str


@admin.get("/articles/<identifier:article_id>/history")
def history(article_id: int) -> ResponseReturnValue:
    """List the revisions, newest first."""
    session, article = db.session(), load_article(article_id)
    try:
        page = revisions.history(session, article, page_number(request.args.get("page", "1")))
    except PageNotFound:
        abort(404)
    return render_template(
        "admin/history.html", article=article, page=page, actions=ACTIONS, note=_note, zone=settings(session).zone
    )


@admin.get("/articles/<identifier:article_id>/history/<identifier:number>")
def revision(article_id: int, number: int) -> ResponseReturnValue:
    """Show what a revision changed: beside the one before, or beside the one that `with` names."""
    session, article = db.session(), load_article(article_id)
    shown = _revision(article, number)
    asked = request.args.get("with", "")
    other = _revision(article, page_number(asked)) if asked else revisions.revision(session, article, number - 1)
    zone = settings(session).zone
    before, after = from_json((other or shown).content), from_json(shown.content)
    captions = {picture.key: picture.caption for content in (before, after) for picture in content.pictures}
    return render_template(
        "admin/revision.html",
        article=article,
        shown=shown,
        other=other,
        newest=revisions.history(session, article, 1).total,
        actions=ACTIONS,
        note=_note,
        texts=[
            (label(name), comparison.of_texts(getattr(before, name), getattr(after, name)))
            for name in comparison.changed(before, after, _TEXTS)
        ],
        body=_with_captions(comparison.of_bodies(before.body, after.body), captions),
        pictures=comparison.of_pictures(before.pictures, after.pictures),
        details=_details(before, after, zone),
        Mark=Mark,
        zone=zone,
    )


@admin.post("/articles/<identifier:article_id>/history/<identifier:number>/restore")
def restore_revision(article_id: int, number: int) -> ResponseReturnValue:
    """Make an older revision's content the article's own again, unless it was saved since the page was opened."""
    session, article = db.session(), load_article(article_id)
    older, version = _revision(article, number), request.form.get("version", 0, type=int)
    try:
        editing.restore(session, article, older, version=version, user_id=current_user.id, now=clock.now())
        session.commit()
    except EditConflict:
        session.rollback()
        flash(_("This article was saved after you had opened this page. Look at its history, then restore once more."))
        return redirect(url_for("admin.revision", article_id=article_id, number=number), 303)
    flash(_("Revision %(number)s is restored. What stood here before is in the history.", number=number))
    return redirect(url_for("admin.edit_article", article_id=article_id), 303)


def _revision(article: Article, number: int) -> Revision:
    return revisions.revision(db.session(), article, number) or abort(404)


def _note(revision: Revision) -> str:
    """Return what was noted at a revision; which one was restored, `articles.editing` has noted in English."""
    if revision.action == Action.RESTORED and (restored := _RESTORED.fullmatch(revision.note)):
        return _("Revision %(number)s", number=restored[1])
    return revision.note


def _details(before: ArticleContent, after: ArticleContent, zone: ZoneInfo) -> list[Detail]:
    sections = {section.id: section.name(current_language()) for section in queries.sections(db.session())}
    found = []
    for name in comparison.changed(before, after, _DETAILS):
        values: Sequence[object] = getattr(before, name), getattr(after, name)
        if name == "section_id":
            values = [sections.get(int(str(value)), _("a section that is gone")) for value in values]
        if name == "tags":
            values = [tuple(getattr(content, name)) for content in (before, after)]
        found.append(Detail(label(name), *(in_words(value, zone) for value in values)))
    return found


def _with_captions(pieces: Sequence[Piece], captions: Mapping[str, str]) -> list[Piece]:
    """Say in words which picture stands in a place."""

    def words(place: re.Match[str]) -> str:
        caption = captions.get(place[1])
        said = _("Picture: %(caption)s", caption=caption) if caption else _("Picture: without a caption")
        return f"<p><em>{escape(said)}</em></p>"

    return [Piece(piece.mark, _PLACE.sub(words, piece.text)) for piece in pieces]
