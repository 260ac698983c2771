"""What differs between two versions of an article, in words that an editor reads."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from app.articles import block_matching
from app.articles.body import CLEAN_TAG, blocks
from app.articles.content import ArticleContent, PictureContent

_HAN = "\u3400-\u9fff\uf900-\ufaff"
# A word, a figure, space, or another character; Han characters are words each. In HTML also a tag, or a character
# reference.
_WORD = re.compile(rf"[{_HAN}]|\d+(?:[.,:]\d+)+|[^\W{_HAN}]+|\s+|[^\w\s]")
_TOKEN = re.compile(rf"{CLEAN_TAG.pattern}|&[^;\s]+;|{_WORD.pattern}")
# Two blocks that have less than this in common are another block each, and are not compared word by word.
_ALIKE = 0.4


class Mark(StrEnum):
    """What became of a piece of text."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True)
class Piece:
    """A piece of plain text, or of clean HTML where a body is compared."""

    mark: Mark
    text: str


@dataclass(frozen=True)
class PictureChange:
    """A picture that was added, removed, or stands in both and differs: its place, its file, or one of its texts."""

    mark: Mark
    picture: PictureContent
    before: PictureContent | None = None
    moved: bool = False


def of_texts(before: str, after: str) -> list[Piece]:
    """Compare plain text word by word, where its lines differ; what was removed stands before what took its place."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    found: list[Piece] = []
    for kind, old_from, old_to, new_from, new_to in block_matching.steps(old, new):
        if kind == "equal":
            found.append(Piece(Mark.SAME, "".join(new[new_from:new_to])))
            continue
        removed, added = (_WORD.findall("".join(lines)) for lines in (old[old_from:old_to], new[new_from:new_to]))
        found += _words(removed, added)
    return found


def of_bodies(before: str, after: str) -> list[Piece]:
    """Compare two clean bodies block by block. Each piece is HTML that is whole by itself.

    Blocks of the same shape that are much alike are one piece, in which `ins` and `del` mark the words (HTML Standard,
    4.7); others are pieces of their own, removed and added.
    """
    old, new = blocks(before), blocks(after)
    found: list[Piece] = []
    for kind, old_from, old_to, new_from, new_to in block_matching.steps(old, new):
        if kind == "equal":
            found += [Piece(Mark.SAME, block) for block in new[new_from:new_to]]
            continue
        pairs = 0 if kind == "rewritten" else min(old_to - old_from, new_to - new_from)
        for old_block, new_block in zip(old[old_from:], new[new_from : new_from + pairs], strict=False):
            found += _of_blocks(old_block, new_block)
        found += [Piece(Mark.REMOVED, block) for block in old[old_from + pairs : old_to]]
        found += [Piece(Mark.ADDED, block) for block in new[new_from + pairs : new_to]]
    return found


def of_pictures(before: Sequence[PictureContent], after: Sequence[PictureContent]) -> list[PictureChange]:
    """Return what became of the pictures, those that are there in their order, then those that were removed."""
    old = {picture.key: picture for picture in before}
    kept = [picture.key for picture in after if picture.key in old]
    order = [picture.key for picture in before if picture.key in set(kept)]
    matches = SequenceMatcher(None, kept, order, autojunk=False).get_matching_blocks()
    in_place = {key for match in matches for key in kept[match.a : match.a + match.size]}
    found = []
    for picture in after:
        if picture.key not in old:
            found.append(PictureChange(Mark.ADDED, picture))
        elif old[picture.key] != picture or picture.key not in in_place:
            found.append(PictureChange(Mark.SAME, picture, old[picture.key], picture.key not in in_place))
    gone = old.keys() - {picture.key for picture in after}
    return found + [PictureChange(Mark.REMOVED, picture) for picture in before if picture.key in gone]


def changed(before: ArticleContent, after: ArticleContent, names: Sequence[str]) -> list[str]:
    """Return those of the fields in which two versions differ."""
    return [name for name in names if _plain(getattr(before, name)) != _plain(getattr(after, name))]


def _plain(value: object) -> object:
    # Tags come as tuples and as lists.
    return list(value) if isinstance(value, tuple) else value


def _of_blocks(before: str, after: str) -> Iterator[Piece]:
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    same_shape = CLEAN_TAG.findall(before) == CLEAN_TAG.findall(after)
    if not same_shape or not _are_alike(old, new):
        yield Piece(Mark.REMOVED, before)
        yield Piece(Mark.ADDED, after)
        return
    # Of one shape, so that the texts between the same tags can be compared, and the tags stay as they are.
    marked = []
    for old_run, new_run in zip(_runs(old), _runs(new), strict=True):
        for piece in _words(old_run, new_run):
            element = {Mark.ADDED: "ins", Mark.REMOVED: "del"}.get(piece.mark)
            marked.append(f"<{element}>{piece.text}</{element}>" if element else piece.text)
    yield Piece(Mark.SAME, "".join(marked))


def _are_alike(old: Sequence[str], new: Sequence[str]) -> bool:
    old_words, new_words = ([token for token in tokens if token[0].isalnum()] for tokens in (old, new))
    matcher = SequenceMatcher(None, old_words, new_words, autojunk=False)
    # Where to compare them would take too long, it is enough that the words are the same, in whatever order.
    ratio = matcher.quick_ratio if block_matching.is_too_much(old_words, new_words) else matcher.ratio
    return ratio() >= _ALIKE


def _runs(tokens: Sequence[str]) -> list[list[str]]:
    """Return the tokens in runs: a tag by itself, and the text between two."""
    runs: list[list[str]] = [[]]
    for token in tokens:
        if token.startswith("<"):
            runs += [[token], []]
        else:
            runs[-1].append(token)
    return runs


def _words(before: Sequence[str], after: Sequence[str]) -> list[Piece]:
    """Compare words each with the space behind it, then one by one those that differ.

    Between any two words is a space: in a long paragraph those alone, equal all, would be too much to compare.
    """
    old, new = _with_spaces(before), _with_spaces(after)
    found: list[Piece] = []
    for kind, old_from, old_to, new_from, new_to in block_matching.steps(old, new):
        removed, added = (
            [word for words in side for word in words] for side in (old[old_from:old_to], new[new_from:new_to])
        )
        pieces = [Piece(Mark.SAME, "".join(added))] if kind == "equal" else _one_by_one(removed, added)
        for piece in pieces:
            if found and found[-1].mark is piece.mark is Mark.SAME:
                found[-1] = Piece(Mark.SAME, found[-1].text + piece.text)
            else:
                found.append(piece)
    return found


def _with_spaces(words: Sequence[str]) -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = []
    for word in words:
        if word.isspace() and found:
            found[-1] = (*found[-1], word)
        else:
            found.append((word,))
    return found


def _one_by_one(before: Sequence[str], after: Sequence[str]) -> Iterator[Piece]:
    for kind, old_from, old_to, new_from, new_to in block_matching.steps(before, after):
        if kind == "equal":
            yield Piece(Mark.SAME, "".join(after[new_from:new_to]))
        else:
            yield from _replaced(before[old_from:old_to], after[new_from:new_to])


def _replaced(before: Sequence[str], after: Sequence[str]) -> Iterator[Piece]:
    if before:
        yield Piece(Mark.REMOVED, "".join(before))
    if after:
        yield Piece(Mark.ADDED, "".join(after))
