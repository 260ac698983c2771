"""What a result shows of a text: the piece with the words that were searched for, and where they stand in it."""

from collections.abc import Sequence
from typing import NamedTuple

from app.search import words
from app.search.query import Query

# Of a snippet, in characters of a script that parts its words; others say as much in half of them.
LENGTH = 220
# How many finds in a text are weighed against each other.
_MOST_WEIGHED = 200
_CUT = "…"


class Piece(NamedTuple):
    """A piece of a text, and whether it was searched for."""

    text: str
    is_match: bool


def marked(text: str, query: Query) -> list[Piece]:
    """Return the whole text in pieces."""
    return _pieces(text, _matches(text, query), 0, len(text))


def snippet(texts: Sequence[str], query: Query) -> list[Piece]:
    """Return a piece of the first of `texts` that has what was searched for, where most of it stands together.

    If none has it, the beginning of the first.
    """
    for text in texts:
        matches = _matches(text, query)
        if matches:
            break
    else:
        text, matches = texts[0], []
    start, end = _window(text, matches)
    return _pieces(text, matches, start, end)


def _matches(text: str, query: Query) -> list[tuple[int, int]]:
    """Return where in the text a phrase of the query begins and ends, in order."""
    if not query.phrases:
        return []
    folded = words.fold(text)
    origins = None
    if len(folded) != len(text):
        folded, origins = words.fold_with_places(text)
    spans = (match.span() for match in query.pattern.finditer(folded))
    return [(start, end) if origins is None else (origins[start], origins[end - 1] + 1) for start, end in spans]


def _window(text: str, matches: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """Return where the piece of the text begins and ends: around most matches, not inside a word."""
    first = matches[0][0] if matches else 0
    length = LENGTH // 2 if words.is_unparted(words.fold(text[first : first + 1])) else LENGTH
    starts = [start for start, _end in matches[:_MOST_WEIGHED]]
    most = 0
    for start in starts:
        together = sum(start <= other < start + length * 3 // 4 for other in starts)
        if together > most:
            most, first = together, start
    start = max(0, first - length // 4)
    end = min(len(text), start + length)
    start = max(0, min(start, end - length))
    return _word_begin(text, start, first), _word_end(text, end)


def _word_begin(text: str, start: int, latest: int) -> int:
    """Return the beginning of the first word from `start` on; of text without spaces, of the first letter."""
    if start == 0:
        return 0
    space = text.find(" ", start - 1, latest)
    start = start if space < 0 else space + 1
    return next((place for place in range(start, latest) if text[place].isalnum()), latest)


def _word_end(text: str, end: int) -> int:
    """Return the end of the last word that is complete at `end`, unless that is far back."""
    if end == len(text):
        return end
    space = text.rfind(" ", end - 20, end + 1)
    return end if space < 0 else space


def _pieces(text: str, matches: Sequence[tuple[int, int]], start: int, end: int) -> list[Piece]:
    pieces: list[Piece] = []
    at = start
    for begins, ends in matches:
        if begins < at or ends > end:
            continue
        pieces += [Piece(text[at:begins], False), Piece(text[begins:ends], True)]
        at = ends
    pieces.append(Piece(text[at:end], False))
    if start > 0:
        pieces.insert(0, Piece(_CUT, False))
    if end < len(text):
        pieces.append(Piece(_CUT, False))
    return [piece for piece in pieces if piece.text]
