"""Keeps the index in step with the articles, whoever changes them, in the same transaction.

A listener on the session notes what is written: articles, their pictures, and captions and tags, which stand in many;
another one writes what the index has of them before the commit. A deleted article takes its entry with it. Statements
that go past the session (bulk loads) are followed by `index.rebuild`.
"""

from sqlalchemy import event, select
from sqlalchemy.orm import Session, UOWTransaction

from app.articles.models import ARTICLE_TAGS, Article, PictureUse, Tag
from app.pictures.models import Picture
from app.search.index import index

# Where a session keeps, until its commit, what it has changed: kinds and ids.
_CHANGED = "search_changed"


@event.listens_for(Session, "after_flush")
def _note(session: Session, _context: UOWTransaction) -> None:
    changed: set[tuple[type, int]] = session.info.setdefault(_CHANGED, set())
    for row in (*session.new, *session.dirty, *session.deleted):
        match row:
            case Article():
                changed.add((Article, row.id))
            case PictureUse():
                changed.add((Article, row.article_id))
            # New ones are in no article but those that are written with them.
            case Picture() | Tag() if row not in session.new:
                changed.add((type(row), row.id))


# Before the others: `page_versions` locks a row that every commit wants, and nobody may wait for an article with it.
@event.listens_for(Session, "before_commit", insert=True)
def _write(session: Session) -> None:
    session.flush()
    # A savepoint's end comes here as well; only the whole transaction counts.
    if session.in_nested_transaction():
        return
    changed: set[tuple[type, int]] = session.info.pop(_CHANGED, set())
    ids = {row_id for kind, row_id in changed if kind is Article}
    pictures = [row_id for kind, row_id in changed if kind is Picture]
    if pictures:
        ids.update(session.scalars(select(PictureUse.article_id).where(PictureUse.picture_id.in_(pictures))))
    tags = [row_id for kind, row_id in changed if kind is Tag]
    if tags:
        ids.update(session.scalars(select(ARTICLE_TAGS.c.article_id).where(ARTICLE_TAGS.c.tag_id.in_(tags))))
    index(session, ids)


@event.listens_for(Session, "after_rollback")
def _forget(session: Session) -> None:
    # After a savepoint's rollback the rest is still to be committed; an article too many does no harm.
    if not session.in_nested_transaction():
        session.info.pop(_CHANGED, None)
