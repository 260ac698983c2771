"""The index on PostgreSQL: a `tsvector` of each article below one GIN index.

A GIN index gives all rows that have a word, and cannot be read newest first: a word of every article would have every
article read. Therefore each article is marked with its language and month, and months are asked for by and by, newest
first, as many at once as have a bounded number of articles. One statement asks for all and ends when enough is found.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import text
from sqlalchemy.orm import Session

from app.articles import queries
from app.articles.counts import Month
from app.articles.queries import Selection
from app.search import marks, places
from app.search.query import Phrase

# What PostgreSQL's manual names as bounds of a tsvector: the last position, and how many a word has (12.11).
_LAST_POSITION = 16_383
_MOST_POSITIONS = 255
# Of the 2^20 bytes that words and positions may take together, in a single tsvector.
_MOST_BYTES = 1_000_000
# How many articles the months that are asked for at once have: few first, for words that most articles have.
_AT_ONCE = (500, 4_000, 30_000)
_NEWEST = text(
    # Ordered by an expression: by the index of places the planner would read the newest articles one by one.
    "SELECT found.place FROM unnest(CAST(:wanted AS text[])) WITH ORDINALITY AS months(wanted, number), LATERAL ("
    "SELECT place FROM search_entries WHERE words @@ CAST(months.wanted AS tsquery) "
    "AND place + 0 BETWEEN :lowest AND :highest ORDER BY place + 0 DESC LIMIT :limit) AS found LIMIT :limit"
)
_WITH_PHRASES = text(
    # Put so that the planner does not take the index of words, which knows no order, for the few rows that are asked.
    "SELECT place FROM search_entries WHERE place = ANY(:candidates) AND (words @@ CAST(:wanted AS tsquery)) IS TRUE "
    "ORDER BY place DESC"
)


def stored(fields: Sequence[Sequence[str]], singles: Iterable[str], marked: Iterable[str]) -> str:
    """Return what the column `words` holds: each token with its positions, single characters, and marks.

    PostgreSQL bounds it: of a text with more than some 16,000 words, phrases are found in the beginning alone; of one
    with more than a million bytes of different words, the last are left out.
    """
    positions: dict[str, list[int]] = {token: [] for token in marked}
    position = 0
    room = _MOST_BYTES
    for field in fields:
        for token in field:
            position += 1
            if token not in positions:
                room -= len(token.encode()) + 4
                if room < 0:
                    continue
                positions[token] = []
            if position < _LAST_POSITION and len(positions[token]) < _MOST_POSITIONS:
                positions[token].append(position)
                room -= 2
        # So that no phrase reaches from one field into the next.
        position += 1
    for single in singles:
        positions.setdefault(single, [])
    return " ".join(f"'{token}':{','.join(map(str, at))}" if at else f"'{token}'" for token, at in positions.items())


def newest(session: Session, selection: Selection, tokens: Sequence[str], limit: int, now: datetime) -> list[int]:
    """Return the places of the newest articles that have all of the tokens, newest first."""
    wanted = list(tokens)
    if selection.section_id is not None:
        wanted.append(marks.section(selection.section_id))
    asked = " & ".join(f"'{token}'" for token in wanted)
    lowest, highest = places.bounds(selection, now)
    months = _months_in_turn(selection.language, queries.months(session, selection, now))
    in_turn = [f"{asked} & ({' | '.join(group)})" for group in months]
    values = {"wanted": in_turn, "lowest": lowest, "highest": highest, "limit": limit}
    return sorted(session.scalars(_NEWEST, values), reverse=True)


def with_phrases(session: Session, candidates: Sequence[int], phrases: Sequence[Phrase]) -> list[int]:
    """Return those of the `candidates`, newest first, that have the tokens of each phrase one after the other."""
    wanted = " & ".join("(" + " <-> ".join(f"'{token}'" for token in phrase.tokens) + ")" for phrase in phrases)
    return list(session.scalars(_WITH_PHRASES, {"candidates": list(candidates), "wanted": wanted}))


def _months_in_turn(language: str, months: Iterable[Month]) -> list[list[str]]:
    """Return the marks of the months in groups, newest first, each with about as many articles as are asked at once."""
    groups: defaultdict[int, list[str]] = defaultdict(list)
    group, articles = 0, 0
    for month in months:
        groups[group].append(f"'{marks.month(language, month.name)}'")
        articles += month.articles
        if articles >= _AT_ONCE[min(group, len(_AT_ONCE) - 1)]:
            group, articles = group + 1, 0
    return list(groups.values())
