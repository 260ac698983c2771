"""Articles that say the same, one in each language.

They are members of a group. A group of one is none, and is kept: its member may get translations again.
"""

from flask_babel import gettext as _
from sqlalchemy import delete, exists, insert, select, update
from sqlalchemy.orm import Session, aliased, load_only

from app.articles import page_tags
from app.articles.models import Article, State, TranslationGroup
from app.foundation import page_versions
from app.foundation.languages import LANGUAGES

_member = aliased(Article)
# How many articles `suggested` looks through, the last changed first.
_LOOKED_THROUGH = 200


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


def are_linked(one: Article, other: Article) -> bool:
    """Say whether two articles are translations of each other."""
    return one.translation_group_id is not None and one.translation_group_id == other.translation_group_id


def suggested(session: Session, language: str) -> list[Article]:
    """Return the articles, among the last changed, that an article in `language` could be a translation of."""
    newest = select(Article.id).order_by(Article.updated_at.desc(), Article.id.desc()).limit(_LOOKED_THROUGH)
    there = exists().where(_member.translation_group_id == Article.translation_group_id, _member.language == language)
    found = (
        select(Article)
        .where(Article.id.in_(newest), Article.language != language, Article.state != State.BINNED, ~there)
        .order_by(Article.updated_at.desc(), Article.id.desc())
        .options(load_only(Article.language, Article.slug, Article.title))
    )
    return list(session.scalars(found))


def link(session: Session, article: Article, other_id: int | None) -> None:
    """Make an article a translation of another one and of its translations, or with `None` of none.

    The article may be new. It is written by the next flush, in one statement with its language: what was changed of it
    must not be flushed before. The other one gets no new version, as nothing changes that its editors write.

    Raises `NoTranslation` if there is no such article, or a language would have two.
    """
    if other_id is None and article.translation_group_id is None:
        return
    with session.no_autoflush:
        groups = _locked(session, {article.id, other_id})
        before = groups.get(article.id)
        after = None if other_id is None else _group_of(session, article, other_id, groups)
        if before != after:
            if before is not None:
                _remove_if_empty(session, before, article)
            article.translation_group_id = after
        in_either = Article.translation_group_id.in_([group for group in (before, after) if group is not None])
        touched = session.scalars(select(Article.id).where(in_either, Article.id != article.id))
        page_versions.dirty(session, *(page_tags.article(number) for number in touched))


def _locked(session: Session, ids: set[int | None]) -> dict[int, int | None]:
    """Return the groups of those articles that there are, by id; until the end of the transaction nobody changes them.

    Written and not only read: SQLite begins a transaction with the first statement that writes.
    """
    here = Article.id.in_([number for number in ids if number is not None])
    unchanged = update(Article).where(here).values(translation_group_id=Article.translation_group_id)
    session.execute(unchanged, execution_options={"synchronize_session": False})
    rows = session.execute(select(Article.id, Article.translation_group_id).where(here))
    return {row.id: row.translation_group_id for row in rows}


def _group_of(session: Session, article: Article, other_id: int, groups: dict[int, int | None]) -> int:
    """Return the group of another article, which it gets if it has none."""
    if other_id not in groups or other_id == article.id:
        raise NoTranslation(_("There is no other article there that this could be a translation of. Choose one."))
    group = groups[other_id]
    member = Article.id == other_id if group is None else Article.translation_group_id == group
    taken = session.execute(
        select(Article.title, Article.state)
        .where(member, Article.language == article.language, Article.id != article.id)
        .limit(1)
    ).one_or_none()
    if taken is not None:
        raise NoTranslation(_there_already(taken.title, article.language, taken.state))
    if group is None:
        group = session.execute(insert(TranslationGroup).values().returning(TranslationGroup.id)).scalar_one()
        session.execute(update(Article).where(Article.id == other_id).values(translation_group_id=group))
    return group


def _there_already(title: str, code: str, state: State) -> str:
    language = LANGUAGES.get(code, code)
    if state is State.BINNED:
        return _(
            "“%(title)s” is there already in %(language)s, though in the bin. Choose another language for this "
            "article, or another article that it is a translation of; or take that one out of the translations first.",
            title=title,
            language=language,
        )
    return _(
        "“%(title)s” is there already in %(language)s. Choose another language for this article, or another article "
        "that it is a translation of; or take that one out of the translations first.",
        title=title,
        language=language,
    )


def _remove_if_empty(session: Session, group: int, left_by: Article) -> None:
    member = exists().where(_member.translation_group_id == TranslationGroup.id, _member.id != left_by.id)
    session.execute(delete(TranslationGroup).where(TranslationGroup.id == group, ~member))
