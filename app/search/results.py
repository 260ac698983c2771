"""Pages of what was found."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session, load_only

from app.articles import queries
from app.articles.body import plain_text
from app.articles.models import Article
from app.articles.queries import SHOWN_IN_LISTS, Selection
from app.foundation.paging import Item, Page
from app.search import finding, snippets
from app.search.finding import Found
from app.search.index import tags_and_captions
from app.search.query import Query
from app.search.snippets import Piece

PAGE_SIZE = 20
# Of an article's HTML, as much as is looked through for a snippet, in characters.
_LOOKED_THROUGH = 50_000


@dataclass(frozen=True)
class Result:
    """An article that was found, its title, and a piece of its text with what was searched for."""

    article: Article
    title: Sequence[Piece]
    snippet: Sequence[Piece]


def ranked_page(session: Session, query: Query, selection: Selection, number: int, now: datetime) -> Page[Result]:
    """Return page `number` (from 1) of the results, the best first. Raises `PageNotFound`."""
    found = finding.ranked(session, query, selection, now)
    ids = _ids(found, number)
    return _page(_results(session, query, ids), number, found)


def newest_page(session: Session, query: Query, selection: Selection, number: int, now: datetime) -> Page[Article]:
    """Return page `number` (from 1) of what was found as a list, the newest first. Raises `PageNotFound`."""
    found = finding.newest(session, query, selection, now)
    ids = select(Article.id).where(Article.id.in_(_ids(found, number)))
    return _page(queries.with_pictures(session, ids, now), number, found)


def _ids(found: Found, number: int) -> Sequence[int]:
    window = Page.window(number, PAGE_SIZE, len(found.ids))
    return found.ids[window.start : window.stop]


def _page(items: Sequence[Item], number: int, found: Found) -> Page[Item]:
    return Page(items, number, PAGE_SIZE, len(found.ids), found.is_cut)


def _results(session: Session, query: Query, ids: Sequence[int]) -> list[Result]:
    if not ids:
        return []
    body = func.substr(Article.body, 1, _LOOKED_THROUGH)
    shown = load_only(*SHOWN_IN_LISTS, Article.correction)
    rows = session.execute(select(Article, body).where(Article.id.in_(ids)).options(shown)).all()
    around = tags_and_captions(session, ids)
    results = {
        article.id: Result(
            article,
            snippets.marked(article.title, query),
            snippets.snippet([_line(html), article.subtitle, article.correction, *around[article.id]], query),
        )
        for article, html in rows
    }
    return [results[article_id] for article_id in ids]


def _line(html: str) -> str:
    """Return the words of a body, which may be cut in the middle of a tag, in one line."""
    whole = html if html.rfind("<") <= html.rfind(">") else html[: html.rfind("<")]
    return plain_text(whole).replace("\n", " ")
