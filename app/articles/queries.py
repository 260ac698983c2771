"""Lists of articles for the public, in a constant number of statements and in bounded time at a million rows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from zoneinfo import ZoneInfo

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Select,
    and_,
    bindparam,
    exists,
    inspect,
    literal,
    select,
    true,
    union_all,
)
from sqlalchemy.orm import Session, joinedload, load_only, selectinload
from sqlalchemy.orm.attributes import set_committed_value
from sqlalchemy.sql.base import ExecutableOption

from app.articles import counts
from app.articles.counts import INSTANT, Month
from app.articles.covers import possible_covers
from app.articles.models import Article, PictureUse, Section
from app.articles.visibility import scheduled_at, visible_at
from app.foundation.clock import year_bounds
from app.foundation.database import UTCDateTime
from app.foundation.paging import Page
from app.pictures.licences import next_end
from app.pictures.models import Picture, Rendition

PAGE_SIZE = 20
NEWEST_FIRST = (Article.publish_at.desc(), Article.id.desc())
OLDEST_FIRST = (Article.publish_at.asc(), Article.id.asc())
SHOWN_IN_LISTS = (
    Article.language, Article.section_id, Article.title, Article.subtitle, Article.slug, Article.publish_at,
    Article.kind, Article.source, Article.external_link,
)  # fmt: skip
_SHOWN_OF_COVERS = (Picture.width, Picture.height, Picture.focus_x, Picture.focus_y, Picture.licence_ends)
# Statements of every page, built once: that takes longer than the database does.
_NOW = bindparam("now", type_=UTCDateTime())
_BY_SLUG = (
    select(Article)
    .where(Article.slug == bindparam("slug"), visible_at(_NOW))
    .options(
        joinedload(Article.tags),
        selectinload(Article.picture_uses).joinedload(PictureUse.picture).joinedload(Picture.renditions),
    )
)
_NEXT_ARTICLE = (
    select(Article.publish_at)
    .where(Article.language == bindparam("language"), scheduled_at(_NOW))
    .order_by(*OLDEST_FIRST)
    .limit(1)
)
_NEXT_CHANGE = select(_NEXT_ARTICLE.scalar_subquery(), next_end(_NOW).scalar_subquery())


@dataclass(frozen=True)
class Selection:
    """Which of the visible articles a list shows. `since` and `before` are instants, the latter excluded."""

    language: str
    section_id: int | None = None
    since: datetime | None = None
    before: datetime | None = None

    def until(self, now: datetime) -> datetime:
        """Return the last instant at which a visible article of the selection can have been published."""
        return now if self.before is None else min(now, self.before - INSTANT)

    def conditions(self, now: datetime) -> list[ColumnElement[bool]]:
        """Return the selection as conditions of a query, visibility included.

        The end of the selection and the present make one bound: given two, SQLite looks up the wrong one.
        """
        conditions = [Article.language == self.language, visible_at(self.until(now))]
        if self.section_id is not None:
            conditions.append(Article.section_id == self.section_id)
        if self.since is not None:
            conditions.append(Article.publish_at >= self.since)
        return conditions


def months(session: Session, selection: Selection, now: datetime) -> list[Month]:
    """Return how many visible articles of a selection each month has, newest first."""
    until = selection.until(now)
    return counts.published_by_month(session, selection.language, selection.section_id, selection.since, until)


def published_page(
    session: Session, selection: Selection, number: int, now: datetime, of_months: Sequence[Month] | None = None
) -> Page[Article]:
    """Return page `number` (from 1) of the visible articles, newest first, each with its pictures.

    The page is looked for in its month alone, there its rows are found in the index, and only its own are read.
    `of_months` are the selection's `months`, where they have been read. Raises `PageNotFound` for a page that the list
    does not have.
    """
    of_months = months(session, selection, now) if of_months is None else of_months
    total = sum(month.articles for month in of_months)
    until, before = _month_at(of_months, (number - 1) * PAGE_SIZE, now)
    window = Page.window(number, PAGE_SIZE, total)
    ids = select(Article.id).where(*selection.conditions(until)).order_by(*NEWEST_FIRST)
    ids = ids.offset(window.start - before).limit(len(window))
    return Page(with_pictures(session, ids, now), number, PAGE_SIZE, total)


def newest(session: Session, selection: Selection, limit: int, now: datetime) -> list[Article]:
    """Return the newest visible articles of a selection, each with its pictures."""
    ids = select(Article.id).where(*selection.conditions(now)).order_by(*NEWEST_FIRST).limit(limit)
    return with_pictures(session, ids, now)


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
    return _for_lists(session, union_all(*each))


def by_slug(session: Session, slug: str, now: datetime) -> Article | None:
    """Return the visible article of a slug, whatever its language, with its pictures and tags."""
    return session.scalars(_BY_SLUG, {"slug": slug, "now": now}).unique().one_or_none()


def visible_of(session: Session, ids: Sequence[int], language: str, now: datetime) -> list[Article]:
    """Return those of the articles that are visible and in `language`, in the order of `ids`, as lists show them."""
    if not ids:
        return []
    # Put so that no index fits but that of the ids: SQLite would go through all articles of the language.
    public = and_(Article.language == language, visible_at(now)).is_(true())
    shown = select(Article).where(Article.id.in_(ids), public)
    found = {article.id: article for article in session.scalars(shown.options(load_only(*SHOWN_IN_LISTS)))}
    return [found[article_id] for article_id in ids if article_id in found]


def years(
    session: Session, selection: Selection, zone: ZoneInfo, now: datetime, of_months: Sequence[Month] | None = None
) -> list[int]:
    """Return the years, in `zone`, in which the selection has visible articles, newest first.

    Mostly the months say it (`of_months`, where they have been read); else it is looked whether articles stand on
    either side of the zone's new year.
    """
    found: set[int] = set()
    possible: set[int] = set()
    for month in months(session, selection, now) if of_months is None else of_months:
        of_month = month.years(zone)
        (found if len(of_month) == 1 else possible).update(of_month)
    looked_up = [
        select(literal(year)).where(exists().where(*replace(selection, since=since, before=before).conditions(now)))
        for year in possible - found
        for since, before in [year_bounds(year, zone)]
    ]
    if looked_up:
        found.update(session.scalars(union_all(*looked_up)))
    return sorted(found, reverse=True)


def next_change(session: Session, language: str, now: datetime) -> datetime | None:
    """Return when, in UTC, the pages of `language` next change by time alone.

    That is the earliest publish time after `now`, or end of a picture's licence; `None` if nothing is scheduled and no
    licence ends. Two look-ups in indexes, in one statement.
    """
    changes = session.execute(_NEXT_CHANGE, {"language": language, "now": now}).one()
    return min((change for change in changes if change), default=None)


def sections(session: Session) -> list[Section]:
    """Return all sections in their order."""
    in_order = select(Section).order_by(Section.position, Section.id).options(joinedload(Section.texts))
    return list(session.scalars(in_order).unique())


def section_by_slug(session: Session, slug: str) -> Section | None:
    """Return the section of that slug."""
    return session.scalar(select(Section).where(Section.slug == slug))


def _month_at(of_months: Sequence[Month], place: int, now: datetime) -> tuple[datetime, int]:
    """Return the last instant of the month in which a list has its `place`, and how many articles come before it."""
    before = 0
    for month in of_months:
        if place < before + month.articles:
            return min(month.last, now), before
        before += month.articles
    return now, 0


def with_pictures(session: Session, ids: Select[int], now: datetime) -> list[Article]:
    """Read articles for a list that shows their pictures as visitors may see them at `now`."""
    uses = selectinload(Article.picture_uses).load_only(PictureUse.position)
    pictures = uses.joinedload(PictureUse.picture).load_only(*_SHOWN_OF_COVERS).lazyload(Picture.renditions)
    articles = _for_lists(session, ids, pictures)
    _load_renditions(session, [picture for article in articles for picture in possible_covers(article, now)])
    return articles


def _for_lists(session: Session, ids: Select[int] | CompoundSelect[int], *options: ExecutableOption) -> list[Article]:
    """Read what lists show of articles, newest first; all else of them is read when it is asked for."""
    found = session.scalars(
        select(Article).where(Article.id.in_(ids)).order_by(*NEWEST_FIRST).options(load_only(*SHOWN_IN_LISTS), *options)
    )
    return list(found.unique())


def _load_renditions(session: Session, pictures: Iterable[Picture]) -> None:
    """Read the renditions of `pictures` in one statement; those of others are read when they are asked for."""
    unread = {picture.id: picture for picture in pictures if "renditions" in inspect(picture).unloaded}
    if not unread:
        return
    renditions = session.scalars(
        select(Rendition).where(Rendition.picture_id.in_(unread)).order_by(Rendition.picture_id, Rendition.width)
    )
    for picture_id, of_picture in groupby(renditions, attrgetter("picture_id")):
        set_committed_value(unread[picture_id], "renditions", list(of_picture))
