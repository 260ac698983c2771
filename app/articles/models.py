"""Articles and what belongs to them."""

from collections.abc import Iterator
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Enum,
    ForeignKey,
    Index,
    String,
    Table,
    Text,
    UniqueConstraint,
    inspect,
    text,
)
from sqlalchemy.orm import InstanceState, Mapped, mapped_column, relationship

from app.accounts.models import User
from app.articles import page_tags
from app.foundation import clock
from app.foundation.database import Model
from app.foundation.languages import DEFAULT_LANGUAGE
from app.pictures.models import PICTURES, Picture
from app.site.models import Everywhere

TITLE_LENGTH = 500
SLUG_LENGTH = 200
# The month of an article that has no publish time, in `ArticleCount`.
UNDATED = ""
# What the editors' lists are filtered by, besides times and titles.
_FILTERED = ("state", "language", "section_id")


class State(StrEnum):
    """Where an article stands. Scheduled is no state of its own: it is published, with a publish time to come."""

    DRAFT = "draft"
    PUBLISHED = "published"
    # Public no more, and known to be: its address answers with a notice.
    WITHDRAWN = "withdrawn"
    BINNED = "binned"


def _stored_by_value(of: type[StrEnum]) -> Enum:
    return Enum(of, native_enum=False, length=20, values_callable=lambda members: [member.value for member in members])


STATE = _stored_by_value(State)


class Kind(StrEnum):
    """What an article is: the company's own announcement, or a report of others that it leads to."""

    ANNOUNCEMENT = "announcement"
    COVERAGE = "coverage"


class Section(Everywhere, Model):
    """A part of the newsroom, such as Company News."""

    __tablename__ = "sections"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(SLUG_LENGTH), unique=True)
    position: Mapped[int] = mapped_column(default=0)
    texts: Mapped[list["SectionTexts"]] = relationship(
        cascade="all, delete-orphan", passive_deletes=True, lazy="selectin"
    )

    def name(self, language: str) -> str:
        """Return the section's name in `language`, else in the default language, else its slug."""
        names = {entry.language: entry.name for entry in self.texts}
        return names.get(language) or names.get(DEFAULT_LANGUAGE) or self.slug

    def text(self, name: str, language: str) -> str:
        """Return one of the section's texts, by the name of its column, in `language`; empty where it has none."""
        return next((str(getattr(entry, name)) for entry in self.texts if entry.language == language), "")


class SectionTexts(Everywhere, Model):
    """What a section is called in one language, and what it says there."""

    __tablename__ = "section_texts"

    section_id: Mapped[int] = mapped_column(ForeignKey("sections.id", ondelete="CASCADE"), primary_key=True)
    language: Mapped[str] = mapped_column(String(10), primary_key=True)
    name: Mapped[str] = mapped_column(String(100))
    # Plain text, as are the others: an empty line parts paragraphs.
    description: Mapped[str] = mapped_column(Text, default="")
    # Whom journalists ask, and "About the company"; empty: the newsroom's own hold.
    press_contact: Mapped[str] = mapped_column(Text, default="")
    boilerplate: Mapped[str] = mapped_column(Text, default="")


