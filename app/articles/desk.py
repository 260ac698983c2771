"""The editors' list of articles, every state included.

Its size is kept, and its rows are found in an index alone, which holds all that the list is filtered by.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select, true
from sqlalchemy.orm import InstrumentedAttribute, Session, defer, joinedload

from app.accounts.models import User
from app.articles.models import UNDATED, Article, ArticleCount, State
from app.articles.titles import title_has
from app.articles.visibility import has_come, is_to_come, is_visible
from app.foundation.paging import Page

PAGE_SIZE = 50
# Where a search stops: counting all that it could find would read every title twice.
MOST_FOUND = 1_000


class Order(StrEnum):
    """By what the list is sorted."""

    CHANGED = "changed"
    TITLE = "title"
    PUBLISHED = "published"

    @property
    def newest_first(self) -> bool:
        """Whether the order begins with the newest, as times do, or with the smallest, as titles do."""
        return self is not Order.TITLE


_COLUMNS: dict[Order, InstrumentedAttribute[Any]] = {
    Order.CHANGED: Article.updated_at,
    Order.TITLE: Article.title,
    Order.PUBLISHED: Article.publish_at,
}


class Standing(StrEnum):
    """How an article stands at a moment, as an editor sees it."""

    DRAFT = "draft"
    SCHEDULED = "scheduled"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"
    BINNED = "binned"


@dataclass(frozen=True)
class DeskSelection:
    """Which articles the editors' list shows; without a standing, all but the bin."""

    standing: Standing | None = None
    section_id: int | None = None
    language: str | None = None
    words: str = ""
    order: Order = Order.CHANGED
    reverse: bool = False

    def conditions(self, now: datetime) -> list[ColumnElement[bool]]:
        """Return the selection as conditions of a query."""
        # The state is bound, unlike `visibility`'s: SQLite would take the public lists' indexes, read rows, and sort.
        conditions = [_has_state(Article.state, self.standing)]
        if self.standing is Standing.SCHEDULED:
            conditions.append(is_to_come(now))
        elif self.standing is Standing.PUBLISHED:
            conditions.append(has_come(now))
        if self.section_id is not None:
            # Put so that it does not take the index of sections either.
            conditions.append((Article.section_id == self.section_id).is_(true()))
        if self.language is not None:
            conditions.append(Article.language == self.language)
        conditions += [title_has(word) for word in self.words.split()]
        return conditions

    def ordering(self) -> list[ColumnElement[Any]]:
        """Return the order of the list, for articles that have a publish time if it is by that; the id settles ties."""
        columns = [_COLUMNS[self.order], Article.id]
        descending = self.order.newest_first is not self.reverse
        return [column.desc() if descending else column.asc() for column in columns]


def standing(article: Article, now: datetime) -> Standing:
    """Return how `article` stands at `now`."""
    if article.state is State.PUBLISHED:
        return Standing.PUBLISHED if is_visible(article, now) else Standing.SCHEDULED
    return Standing(article.state.value)


def by_slug(session: Session, slug: str) -> Article | None:
    """Return the article of a slug, whatever its state."""
    return session.scalar(select(Article).where(Article.slug == slug))


def desk_page(session: Session, selection: DeskSelection, number: int, now: datetime) -> Page[Article]:
    """Return page `number` of the selection in its order. Raises `PageNotFound`.

    A search shows the first `MOST_FOUND` results; the page says whether there are more (`is_cut`).
    """
    if selection.words:
        found = _ids(session, selection, range(MOST_FOUND + 1), now)
        total = min(len(found), MOST_FOUND)
        window = Page.window(number, PAGE_SIZE, total)
        ids, is_cut = found[window.start : window.stop], len(found) > total
    else:
        total = _total(session, selection, now)
        window = Page.window(number, PAGE_SIZE, total)
        ids, is_cut = _ids(session, selection, window, now), False
    articles = session.scalars(
        select(Article)
        .where(Article.id.in_(ids))
        .options(
            defer(Article.body), joinedload(Article.section), joinedload(Article.submitted_by).lazyload(User.roles)
        )
    )
    return Page(sorted(articles, key=lambda article: ids.index(article.id)), number, PAGE_SIZE, total, is_cut)


def _ids(session: Session, selection: DeskSelection, window: range, now: datetime) -> list[int]:
    """Return the ids of the articles that have the places `window` (from 0) in the list."""
    ids = select(Article.id).where(*selection.conditions(now)).order_by(*selection.ordering())
    if selection.order is not Order.PUBLISHED:
        return list(session.scalars(ids.offset(window.start).limit(len(window))))
    # Drafts without a time come last in both directions, for which there is no plain index: a second list.
    dated = ids.where(Article.publish_at.is_not(None)).offset(window.start).limit(len(window))
    found = list(session.scalars(dated))
    if len(found) < len(window):
        before = session.execute(_kept(selection, ArticleCount.month != UNDATED)).scalar_one()
        undated = ids.where(Article.publish_at.is_(None)).offset(max(0, window.start - before))
        found += session.scalars(undated.limit(len(window) - len(found)))
    return found


def _total(session: Session, selection: DeskSelection, now: datetime) -> int:
    """Return the size of the list, its words aside: it is kept, and the few scheduled articles are counted."""
    kept = _kept(selection)
    to_come = select(func.count()).select_from(Article)
    to_come = to_come.where(*replace(selection, standing=Standing.SCHEDULED).conditions(now))
    if selection.standing is Standing.SCHEDULED:
        kept = to_come
    elif selection.standing is Standing.PUBLISHED:
        kept = select(kept.scalar_subquery() - to_come.scalar_subquery())
    return int(session.execute(kept).scalar_one())


def _kept(selection: DeskSelection, *conditions: ColumnElement[bool]) -> Select[int]:
    """Select how many articles are kept for the state, section and language of the selection."""
    kept = select(func.coalesce(func.sum(ArticleCount.articles), 0))
    kept = kept.where(_has_state(ArticleCount.state, selection.standing), *conditions)
    if selection.section_id is not None:
        kept = kept.where(ArticleCount.section_id == selection.section_id)
    if selection.language is not None:
        kept = kept.where(ArticleCount.language == selection.language)
    return kept


def _has_state(column: InstrumentedAttribute[State], standing: Standing | None) -> ColumnElement[bool]:
    match standing:
        case None:
            return column != State.BINNED
        case Standing.SCHEDULED | Standing.PUBLISHED:
            return column == State.PUBLISHED
        case _:
            return column == State(standing.value)
