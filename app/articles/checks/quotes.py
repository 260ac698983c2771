"""Quotation marks and book title marks that are not closed, or close what nobody opened."""

from collections.abc import Iterable, Iterator

from app.articles.checks.finding import Code, Finding
from app.articles.checks.reading import Passage

_CLOSERS = {"“": "”", "„": "“”", "「": "」", "『": "』", "《": "》", "〈": "〉"}
_OPENER_OF = {"”": "“", "」": "「", "』": "『", "》": "《", "〉": "〈"}
# How many characters of what is quoted are shown with its mark.
_SHOWN = 24
# How many open marks are looked through for the partner of another one.
_DEPTH = 8

_Mark = tuple[Passage, int]


def check(passages: Iterable[Passage]) -> Iterator[Finding]:
    """Find marks that have no partner.

    In the text a quotation may go on over paragraphs, each beginning with its mark anew or not: what one paragraph
    leaves open a later one may close. The second half of a pair of straight marks is told by counting; a straight mark
    behind a digit may be inches. An apostrophe closes whatever single mark may stand before it.
    """
    open_in_body: list[_Mark] = []
    for passage in passages:
        open_before = open_in_body if passage.field == "body" else []
        if open_before and passage.text[0] == open_before[-1][0].text[open_before[-1][1]]:
            # The next paragraph of the same quotation.
            open_before.pop()
        unclosed, unopened = _unpaired(passage)
        for mark in unopened:
            before = _last(open_before, _OPENER_OF[passage.text[mark]])
            if before is None:
                yield _finding(passage, mark)
            else:
                del open_before[before]
        if passage.field == "body":
            open_in_body += [(passage, mark) for mark in unclosed]
        else:
            yield from (_finding(passage, mark) for mark in unclosed)
        if not unclosed:
            yield from _single_and_straight(passage)
    yield from (_finding(*mark) for mark in open_in_body)


def _unpaired(passage: Passage) -> tuple[list[int], list[int]]:
    """Return where marks stand that are not closed in this passage, and those that close none of it."""
    unclosed: list[int] = []
    unopened: list[int] = []
    for position, sign in enumerate(passage.text):
        if unclosed and sign in _CLOSERS[passage.text[unclosed[-1]]]:
            unclosed.pop()
        elif sign in _CLOSERS:
            unclosed.append(position)
        elif sign in _OPENER_OF:
            partner = next((n for n in range(1, _DEPTH) if sign in _closers(passage, unclosed, n)), None)
            if partner is None:
                unopened.append(position)
            else:
                del unclosed[-partner]
    return unclosed, unopened


def _closers(passage: Passage, unclosed: list[int], nth_last: int) -> str:
    return _CLOSERS[passage.text[unclosed[-nth_last]]] if nth_last <= len(unclosed) else ""


def _single_and_straight(passage: Passage) -> Iterator[Finding]:
    text = passage.text
    last = text.rfind("‘")
    # Before a digit it stands for an apostrophe: the ‘90s.
    if last >= 0 and "’" not in text[last:] and not text[last + 1 : last + 2].isdigit():
        yield _finding(passage, last)
    opened = None
    for position, sign in enumerate(text):
        if sign != '"':
            continue
        if opened is not None:
            opened = None
        elif not text[position - 1 : position].isdigit():
            opened = position
    if opened is not None:
        yield _finding(passage, opened)


def _last(marks: list[_Mark], opener: str) -> int | None:
    nearest = range(len(marks) - 1, max(-1, len(marks) - _DEPTH), -1)
    return next((place for place in nearest if marks[place][0].text[marks[place][1]] == opener), None)


def _finding(passage: Passage, position: int) -> Finding:
    """Show an opening mark with the words behind it, a closing one with those before it."""
    text, sign = passage.text, passage.text[position]
    start, end = position, min(len(text), position + _SHOWN)
    if sign in _OPENER_OF:
        start, end = max(0, position + 1 - _SHOWN), position + 1
    return Finding(Code.UNCLOSED_QUOTE, passage.place(start, end), (sign,))
