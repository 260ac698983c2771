"""Counts views. What a view is stands in the operators' contract; the public door asks here once for each."""

from datetime import date

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from app.foundation.database import Base, insert_for
from app.hits.models import DailyHits, Hits

_hits: Table = Base.metadata.tables[Hits.__tablename__]
_daily: Table = Base.metadata.tables[DailyHits.__tablename__]


def count_view(session: Session, article_id: int, day: date) -> int:
    """Add one view and return the views of the article so far, this one included; starting hits are not in it.

    `day` is the day of the view in the site's time zone. The addition is done by the database in one statement:
    reading, adding and writing back would lose views that come at the same time. The caller commits.
    """
    insert = insert_for(session)
    total = session.execute(
        insert(_hits)
        .values(article_id=article_id, count=1)
        .on_conflict_do_update(index_elements=[_hits.c.article_id], set_={"count": _hits.c.count + 1})
        .returning(_hits.c.count)
    ).scalar_one()
    session.execute(
        insert(_daily)
        .values(article_id=article_id, day=day, count=1)
        .on_conflict_do_update(index_elements=[_daily.c.article_id, _daily.c.day], set_={"count": _daily.c.count + 1})
    )
    return int(total)


def counted(session: Session, article_ids: list[int]) -> dict[int, int]:
    """Return the views so far of the given articles; one that was never viewed has 0."""
    rows = session.execute(select(Hits.article_id, Hits.count.label("views")).where(Hits.article_id.in_(article_ids)))
    found = {row.article_id: row.views for row in rows}
    return {article_id: found.get(article_id, 0) for article_id in article_ids}
