"""What the desk asks of hits and readers: by day, by article, by section, by the host that readers came from.

Days are those of the site's time zone. Readers of the whole site are counted once a day; those of a section or a
language are the sum of its articles' readers.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, Subquery, func, literal_column, select
from sqlalchemy.orm import Session

from app.articles.models import Article
from app.hits.models import DailyHits
from app.hits.reader_models import DailyReaders, DailyReferrers, DailySiteReferrers, ReaderDay

Summed = type[DailyHits] | type[DailyReaders]
ByArticle = type[DailyHits] | type[DailyReaders] | type[DailyReferrers]


@dataclass(frozen=True)
class Period:
    """Some days in a row, `first` and `last` included."""

    first: date
    last: date

    @property
    def days(self) -> list[date]:
        """The days, the earliest first."""
        return [self.first + timedelta(days=number) for number in range((self.last - self.first).days + 1)]

    @property
    def before(self) -> "Period":
        """As many days, which come directly before."""
        return Period(self.first - timedelta(days=len(self.days)), self.first - timedelta(days=1))


@dataclass(frozen=True)
class Scope:
    """Whose figures: one article's, or those of all articles of a section, of a language, of both; else the site's."""

    article_id: int | None = None
    section_id: int | None = None
    language: str | None = None

    @property
    def is_site(self) -> bool:
        """Whether all articles are meant."""
        return self == Scope()

    def conditions(self, table: ByArticle, period: Period) -> list[ColumnElement[bool]]:
        """Return the conditions on rows of a table by article and day."""
        conditions: list[ColumnElement[bool]] = [table.day.between(period.first, period.last)]
        if self.article_id is not None:
            return [*conditions, table.article_id == self.article_id]
        if self.is_site:
            return conditions
        # Begins with the few articles that were viewed at all, not with the many that a section may have.
        viewed = select(DailyHits.article_id).where(DailyHits.day.between(period.first, period.last))
        chosen = select(Article.id).where(Article.id.in_(viewed), *self.article_conditions())
        return [*conditions, table.article_id.in_(chosen)]

    def article_conditions(self) -> list[ColumnElement[bool]]:
        """Return the conditions on articles."""
        conditions: list[ColumnElement[bool]] = []
        if self.section_id is not None:
            conditions.append(Article.section_id == self.section_id)
        if self.language is not None:
            conditions.append(Article.language == self.language)
        return conditions


@dataclass(frozen=True)
class DayFigures:
    """One day."""

    day: date
    hits: int
    readers: int


@dataclass(frozen=True)
class ArticleFigures:
    """One article in a period."""

    article_id: int
    title: str
    language: str
    section_id: int
    hits: int
    readers: int


@dataclass(frozen=True)
class SectionFigures:
    """One section in a period; somebody who read two of its articles is counted twice."""

    section_id: int
    hits: int
    readers: int


@dataclass(frozen=True)
class HostFigures:
    """How many readers came from a host; `reader_models.OTHER_HOSTS` stands for those that were not kept by name."""

    host: str
    readers: int


def by_day(session: Session, scope: Scope, period: Period) -> list[DayFigures]:
    """Return every day of the period, the earliest first, also those on which nobody came."""
    hits = _sums_by_day(session, scope, period, DailyHits)
    if scope.is_site:
        rows = select(ReaderDay.day, ReaderDay.readers).where(ReaderDay.day.between(period.first, period.last))
        readers = {row.day: row.readers for row in session.execute(rows)}
    else:
        readers = _sums_by_day(session, scope, period, DailyReaders)
    return [DayFigures(day, hits.get(day, 0), readers.get(day, 0)) for day in period.days]


def most_read(session: Session, scope: Scope, period: Period, limit: int) -> list[ArticleFigures]:
    """Return the articles with the most hits, at most `limit`, the most read first."""
    hits = _sums_by_article(scope, period, DailyHits)
    best = select(hits).order_by(hits.c.total.desc(), hits.c.viewed).limit(limit).subquery()
    columns = (Article.id, Article.title, Article.language, Article.section_id)
    found = session.execute(
        select(*columns, best.c.total).join(best, best.c.viewed == Article.id).order_by(best.c.total.desc(), Article.id)
    ).all()
    within = DailyReaders.day.between(period.first, period.last)
    sums = session.execute(
        select(DailyReaders.article_id, func.sum(DailyReaders.count).label("readers"))
        .where(within, DailyReaders.article_id.in_([row.id for row in found]))
        .group_by(DailyReaders.article_id)
    )
    readers = {row.article_id: int(row.readers) for row in sums}
    return [
        ArticleFigures(row.id, row.title, row.language, row.section_id, int(row.total), readers.get(row.id, 0))
        for row in found
    ]


def by_section(session: Session, scope: Scope, period: Period) -> list[SectionFigures]:
    """Return the sections whose articles were viewed, the one with the most hits first."""
    hits = _sums_by_section(session, scope, period, DailyHits)
    readers = _sums_by_section(session, scope, period, DailyReaders)
    figures = [SectionFigures(section_id, count, readers.get(section_id, 0)) for section_id, count in hits.items()]
    return sorted(figures, key=lambda section: (-section.hits, section.section_id))


def referrers(session: Session, scope: Scope, period: Period, limit: int) -> list[HostFigures]:
    """Return the hosts from which most readers of articles came, at most `limit`, the one with the most first."""
    table: type[DailySiteReferrers] | type[DailyReferrers]
    conditions: list[ColumnElement[bool]]
    if scope.is_site:
        table, conditions = DailySiteReferrers, [DailySiteReferrers.day.between(period.first, period.last)]
    else:
        table, conditions = DailyReferrers, scope.conditions(DailyReferrers, period)
    readers = func.sum(table.count).label("readers")
    rows = session.execute(
        select(table.host, readers)
        .where(*conditions)
        .group_by(table.host)
        .order_by(readers.desc(), table.host)
        .limit(limit)
    )
    return [HostFigures(row.host, int(row.readers)) for row in rows]


def dropped(session: Session, period: Period) -> int:
    """Return how many views of the period came too fast to be looked at for readers."""
    within = ReaderDay.day.between(period.first, period.last)
    return int(session.scalar(select(func.sum(ReaderDay.dropped)).where(within)) or 0)


def _sums_by_day(session: Session, scope: Scope, period: Period, table: Summed) -> dict[date, int]:
    rows = session.execute(
        select(table.day, func.sum(table.count).label("total"))
        .where(*scope.conditions(table, period))
        .group_by(table.day)
    )
    return {row.day: int(row.total) for row in rows}


def _sums_by_article(scope: Scope, period: Period, table: Summed) -> Subquery:
    # Nothing is added, so that SQLite takes the days from their index and sorts the articles afterwards: it would
    # rather go through the table article by article, and reads five times as long in a year of many.
    viewed = (table.article_id + literal_column("0")).label("viewed")
    total = func.sum(table.count).label("total")
    return select(viewed, total).where(*scope.conditions(table, period)).group_by(viewed).subquery()


def _sums_by_section(session: Session, scope: Scope, period: Period, table: Summed) -> dict[int, int]:
    of_articles = _sums_by_article(scope, period, table)
    rows = session.execute(
        select(Article.section_id, func.sum(of_articles.c.total).label("total"))
        .join(of_articles, of_articles.c.viewed == Article.id)
        .group_by(Article.section_id)
    )
    return {row.section_id: int(row.total) for row in rows}
