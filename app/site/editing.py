"""Changing the newsroom's settings."""

from collections.abc import Mapping, Sequence

from sqlalchemy import delete
from sqlalchemy.orm import Session

from app.foundation import page_versions
from app.site import queries
from app.site.models import SITE, FooterLink


def save(
    session: Session,
    settings: Mapping[str, object],
    texts: Mapping[str, Mapping[str, str]],
    footer_links: Mapping[str, Sequence[tuple[str, str]]],
) -> None:
    """Store the settings, the texts of each language, and each language's footer links as (text, address)."""
    stored = queries.settings(session)
    for name, value in settings.items():
        setattr(stored, name, value)
    session.add(stored)
    for language, values in texts.items():
        stored_texts = queries.texts(session, language)
        for name, text in values.items():
            setattr(stored_texts, name, text)
        session.add(stored_texts)
    for language, links in footer_links.items():
        session.execute(delete(FooterLink).where(FooterLink.language == language))
        session.add_all(
            FooterLink(language=language, position=position, text=text, address=address)
            for position, (text, address) in enumerate(links, start=1)
        )
    # The links that were deleted went past the session.
    page_versions.dirty(session, SITE)
    session.flush()
