"""Content for tests."""

import io
import secrets
from dataclasses import replace
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from PIL import Image
from sqlalchemy.orm import Session

from app.articles import editing, sections, workflow
from app.articles.content import ArticleContent
from app.articles.models import Article, Section
from app.foundation import clock
from app.foundation.storage import FolderStorage
from app.pictures import library, renditions
from app.pictures.intake import CheckedPicture, check
from app.pictures.models import Picture
from app.pictures.renditions import MadeRendition

LONG_AGO = datetime(2021, 10, 31, 8, tzinfo=UTC)


def add_section(session: Session, slug: str = "company-news", name: str = "Company News") -> Section:
    section = sections.save(
        session, None, slug=slug, texts={"en": {"name": name}, "zh": {"name": "公司新闻"}}, position=1
    )
    session.commit()
    return section


def add_article(session: Session, section: Section, *, publish: bool = True, **content: Any) -> Article:
    values = {"language": "en", "title": "An announcement", "body": "<p>Words.</p>", "publish_at": LONG_AGO, **content}
    article = editing.create(session, ArticleContent(section_id=section.id, **values), None, clock.now())
    if publish:
        workflow.publish(article, clock.now())
    session.commit()
    return article


def add_picture(
    session: Session,
    storage: FolderStorage,
    colour: str = "teal",
    size: tuple[int, int] = (640, 480),
    file_name: str = "",
) -> Picture:
    data = picture_bytes(colour, size)
    checked, made = _taken_in(data)
    checked = replace(checked, file_name=file_name or f"{colour}.jpg")
    return library.add_made(session, storage, data, checked, made, uploaded_by_id=None)


# The same few pictures are in hundreds of tests, and making renditions of one takes longer than most of these.
@lru_cache(maxsize=100)
def _taken_in(data: bytes) -> tuple[CheckedPicture, list[MadeRendition]]:
    checked = check(data, "", max_bytes=10**7, max_pixels=10**7)
    return checked, list(renditions.make(data, checked.metadata))


def picture_bytes(colour: str = "teal", size: tuple[int, int] = (640, 480), kind: str = "JPEG") -> bytes:
    file = io.BytesIO()
    Image.new("RGB", size, colour).save(file, kind)
    return file.getvalue()


def own_picture_bytes() -> bytes:
    """A picture that no other test has made: the library finds a file again by its bytes, under its first name."""
    return picture_bytes(f"#{secrets.token_hex(3)}")
