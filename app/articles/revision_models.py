"""The history of an article."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import User
from app.articles.models import STATE, State
from app.foundation.database import Model


class Action(StrEnum):
    """What somebody did, so that there is a revision."""

    CREATED = "created"
    SAVED = "saved"
    SUBMITTED = "submitted"
    PUBLISHED = "published"
    SCHEDULED = "scheduled"
    UNPUBLISHED = "unpublished"
    WITHDRAWN = "withdrawn"
    BINNED = "binned"
    TAKEN_BACK = "taken back"
    RESTORED = "restored"


class Revision(Model):
    """An article as it was after somebody had changed it. Never changed itself."""

    __tablename__ = "revisions"
    __table_args__ = (UniqueConstraint("article_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("articles.id", ondelete="CASCADE"))
    # From 1, for each article.
    number: Mapped[int]
    action: Mapped[str] = mapped_column(String(20))
    state: Mapped[State] = mapped_column(STATE)
    # The article's version as it was stored; unknown for those from before drafts were kept.
    version: Mapped[int | None]
    at: Mapped[datetime]
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    # Why, in the editor's words.
    note: Mapped[str] = mapped_column(Text, default="")
    # As `articles.content` writes it. Lists of revisions do without.
    content: Mapped[str] = mapped_column(Text, deferred=True)

    user: Mapped[User | None] = relationship()
