"""Says which paragraph of a translation stands for which of the original, by kind, order and what both must share."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from app.articles.body import plain_text

# More paragraphs are not weighed one by one: they are taken in order.
_MOST = 1_000
# How far from its place in proportion a paragraph's counterpart is looked for.
_REACH = 40
_ELEMENT = re.compile(r"<([a-z0-9]+)")
_KEY = re.compile(r'data-picture="([^"]*)"')
# What hardly a translation leaves out, or writes in another way.
_SHARED = re.compile(r"\d[\d.]*|[A-Z][A-Za-z]+")
_KINDS = {"h2": "heading", "h3": "heading", "h4": "heading", "ol": "ul", "blockquote": "p"}
# What a pair of one kind is worth before its words are weighed: the rarer a kind, the surer it is.
_WORTH = {"p": 1.0, "ul": 2.0, "heading": 3.0, "hr": 3.0, "table": 4.0, "figure": 6.0}

# The places of both blocks; one that has no counterpart stands alone.
Places = tuple[int | None, int | None]


@dataclass(frozen=True)
class _Block:
    kind: str
    # The share of the whole text that it has: a Chinese text is shorter, and all its paragraphs alike.
    share: float
    picture: object = None
    shared: frozenset[str] = field(default_factory=frozenset)
    has_digits: bool = False


def align(
    original: Sequence[str],
    translation: Sequence[str],
    pictures: tuple[Mapping[str, int | None], Mapping[str, int | None]] = ({}, {}),
) -> list[Places]:
    """Pair the blocks (`body.blocks`) of two texts and return their places, from 0, in reading order.

    `pictures` are the ids of the pictures of both by the keys that the blocks name; places of two different ones are
    never a pair.
    """
    if max(len(original), len(translation)) > _MOST:
        return list(_in_order(len(original), len(translation)))
    first, second = _weighed(original, pictures[0]), _weighed(translation, pictures[1])
    return _walk(_best(first, second), len(first), len(second))


def _in_order(first: int, second: int) -> Iterator[Places]:
    for place in range(max(first, second)):
        yield place if place < first else None, place if place < second else None


def _weighed(blocks: Sequence[str], pictures: Mapping[str, int | None]) -> list[_Block]:
    texts = [plain_text(block) for block in blocks]
    whole = sum(map(len, texts)) or 1
    found = []
    for block, text in zip(blocks, texts, strict=True):
        element = tag[1] if (tag := _ELEMENT.match(block)) else "p"
        key = _KEY.search(block)
        picture = (pictures.get(key[1]) or key[1]) if key and element == "figure" else None
        shared = frozenset(_SHARED.findall(text))
        has_digits = any(words[0].isdigit() for words in shared)
        found.append(_Block(_KINDS.get(element, element), len(text) / whole, picture, shared, has_digits))
    return found


def _worth(one: _Block, other: _Block) -> float:
    """Return how much speaks for a pair; nothing, if it cannot be one."""
    if one.kind != other.kind or one.picture != other.picture:
        return 0
    longer, shorter = max(one.share, other.share), min(one.share, other.share)
    either = len(one.shared | other.shared)
    shared = len(one.shared & other.shared) / either if either else 0
    alike = (shorter / longer if longer else 1) + 3 * shared - (one.has_digits != other.has_digits) / 2
    return _WORTH.get(one.kind, 1) + alike


def _best(first: Sequence[_Block], second: Sequence[_Block]) -> dict[tuple[int, int], tuple[float, int, int]]:
    """Return, from each place on, the most that the pairs of the rest can be worth, and the next step."""
    best: dict[tuple[int, int], tuple[float, int, int]] = {}
    nothing = (0.0, 0, 0)
    for i in range(len(first) - 1, -1, -1):
        middle = i * len(second) // len(first)
        for j in range(min(len(second), middle + _REACH) - 1, max(0, middle - _REACH) - 1, -1):
            worth = _worth(first[i], second[j])
            pair = (worth + best.get((i + 1, j + 1), nothing)[0], 1, 1)
            left_alone = (best.get((i + 1, j), nothing)[0], 1, 0)
            right_alone = (best.get((i, j + 1), nothing)[0], 0, 1)
            # Of what is worth as much the first is taken: a pair, if it is one.
            best[i, j] = max(*([pair] if worth else []), left_alone, right_alone, key=lambda step: step[0])
    return best


def _walk(best: Mapping[tuple[int, int], tuple[float, int, int]], first: int, second: int) -> list[Places]:
    found: list[Places] = []
    i = j = 0
    while i < first and j < second:
        # Outside of what was weighed, as after a long part that only one of them has.
        _, one, other = best.get((i, j), (0, 1, 0))
        found.append((i if one else None, j if other else None))
        i, j = i + one, j + other
    found += [(place, None) for place in range(i, first)]
    found += [(None, place) for place in range(j, second)]
    return found
