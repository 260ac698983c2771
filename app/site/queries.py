"""The newsroom's settings, read in one go."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.site import defaults
from app.site.models import FooterLink, SiteSettings, SiteTexts


@dataclass(frozen=True)
class Site:
    """Everything that a page of one language needs to know of the newsroom."""

    settings: SiteSettings
    texts: SiteTexts
    footer_links: Sequence[FooterLink]

    @property
    def zone(self) -> ZoneInfo:
        """The time zone in which dates are shown and given."""
        return self.settings.zone

    def record_line(self, now: datetime) -> str:
        """Return the last line of the foot: record number, years, company, rights (`now`'s year in the site's zone)."""
        this_year = now.astimezone(self.zone).year
        first_year = self.settings.copyright_first_year or this_year
        years = str(this_year) if first_year >= this_year else f"{first_year}-{this_year}"
        claim = f"©{years} {self.texts.company_name} {self.texts.rights}"
        return f"{self.settings.record_number} {claim}".strip()


def settings(session: Session) -> SiteSettings:
    """Return the settings, or their defaults, which are not stored."""
    return session.get(SiteSettings, 1) or defaults.settings()


def texts(session: Session, language: str) -> SiteTexts:
    """Return the texts of a language, or their defaults, which are not stored."""
    return session.get(SiteTexts, language) or defaults.texts(language)


def site(session: Session, language: str) -> Site:
    """Return what a page of `language` needs."""
    links = session.scalars(select(FooterLink).where(FooterLink.language == language).order_by(FooterLink.position))
    return Site(settings(session), texts(session, language), links.all())
