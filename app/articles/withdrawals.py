"""Articles that were taken back in the open: their addresses answer with a notice."""

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, load_only

from app.articles.address_models import FormerSlug
from app.articles.models import Article, State

_WITHDRAWN: ColumnElement[bool] = Article.state == State.WITHDRAWN
# All that is said of it.
_SHOWN = load_only(Article.language, Article.section_id, Article.slug, Article.state, Article.withdrawal_notice)


def by_slug(session: Session, slug: str) -> Article | None:
    """Return the withdrawn article that has `slug`, or once had it."""
    former = select(FormerSlug.article_id).where(FormerSlug.slug == slug).scalar_subquery()
    of_slug = select(Article).where(_WITHDRAWN, (Article.slug == slug) | (Article.id == former)).options(_SHOWN)
    return session.scalar(of_slug)


def by_id(session: Session, article_id: int) -> Article | None:
    """Return the withdrawn article of an id."""
    return session.scalar(select(Article).where(_WITHDRAWN, Article.id == article_id).options(_SHOWN))
