"""What an original said when its translation was last in line with it: what has changed since is stale there.

It is noted for each translation and each older article of its group when they become translations of each other, and
moves on paragraph by paragraph: when an editor says that a change is in line, or has changed its counterpart.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import combinations
from typing import NamedTuple, Protocol

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.articles import alignment, block_matching
from app.articles.basis_models import TranslationBasis
from app.articles.body import blocks
from app.articles.models import Article

# What an editor says to have brought in line, if it is all of it.
ALL = "all"


class Text(Protocol):
    """The words of an article that are translated; its body is clean."""

    @property
    def title(self) -> str:
        """One line of plain text."""

    @property
    def subtitle(self) -> str:
        """One line of plain text, or empty."""

    @property
    def body(self) -> str:
        """Clean HTML."""


@dataclass(frozen=True)
class Words:
    """A `Text` of its own."""

    title: str
    subtitle: str
    body: str


class Change(NamedTuple):
    """A change of an original in a field: what stood there and what stands there, either empty.

    `place` is that of the block in the body, from 0; of one that was taken out, that of the next one.
    """

    field: str
    before: str
    after: str
    place: int = 0

    @property
    def key(self) -> str:
        """A name of the change: the same change has the same name, wherever it stands."""
        return sha256("\0".join((self.field, self.before, self.after)).encode()).hexdigest()[:16]


def basis(session: Session, translation: Article, original: Article) -> TranslationBasis | None:
    """Return what `original` said when `translation` was last in line with it, if that is known."""
    return session.get(TranslationBasis, (translation.id, original.id))


def begin(session: Session, article: Article) -> None:
    """Note for an article of a group, and for its translations, what they begin with; both must be stored."""
    if article.translation_group_id is None:
        return
    in_group = Article.translation_group_id == article.translation_group_id
    members = list(session.scalars(select(Article).where(in_group).order_by(Article.id)))
    for original, translation in combinations(members, 2):
        if basis(session, translation, original) is None:
            _write(session, translation, original, original)


def changes(before: Text, after: Text) -> list[Change]:
    """Return what has changed from one text to another, in reading order."""
    found = [
        Change(name, getattr(before, name), getattr(after, name))
        for name in ("title", "subtitle")
        if getattr(before, name) != getattr(after, name)
    ]
    return [*found, *(step for step in _steps(before.body, after.body) if isinstance(step, Change))]


def accept(before: Text, after: Text, accepted: Collection[str]) -> Words:
    """Return `before` with those of the changes towards `after` whose keys are `accepted`, or with `ALL` of them."""

    if ALL in accepted:
        return Words(after.title, after.subtitle, after.body)

    def settled(step: str | Change) -> str:
        if isinstance(step, str):
            return step
        return step.after if step.key in accepted else step.before

    title, subtitle = (
        settled(Change(name, getattr(before, name), getattr(after, name))) for name in ("title", "subtitle")
    )
    body = map(settled, _steps(before.body, after.body))
    return Words(title, subtitle, "\n".join(filter(None, body)))


def bring_in_line(
    session: Session, translation: Article, original: Article, seen: Text, *, before: Text | None, said: Collection[str]
) -> None:
    """Note with which changes of `original` a saved translation is in line, as its editor has `seen` it.

    In line are the changes whose keys the editor has `said`, and those whose counterparts differ from what stood in the
    translation `before`; a new translation is in line with all that was seen.
    """
    known = basis(session, translation, original)
    if known is None or before is None:
        _write(session, translation, original, seen)
        return
    answered = _answered(seen, before, translation)
    changed = [change for change in changes(known, seen) if change.after]
    accepted = {change.key for change in changed if (change.field, change.place) in answered}
    _write(session, translation, original, accept(known, seen, {*said, *accepted}))


def _answered(seen: Text, before: Text, after: Text) -> set[tuple[str, int]]:
    """Return the fields, and places in the body, of an original whose counterparts have changed."""
    found = {(name, 0) for name in ("title", "subtitle") if getattr(before, name) != getattr(after, name)}
    there, old = blocks(after.body), set(blocks(before.body))
    for place, counterpart in alignment.align(blocks(seen.body), there):
        if place is not None and counterpart is not None and there[counterpart] not in old:
            found.add(("body", place))
    return found


def _steps(before: str, after: str) -> Iterator[str | Change]:
    """Yield the blocks that are the same in both bodies, and the changes between them, in order."""
    old, new = blocks(before), blocks(after)
    for kind, old_from, old_to, new_from, new_to in block_matching.steps(old, new):
        if kind == "equal":
            yield from new[new_from:new_to]
            continue
        # What is too much to be compared can hold blocks that are the same.
        for step in _pairs(old[old_from:old_to], new[new_from:new_to], new_from):
            yield step.after if step.before == step.after else step


def _pairs(old: Sequence[str], new: Sequence[str], place: int) -> Iterator[Change]:
    for number in range(max(len(old), len(new))):
        before = old[number] if number < len(old) else ""
        after = new[number] if number < len(new) else ""
        yield Change("body", before, after, place + min(number, len(new)))


def _write(session: Session, translation: Article, original: Article, words: Text) -> None:
    session.merge(
        TranslationBasis(
            article_id=translation.id,
            of_article_id=original.id,
            title=words.title,
            subtitle=words.subtitle,
            body=words.body,
        )
    )
