"""Fills an empty newsroom with the demo company's articles."""

import os
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict
from datetime import datetime
from itertools import repeat

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.articles import editing, sections, workflow
from app.articles.content import ArticleContent, PictureContent
from app.articles.models import Article, Section, State
from app.foundation.storage import FolderStorage
from app.pictures import library, renditions
from app.pictures.intake import CheckedPicture, check
from app.pictures.renditions import MadeRendition
from app.site import editing as site_editing
from app.transfer.demo import content
from app.transfer.demo.company import COMPANY
from app.transfer.demo.content import DemoArticle
from app.transfer.demo.drawings import draw, logo
from config import Settings

# More would be waited for by the one that stores what they have made.
PROCESSES = min(4, os.cpu_count() or 1)
_Made = tuple[bytes, CheckedPicture, list[MadeRendition]]


def is_empty(session: Session) -> bool:
    """Say whether the newsroom has no article yet."""
    return not session.scalar(select(func.count()).select_from(select(Article.id).limit(1).subquery()))


def load(session: Session, storage: FolderStorage, settings: Settings, now: datetime) -> Iterator[tuple[int, int]]:
    """Store the company, then article after article; yield how many of how many are stored, for the caller to commit.

    Publish times are counted from `now`. The pictures are drawn, and their renditions made, by other processes: that
    is nearly all of the work.
    """
    articles = content.articles(now)
    names = list(dict.fromkeys(picture.drawing for article in articles for picture in article.pictures))
    picture_ids: dict[str, int] = {}
    _add_company(session, storage, settings)
    yield 0, len(articles)
    with ProcessPoolExecutor(PROCESSES) as pool:
        drawn = zip(names, pool.map(_drawn, names, repeat(settings)), strict=True)
        for number, article in enumerate(articles, start=1):
            while any(picture.drawing not in picture_ids for picture in article.pictures):
                name, made = next(drawn)
                picture_ids[name] = library.add_made(session, storage, *made, uploaded_by_id=None).id
            _add_article(session, article, picture_ids, now)
            yield number, len(articles)


def _add_company(session: Session, storage: FolderStorage, settings: Settings) -> None:
    company = asdict(COMPANY)
    general = {name: value for name, value in company.items() if name not in ("texts", "footer_links", "sections")}
    made = _made(logo(), "logo.png", settings)
    general["logo_id"] = library.add_made(session, storage, *made, uploaded_by_id=None).id
    texts = {entry.pop("language"): entry for entry in company["texts"]}
    links = {
        language: [(link.text, link.address) for link in COMPANY.footer_links if link.language == language]
        for language in texts
    }
    site_editing.save(session, general, texts, links)
    for section in COMPANY.sections:
        sections.save(session, None, slug=section.slug, texts=section.texts, position=section.position)


def _drawn(name: str, settings: Settings) -> _Made:
    return _made(draw(name), f"{name}.jpg", settings)


def _made(data: bytes, file_name: str, settings: Settings) -> _Made:
    checked = check(data, file_name, max_bytes=settings.max_picture_bytes, max_pixels=settings.max_picture_pixels)
    return data, checked, list(renditions.make(data, checked.metadata))


def _add_article(session: Session, demo: DemoArticle, picture_ids: dict[str, int], now: datetime) -> None:
    section = session.execute(select(Section).where(Section.slug == demo.section)).scalar_one()
    of = select(Article.id).where(Article.slug == demo.translation_of)
    article = editing.create(
        session,
        ArticleContent(
            language=demo.language,
            section_id=section.id,
            title=demo.title,
            subtitle=demo.subtitle,
            slug=demo.slug,
            body=demo.body,
            publish_at=demo.publish_at,
            event_date=demo.event_date,
            source=demo.source,
            external_link=demo.external_link,
            starting_hits=demo.starting_hits,
            pictures_numbered=demo.pictures_numbered,
            kind=demo.kind,
            tags=demo.tags,
            translation_of=session.execute(of).scalar_one() if demo.translation_of else None,
            withdrawal_notice=demo.withdrawal_notice.strip(),
            correction=demo.correction,
            pictures=[
                PictureContent(
                    key=picture.key,
                    picture_id=picture_ids[picture.drawing],
                    caption=picture.caption,
                    credit=picture.credit,
                    alternative_text=picture.alternative_text,
                )
                for picture in demo.pictures
            ],
        ),
        None,
        now,
    )
    if demo.state is not State.DRAFT:
        workflow.publish(article, now)
        article.revised_at = demo.publish_at or now
    if demo.state is State.WITHDRAWN:
        workflow.withdraw(article, now)
    session.flush()
