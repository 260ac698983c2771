"""Sections: adding, naming and ordering them."""

from collections.abc import Mapping

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from app.articles import permalinks
from app.articles.models import Article, Section, SectionTexts
from app.foundation.languages import DEFAULT_LANGUAGE

FIRST_SECTION = {"en": {"name": "Company News"}, "zh": {"name": "公司新闻"}}


class SectionInUse(Exception):
    """A section that has articles cannot be removed."""


class SlugTaken(Exception):
    """Another section has that slug."""


def ensure_one(session: Session) -> Section:
    """Return the first section, making one in a newsroom that has none."""
    found = session.scalar(select(Section).order_by(Section.position, Section.id).limit(1))
    return found or save(session, None, slug="company-news", texts=FIRST_SECTION, position=1)


def save(
    session: Session, section: Section | None, *, slug: str, texts: Mapping[str, Mapping[str, str]], position: int
) -> Section:
    """Change a section, or add one where `section` is None; an empty slug is made from the name in English.

    `texts` are those of each language, by the names of their columns; a language without a name has none.
    Raises `SlugTaken`.
    """
    slug = permalinks.slug_from(slug or texts.get(DEFAULT_LANGUAGE, {}).get("name", ""))
    section = section or Section()
    if session.execute(select(exists().where(Section.slug == slug, Section.id != (section.id or 0)))).scalar_one():
        raise SlugTaken(slug)
    section.slug = slug
    section.position = position
    stored = {entry.language: entry for entry in section.texts}
    section.texts = []
    for language, values in texts.items():
        if values.get("name"):
            entry = stored.get(language) or SectionTexts(language=language)
            for name, text in values.items():
                setattr(entry, name, text)
            section.texts.append(entry)
    session.add(section)
    session.flush()
    return section


def remove(session: Session, section: Section) -> None:
    """Remove a section. Raises `SectionInUse` if any article, also in the bin, stands in it."""
    if session.execute(select(exists().where(Article.section_id == section.id))).scalar_one():
        raise SectionInUse
    session.delete(section)
    session.flush()
