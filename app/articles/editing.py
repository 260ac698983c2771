"""Saving what an editor wrote, without overwriting what another editor saved meanwhile."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from app.articles import body, permalinks, revisions, tags, translation_basis, translations
from app.articles.content import MAX_PICTURES, ArticleContent, PictureContent, content_of, from_json
from app.articles.merging import Merged, merge
from app.articles.models import Article, PictureUse, Section, State
from app.articles.revision_models import Action, Revision
from app.pictures.models import Picture

# What makes an article another one for its readers; and what of an older revision is put back, pictures apart.
_SAID = ("title", "subtitle", "body", "kind", "correction", "event_date", "source", "external_link")
_RESTORED = (*_SAID, "section_id", "pictures_numbered", "tags")


class EditConflict(Exception):
    """Somebody else saves the article at this very moment, or has saved it since.

    A save that is tried again is merged with theirs.
    """


class EditsClash(Exception):
    """What the editor changed clashes with what somebody else has saved since the form was opened."""

    def __init__(self, merged: Merged) -> None:
        super().__init__()
        self.merged = merged


class TooMuch(Exception):
    """Merged, what two editors wrote is more than an article may have. The message is for the editor."""


def create(session: Session, content: ArticleContent, user_id: int | None, now: datetime) -> Article:
    """Store a new draft and return it, flushed. Raises `BadTag` and `NoTranslation`."""
    article = unsaved(content, user_id, now)
    article.slug = permalinks.free_slug(session, content.slug or content.title, None)
    translations.link(session, article, content.translation_of)
    session.add(article)
    session.flush()
    translation_basis.begin(session, article)
    tags.assign(session, article, content.tags)
    _write_pictures(session, article, content.pictures)
    return article


def unsaved(content: ArticleContent, user_id: int | None, now: datetime) -> Article:
    """Return a new draft that is not stored, without its pictures and with the slug as it was given."""
    article = Article(created_at=now, revised_at=now, slug=content.slug)
    _write(article, content, user_id, now)
    return article


def sign(article: Article, user_id: int | None, now: datetime) -> None:
    """Note who changed the article, and when: always a new value, so that its version grows with every change."""
    article.updated_by_id = user_id
    article.updated_at = now


def save(
    session: Session, article: Article, content: ArticleContent, *, version: int, user_id: int | None, now: datetime
) -> ArticleContent:
    """Store what an editor wrote into an article that was at `version` when its form was opened; return what is stored.

    What somebody else has saved since is merged with it. Raises, having written nothing, `EditsClash` where that
    cannot be done, `TooMuch`, `EditConflict`, `BadTag` and `NoTranslation`.
    """
    revisions.keep_first(session, article)
    if article.version != version:
        content = _merged(session, article, content, version)
    slug = permalinks.free_slug(session, _wanted_slug(article, content), article.id)
    said_before = _said(article, content_of(article).pictures)
    group_before = article.translation_group_id
    with session.no_autoflush:
        if slug != article.slug:
            permalinks.change_slug(session, article, slug)
        _write(article, content, user_id, now)
        if not content.minor_change and _said(article, content.pictures) != said_before:
            article.revised_at = now
        translations.link(session, article, content.translation_of)
    try:
        session.flush()
    except StaleDataError as error:
        raise EditConflict from error
    if article.translation_group_id != group_before:
        translation_basis.begin(session, article)
    tags.assign(session, article, content.tags)
    _write_pictures(session, article, content.pictures)
    return content


def restore(
    session: Session, article: Article, revision: Revision, *, version: int, user_id: int | None, now: datetime
) -> None:
    """Make the text, details and pictures of an older revision the article's own again, as a new revision.

    The address, the times, the language, the state and the hits stay as they are. A picture that is gone leaves its
    place with its caption. Raises `EditConflict` if somebody has saved the article since `version`, which its editor
    saw: what they wrote is not to go unseen.
    """
    if version != article.version:
        raise EditConflict
    current, older = content_of(article), from_json(revision.content)
    wanted = {picture.picture_id for picture in older.pictures}
    there = set(session.scalars(select(Picture.id).where(Picture.id.in_(wanted))))
    restored = {name: getattr(older, name) for name in _RESTORED}
    if session.get(Section, older.section_id) is None:
        restored["section_id"] = current.section_id
    pictures = [
        picture if picture.picture_id in there else replace(picture, picture_id=None) for picture in older.pictures
    ]
    other = next((other.id for other in translations.others(session, article)), None)
    content = replace(current, **restored, pictures=pictures, translation_of=other)
    save(session, article, content, version=version, user_id=user_id, now=now)
    revisions.explain(session, article, f"Revision {revision.number}", Action.RESTORED)


def _merged(session: Session, article: Article, content: ArticleContent, version: int) -> ArticleContent:
    base, stored = revisions.at_version(session, article, version), content_of(article)
    if base and content.publish_at is None and article.state is State.PUBLISHED:
        # Emptied, it keeps its time: see `_write`.
        content = replace(content, publish_at=base.publish_at)
    merged = merge(base, replace(content, body=body.clean(content.body)), stored)
    if merged.clashes:
        raise EditsClash(merged)
    _check_merged(merged.content)
    return merged.content


def _check_merged(content: ArticleContent) -> None:
    """Raise `TooMuch` and `BadTag` for what neither form held by itself."""
    if len(content.body) > body.MAX_LENGTH:
        raise TooMuch(
            _(
                "With what somebody else has saved meanwhile, the text has %(length)s characters; %(most)s is the "
                "most. Shorten it and save again.",
                length=f"{len(content.body):,}",
                most=f"{body.MAX_LENGTH:,}",
            )
        )
    if len(content.pictures) > MAX_PICTURES:
        raise TooMuch(
            _(
                "With what somebody else has saved meanwhile, the article has %(number)s pictures; %(most)s is the "
                "most. Remove some and save again.",
                number=len(content.pictures),
                most=MAX_PICTURES,
            )
        )
    tags.check(content.tags)


def _wanted_slug(article: Article, content: ArticleContent) -> str:
    """Let the slug of a draft follow its title until somebody writes a slug of their own."""
    untouched = content.slug == article.slug == permalinks.slug_from(article.title)
    if not content.slug or (untouched and article.first_published_at is None):
        return content.title
    return content.slug


def _write(article: Article, content: ArticleContent, user_id: int | None, now: datetime) -> None:
    article.language = content.language
    article.section_id = content.section_id
    article.title = content.title
    article.subtitle = content.subtitle
    article.body = body.clean(content.body)
    if content.publish_at is not None or article.state is not State.PUBLISHED:
        # A published article whose time was emptied keeps the time that it has.
        article.publish_at = content.publish_at
    article.event_date = content.event_date
    article.source = content.source
    article.external_link = content.external_link
    article.starting_hits = content.starting_hits
    article.pictures_numbered = content.pictures_numbered
    article.kind = content.kind
    article.withdrawal_notice = content.withdrawal_notice
    article.correction = content.correction
    sign(article, user_id, now)


def _said(article: Article, pictures: Sequence[PictureContent]) -> tuple[object, ...]:
    """Return what the article says to its readers: when this changes, it was revised."""
    return (*(getattr(article, name) for name in _SAID), *pictures)


def _write_pictures(session: Session, article: Article, pictures: Sequence[PictureContent]) -> None:
    uses = {use.key: use for use in article.picture_uses}
    wanted = [uses.get(picture.key) or PictureUse(key=picture.key) for picture in pictures]
    # Positions are unique, and rows are written one by one: step aside first, then take the new places.
    for offset, use in enumerate(article.picture_uses):
        use.position = -1 - offset
    article.picture_uses = [use for use in article.picture_uses if use in wanted]
    session.flush()
    for position, (use, picture) in enumerate(zip(wanted, pictures, strict=True), start=1):
        use.position = position
        use.picture_id = picture.picture_id
        use.caption = picture.caption
        use.credit = picture.credit
        use.alternative_text = picture.alternative_text
    article.picture_uses = wanted
    session.flush()
    session.expire(article, ["picture_uses"])
