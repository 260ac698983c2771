"""Finding articles by their words, in bounded time however many there are and however common the words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, select, true
from sqlalchemy.orm import Session

from app.articles.models import ARTICLE_TAGS, Article, Tag
from app.articles.queries import Selection
from app.search import places, words
from app.search.index import dialect
from app.search.query import Phrase, Query

# How many results there are at most: the newest, which alone are ranked.
MOST_FOUND = 200
# How many of the newest articles that have all words are looked at for phrases.
_LOOKED_AT = 500
_IN_TITLE, _BESIDE_TITLE = 4, 1


@dataclass(frozen=True)
class Found:
    """The ids of the articles that were found. If they are `cut`, there are more, older ones."""

    ids: Sequence[int]
    is_cut: bool


def newest(session: Session, query: Query, selection: Selection, now: datetime) -> Found:
    """Return the visible articles of the selection that have all phrases of the query, newest first."""
    texts, is_cut = _newest(session, query, selection, now)
    return Found(list(texts), is_cut)


def ranked(session: Session, query: Query, selection: Selection, now: datetime) -> Found:
    """Return what `newest` does, the best first: with the words in the title, then in the subtitle or a tag.

    Among equals the newest comes first.
    """
    texts, is_cut = _newest(session, query, selection, now)
    if not texts:
        return Found([], is_cut)
    beside = {article_id: [subtitle] for article_id, (_title, subtitle) in texts.items()}
    tags = select(ARTICLE_TAGS.c.article_id, Tag.name).join(Tag).where(ARTICLE_TAGS.c.article_id.in_(texts))
    for article_id, name in session.execute(tags):
        beside[article_id].append(name)
    weights = {
        article_id: _weight(query.phrases, title, " | ".join(beside[article_id]))
        for article_id, (title, _subtitle) in texts.items()
    }
    return Found(sorted(texts, key=lambda article_id: -weights[article_id]), is_cut)


def _newest(
    session: Session, query: Query, selection: Selection, now: datetime
) -> tuple[dict[int, tuple[str, str]], bool]:
    """Return title and subtitle of what `newest` finds, by id and in its order; and whether there are more."""
    if not query.phrases:
        return {}, False
    limit = _LOOKED_AT if query.exact else MOST_FOUND + 1
    candidates = dialect(session).newest(session, selection, query.tokens, limit, now)
    is_cut = len(candidates) == limit
    if query.exact and candidates:
        candidates = dialect(session).with_phrases(session, candidates, query.exact)
    if not candidates:
        return {}, is_cut
    ids = [places.article_id(candidate) for candidate in candidates]
    # What a visitor may see is said by the articles themselves, not by the index. Put so that SQLite looks the ids up
    # and does not read through an index of what is published.
    may_be_seen = and_(*selection.conditions(now)).is_(true())
    rows = session.execute(select(Article.id, Article.title, Article.subtitle).where(Article.id.in_(ids), may_be_seen))
    texts = {article_id: (title, subtitle) for article_id, title, subtitle in rows}
    visible = [article_id for article_id in ids if article_id in texts]
    return {article_id: texts[article_id] for article_id in visible[:MOST_FOUND]}, is_cut or len(visible) > MOST_FOUND


def _weight(phrases: Sequence[Phrase], title: str, beside: str) -> int:
    in_title, in_beside = words.fold(title), words.fold(beside)
    return sum(
        _IN_TITLE if phrase.expression.search(in_title) else _BESIDE_TITLE if phrase.expression.search(in_beside) else 0
        for phrase in phrases
    )
