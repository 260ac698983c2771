"""Brings what a counter file has counted into the database, each view once, whatever dies in between.

The difference to what was folded before is added, and the new position is stored, in one transaction. Folded again
after a crash, nothing is left to add. A file that is older than the database, as after a power cut, adds nothing.
"""

from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from app.articles.models import Article
from app.foundation.database import Base, add_counts, insert_for
from app.hits.counter_file import WORDS, BadCounterFile, CounterFile
from app.hits.models import DailyHits, FoldedHits, Hits

_folded: Table = Base.metadata.tables[FoldedHits.__tablename__]
# Articles for which one statement asks: fewer than the parameters that SQLite takes.
_AT_ONCE = 500


@dataclass
class Folded:
    """What a transaction has folded: the counts of each segment that it read, and the new base of each slot."""

    counts: dict[int, bytes] = field(default_factory=dict)
    bases: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True)
class _Count:
    slot: int
    article_id: int
    even: int
    odd: int


class Folding:
    """Folds one counter file again and again, looking only at what has changed."""

    def __init__(self, file: CounterFile) -> None:
        self.torn = False
        self._file = file
        self._articles: dict[int, int] = {}
        self._kept: dict[int, bytes] = {}

    def fold(self, session: Session) -> Folded:
        """Add what is new to the views in the database. Once that is committed, give what this returns to `keep`.

        Of a torn file everything before the tear is added, and `torn` says that it is one.
        """
        folded = Folded()
        try:
            for slot, article_id in self._file.articles(len(self._articles)):
                self._articles[slot] = article_id
        except BadCounterFile:
            self.torn = True
        counts = self._changed(folded)
        # Read after the counts: a day that begins in between is not yet in them.
        days = date.fromordinal(self._file.day(0) or 2), date.fromordinal(self._file.day(1) or 1)
        for start in range(0, len(counts), _AT_ONCE):
            _add(session, self._file.identity.hex, counts[start : start + _AT_ONCE], days, folded.bases)
        return folded

    def keep(self, folded: Folded) -> None:
        """Note that this is in the database, and need not be looked at again."""
        self._kept.update(folded.counts)
        for slot, base in folded.bases.items():
            # Other machines' views came in.
            self._file.raise_base(slot, base)

    def _changed(self, folded: Folded) -> list[_Count]:
        """Return the counts that have changed, in the order of the articles: no two machines lock them crosswise."""
        changed = []
        for segment in range(self._file.segments):
            counts, before = self._file.counts(segment), self._kept.get(segment, b"")
            if counts == before:
                continue
            folded.counts[segment] = counts
            sums, kept = _sums(counts), _sums(before)
            for offset in range(WORDS):
                slot = segment * WORDS + offset
                if sums[offset] != kept[offset] and slot in self._articles:
                    changed.append(_Count(slot, self._articles[slot], *sums[offset]))
        return sorted(changed, key=lambda count: count.article_id)


def _sums(counts: bytes) -> list[tuple[int, int]]:
    """Return for each article of a segment what all arrays have counted on even and on odd days."""
    if not counts:
        return [(0, 0)] * WORDS
    words = memoryview(counts).cast("Q")
    pages = [words[start : start + WORDS] for start in range(0, len(words), WORDS)]
    even, odd = (map(sum, zip(*pages[parity::2], strict=True)) for parity in (0, 1))
    return list(zip(even, odd, strict=True))


def _add(session: Session, file: str, counts: list[_Count], days: tuple[date, date], bases: dict[int, int]) -> None:
    ids = [count.article_id for count in counts]
    # An article that is gone takes its views with it.
    present = set(session.scalars(select(Article.id).where(Article.id.in_(ids))))
    counts = [count for count in counts if count.article_id in present]
    of_file = select(FoldedHits).where(FoldedHits.file == file, FoldedHits.article_id.in_(present))
    before = {row.article_id: (row.even, row.odd) for row in session.scalars(of_file)}
    views: dict[int, int] = {}
    daily: dict[tuple[int, date], int] = {}
    for count in counts:
        for parity, now in enumerate((count.even, count.odd)):
            more = now - before.get(count.article_id, (0, 0))[parity]
            if more > 0:
                views[count.article_id] = views.get(count.article_id, 0) + more
                daily[count.article_id, days[parity]] = more
    if not views:
        return
    add_counts(session, Hits, {(article_id,): more for article_id, more in views.items()})
    add_counts(session, DailyHits, daily)
    folded = insert_for(session)(_folded)
    session.execute(
        folded.on_conflict_do_update(
            index_elements=["file", "article_id"], set_={"even": folded.excluded.even, "odd": folded.excluded.odd}
        ),
        [
            {"file": file, "article_id": count.article_id, "even": count.even, "odd": count.odd}
            for count in counts
            if count.article_id in views
        ],
    )
    totals = session.execute(select(Hits.article_id, Hits.count.label("views")).where(Hits.article_id.in_(views)))
    slots = {count.article_id: count for count in counts}
    for row in totals:
        count = slots[row.article_id]
        bases[count.slot] = row.views - count.even - count.odd
