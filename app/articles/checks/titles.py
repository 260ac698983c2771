"""Titles that are cut, too long for lists, or borne by another article."""

import re
from collections.abc import Iterable, Iterator, Sequence

from app.articles.checks.finding import Code, Finding, Place
from app.articles.checks.reading import Passage

# In characters: what lists, feed readers and search engines show without making too much of it.
LONGEST = 120
# A single ellipsis; two of them (……) are how Chinese writes one on purpose.
_ELLIPSIS = re.compile(r"(?<![….])(?:…|\.\.\.)\Z")
_OPEN_END = re.compile(r"(?:[,，、;；:：&\-–—(（]|(?<=[\w,] )(?:the|an|and))\Z")
_LAST_WORD = re.compile(r"[A-Za-z]{3,}\Z")
# How a whole word goes on in its other forms; before anything else stands a word that was cut.
_ENDING = re.compile(
    r"(?:e?s|e?d|e?r|e?rs|ing|ings|ly|y|al|ally|ed|n|ns|ment|ments|ors?|ions?|ives?|able|ables?|ity|ic|ical|ness|less|"
    r"ful|ist|ists|ism|ship|hood|man|men|wide|land|ern|ian|ians|ese|an|ans|e|ance|ants?|ages?|up|out|off|line|lines)"
)


def check(title: str, passages: Sequence[Passage], others: Iterable[int]) -> Iterator[Finding]:
    """Find what is wrong with a title; `others` are the ids of articles of the same language that bear it too."""
    if len(title) > LONGEST:
        yield Finding(Code.LONG_TITLE, Place("title"), (str(len(title)),))
    cut = _cut(title, passages)
    if cut is not None:
        yield Finding(Code.CUT_TITLE, Passage(title, "title").place(cut, len(title)), (title[cut:],))
    for other in others:
        yield Finding(Code.SAME_TITLE, Place("title"), (str(other),))


def _cut(title: str, passages: Sequence[Passage]) -> int | None:
    """Return where the end begins by which a title is seen to be cut."""
    if end := _ELLIPSIS.search(title) or _OPEN_END.search(title):
        return end.start()
    last = _LAST_WORD.search(title)
    if last is None or last[0].isupper():
        return None
    # The title alone knows no better: the text must have the word, whole, and never the part of it.
    text = " ".join(passage.text for passage in passages if passage.field in ("subtitle", "body"))
    longer = re.findall(rf"(?<![A-Za-z]){last[0]}([a-z]*)", text, re.IGNORECASE)
    is_cut = bool(longer) and all(rest and not _ENDING.fullmatch(rest) for rest in longer)
    return last.start() if is_cut else None
