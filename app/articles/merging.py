"""Joins what two editors made of the same article, each without knowing of the other.

Where only one of them changed something, that holds; where both changed it in different ways they clash. Nothing that
either typed is dropped: it stands in what comes out, or in a clash.
"""

import dataclasses
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import Any

from app.articles import block_matching
from app.articles.body import blocks
from app.articles.content import ArticleContent, PictureContent

# What belongs to the moment of saving, or was settled already by whoever read the form.
_MINE = ("translation_of", "minor_change")
_JOINED = ("body", "tags", "pictures")
_SINGLE = tuple(field.name for field in fields(ArticleContent) if field.name not in (*_MINE, *_JOINED))
_OF_PICTURES = tuple(field.name for field in fields(PictureContent) if field.name != "key")


@dataclass(frozen=True)
class Clash:
    """What both changed, each in another way. In the merged content `mine` stands, or `stored` where mine is empty.

    Of a body, `mine` and `stored` are runs of blocks, the one that stands in the merged content from its block `place`
    on (from 0); of `pictures` they are keys in their order; else they are values of the field, which is one of
    `ArticleContent`, or of `PictureContent` where `picture` is its key.
    """

    field: str
    mine: Any
    stored: Any
    picture: str = ""
    place: int = dataclasses.field(default=0, compare=False)

    @property
    def shown(self) -> Any:  # noqa: ANN401 - of whatever type the field is
        """Which of the two stands in the merged content."""
        return self.mine or self.stored


@dataclass(frozen=True)
class Merged:
    """Two versions in one, and where they clash."""

    content: ArticleContent
    clashes: Sequence[Clash] = ()


class Choice(StrEnum):
    """How an editor settles a clash."""

    MINE = "mine"
    STORED = "stored"
    # Of a body alone: what is stored, then mine.
    BOTH = "both"


class ChangedSince(Exception):
    """Of a clash, mine was changed by hand after both versions had been shown; `clash` is how it stands now."""

    def __init__(self, clash: Clash) -> None:
        self.clash = clash


@dataclass(frozen=True)
class _Edit:
    """The base's blocks from `start` to before `end`, and what takes their place."""

    start: int
    end: int
    blocks: Sequence[str]
    is_mine: bool


def merge(base: ArticleContent | None, mine: ArticleContent, stored: ArticleContent) -> Merged:
    """Return `mine` joined with what somebody else has stored, both made from `base`; bodies are clean.

    Without a base, whatever differs clashes, unless one of the two is empty.
    """
    base = base or ArticleContent(language="", section_id=0, title="")
    values: dict[str, Any] = {}
    clashes: list[Clash] = []
    for name in _SINGLE:
        values[name] = _single(name, (base, mine, stored), clashes)
    body, of_body = merge_blocks(blocks(base.body), blocks(mine.body), blocks(stored.body))
    values["body"] = "\n".join(body)
    values["tags"] = _tags(base.tags, mine.tags, stored.tags)
    values["pictures"] = _pictures(base.pictures, mine.pictures, stored.pictures, clashes)
    return Merged(replace(mine, **values), [*clashes, *of_body])


def settle(content: ArticleContent, clash: Clash, choice: Choice, stored: ArticleContent) -> ArticleContent:
    """Return content in which a clash with the `stored` one is settled; what was changed by hand since counts as mine.

    Of several clashes of a body the last is settled first: it moves those before it by nothing. Raises `ChangedSince`
    where to take what is stored would put away something that was changed by hand.
    """
    if clash.field == "body":
        return replace(content, body="\n".join(_picked(blocks(content.body), clash, choice, blocks(stored.body))))
    wanted = clash.mine if choice is Choice.MINE else clash.stored
    if clash.field == "pictures":
        places = {key: place for place, key in enumerate(wanted)}
        order = [picture.key for picture in content.pictures if picture.key in places]
        _must_be_as_shown(clash, choice, order)
        if order != list(clash.mine):
            return content
        ordered = sorted(content.pictures, key=lambda picture: places.get(picture.key, len(places)))
        return replace(content, pictures=ordered)
    holders = [picture for picture in content.pictures if picture.key == clash.picture] if clash.picture else [content]
    for holder in holders:
        value = getattr(holder, clash.field)
        _must_be_as_shown(clash, choice, value)
        if value != clash.shown:
            return content
    if not clash.picture:
        return replace(content, **{clash.field: wanted})
    pictures = [
        replace(picture, **{clash.field: wanted}) if picture in holders else picture for picture in content.pictures
    ]
    return replace(content, pictures=pictures)


def merge_blocks(base: Sequence[str], mine: Sequence[str], stored: Sequence[str]) -> tuple[list[str], list[Clash]]:
    """Merge two versions of a body, block by block."""
    merged: list[str] = []
    clashes: list[Clash] = []
    done = 0
    edits = sorted((*_edits(base, mine, True), *_edits(base, stored, False)), key=lambda edit: (edit.start, edit.end))
    for group in _overlapping(edits):
        start, end = group[0].start, max(edit.end for edit in group)
        merged += base[done:start]
        ours, theirs = (
            _edited(base, start, end, [e for e in group if e.is_mine is is_mine]) for is_mine in (True, False)
        )
        if all(edit.is_mine for edit in group) or ours == theirs:
            merged += ours
        elif not any(edit.is_mine for edit in group):
            merged += theirs
        else:
            clash = Clash("body", ours, theirs, place=len(merged))
            clashes.append(clash)
            merged += clash.shown
        done = end
    return [*merged, *base[done:]], clashes


def _single(name: str, versions: tuple[Any, Any, Any], clashes: list[Clash], picture: str = "") -> Any:  # noqa: ANN401
    base, mine, stored = (getattr(version, name) for version in versions)
    if mine in (base, stored):
        return stored
    if stored == base:
        return mine
    clash = Clash(name, mine, stored, picture)
    clashes.append(clash)
    return clash.shown


