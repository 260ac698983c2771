"""Keeps `ArticleCount` true: how many articles there are in each language, month, section and state.

One listener on the session sees every article that is about to be stored, whoever changed it, and adds the difference
in the same transaction. Statements that go past the session (bulk loads) call `recount` afterwards.
"""

from calendar import monthrange
from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import (
    ColumnElement,
    Connection,
    Table,
    delete,
    event,
    func,
    inspect,
    literal,
    select,
    union_all,
    update,
)
from sqlalchemy.orm import InstanceState, Mapper, Session

from app.articles.models import UNDATED, Article, ArticleCount, State
from app.articles.visibility import PUBLISHED
from app.foundation.database import Base, insert_for

# The smallest step between two publish times that databases and Python tell apart.
INSTANT = timedelta(microseconds=1)
# The key of a row: language, month, section and state.
Key = tuple[str, str, int, State]
_counts: Table = Base.metadata.tables[ArticleCount.__tablename__]
_KEY = tuple(_counts.primary_key)


class Month(NamedTuple):
    """A month in UTC by its name in `ArticleCount`, as `2021-10`, and how many articles it has."""

    name: str
    articles: int

    @property
    def first(self) -> datetime:
        """The first instant of the month."""
        return datetime.fromisoformat(f"{self.name}-01T00:00:00+00:00")

    @property
    def last(self) -> datetime:
        """The last instant of the month."""
        _weekday, days = monthrange(self.first.year, self.first.month)
        return self.first + timedelta(days=days) - INSTANT

    def years(self, zone: ZoneInfo) -> set[int]:
        """Return the year, in `zone`, in which the month lies, or both years if a new year lies within it."""
        if self.name[-2:] not in ("01", "12"):
            return {int(self.name[:4])}
        return {end.astimezone(zone).year for end in (self.first, self.last)}


def month_of(instant: datetime | None) -> str:
    """Return the name of the month in UTC to which an instant belongs, or `UNDATED` for none."""
    if instant is None:
        return UNDATED
    instant = instant.astimezone(UTC)
    return f"{instant.year:04}-{instant.month:02}"


def published_by_month(
    session: Session, language: str, section_id: int | None, since: datetime | None, until: datetime
) -> list[Month]:
    """Return the months that have published articles from `since` to `until`, newest first, in one statement.

    The numbers of whole months are kept. In a month that one of the bounds cuts, the articles are counted in the index.
    """
    whole = select(ArticleCount.month, func.sum(ArticleCount.articles)).where(
        ArticleCount.language == language,
        ArticleCount.state == State.PUBLISHED,
        ArticleCount.month > month_of(since),
        ArticleCount.month < month_of(until),
    )
    in_section = []
    if section_id is not None:
        whole = whole.where(ArticleCount.section_id == section_id)
        in_section.append(Article.section_id == section_id)
    parts = [whole.group_by(ArticleCount.month)]
    for name in sorted({month_of(since or until), month_of(until)}):
        month = Month(name, 0)
        asked = Article.publish_at.between(max(month.first, since or month.first), min(month.last, until))
        counted = select(literal(name), func.count()).select_from(Article)
        parts.append(counted.where(Article.language == language, PUBLISHED, asked, *in_section))
    rows = session.execute(union_all(*parts)).all()
    return sorted((Month(name, int(articles)) for name, articles in rows if articles), reverse=True)


def recount(session: Session) -> None:
    """Count all articles anew, for use after a bulk load."""
    session.execute(delete(ArticleCount))
    places = select(Article.language, _month(session), Article.section_id, Article.state).subquery()
    counted = select(*places.c, func.count()).group_by(*places.c)
    session.execute(_counts.insert().from_select([*_KEY, _counts.c.articles], counted))


def _month(session: Session) -> ColumnElement[str]:
    """Return `month_of` an article's publish time as the session's database says it."""
    if session.get_bind().dialect.name == "postgresql":
        month = func.to_char(func.timezone("UTC", Article.publish_at), "YYYY-MM")
    else:
        month = func.strftime("%Y-%m", Article.publish_at)
    return func.coalesce(month, UNDATED).label("month")


def _key(article: Article) -> Key:
    return article.language, month_of(article.publish_at), article.section_id, article.state


def _key_before(article: Article) -> Key:
    """Return where the stored row of `article` is counted, before the change that is being written."""
    row: InstanceState[Article] = inspect(article)

    def stored(name: str) -> Any:  # noqa: ANN401 - the attribute's own type
        deleted = row.attrs[name].history.deleted
        return deleted[0] if deleted else getattr(article, name)

    return stored("language"), month_of(stored("publish_at")), stored("section_id"), stored("state")


def _add(connection: Connection, changes: Counter[Key]) -> None:
    insert = insert_for(connection)
    # In one order, so that two writers do not wait for each other.
    for key, change in sorted(changes.items()):
        if change > 0:
            row = insert(_counts).values((*key, change))
            connection.execute(
                row.on_conflict_do_update(index_elements=_KEY, set_={"articles": _counts.c.articles + change})
            )
        elif change < 0:
            here = (column == value for column, value in zip(_KEY, key, strict=True))
            connection.execute(update(_counts).where(*here).values(articles=_counts.c.articles + change))


@event.listens_for(Article, "after_insert")
def _count_inserted(_mapper: Mapper[Article], connection: Connection, article: Article) -> None:
    _add(connection, Counter([_key(article)]))


@event.listens_for(Article, "after_update")
def _count_updated(_mapper: Mapper[Article], connection: Connection, article: Article) -> None:
    changes = Counter([_key(article)])
    changes.subtract([_key_before(article)])
    _add(connection, changes)


@event.listens_for(Article, "after_delete")
def _count_deleted(_mapper: Mapper[Article], connection: Connection, article: Article) -> None:
    _add(connection, Counter({_key_before(article): -1}))
