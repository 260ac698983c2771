"""Heading levels that are skipped (WCAG 2.2, 1.3.1): below the title comes level 2, below it 3, then 4."""

import re
from collections.abc import Iterable, Iterator

from app.articles.checks.finding import Code, Finding
from app.articles.checks.reading import Passage

_HEADING = re.compile(r"h([2-4])")
_TITLE = 1


def check(passages: Iterable[Passage]) -> Iterator[Finding]:
    """Find headings more than one level below the heading before; the values are its level and that before."""
    above = _TITLE
    for passage in passages:
        heading = _HEADING.fullmatch(passage.element)
        if heading is None:
            continue
        level = int(heading[1])
        if level > above + 1:
            yield Finding(Code.SKIPPED_HEADING, passage.place(0, len(passage.text)), (str(level), str(above)))
        above = level
