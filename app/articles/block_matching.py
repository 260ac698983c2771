"""Finds which blocks of two bodies, or words of two blocks, are the same, in a time that no text can draw out."""

from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from difflib import SequenceMatcher

# What `SequenceMatcher` is given at most: blocks of either body, and pairs of equal ones. It takes the square of the
# first and more than that of the second, as with a text that is one short line over and over.
_MOST = 2_000
_MOST_PAIRS = 40_000

# What became of blocks, and where they stand: from and to in the old body, from and to in the new one.
Step = tuple[str, int, int, int, int]


def steps(old: Sequence[Hashable], new: Sequence[Hashable]) -> Iterator[Step]:
    """Yield how the new blocks come from the old ones, as `SequenceMatcher.get_opcodes` does.

    Where what lies between the common start and end is too much to compare, it is one step, "rewritten".
    """
    start = _common(old, new)
    end = _common(old[start:][::-1], new[start:][::-1])
    old_end, new_end = len(old) - end, len(new) - end
    if start:
        yield "equal", 0, start, 0, start
    between = old[start:old_end], new[start:new_end]
    if is_too_much(*between):
        yield "rewritten", start, old_end, start, new_end
    else:
        for kind, old_from, old_to, new_from, new_to in SequenceMatcher(None, *between, autojunk=False).get_opcodes():
            yield kind, start + old_from, start + old_to, start + new_from, start + new_to
    if end:
        yield "equal", old_end, len(old), new_end, len(new)


def _common(one: Sequence[Hashable], other: Sequence[Hashable]) -> int:
    """Return how many blocks at the start are the same."""
    shorter = min(len(one), len(other))
    return next((place for place in range(shorter) if one[place] != other[place]), shorter)


def is_too_much(old: Sequence[Hashable], new: Sequence[Hashable]) -> bool:
    """Say whether `SequenceMatcher` would take too long to compare the two."""
    if not old or not new:
        return False
    if max(len(old), len(new)) > _MOST:
        return True
    counts = Counter(new)
    return sum(counts[block] for block in old) > _MOST_PAIRS
