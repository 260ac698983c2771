"""The editors' list of articles, every state included."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session, defer, joinedload

from app.articles.models import Article, State
from app.articles.visibility import is_visible, scheduled_at, visible_at
from app.foundation.paging import Page

PAGE_SIZE = 50


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
        conditions = [_has_standing(self.standing, now)]
        if self.section_id is not None:
            conditions.append(Article.section_id == self.section_id)
        if self.language is not None:
            conditions.append(Article.language == self.language)
        conditions += [Article.title.icontains(word, autoescape=True) for word in self.words.split()]
        return conditions

    def ordering(self) -> list[ColumnElement[Any]]:
        """Return the order of the list; the id tells apart what is alike, and a draft without a time comes last."""
        columns = [_COLUMNS[self.order], Article.id]
        descending = self.order.newest_first is not self.reverse
        ordering = [column.desc() if descending else column.asc() for column in columns]
        if self.order is Order.PUBLISHED:
            ordering[0] = ordering[0].nulls_last()
        return list(ordering)


def standing(article: Article, now: datetime) -> Standing:
    """Return how `article` stands at `now`."""
    if article.state is State.PUBLISHED:
        return Standing.PUBLISHED if is_visible(article, now) else Standing.SCHEDULED
    return Standing(article.state.value)


def desk_page(session: Session, selection: DeskSelection, number: int, now: datetime) -> Page[Article]:
    """Return page `number` of the selection in its order. Raises `PageNotFound`."""
    conditions = selection.conditions(now)
    total = session.execute(select(func.count()).select_from(Article).where(*conditions)).scalar_one()
    window = Page.window(number, PAGE_SIZE, total)
    articles = session.scalars(
        select(Article)
        .where(*conditions)
        .options(defer(Article.body), joinedload(Article.section))
        .order_by(*selection.ordering())
        .offset(window.start)
        .limit(PAGE_SIZE)
    )
    return Page(articles.all(), number, PAGE_SIZE, total)


def _has_standing(standing: Standing | None, now: datetime) -> ColumnElement[bool]:
    match standing:
        case None:
            return Article.state != State.BINNED
        case Standing.SCHEDULED:
            return scheduled_at(now)
        case Standing.PUBLISHED:
            return visible_at(now)
        case _:
            return Article.state == State(standing.value)
