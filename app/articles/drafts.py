"""Keeps what editors type before they save it, so that nothing typed is lost.

Each open form has a draft of its own, named by a key that the form was given. Its changes are counted: a draft is open
for as long as there are changes that were neither saved nor left.
"""

import json
import re
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import case, delete, func, select
from sqlalchemy.orm import Session, defer

from app.articles.draft_models import Draft, Presence
from app.articles.models import Article
from app.foundation.database import insert_for

# The newest are what is asked for; the others come once these are taken or left.
MOST_OFFERED = 3
# What one editor may have open, in drafts and in characters of JSON together; a draft is kept on beyond it, none begun.
MOST_OPEN = 100
LARGEST_OPEN = 64 * 1024 * 1024
# How long a draft that is saved or left is kept, so that a save whose answer was lost is known again.
_KEPT_FOR = timedelta(days=30)

# Half a character, which JSON can carry and no page, database or document takes.
_HALVES = re.compile("[\ud800-\udfff]")

# The fields of a form by name; an unticked box has no value.
Fields = Sequence[tuple[str, str | None]]


class NotYours(Exception):
    """The draft is somebody else's."""


class TooManyOpen(Exception):
    """The editor has as much open as one may have, so that no further draft is begun."""


def keep(
    session: Session,
    key: str,
    *,
    user_id: int,
    article_id: int | None,
    version: int,
    sequence: int,
    fields: Fields,
    now: datetime,
    instead_of: str = "",
) -> Draft:
    """Keep what a form holds as of change number `sequence`, unless a later change is here already.

    `version` is that of the article when the form was opened, 0 for a new one; `instead_of` is the key of the draft
    that it was filled with. Raises `NotYours`, and `TooManyOpen` for a form of which nothing is kept yet.
    """
    is_new = session.scalar(select(Draft.key).where(Draft.key == key)) is None
    if is_new and not _has_room(session, user_id, instead_of):
        raise TooManyOpen
    insert = insert_for(session)(Draft).values(
        key=key,
        user_id=user_id,
        article_id=article_id,
        version=version,
        sequence=sequence,
        fields=json.dumps(fields),
        changed_at=now,
    )
    new = insert.excluded
    session.execute(
        insert.on_conflict_do_update(
            index_elements=[Draft.key],
            set_={
                "sequence": new.sequence,
                "fields": new.fields,
                "changed_at": new.changed_at,
                # A save whose answer never came has moved it on.
                "version": case((new.version > Draft.version, new.version), else_=Draft.version),
            },
            where=(Draft.user_id == user_id) & (Draft.sequence < new.sequence),
        )
    )
    kept = session.get_one(Draft, key, populate_existing=True)
    if kept.user_id != user_id:
        raise NotYours
    return kept


def _has_room(session: Session, user_id: int, instead_of: str) -> bool:
    size = func.coalesce(func.sum(func.length(Draft.fields)), 0)
    others = (Draft.user_id == user_id, Draft.sequence > Draft.done, Draft.key != instead_of)
    count, characters = session.execute(select(func.count(), size).where(*others)).one()
    return bool(count < MOST_OPEN and characters < LARGEST_OPEN)


def claim(session: Session, key: str, *, user_id: int, now: datetime) -> None:
    """Keep other saves of the same form waiting until the end of the transaction.

    Written and not only read: a form that was sent at once and never kept has no draft yet that could be locked, and
    SQLite begins a transaction with the first statement that writes.
    """
    new = insert_for(session)(Draft).values(
        key=key, user_id=user_id, version=0, sequence=0, done=0, fields="[]", changed_at=now
    )
    session.execute(new.on_conflict_do_update(index_elements=[Draft.key], set_={"done": Draft.done}))
    session.get_one(Draft, key, populate_existing=True)


def draft(session: Session, key: str, user_id: int) -> Draft | None:
    """Return a draft, if it is this user's."""
    found = session.get(Draft, key)
    return found if found and found.user_id == user_id else None


def fields_of(draft: Draft) -> Fields:
    """Return what the form held."""
    return whole(json.loads(draft.fields))


def whole(fields: Fields) -> Fields:
    """Return the fields with a replacement character for each half of a character (a lone surrogate)."""
    return [(_HALVES.sub("\ufffd", name), value and _HALVES.sub("\ufffd", value)) for name, value in fields]


def still_open(session: Session, user_id: int, article_id: int | None) -> list[Draft]:
    """Return what a user has typed into an article, or with `None` into new ones, and not saved; newest first."""
    found = select(Draft).where(Draft.user_id == user_id, Draft.article_id == article_id, Draft.sequence > Draft.done)
    return list(session.scalars(found.order_by(Draft.changed_at.desc()).limit(MOST_OFFERED)))


def all_open(session: Session, user_id: int) -> list[tuple[Draft, Article | None]]:
    """Return what a user has typed anywhere and not saved, newest first, each with its article if it has one yet."""
    found = select(Draft, Article).outerjoin(Article, Article.id == Draft.article_id)
    found = found.where(Draft.user_id == user_id, Draft.sequence > Draft.done).order_by(Draft.changed_at.desc())
    rows = session.execute(found.options(defer(Article.body)).limit(MOST_OFFERED))
    return [(row.Draft, row.Article) for row in rows]


def leave(draft: Draft, sequence: int) -> None:
    """Offer the draft no more, unless its form is changed after `sequence`."""
    draft.done = max(draft.done, sequence)


def finish(
    session: Session,
    key: str,
    article: Article,
    *,
    user_id: int,
    sequence: int,
    now: datetime,
    built_on: int | None = None,
) -> None:
    """Note that a form was saved into `article` as of change number `sequence`. Flushes.

    Saved once more, it is known as the same form: a new article is not made twice, and is no conflict with itself.
    Where it was merged with what others had saved, it goes on from `built_on`, the version that it builds on itself:
    of what was merged into it its window knows nothing, and would take it out again.
    """
    session.flush()
    saved = draft(session, key, user_id)
    if saved is None:
        if session.get(Draft, key) is not None:
            return
        saved = Draft(key=key, user_id=user_id, sequence=sequence, done=sequence, fields="[]", changed_at=now)
        session.add(saved)
    saved.article_id = article.id
    saved.version = article.version if built_on is None else built_on
    leave(saved, sequence)
    session.execute(
        delete(Draft).where(Draft.user_id == user_id, Draft.sequence <= Draft.done, Draft.changed_at < now - _KEPT_FOR)
    )
    session.execute(delete(Presence).where(Presence.seen_at < now - _KEPT_FOR))
