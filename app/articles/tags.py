"""Tags: what articles of one language have in common."""

from collections.abc import Iterable

from sqlalchemy import delete, exists, select
from sqlalchemy.orm import Session

from app.articles import permalinks
from app.articles.models import ARTICLE_TAGS, Article, Tag


def assign(session: Session, article: Article, names: Iterable[str]) -> None:
    """Give an article that is stored these tags and no others, in its language.

    Names that make the same slug are one tag, under the name that it has already. A tag that no article bears any
    longer is removed.
    """
    wanted = {permalinks.slug_from(name): name for name in names}
    found = session.scalars(select(Tag).where(Tag.language == article.language, Tag.slug.in_(wanted)))
    tags = {tag.slug: tag for tag in found}
    dropped = [tag.id for tag in article.tags if tags.get(tag.slug) is not tag]
    article.tags = [
        tags.get(slug) or Tag(language=article.language, slug=slug, name=name) for slug, name in wanted.items()
    ]
    session.flush()
    unused = ~exists().where(ARTICLE_TAGS.c.tag_id == Tag.id)
    session.execute(delete(Tag).where(Tag.id.in_(dropped), unused))


def by_slug(session: Session, language: str, slug: str) -> Tag | None:
    """Return the tag of a slug in a language."""
    return session.scalar(select(Tag).where(Tag.language == language, Tag.slug == slug))


def of_language(session: Session, language: str) -> list[Tag]:
    """Return all tags of a language by name."""
    return list(session.scalars(select(Tag).where(Tag.language == language).order_by(Tag.name)))
