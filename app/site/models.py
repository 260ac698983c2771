"""What an administrator sets for the whole newsroom: one row of settings, one row of texts for each language."""

from zoneinfo import ZoneInfo

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.foundation.database import Model
from app.pictures.models import Picture

# What every page depends on, as `foundation.page_versions` knows it: the settings, texts and sections.
SITE = "site"


class Everywhere:
    """Something that stands on every page."""

    def dirtied_pages(self) -> tuple[str, ...]:
        """Return the tags of the pages that show it."""
        return (SITE,)


class SiteSettings(Everywhere, Model):
    """The settings that hold in every language: a table of exactly one row."""

    __tablename__ = "site_settings"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)

    id: Mapped[int] = mapped_column(primary_key=True, default=1, autoincrement=False)
    logo_id: Mapped[int | None] = mapped_column(ForeignKey("pictures.id", ondelete="SET NULL"))
    telephone: Mapped[str] = mapped_column(String(100), default="")
    fax: Mapped[str] = mapped_column(String(100), default="")
    # What the code in the foot leads to; without one, the foot shows none.
    qr_target: Mapped[str] = mapped_column(String(1000), default="")
    record_number: Mapped[str] = mapped_column(String(200), default="")
    copyright_first_year: Mapped[int | None]
    # IANA name.
    time_zone: Mapped[str] = mapped_column(String(60), default="UTC")
    # Where to report a weakness of the site (RFC 9116): an address that begins with https: or mailto:.
    security_contact: Mapped[str] = mapped_column(String(1000), default="")
    # What proves to IndexNow that this site speaks, and to Baidu who does; empty, neither is told of new articles.
    indexnow_key: Mapped[str] = mapped_column(String(64), default="")
    baidu_token: Mapped[str] = mapped_column(String(200), default="")
    # The kinds of findings that stop publishing, by their codes (`articles.checks.finding`), parted by spaces.
    stopping_checks: Mapped[str] = mapped_column(Text, default="")
    # #rrggbb
    brand_colour: Mapped[str] = mapped_column(String(7), default="#0b6b4f")

    logo: Mapped[Picture | None] = relationship(lazy="joined")

    @property
    def zone(self) -> ZoneInfo:
        """The time zone in which dates are shown and given."""
        return ZoneInfo(self.time_zone)


class SiteTexts(Everywhere, Model):
    """The company's texts and the labels in one language."""

    __tablename__ = "site_texts"

    language: Mapped[str] = mapped_column(String(10), primary_key=True)
    company_name: Mapped[str] = mapped_column(String(200))
    address: Mapped[str] = mapped_column(Text, default="")
    publish_date_label: Mapped[str] = mapped_column(String(60))
    hits_label: Mapped[str] = mapped_column(String(60))
    picture_label: Mapped[str] = mapped_column(String(60))
    contact_heading: Mapped[str] = mapped_column(String(100))
    focus_heading: Mapped[str] = mapped_column(String(100))
    qr_heading: Mapped[str] = mapped_column(String(100))
    rights: Mapped[str] = mapped_column(String(200))
    # Whom journalists ask, and "About the company", below every article. Plain text: an empty line parts paragraphs.
    press_contact: Mapped[str] = mapped_column(Text, default="")
    boilerplate: Mapped[str] = mapped_column(Text, default="")


class FooterLink(Everywhere, Model):
    """One link of the row in the foot."""

    __tablename__ = "footer_links"
    __table_args__ = (UniqueConstraint("language", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    language: Mapped[str] = mapped_column(String(10))
    position: Mapped[int]
    text: Mapped[str] = mapped_column(String(100))
    address: Mapped[str] = mapped_column(String(1000))
