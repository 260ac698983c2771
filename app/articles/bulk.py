"""One change of many articles: what becomes of each, and how it is undone.

Each article is a change of its own, with its revision; the doors commit one after the other.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from flask_babel import gettext as _
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session, joinedload

from app.articles import editing, revisions, tags, translations, workflow
from app.articles.bulk_models import BulkChange, Kind
from app.articles.content import ArticleContent, content_of, from_json
from app.articles.models import Article, Section, State
from app.articles.permalinks import slug_from
from app.articles.revision_models import Action, Revision
from app.articles.tags import BadTag
from app.articles.workflow import NotPossible
from app.foundation.translation import current_language

# How long a change can be undone.
_KEPT_FOR = timedelta(days=30)


@dataclass(frozen=True)
class Change:
    """What is to be done: into which section, or with which tag, by its name."""

    kind: Kind
    section: Section | None = None
    tag: str = ""

    @property
    def value(self) -> str:
        """The name of what it is about, if anything; kept, it stays in the language of who made the change."""
        return self.section.name(current_language()) if self.section else self.tag


def _publish(article: Article, now: datetime) -> None:
    if article.state is State.PUBLISHED:
        raise NotPossible(_("It is published or scheduled already."))
    workflow.publish(article, now)


_TRANSITIONS: dict[str, Callable[[Article, datetime], None]] = {
    Kind.PUBLISH: _publish,
    Kind.UNPUBLISH: workflow.unpublish,
    Kind.BIN: lambda article, _now: workflow.move_to_bin(article),
}


def apply(article: Article, change: Change, now: datetime) -> ArticleContent:
    """Give the article the state that it will have, and return what it will say; nothing is stored.

    Raises `NotPossible` where it cannot be done, or would change nothing.
    """
    if change.kind in _TRANSITIONS:
        _TRANSITIONS[change.kind](article, now)
    content = content_of(article)
    named = [name for name in content.tags if slug_from(name) == slug_from(change.tag)]
    match change.kind:
        case Kind.MOVE if change.section is not None:
            if article.section_id == change.section.id:
                raise NotPossible(_("It stands in this section already."))
            return replace(content, section_id=change.section.id)
        case Kind.ADD_TAG:
            if named:
                raise NotPossible(_("It has this tag already."))
            try:
                tags.check([*content.tags, change.tag])
            except BadTag as problem:
                raise NotPossible(str(problem)) from problem
            return replace(content, tags=[*content.tags, change.tag])
        case Kind.REMOVE_TAG:
            if not named:
                raise NotPossible(_("It does not have this tag."))
            return replace(content, tags=[name for name in content.tags if name not in named])
    return content


def do(session: Session, article: Article, change: Change, *, key: str, user_id: int, now: datetime) -> None:
    """Change an article, and note under `key` how to undo it. Raises `NotPossible` and `EditConflict`."""
    revisions.keep_first(session, article)
    row = _row(article, change, key=key, user_id=user_id, now=now)
    row.revision = session.scalar(select(func.max(Revision.number)).where(Revision.article_id == article.id))
    row.submitted_at, row.submitted_by_id = article.submitted_at, article.submitted_by_id
    _save(session, article, apply(article, change, now), user_id, now)
    row.version = article.version
    session.add(row)
    session.execute(delete(BulkChange).where(BulkChange.user_id == user_id, BulkChange.at < now - _KEPT_FOR))


def refuse(
    session: Session, article: Article, change: Change, problem: str, *, key: str, user_id: int, now: datetime
) -> None:
    """Note under `key` why an article was not changed."""
    row = _row(article, change, key=key, user_id=user_id, now=now)
    row.problem = problem
    session.add(row)


def changes(session: Session, key: str, user_id: int) -> list[BulkChange]:
    """Return what a user has done under `key`, article by article."""
    found = select(BulkChange).where(BulkChange.key == key, BulkChange.user_id == user_id)
    return list(session.scalars(found.order_by(BulkChange.article_id).options(joinedload(BulkChange.article))))


def undo(session: Session, row: BulkChange, *, user_id: int, now: datetime) -> None:
    """Bring an article back as it was before. Raises `NotPossible` if it was changed since, and `EditConflict`."""
    article = row.article
    before = revisions.revision(session, article, row.revision or 0)
    if article.version != row.version or before is None:
        if article.updated_by is None:
            raise NotPossible(_("It was changed since, by somebody. Its history leads back."))
        who = article.updated_by.display_name
        raise NotPossible(_("It was changed since, by %(who)s. Its history leads back.", who=who))
    content = from_json(before.content)
    if session.get(Section, content.section_id) is None:
        raise NotPossible(_("The section in which it stood is gone."))
    article.state = before.state
    article.submitted_at, article.submitted_by_id = row.submitted_at, row.submitted_by_id
    _save(session, article, content, user_id, now)
    revisions.explain(session, article, f"Revision {before.number}", Action.RESTORED)
    row.undone = True


def _row(article: Article, change: Change, *, key: str, user_id: int, now: datetime) -> BulkChange:
    return BulkChange(
        key=key, article_id=article.id, user_id=user_id, at=now, kind=change.kind, value=change.value, problem=""
    )


def _save(session: Session, article: Article, content: ArticleContent, user_id: int, now: datetime) -> None:
    other = next((other.id for other in translations.others(session, article)), None)
    content = replace(content, translation_of=other)
    editing.save(session, article, content, version=article.version, user_id=user_id, now=now)
    session.flush()
