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
    CompoundSelect,
    Connection,
    Table,
    case,
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


class Place(NamedTuple):
    """Where in a list of published articles, newest first, one has its place.

    `until` is the last instant of its month, `before` the number of articles in later months, `total` that of all.
    """

    until: datetime
    before: int
    total: int


def place(
    session: Session, language: str, section_id: int | None, since: datetime | None, until: datetime, number: int
) -> Place | None:
    """Return where the article `number` (from 0) of those published from `since` to `until` stands; `None` for none."""
    months = _published_by_month(language, section_id, since, until).subquery()
    reached = func.sum(months.c.articles).over(order_by=months.c.month.desc())
    summed = select(months, reached.label("reached"), func.sum(months.c.articles).over().label("total")).subquery()
    found = session.execute(
        select(summed).where(summed.c.reached > number).order_by(summed.c.month.desc()).limit(1)
    ).first()
    if found is None:
        return None
    _first, last = _bounds(found.month)
    return Place(min(last, until), int(found.reached - found.articles), int(found.total))


def years(
    session: Session, language: str, section_id: int | None, until: datetime, zone: ZoneInfo
) -> tuple[set[int], set[int]]:
    """Return the years, in `zone`, that have published articles until `until`, and those of which it is not certain.

    A month in UTC says the year, unless the zone's new year lies within it.
    """
    months = _published_by_month(language, section_id, None, until).subquery()
    # A name such as 2021-12 or 2021-01, or else just the year.
    at_new_year = func.substr(months.c.month, 6).in_(("12", "01"))
    name = case((at_new_year, months.c.month), else_=func.substr(months.c.month, 1, 4))
    certain: set[int] = set()
    possible: set[int] = set()
    for found in session.scalars(select(name).where(months.c.articles > 0).distinct()).all():
        if len(found) == 4:
            certain.add(int(found))
        else:
            either = {instant.astimezone(zone).year for instant in _bounds(found)}
            (certain if len(either) == 1 else possible).update(either)
    return certain, possible - certain


def _published_by_month(
    language: str, section_id: int | None, since: datetime | None, until: datetime
) -> CompoundSelect[str, int]:
    """Select the months of the articles published from `since` to `until`, both included, with their numbers.

    The numbers of whole months are kept. In a month that one of the bounds cuts, the articles are counted in the index.
    """
    whole = select(ArticleCount.month, func.sum(ArticleCount.articles).label("articles")).where(
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
        first, last = _bounds(name)
        asked = Article.publish_at.between(max(first, since or first), min(last, until))
        counted = select(literal(name), func.count()).select_from(Article)
        parts.append(counted.where(Article.language == language, PUBLISHED, asked, *in_section))
    return union_all(*parts)


def month_of(instant: datetime | None) -> str:
    """Return the name of the month in UTC to which an instant belongs, as `2021-10`, or `UNDATED` for none."""
    if instant is None:
        return UNDATED
    instant = instant.astimezone(UTC)
    return f"{instant.year:04}-{instant.month:02}"


def _bounds(month: str) -> tuple[datetime, datetime]:
    """Return the first and the last instant of a month."""
    first = datetime.fromisoformat(f"{month}-01T00:00:00+00:00")
    _weekday, days = monthrange(first.year, first.month)
    return first, first + timedelta(days=days) - INSTANT


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
