"""Tags: what articles of one language have in common."""

from collections.abc import Iterable

from flask_babel import gettext as _
from slugify import slugify
from sqlalchemy import delete, exists, select
from sqlalchemy.orm import Session

from app.articles import permalinks
from app.articles.models import ARTICLE_TAGS, Article, Tag

NAME_LENGTH = 100
MOST_OF_AN_ARTICLE = 50
# What parts names that are written in one line; Chinese is written with commas of its own.
SEPARATORS = ",，、"
# How far `recent` looks back, in tags of articles.
_LOOKED_THROUGH = 2_000


class BadTag(Exception):
    """What an editor wrote cannot be the tags of an article. The message is for the editor."""


def check(names: Iterable[str]) -> None:
    """Raise `BadTag` for a name that nobody may give a tag, and for more tags than an article takes."""
    names = list(names)
    for name in names:
        if any(separator in name for separator in SEPARATORS):
            raise BadTag(_("“%(name)s” has a comma, which parts tags: write each tag by itself.", name=name[:40]))
    _check_possible(names)


def _check_possible(names: Iterable[str]) -> None:
    by_slug = _by_slug(names)
    for name in by_slug.values():
        if len(name) > NAME_LENGTH:
            raise BadTag(
                _(
                    "A tag has at most %(most)s characters; “%(name)s…” has %(length)s.",
                    most=NAME_LENGTH,
                    name=name[:40],
                    length=len(name),
                )
            )
        if not slugify(name, allow_unicode=True):
            raise BadTag(_("“%(name)s” has no letter and no digit, so it cannot be a tag.", name=name))
    if len(by_slug) > MOST_OF_AN_ARTICLE:
        raise BadTag(
            _(
                "An article takes %(most)s tags at most; these are %(number)s.",
                most=MOST_OF_AN_ARTICLE,
                number=len(by_slug),
            )
        )


def assign(session: Session, article: Article, names: Iterable[str]) -> None:
    """Give an article that is stored these tags and no others, in its language.

    Names that make the same slug are one tag, under the name that it has already. A tag that no article bears any
    longer is removed. Raises `BadTag`.
    """
    names = list(names)
    # A comma is let pass: an article, or its history, may have such a tag from before they were refused.
    _check_possible(names)
    wanted = _by_slug(names)
    found = session.scalars(select(Tag).where(Tag.language == article.language, Tag.slug.in_(wanted)))
    tags = {tag.slug: tag for tag in found}
    dropped = [tag for tag in article.tags if tags.get(tag.slug) is not tag]
    article.tags = [
        tags.get(slug) or Tag(language=article.language, slug=slug, name=name) for slug, name in wanted.items()
    ]
    session.flush()
    if dropped:
        _remove_unused(session, [tag.id for tag in dropped])
        # In the order in which they are read.
        session.expire(article, ["tags"])


def unsaved(language: str, names: Iterable[str]) -> list[Tag]:
    """Return the tags that those names make, outside of any session."""
    return [Tag(language=language, slug=slug, name=name) for slug, name in _by_slug(names).items()]


def by_slug(session: Session, language: str, slug: str) -> Tag | None:
    """Return the tag of a slug in a language."""
    return session.scalar(select(Tag).where(Tag.language == language, Tag.slug == slug))


def recent(session: Session) -> list[Tag]:
    """Return the tags that the newest articles bear, by name: a bounded number, however many there are."""
    borne = select(ARTICLE_TAGS.c.tag_id).order_by(ARTICLE_TAGS.c.article_id.desc()).limit(_LOOKED_THROUGH)
    return list(session.scalars(select(Tag).where(Tag.id.in_(borne)).order_by(Tag.name)))


def _by_slug(names: Iterable[str]) -> dict[str, str]:
    """Return the names by the slugs that they make, each slug under the first of its names."""
    by_slug: dict[str, str] = {}
    for name in names:
        by_slug.setdefault(permalinks.slug_from(name), name)
    return by_slug


def _remove_unused(session: Session, ids: list[int]) -> None:
    # Somebody may be giving one of them to another article: locked first, then looked at by a statement of its own.
    session.execute(select(Tag.id).where(Tag.id.in_(ids)).order_by(Tag.id).with_for_update())
    borne = exists().where(ARTICLE_TAGS.c.tag_id == Tag.id)
    session.execute(delete(Tag).where(Tag.id.in_(ids), ~borne))
