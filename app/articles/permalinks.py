"""Where does this article live? Slugs, the slugs it had before, and its address on the old site."""

from datetime import datetime
from urllib.parse import quote

from slugify import slugify
from sqlalchemy import delete, exists, select
from sqlalchemy.orm import Session

from app.articles.address_models import FormerSlug, LegacyAddress
from app.articles.models import SLUG_LENGTH, Article
from app.articles.visibility import visible_at
from app.foundation.languages import DEFAULT_LANGUAGE

# Room for "-2", "-3", … behind a slug that is taken.
_ROOM_FOR_NUMBER = 8


def path(article: Article) -> str:
    """Return the path of the article's page: further languages stand below their code."""
    slug = quote(article.slug)
    return f"/news/{slug}" if article.language == DEFAULT_LANGUAGE else f"/{article.language}/news/{slug}"


def slug_from(title: str) -> str:
    """Make a slug out of a title: lower case, hyphens, words whole; letters of every script stay (RFC 3987)."""
    slug = slugify(
        title,
        allow_unicode=True,
        max_length=SLUG_LENGTH - _ROOM_FOR_NUMBER,
        word_boundary=True,
        save_order=True,
    )
    return slug or "article"


def free_slug(session: Session, wanted: str, article_id: int | None) -> str:
    """Return `wanted`, or `wanted-2`, `wanted-3`, … if another article has, or had, that slug."""
    base = slug_from(wanted)
    slug, number = base, 1
    while not _is_free(session, slug, article_id):
        number += 1
        slug = f"{base}-{number}"
    return slug


def change_slug(session: Session, article: Article, slug: str) -> None:
    """Give `article` a new slug, which must be free; an old one that may have been public leads to it from now on."""
    session.execute(delete(FormerSlug).where(FormerSlug.slug == slug))
    if article.first_published_at is not None:
        session.merge(FormerSlug(slug=article.slug, article_id=article.id))
    article.slug = slug


def by_former_slug(session: Session, slug: str, now: datetime) -> Article | None:
    """Return the visible article that once had `slug`."""
    return session.scalar(
        select(Article)
        .join(FormerSlug, FormerSlug.article_id == Article.id)
        .where(FormerSlug.slug == slug, visible_at(now))
    )


def by_legacy_address(session: Session, host: str, number: int, path: str, now: datetime) -> Article | None:
    """Return the visible article that stood at an old address."""
    article_id = id_at_legacy_address(session, host, number, path)
    # Chosen first and looked at then: an article that is hidden must not hand its address to another one.
    return session.scalar(select(Article).where(Article.id == article_id, visible_at(now)))


def id_at_legacy_address(session: Session, host: str, number: int, path: str) -> int | None:
    """Return which article stood at an old address, whether or not it is visible.

    Two old sites may have used one number. The host decides; asked under a host that none of them had, the path
    does; and if the path is unknown too, the number, where only one article has it.
    """
    addresses = session.scalars(select(LegacyAddress).where(LegacyAddress.number == number)).all()
    of_host = [address for address in addresses if address.host == host]
    of_path = [address for address in addresses if address.path == path]
    article_ids = {address.article_id for address in of_host or of_path or addresses}
    return article_ids.pop() if len(article_ids) == 1 else None


def _is_free(session: Session, slug: str, article_id: int | None) -> bool:
    taken = exists().where(Article.slug == slug, Article.id != (article_id or 0))
    remembered = exists().where(FormerSlug.slug == slug, FormerSlug.article_id != (article_id or 0))
    return not session.execute(select(taken | remembered)).scalar_one()
