"""What the database holds of views. It is about a second behind the pages, which show what is being counted."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import and_, bindparam, func, select
from sqlalchemy.orm import Session

from app.hits.models import FoldedHits, Hits

# Asked for every page that is rendered, and so built once: that takes longer than the database does.
_OF_FILE = and_(FoldedHits.article_id == Hits.article_id, FoldedHits.file == bindparam("file"))
_COUNTED_ELSEWHERE = (
    select(Hits.count - func.coalesce(FoldedHits.even + FoldedHits.odd, 0))
    .outerjoin(FoldedHits, _OF_FILE)
    .where(Hits.article_id == bindparam("article"))
)


def counted(session: Session, article_ids: Iterable[int]) -> dict[int, int]:
    """Return the views so far of the given articles; one that was never viewed has 0."""
    views = dict.fromkeys(article_ids, 0)
    rows = session.execute(select(Hits.article_id, Hits.count.label("views")).where(Hits.article_id.in_(views)))
    return views | {row.article_id: row.views for row in rows}


def counted_elsewhere(session: Session, article_id: int, file: UUID) -> int:
    """Return the views of an article less those that came out of a counter file.

    Read in one statement: folding moves both numbers in one transaction, so their difference stays as it is.
    """
    return session.scalar(_COUNTED_ELSEWHERE, {"article": article_id, "file": file.hex}) or 0
