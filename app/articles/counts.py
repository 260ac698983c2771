"""Keeps `ArticleCount` true: how many published articles each section has in each language.

One listener on the session sees every article that is about to be stored, whoever changed it, and adds the difference
in the same transaction. Statements that go past the session (bulk loads) call `recount` afterwards.
"""

from collections import Counter
from datetime import datetime

from sqlalchemy import Connection, Table, delete, event, func, inspect, select, update
from sqlalchemy.orm import InstanceState, Mapper, Session

from app.articles.models import Article, ArticleCount, State
from app.articles.visibility import PUBLISHED, scheduled_at
from app.foundation.database import Base, insert_for

Place = tuple[str, int]
_counts: Table = Base.metadata.tables[ArticleCount.__tablename__]


def published(session: Session, language: str, section_id: int | None, now: datetime) -> int:
    """Return how many articles of a language, and of one section if given, are visible at `now`.

    What is kept less what is scheduled: the few articles still to come are counted through the index.
    """
    kept = select(func.coalesce(func.sum(ArticleCount.published), 0)).where(ArticleCount.language == language)
    to_come = select(func.count()).where(Article.language == language, scheduled_at(now))
    if section_id is not None:
        kept = kept.where(ArticleCount.section_id == section_id)
        to_come = to_come.where(Article.section_id == section_id)
    return int(session.execute(select(kept.scalar_subquery() - to_come.scalar_subquery())).scalar_one())


def recount(session: Session) -> None:
    """Count all published articles anew, for use after a bulk load."""
    session.execute(delete(ArticleCount))
    counted = (
        select(Article.language, Article.section_id, func.count())
        .where(PUBLISHED)
        .group_by(Article.language, Article.section_id)
    )
    session.execute(_counts.insert().from_select(["language", "section_id", "published"], counted))


def _place(article: Article) -> Place | None:
    return (article.language, article.section_id) if article.state is State.PUBLISHED else None


def _place_before(article: Article) -> Place | None:
    """Return where the stored row of `article` is counted, before the change that is being written."""
    state: InstanceState[Article] = inspect(article)

    def stored(name: str) -> object:
        deleted = state.attrs[name].history.deleted
        return deleted[0] if deleted else getattr(article, name)

    if stored("state") is not State.PUBLISHED:
        return None
    return str(stored("language")), int(str(stored("section_id")))


def _add(connection: Connection, changes: Counter[Place]) -> None:
    insert = insert_for(connection)
    for (language, section_id), change in sorted(changes.items()):
        if change > 0:
            row = insert(_counts).values(language=language, section_id=section_id, published=change)
            connection.execute(
                row.on_conflict_do_update(
                    index_elements=[_counts.c.language, _counts.c.section_id],
                    set_={"published": _counts.c.published + change},
                )
            )
        elif change < 0:
            connection.execute(
                update(_counts)
                .where(_counts.c.language == language, _counts.c.section_id == section_id)
                .values(published=_counts.c.published + change)
            )


@event.listens_for(Article, "after_insert")
def _count_inserted(_mapper: Mapper[Article], connection: Connection, article: Article) -> None:
    place = _place(article)
    if place:
        _add(connection, Counter({place: 1}))


@event.listens_for(Article, "after_update")
def _count_updated(_mapper: Mapper[Article], connection: Connection, article: Article) -> None:
    before, after = _place_before(article), _place(article)
    if before != after:
        changes: Counter[Place] = Counter()
        if before:
            changes[before] -= 1
        if after:
            changes[after] += 1
        _add(connection, changes)


@event.listens_for(Article, "after_delete")
def _count_deleted(_mapper: Mapper[Article], connection: Connection, article: Article) -> None:
    place = _place_before(article)
    if place:
        _add(connection, Counter({place: -1}))
