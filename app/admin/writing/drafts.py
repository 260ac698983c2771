"""What is typed and not saved yet: kept as the form's script sends it, offered when the article is opened again."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeGuard
from zoneinfo import ZoneInfo

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_security import current_user
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import BadRequest

from app.admin.blueprint import MAX_IDENTIFIER, admin
from app.admin.differences import Difference, differences
from app.admin.forms.article import ArticleForm
from app.admin.forms.fields import MAX_NUMBER
from app.articles import drafts, presence, queries
from app.articles.draft_models import Draft
from app.articles.drafts import Fields, NotYours, TooManyOpen
from app.articles.models import Article
from app.foundation import clock
from app.foundation.database import db
from app.site.queries import settings

# RFC 4918, 11.5.
_NO_ROOM = 507
_KEY = re.compile(r"[0-9a-f]{32}\Z")


@dataclass(frozen=True)
class Offer:
    """What was typed and not saved, beside what is stored."""

    draft: Draft
    differences: list[Difference]


@admin.put("/drafts/<draft_key>")
def keep_draft(draft_key: str) -> ResponseReturnValue:
    """Keep what an open form holds, and tell it who else has the article open and whether it was saved meanwhile.

    The request is an object of `article`, `version`, `sequence` and `fields`, a list of names and values; without
    `fields` it is a sign of life, and with `stored` true the form holds again what it was opened with, so that there is
    nothing to offer. `done` in the answer is the change up to which the draft is saved or left. A form of which nothing
    is kept yet is answered 507 where its editor has too much open.
    """
    session, now = db.session(), clock.now()
    if not _KEY.match(draft_key):
        abort(404)
    sent = _understood(_sent_json())
    article = db.session().get(Article, sent.article_id) or abort(404) if sent.article_id else None
    done = 0
    try:
        if sent.fields is not None:
            taken = _taken(sent.fields)
            kept = drafts.keep(
                session,
                draft_key,
                user_id=current_user.id,
                article_id=sent.article_id,
                version=sent.version,
                sequence=sent.sequence,
                fields=sent.fields,
                now=now,
                instead_of=taken[0] if taken else "",
            )
            if sent.stored:
                drafts.leave(kept, sent.sequence)
            done = kept.done
            # It goes on here, and is offered no more.
            if taken and (before := drafts.draft(session, taken[0], current_user.id)):
                drafts.leave(before, taken[1])
        if article is not None:
            presence.note(session, draft_key, article_id=article.id, user_id=current_user.id, now=now)
        session.commit()
    except NotYours:
        session.rollback()
        abort(403)
    except TooManyOpen:
        session.rollback()
        return {}, _NO_ROOM
    except OperationalError:
        session.rollback()
        abort(503)
    return {"done": done, **(_news(session, article, sent.version) if article else {})}


@admin.post("/drafts/<draft_key>/leave")
def leave_draft(draft_key: str) -> ResponseReturnValue:
    """Offer a draft no more, up to the change that was offered: `sequence` in the form, without it the newest."""
    draft = drafts.draft(db.session(), draft_key, current_user.id) or abort(404)
    offered = request.form.get("sequence", draft.sequence, type=int)
    drafts.leave(draft, min(offered, draft.sequence))
    db.session.commit()
    flash(_("Left. What you had typed is not offered any more."))
    if draft.article_id is None:
        return redirect(url_for("admin.new_article"), 303)
    return redirect(url_for("admin.edit_article", article_id=draft.article_id), 303)


def offers(article: Article | None, zone: ZoneInfo) -> Iterator[Offer]:
    """Yield what the user has typed into an article, or into new ones, and not saved, where it differs from it."""
    for draft in drafts.still_open(db.session(), current_user.id, article.id if article else None):
        if found := list(differences(form_of(draft, article, zone), article, zone)):
            yield Offer(draft, found)


def form_of(draft: Draft, article: Article | None, zone: ZoneInfo) -> ArticleForm:
    """Return a form filled with a draft, also with one that an older form has sent, which knew fewer fields."""
    form = ArticleForm(formdata=form_data(draft))
    form.offer_sections(queries.sections(db.session()))
    stored = ArticleForm(formdata=None)
    if article is not None:
        stored.fill(article, zone)
    known = {name for name, _ in drafts.fields_of(draft)}
    for field in form:
        choices = getattr(field, "choices", None)
        if field.name not in (*known, "pictures", "csrf_token") or (choices and str(field.data) not in dict(choices)):
            field.data, field.raw_data = stored[field.name].data, None
    form.version.data = draft.version
    form.taken.data = f"{draft.key}:{draft.sequence}"
    form.draft.data = ""
    form.draft_sequence.data = 0
    return form


def form_data(draft: Draft) -> MultiDict[str, str]:
    """Return what the form held, as a browser would send it."""
    return MultiDict((name, value) for name, value in drafts.fields_of(draft) if value is not None)


@dataclass(frozen=True)
class _Sent:
    article_id: int | None
    version: int
    sequence: int
    fields: Fields | None
    stored: bool


def _sent_json() -> object:
    try:
        return request.get_json(silent=True)
    except RecursionError:
        # Nested deeper than it can be read, as no form sends it.
        return None


def _understood(sent: object) -> _Sent:
    """Return what a form's script has sent, or answer 400 to anything else."""
    match sent:
        case {"article": int() | None as article_id, "version": int(version), "sequence": int(sequence), **rest} if (
            0 < (article_id or 1) <= MAX_IDENTIFIER and 0 <= version <= MAX_IDENTIFIER and 0 <= sequence <= MAX_NUMBER
        ):
            fields = rest.get("fields")
            if fields is None:
                return _Sent(article_id, version, sequence, None, stored=False)
            if _are_fields(fields):
                stored = rest.get("stored") is True
                return _Sent(article_id, version, sequence, drafts.whole(fields), stored)
    raise BadRequest


def _are_fields(fields: object) -> TypeGuard[Fields]:
    return isinstance(fields, list) and all(
        isinstance(field, list)
        and len(field) == 2
        and isinstance(field[0], str)
        and (field[1] is None or isinstance(field[1], str))
        for field in fields
    )


def _taken(fields: Fields) -> tuple[str, int] | None:
    """Return the draft that this form was filled with, and up to which change."""
    return ArticleForm(formdata=MultiDict((name, value) for name, value in fields if name == "taken")).taken_draft


def _news(session: Session, article: Article, version: int) -> dict[str, object]:
    """Return who else has the article open, and who has saved it since the form was opened at `version`."""
    others = presence.others(session, article.id, user_id=current_user.id, now=clock.now())
    saved = None
    if article.version > version:
        who = article.updated_by.display_name if article.updated_by else _("Somebody")
        zone = settings(session).zone
        saved = {
            "who": who,
            "at": f"{article.updated_at.astimezone(zone):%H:%M}",
            "mine": article.updated_by_id == current_user.id,
        }
    return {"others": [user.display_name for user in others], "saved": saved}