def _tags(base: Sequence[str], mine: Sequence[str], stored: Sequence[str]) -> list[str]:
    """Take up what either added, and leave out what either took away."""
    kept = [tag for tag in mine if tag in stored or tag not in base]
    return kept + [tag for tag in stored if tag not in mine and tag not in base]


def _pictures(
    base: Sequence[PictureContent],
    mine: Sequence[PictureContent],
    stored: Sequence[PictureContent],
    clashes: list[Clash],
) -> list[PictureContent]:
    olds, ours, theirs = ({picture.key: picture for picture in version} for version in (base, mine, stored))
    merged = []
    for key in _order(list(olds), list(ours), list(theirs), clashes):
        old, our, their = olds.get(key), ours.get(key), theirs.get(key)
        if our and their:
            versions = (old or PictureContent(key, None), our, their)
            values = {name: _single(name, versions, clashes, key) for name in _OF_PICTURES}
            merged.append(replace(our, **values))
        elif (one := our or their) and one != old:
            # Added; or changed by one and removed by the other: words that were typed are kept.
            merged.append(one)
    return merged


def _order(base: list[str], mine: list[str], stored: list[str], clashes: list[Clash]) -> list[str]:
    """Return all keys in the order of whoever changed it, each that is not there behind its predecessor elsewhere."""
    in_all = set(base) & set(mine) & set(stored)
    before, ours, theirs = ([key for key in keys if key in in_all] for keys in (base, mine, stored))
    first, second = (stored, mine) if ours == before else (mine, stored)
    if ours not in (before, theirs) and theirs != before:
        clashes.append(Clash("pictures", ours, theirs))
    order = list(first)
    for place, key in enumerate(second):
        if key not in order:
            order.insert(order.index(second[place - 1]) + 1 if place else 0, key)
    return order


def _edits(base: Sequence[str], version: Sequence[str], is_mine: bool) -> Iterator[_Edit]:
    for kind, start, end, first, last in block_matching.steps(base, version):
        if kind == "equal":
            continue
        # What was rewritten as a whole stays one change, so that it clashes with whatever the other changed in it.
        if kind != "rewritten" and end - start == last - first:
            # Paragraphs that were changed in their places are changes of their own.
            for step in range(end - start):
                yield _Edit(start + step, start + step + 1, [version[first + step]], is_mine)
        else:
            yield _Edit(start, end, version[first:last], is_mine)


def _overlapping(edits: Sequence[_Edit]) -> Iterator[list[_Edit]]:
    """Yield the edits, those together that touch the same blocks, or add at the same place."""
    group: list[_Edit] = []
    reach = 0
    for edit in edits:
        adds_there = group and edit.start == edit.end == group[-1].start == group[-1].end
        if group and (edit.start < reach or adds_there):
            group.append(edit)
        else:
            if group:
                yield group
            group = [edit]
        reach = max(reach, edit.end)
    if group:
        yield group


def _edited(base: Sequence[str], start: int, end: int, edits: Sequence[_Edit]) -> list[str]:
    """Return the base's blocks from `start` to before `end` with these edits."""
    edited: list[str] = []
    for edit in edits:
        edited += [*base[start : edit.start], *edit.blocks]
        start = edit.end
    return [*edited, *base[start:end]]


def _must_be_as_shown(clash: Clash, choice: Choice, value: Any) -> None:  # noqa: ANN401
    if choice is not Choice.MINE and value not in (clash.shown, clash.stored):
        raise ChangedSince(replace(clash, mine=value))


def _picked(content: Sequence[str], clash: Clash, choice: Choice, stored: Sequence[str]) -> list[str]:
    """Return the blocks of `content` with what is picked in the place of the run that clashes."""
    chosen = {Choice.MINE: clash.mine, Choice.STORED: clash.stored, Choice.BOTH: [*clash.stored, *clash.mine]}
    place = _place(content, clash.shown, clash.place)
    if place is not None:
        return [*content[:place], *chosen[choice], *content[place + len(clash.shown) :]]
    if choice is Choice.MINE:
        return list(content)
    place = _place(stored, clash.stored)
    if place is None or not clash.stored:
        raise ChangedSince(clash)
    start, end = _counterpart(stored, content, place, place + len(clash.stored))
    mine = list(content[start:end])
    if choice is Choice.STORED and mine != list(clash.stored):
        raise ChangedSince(replace(clash, mine=mine, place=start))
    return [*content[:start], *clash.stored, *content[start if choice is Choice.BOTH else end :]]


def _place(content: Sequence[str], run: Sequence[str], likely: int = -1) -> int | None:
    """Return where a run of blocks begins: where it is `likely`, else at its only place; `None` if that is unclear."""
    places = [place for place in range(len(content) - len(run) + 1) if _stands(content, run, place)]
    if likely in places:
        return likely
    return places[0] if len(places) == 1 else None


def _stands(content: Sequence[str], run: Sequence[str], place: int) -> bool:
    return list(content[place : place + len(run)]) == list(run)


def _counterpart(old: Sequence[str], new: Sequence[str], start: int, end: int) -> tuple[int, int]:
    """Return from where to before where stands in `new` what came from the old blocks from `start` to before `end`."""
    spans = []
    for kind, old_from, old_to, new_from, new_to in block_matching.steps(old, new):
        if old_from < end and start < old_to:
            is_paired = kind != "rewritten" and old_to - old_from == new_to - new_from
            first, last = max(start - old_from, 0), min(end, old_to) - old_from
            spans.append((new_from + first, new_from + last) if is_paired else (new_from, new_to))
    return spans[0][0], spans[-1][1]
