"""Keeps a revision of every change of an article, whoever makes it, in the same transaction.

A listener notes which articles a session writes; another one compares them with their last revision before the commit.
What changes neither the content nor the state is none, but for handing a draft in, and for a note that somebody wrote.
Statements that go past the session leave none.
"""

from datetime import datetime

from sqlalchemy import event, func, inspect, select
from sqlalchemy.orm import Session, UOWTransaction, undefer

from app.articles.content import ArticleContent, content_of, from_json, to_json
from app.articles.models import Article, PictureUse, State
from app.articles.revision_models import Action, Revision
from app.foundation import clock
from app.foundation.paging import Page

PAGE_SIZE = 50
# Where a session keeps, until its commit, which articles it has written, which of them it has handed in, and what is
# said of them.
_WRITTEN, _SUBMITTED, _EXPLAINED = "revised_articles", "submitted_articles", "explained_revisions"
# Where an article comes out of the public, the bin or a withdrawal as a draft.
_BACK = {State.BINNED: Action.TAKEN_BACK, State.PUBLISHED: Action.UNPUBLISHED, State.WITHDRAWN: Action.UNPUBLISHED}


def explain(session: Session, article: Article, note: str, action: Action | None = None) -> None:
    """Give the revision that the next commit makes of `article` a note, and an action that its state does not say."""
    session.info.setdefault(_EXPLAINED, {})[article.id] = note, action


def keep_first(session: Session, article: Article) -> None:
    """Keep an article that has no revision yet as its first one, before it is changed."""
    if session.scalar(select(Revision.id).where(Revision.article_id == article.id).limit(1)) is None:
        first = _revision(article, 1, Action.SAVED, article.updated_at)
        session.add(first)


def history(session: Session, article: Article, number: int) -> Page[Revision]:
    """Return page `number` (from 1) of an article's revisions, newest first, without their content.

    Raises `PageNotFound` for a page that it does not have.
    """
    of_article = Revision.article_id == article.id
    total = session.scalar(select(func.count()).select_from(Revision).where(of_article)) or 0
    window = Page.window(number, PAGE_SIZE, total)
    found = select(Revision).where(of_article).order_by(Revision.number.desc())
    return Page(list(session.scalars(found.offset(window.start).limit(len(window)))), number, PAGE_SIZE, total)


def revision(session: Session, article: Article, number: int) -> Revision | None:
    """Return an article's revision of that number, with its content."""
    of_number = Revision.article_id == article.id, Revision.number == number
    return session.scalar(select(Revision).where(*of_number).options(undefer(Revision.content)))


def at_version(session: Session, article: Article, version: int) -> ArticleContent | None:
    """Return what an article said at a version, as a form that was opened then has shown it; `None` if not known."""
    found = select(Revision.content).where(Revision.article_id == article.id, Revision.version <= version)
    content = session.scalar(found.order_by(Revision.number.desc()).limit(1))
    return from_json(content) if content else None


def _revision(article: Article, number: int, action: Action, at: datetime, note: str = "") -> Revision:
    return Revision(
        article_id=article.id,
        number=number,
        action=action,
        state=article.state,
        version=article.version,
        at=at,
        user_id=article.updated_by_id,
        note=note,
        content=to_json(content_of(article)),
    )


def _action(article: Article, last: Revision | None, now: datetime) -> Action:
    """Say what was done by what has become of the article."""
    before = last.state if last else State.DRAFT
    if article.state is before:
        return Action.SAVED if last else Action.CREATED
    match article.state:
        case State.PUBLISHED:
            return Action.SCHEDULED if article.publish_at and article.publish_at > now else Action.PUBLISHED
        case State.WITHDRAWN:
            return Action.WITHDRAWN
        case State.BINNED:
            return Action.BINNED
        case _:
            return _BACK[before]


@event.listens_for(Session, "after_flush")
def _note(session: Session, _context: UOWTransaction) -> None:
    written: set[int] = session.info.setdefault(_WRITTEN, set())
    for row in (*session.new, *session.dirty, *session.deleted):
        match row:
            case Article():
                written.add(row.id)
                if row.submitted_at and inspect(row).attrs["submitted_at"].history.has_changes():
                    session.info.setdefault(_SUBMITTED, set()).add(row.id)
            case PictureUse():
                written.add(row.article_id)


# Before `page_versions`, which locks a row that every commit wants.
@event.listens_for(Session, "before_commit", insert=True)
def _keep(session: Session) -> None:
    session.flush()
    # A savepoint's end comes here as well; only the whole transaction counts.
    if session.in_nested_transaction():
        return
    now = clock.now()
    explained: dict[int, tuple[str, Action | None]] = session.info.pop(_EXPLAINED, {})
    submitted: set[int] = session.info.pop(_SUBMITTED, set())
    for article_id in sorted(session.info.pop(_WRITTEN, set())):
        article = session.get(Article, article_id)
        if article is None:
            continue
        of_article = select(Revision).where(Revision.article_id == article_id).order_by(Revision.number.desc())
        last = session.scalar(of_article.limit(1).options(undefer(Revision.content)))
        note, action = explained.get(article_id, ("", None))
        # An action that brings its own note has none that somebody typed.
        is_told = bool(note) and action is None
        if article_id in submitted:
            action = action or Action.SUBMITTED
        made = _revision(article, last.number + 1 if last else 1, action or _action(article, last, now), now, note)
        is_changed = last is None or (made.state, made.content) != (last.state, last.content)
        if is_changed or is_told or action is Action.SUBMITTED:
            session.add(made)


@event.listens_for(Session, "after_rollback")
def _forget(session: Session) -> None:
    # After a savepoint's rollback the rest is still to be committed; an article too many does no harm.
    if not session.in_nested_transaction():
        for kept in (_WRITTEN, _SUBMITTED, _EXPLAINED):
            session.info.pop(kept, None)
