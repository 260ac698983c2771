"""An article and its translation side by side: paragraph against paragraph, what has changed since, what differs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from html import escape

from app.articles import alignment, translation_basis
from app.articles.body import CLEAN_TAG, blocks
from app.articles.checks import reading
from app.articles.checks.finding import Place
from app.articles.checks.reading import Passage
from app.articles.content import ArticleContent
from app.articles.differing import Difference, differences
from app.articles.translation_basis import Change, Text

# So many characters of a text are compared; what follows stands side by side without marks.
_MOST_COMPARED = 200_000


@dataclass(frozen=True)
class Marked:
    """Something that one side has and the other lacks: what it is, and where (`checks.finding.Place`)."""

    what: str
    place: Place


@dataclass(frozen=True)
class Pair:
    """A part of the original and its counterpart.

    `html` is the original's, clean, with `mark` around what the translation lacks; empty, if it has none. `place` is
    that of the translation's block in its body, from 0; `None`, if it has none. `change` is what has become of the
    original since.
    """

    field: str
    html: str
    place: int | None = None
    has_counterpart: bool = True
    change: Change | None = None
    only_here: Sequence[Marked] = ()
    only_there: Sequence[Marked] = ()


@dataclass(frozen=True)
class _Body:
    """A body cut into blocks, each with its passages, which count on through the body."""

    blocks: list[str]
    passages: list[list[Passage]] = field(default_factory=list)


def side_by_side(original: ArticleContent, translation: ArticleContent, basis: Text | None) -> list[Pair]:
    """Return the pairs of two contents, whose bodies are clean, in reading order.

    `basis` is what the original said when the translation was last in line with it, if that is known.
    """
    changes = translation_basis.changes(basis, original) if basis else []
    pairs = [
        _line(name, getattr(original, name), getattr(translation, name), changes) for name in ("title", "subtitle")
    ]
    pairs = [pair for pair in pairs if pair.html or pair.change]
    return [*pairs, *_of_bodies(original, translation, [change for change in changes if change.field == "body"])]


def _line(name: str, original: str, translation: str, changes: Sequence[Change]) -> Pair:
    here, there = ([Passage(text, name)] if text else [] for text in (original, translation))
    only_here, only_there = _differences(here, there)
    change = next((change for change in changes if change.field == name), None)
    html = _with_marks(escape(original, quote=False), only_here)
    return Pair(name, html, None, bool(translation), change, only_here, only_there)


def _of_bodies(original: ArticleContent, translation: ArticleContent, changes: Sequence[Change]) -> Iterator[Pair]:
    here, there = _cut(original.body), _cut(translation.body)
    changed = {change.place: change for change in changes if change.after}
    removed = [change for change in changes if not change.after]
    pictures = tuple({use.key: use.picture_id for use in content.pictures} for content in (original, translation))
    for one, other in alignment.align(here.blocks, there.blocks, (pictures[0], pictures[1])):
        while removed and one is not None and removed[0].place <= one:
            yield Pair("body", "", change=removed.pop(0))
        if one is None:
            yield Pair("body", "", other)
            continue
        only_here: Sequence[Marked] = ()
        only_there: Sequence[Marked] = ()
        if other is not None:
            only_here, only_there = _differences(here.passages[one], there.passages[other])
        html = _with_marks(here.blocks[one], _within(here.passages[one], only_here))
        yield Pair("body", html, other, other is not None, changed.get(one), only_here, only_there)
    yield from (Pair("body", "", change=change) for change in removed)


def _cut(body: str) -> _Body:
    cut = _Body(blocks(body))
    count = length = 0
    for block in cut.blocks:
        length += len(block)
        read = reading.read(block) if length <= _MOST_COMPARED else []
        passages = [replace(passage, block=count + number) for number, passage in enumerate(read)]
        count += len(passages)
        cut.passages.append(passages)
    return cut


def _differences(here: Sequence[Passage], there: Sequence[Passage]) -> tuple[list[Marked], list[Marked]]:
    if not here or not there:
        return [], []
    only_here, only_there = differences(here, there)
    return _marked(only_here), _marked(only_there)


def _marked(found: Sequence[Difference]) -> list[Marked]:
    return [Marked(what, spot.passage.place(spot.start, spot.end)) for what, spot in found]


def _within(passages: Sequence[Passage], marked: Sequence[Marked]) -> list[Marked]:
    """Count the occurrences of words from the beginning of these passages on."""
    found = []
    for each in marked:
        before = [passage.text for passage in passages if (passage.block or 0) < (each.place.block or 0)]
        earlier = sum(text.count(each.place.text) for text in before)
        found.append(replace(each, place=replace(each.place, occurrence=each.place.occurrence + earlier)))
    return found


def _with_marks(html: str, marked: Sequence[Marked]) -> str:
    """Put `mark` (HTML Standard, 4.5.23) around words of clean HTML; words that tags part stay as they are."""
    found = []
    for each in marked:
        words, left = escape(each.place.text, quote=False), each.place.occurrence
        for start in _places(html, words):
            if not left:
                found.append((start, start + len(words), each.what))
                break
            left -= 1
    for start, end, what in sorted(found, reverse=True):
        html = f'{html[:start]}<mark class="differs differs-{what}">{html[start:end]}</mark>{html[end:]}'
    return html


def _places(html: str, words: str) -> Iterator[int]:
    """Yield where words stand in the text between tags."""
    end = 0
    for tag in [*CLEAN_TAG.finditer(html), None]:
        start = html.find(words, end, tag.start() if tag else len(html))
        while start >= 0:
            yield start
            start = html.find(words, start + 1, tag.start() if tag else len(html))
        end = tag.end() if tag else end
