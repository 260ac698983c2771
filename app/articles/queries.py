"""Lists of articles for the public, in a constant number of statements and in bounded time at a million rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Select, func, select, tuple_, union_all
from sqlalchemy.orm import Session, contains_eager, defer, selectinload

from app.articles import counts
from app.articles.models import Article, PictureUse, Section
from app.articles.visibility import scheduled_at, visible_at
from app.foundation.clock import year_bounds
from app.foundation.paging import Page

PAGE_SIZE = 20
# The smallest step between two publish times that databases and Python tell apart.
INSTANT = timedelta(microseconds=1)
NEWEST_FIRST = (Article.publish_at.desc(), Article.id.desc())
OLDEST_FIRST = (Article.publish_at.asc(), Article.id.asc())


@dataclass(frozen=True)
class Selection:
    """Which of the visible articles a list shows. `since` and `before` are instants, the latter excluded."""

    language: str
    section_id: int | None = None
    since: datetime | None = None
    before: datetime | None = None
    words: str = ""

    def conditions(self, now: datetime) -> list[ColumnElement[bool]]:
        """Return the selection as conditions of a query, visibility included.

        The end of the selection and the present make one bound: given two, SQLite looks up the wrong one.
        """
        until = now if self.before is None else min(now, self.before - INSTANT)
        conditions = [Article.language == self.language, visible_at(until)]
        if self.section_id is not None:
            conditions.append(Article.section_id == self.section_id)
        if self.since is not None:
            conditions.append(Article.publish_at >= self.since)
        conditions += [Article.title.icontains(word, autoescape=True) for word in self.words.split()]
        return conditions

    @property
    def is_counted(self) -> bool:
        """Whether the size of the selection is kept rather than to be counted."""
        return self.since is None and self.before is None and not self.words


def published_page(session: Session, selection: Selection, number: int, now: datetime) -> Page[Article]:
    """Return page `number` (from 1) of the visible articles, newest first, each with section and first picture.

    The rows are found in the index alone and only the page's own are read; a page in the second half of the list is
    reached from its end. Raises `PageNotFound` for a page that the list does not have.
    """
    conditions = selection.conditions(now)
    if selection.is_counted:
        total = counts.published(session, selection.language, selection.section_id, now)
    else:
        total = session.execute(select(func.count()).select_from(Article).where(*conditions)).scalar_one()
    window = Page.window(number, PAGE_SIZE, total)
    ids = select(Article.id).where(*conditions)
    if window.start <= total // 2:
        ids = ids.order_by(*NEWEST_FIRST).offset(window.start)
    else:
        ids = ids.order_by(*OLDEST_FIRST).offset(total - window.stop)
    rows = session.scalars(_for_lists(Article.id.in_(ids.limit(len(window)).scalar_subquery())))
    return Page(rows.all(), number, PAGE_SIZE, total)


def newest(session: Session, selection: Selection, limit: int, now: datetime) -> list[Article]:
    """Return the newest visible articles of a selection."""
    ids = select(Article.id).where(*selection.conditions(now)).order_by(*NEWEST_FIRST).limit(limit)
    return list(session.scalars(_for_lists(Article.id.in_(ids.scalar_subquery()))))


def newest_in_sections(
    session: Session, language: str, section_ids: Sequence[int], limit: int, now: datetime
) -> list[Article]:
    """Return the newest visible articles of each section, `limit` at most of one, in one statement for all."""
    if not section_ids:
        return []
    each = [
        select(
            select(Article.id)
            .where(*Selection(language, section_id).conditions(now))
            .order_by(*NEWEST_FIRST)
            .limit(limit)
            .subquery()
            .c.id
        )
        for section_id in section_ids
    ]
    return list(session.scalars(_for_lists(Article.id.in_(union_all(*each)))))


def by_slug(session: Session, slug: str, now: datetime) -> Article | None:
    """Return the visible article of a slug, whatever its language, with everything its page shows."""
    return session.scalar(
        select(Article)
        .where(Article.slug == slug, visible_at(now))
        .options(selectinload(Article.section), selectinload(Article.picture_uses))
    )


def neighbours(session: Session, article: Article, now: datetime) -> tuple[Article | None, Article | None]:
    """Return the visible articles published before and after `article` in its section and language."""
    place = tuple_(Article.publish_at, Article.id)
    here = tuple_(article.publish_at, article.id)
    same = select(Article).where(
        Article.language == article.language, Article.section_id == article.section_id, visible_at(now)
    ).options(defer(Article.body))  # fmt: skip
    earlier = session.scalar(same.where(place < here).order_by(*NEWEST_FIRST).limit(1))
    later = session.scalar(same.where(place > here).order_by(*OLDEST_FIRST).limit(1))
    return earlier, later


def years(session: Session, selection: Selection, zone: ZoneInfo, now: datetime) -> list[int]:
    """Return the years, in `zone`, in which the selection has visible articles, newest first.

    Leaps from one year's last article to the year before: one index look-up a year, whatever the number of rows.
    """
    found: list[int] = []
    until = now
    while True:
        latest = session.scalar(
            select(Article.publish_at).where(*selection.conditions(until)).order_by(*NEWEST_FIRST).limit(1)
        )
        if latest is None:
            return found
        found.append(latest.astimezone(zone).year)
        until = year_bounds(found[-1], zone)[0] - INSTANT


def next_change(session: Session, language: str, now: datetime) -> datetime | None:
    """Return when, in UTC, the pages of `language` next change by time alone: the earliest publish time after `now`.

    `None` if nothing is scheduled. One look-up in the index of published articles.
    """
    return session.scalar(
        select(Article.publish_at)
        .where(Article.language == language, scheduled_at(now))
        .order_by(*OLDEST_FIRST)
        .limit(1)
    )  # fmt: skip


def sections(session: Session) -> list[Section]:
    """Return all sections in their order."""
    return list(session.scalars(select(Section).order_by(Section.position, Section.id)))


def section_by_slug(session: Session, slug: str) -> Section | None:
    """Return the section of that slug."""
    return session.scalar(select(Section).where(Section.slug == slug))


def _for_lists(condition: ColumnElement[bool]) -> Select[Article]:
    """Select articles as lists need them: newest first, without their bodies, with section and pictures."""
    options: list[Any] = [
        defer(Article.body),
        contains_eager(Article.section),
        selectinload(Article.picture_uses).joinedload(PictureUse.picture),
    ]
    return select(Article).join(Article.section).where(condition).order_by(*NEWEST_FIRST).options(*options)