class Tag(Model):
    """What articles of one language have in common. It comes and goes with the articles that bear it."""

    __tablename__ = "tags"
    __table_args__ = (UniqueConstraint("language", "slug"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    language: Mapped[str] = mapped_column(String(10))
    slug: Mapped[str] = mapped_column(String(SLUG_LENGTH))
    name: Mapped[str] = mapped_column(String(100))


ARTICLE_TAGS = Table(
    "article_tags",
    Model.metadata,
    Column("article_id", ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    Column("tag_id", ForeignKey("tags.id", ondelete="CASCADE"), primary_key=True),
    Index("ix_article_tags_tag_id", "tag_id", "article_id"),
)


class TranslationGroup(Model):
    """The articles that say the same, one in each language."""

    __tablename__ = "translation_groups"

    id: Mapped[int] = mapped_column(primary_key=True)


class Article(Model):
    """An announcement."""

    __tablename__ = "articles"
    __table_args__ = (
        CheckConstraint("state IN ('draft', 'published', 'withdrawn', 'binned')", name="state_known"),
        CheckConstraint("kind IN ('announcement', 'coverage')", name="kind_known"),
        CheckConstraint("starting_hits >= 0", name="starting_hits_counted"),
        CheckConstraint("state != 'published' OR publish_at IS NOT NULL", name="published_has_time"),
        UniqueConstraint("translation_group_id", "language"),
        # The public lists, read backwards: newest first, the id telling apart articles of one instant.
        Index(
            "ix_articles_published",
            "language",
            "publish_at",
            "id",
            sqlite_where=text("state = 'published'"),
            postgresql_where=text("state = 'published'"),
        ),
        Index(
            "ix_articles_published_in_section",
            "language",
            "section_id",
            "publish_at",
            "id",
            sqlite_where=text("state = 'published'"),
            postgresql_where=text("state = 'published'"),
        ),
        # The editors' lists in their three orders. Each holds all that they are filtered by, so that no row is read for
        # an article that is not shown.
        Index("ix_articles_by_change", "updated_at", "id", *_FILTERED, "publish_at", "title"),
        Index("ix_articles_by_title", "title", "id", *_FILTERED, "publish_at"),
        Index("ix_articles_by_publish_time", "publish_at", "id", *_FILTERED, "title"),
        # An editor's own drafts, and the few that wait for somebody to publish them.
        Index("ix_articles_by_editor", "updated_by_id", "state", "updated_at", "id"),
        Index(
            "ix_articles_submitted",
            "submitted_at",
            "id",
            sqlite_where=text("submitted_at IS NOT NULL"),
            postgresql_where=text("submitted_at IS NOT NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    # `articles.counts` must know what these and the publish time were before a change: hence their active history.
    language: Mapped[str] = mapped_column(String(10), default=DEFAULT_LANGUAGE, active_history=True)
    section_id: Mapped[int] = mapped_column(
        ForeignKey("sections.id", ondelete="RESTRICT"), index=True, active_history=True
    )
    state: Mapped[State] = mapped_column(STATE, default=State.DRAFT, active_history=True)
    kind: Mapped[Kind] = mapped_column(_stored_by_value(Kind), default=Kind.ANNOUNCEMENT)
    translation_group_id: Mapped[int | None] = mapped_column(ForeignKey("translation_groups.id", ondelete="SET NULL"))
    title: Mapped[str] = mapped_column(String(TITLE_LENGTH))
    subtitle: Mapped[str] = mapped_column(String(TITLE_LENGTH), default="")
    slug: Mapped[str] = mapped_column(String(SLUG_LENGTH), unique=True)
    # HTML that has passed `articles.body.clean`.
    body: Mapped[str] = mapped_column(Text, default="")
    publish_at: Mapped[datetime | None] = mapped_column(active_history=True)
    # When it was published for the first time, be it for a time to come: from then on its addresses live for ever.
    first_published_at: Mapped[datetime | None]
    # When what it says was last changed, as feeds tell it; a change that an editor calls minor leaves it.
    revised_at: Mapped[datetime] = mapped_column(default=clock.now)
    # What visitors read at the address of a withdrawn article. Plain text.
    withdrawal_notice: Mapped[str] = mapped_column(Text, default="")
    # What was wrong and has been put right, for whoever has read it before. Plain text.
    correction: Mapped[str] = mapped_column(Text, default="")
    event_date: Mapped[date | None]
    source: Mapped[str] = mapped_column(String(200), default="")
    external_link: Mapped[str] = mapped_column(String(1000), default="")
    # What an older system had counted before the article came here.
    starting_hits: Mapped[int] = mapped_column(BigInteger, default=0)
    # Off for an article whose captions carry numbers of their own.
    pictures_numbered: Mapped[bool] = mapped_column(default=True)
    # Grows with every save; a form that was opened at an older one is told so.
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    updated_at: Mapped[datetime] = mapped_column(default=clock.now)
    updated_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    # When a draft was handed in to be published, and by whom; it waits for as long as this is set.
    submitted_at: Mapped[datetime | None]
    submitted_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))

    section: Mapped[Section] = relationship()
    updated_by: Mapped[User | None] = relationship(foreign_keys=updated_by_id)
    submitted_by: Mapped[User | None] = relationship(foreign_keys=submitted_by_id)
    tags: Mapped[list[Tag]] = relationship(secondary=ARTICLE_TAGS, order_by=Tag.name, passive_deletes=True)
    picture_uses: Mapped[list["PictureUse"]] = relationship(
        back_populates="article",
        cascade="all, delete-orphan",
        passive_deletes=True,
        order_by="PictureUse.position",
    )

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - the form that SQLAlchemy asks for

    def dirtied_pages(self) -> Iterator[str]:
        """Yield the tags of the pages that show the article, or did: none where it is, and was, no public one."""
        row: InstanceState[Article] = inspect(self)
        if State.PUBLISHED not in (self.state, *row.attrs["state"].history.deleted):
            return
        yield page_tags.article(self.id)
        placing = ("state", "language", "section_id", "publish_at")
        moves = row.pending or row.deleted or any(row.attrs[name].history.has_changes() for name in placing)
        for language in (self.language, *row.attrs["language"].history.deleted):
            yield page_tags.articles(language)
            if moves:
                yield page_tags.order(language)


class PictureUse(Model):
    """A picture's place in an article. Without a picture it is a slot that waits for its file."""

    __tablename__ = "picture_uses"
    __table_args__ = (UniqueConstraint("article_id", "key"), UniqueConstraint("article_id", "position"))

    id: Mapped[int] = mapped_column(primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("articles.id", ondelete="CASCADE"))
    picture_id: Mapped[int | None] = mapped_column(ForeignKey("pictures.id", ondelete="RESTRICT"), index=True)
    # By this name the body speaks of the use, so that it can be placed before it is stored.
    key: Mapped[str] = mapped_column(String(20))
    position: Mapped[int]
    # Empty: the picture's own holds.
    caption: Mapped[str] = mapped_column(Text, default="")
    credit: Mapped[str] = mapped_column(Text, default="")
    alternative_text: Mapped[str] = mapped_column(Text, default="")

    article: Mapped[Article] = relationship(back_populates="picture_uses")
    picture: Mapped[Picture | None] = relationship(lazy="joined")

    def dirtied_pages(self) -> tuple[str, ...]:
        """Return the tags of the pages that show the use: the article's, and lists, which show first pictures."""
        return page_tags.article(self.article_id), PICTURES


class ArticleCount(Model):
    """How many articles a section has in a language and a state, by the month of their publish times.

    Kept and not counted: counting a million rows takes longer than the page may. See `articles.counts`.
    """

    __tablename__ = "article_counts"

    language: Mapped[str] = mapped_column(String(10), primary_key=True)
    # In UTC, as `2021-10`; `UNDATED` for those without a publish time.
    month: Mapped[str] = mapped_column(String(7), primary_key=True)
    section_id: Mapped[int] = mapped_column(ForeignKey("sections.id", ondelete="CASCADE"), primary_key=True)
    state: Mapped[State] = mapped_column(STATE, primary_key=True)
    articles: Mapped[int]
