"""The index on SQLite: an FTS5 table, read newest first by the numbers of its rows."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import func, literal, select, text
from sqlalchemy.orm import Session

from app.articles.queries import Selection
from app.search import marks, places
from app.search.models import SearchEntry
from app.search.query import Phrase

# Stands between fields, so that no phrase reaches from one into the next.
_BETWEEN = " \ue000 "
_NEWEST = text(
    "SELECT rowid FROM search_words WHERE search_words MATCH :wanted AND rowid BETWEEN :lowest AND :highest "
    "ORDER BY rowid DESC LIMIT :limit"
)


def stored(fields: Sequence[Sequence[str]], singles: Iterable[str], marked: Iterable[str]) -> str:
    """Return what the column `words` holds: the tokens of each field in order, single characters, and marks."""
    return _BETWEEN.join(" ".join(part) for part in (*fields, sorted(singles), marked))


def newest(session: Session, selection: Selection, tokens: Sequence[str], limit: int, now: datetime) -> list[int]:
    """Return the places of the newest articles that have all of the tokens, newest first."""
    lowest, highest = places.bounds(selection, now)
    wanted = " AND ".join([*_marks(selection), *map(_string, tokens)])
    return list(session.scalars(_NEWEST, {"wanted": wanted, "lowest": lowest, "highest": highest, "limit": limit}))


def with_phrases(session: Session, candidates: Sequence[int], phrases: Sequence[Phrase]) -> list[int]:
    """Return those of the `candidates`, newest first, that have the tokens of each phrase one after the other.

    FTS5 would look for a phrase on through all articles until it finds one.
    """
    text_of_words = literal(" ").concat(SearchEntry.words).concat(" ")
    has_phrases = (func.instr(text_of_words, f" {' '.join(phrase.tokens)} ") for phrase in phrases)
    found = select(SearchEntry.place).where(SearchEntry.place.in_(candidates), *has_phrases)
    return list(session.scalars(found.order_by(SearchEntry.place.desc())))


def _marks(selection: Selection) -> list[str]:
    wanted = [_string(marks.language(selection.language))]
    if selection.section_id is not None:
        wanted.append(_string(marks.section(selection.section_id)))
    return wanted


def _string(token: str) -> str:
    """Return an FTS5 string. Tokens contain no quotes."""
    return f'"{token}"'
