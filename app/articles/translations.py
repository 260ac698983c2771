"""Articles that say the same, one in each language."""

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session, load_only
from sqlalchemy.orm.attributes import set_committed_value

from app.articles import page_tags
from app.articles.models import Article, TranslationGroup
from app.foundation import page_versions
from app.foundation.languages import LANGUAGES


class NoTranslation(Exception):
    """Two articles cannot be translations of each other. The message is for the editor."""


def others(session: Session, article: Article) -> list[Article]:
    """Return the translations of an article, whatever their states: what links to them must ask `visibility`."""
    if article.translation_group_id is None:
        return []
    in_group = Article.translation_group_id == article.translation_group_id
    shown = load_only(Article.language, Article.slug, Article.state, Article.title, Article.publish_at)
    found = select(Article).where(in_group, Article.id != article.id).order_by(Article.language).options(shown)
    return list(session.scalars(found))


def link(session: Session, article: Article, other_id: int | None) -> None:
    """Make a stored article a translation of another one and of its translations, or with `None` of none.

    Raises `NoTranslation` if there is no such article, or a language would have two.
    """
    before = article.translation_group_id
    group = _group_of(session, article, other_id) if other_id is not None else None
    if group == before:
        return
    _put(session, article, group)
    if before is not None:
        members = select(func.count()).where(Article.translation_group_id == before).scalar_subquery()
        # A group of one is none: its member is let go by the foreign key.
        session.execute(delete(TranslationGroup).where(TranslationGroup.id == before, members < 2))


def _group_of(session: Session, article: Article, other_id: int) -> int:
    """Return the group of another article, which it gets if it has none."""
    other = session.get(Article, other_id)
    if other is None or other is article:
        raise NoTranslation("The article that this was to be a translation of is not there. Choose another one.")
    languages = {other.language: other.title, **{member.language: member.title for member in others(session, other)}}
    if article.translation_group_id is not None and article.translation_group_id == other.translation_group_id:
        languages = {member.language: member.title for member in others(session, article)}
    if article.language in languages:
        raise NoTranslation(
            f"“{languages[article.language]}” is there in {LANGUAGES[article.language]} already. Choose another "
            "language for this article, or another article that it is a translation of."
        )
    if other.translation_group_id is None:
        group = TranslationGroup()
        session.add(group)
        session.flush()
        _put(session, other, group.id)
    assert other.translation_group_id is not None  # noqa: S101 - for the type checker
    return other.translation_group_id


def _put(session: Session, article: Article, group: int | None) -> None:
    """Move an article into a group, or out of its own, without another version: nothing that editors write changes."""
    page_versions.dirty(session, *(page_tags.article(member.id) for member in (article, *others(session, article))))
    session.execute(
        update(Article).where(Article.id == article.id).values(translation_group_id=group),
        execution_options={"synchronize_session": False},
    )
    set_committed_value(article, "translation_group_id", group)
    page_versions.dirty(session, *(page_tags.article(member.id) for member in others(session, article)))
