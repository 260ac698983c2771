"""Sections: adding, naming and ordering them."""

from collections.abc import Mapping

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from app.articles import permalinks
from app.articles.models import Article, Section, SectionName
from app.foundation.languages import DEFAULT_LANGUAGE

FIRST_SECTION = {"en": "Company News", "zh": "公司新闻"}


class SectionInUse(Exception):
    """A section that has articles cannot be removed."""


class SlugTaken(Exception):
    """Another section has that slug."""


def ensure_one(session: Session) -> Section:
    """Return the first section, making one in a newsroom that has none."""
    found = session.scalar(select(Section).order_by(Section.position, Section.id).limit(1))
    return found or save(session, None, slug="company-news", names=FIRST_SECTION, position=1)


def save(session: Session, section: Section | None, *, slug: str, names: Mapping[str, str], position: int) -> Section:
    """Change a section, or add one where `section` is None; an empty slug is made from the name in English.

    Raises `SlugTaken`.
    """
    slug = permalinks.slug_from(slug or names.get(DEFAULT_LANGUAGE, ""))
    section = section or Section()
    if session.execute(select(exists().where(Section.slug == slug, Section.id != (section.id or 0)))).scalar_one():
        raise SlugTaken(slug)
    section.slug = slug
    section.position = position
    stored = {entry.language: entry for entry in section.names}
    section.names = []
    for language, name in names.items():
        if name:
            entry = stored.get(language) or SectionName(language=language)
            entry.name = name
            section.names.append(entry)
    session.add(section)
    session.flush()
    return section


def remove(session: Session, section: Section) -> None:
    """Remove a section. Raises `SectionInUse` if any article, also in the bin, stands in it."""
    if session.execute(select(exists().where(Article.section_id == section.id))).scalar_one():
        raise SectionInUse
    session.delete(section)
    session.flush()
