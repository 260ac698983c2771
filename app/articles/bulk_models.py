"""What was changed in many articles at once, kept so that it can be undone."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.articles.models import Article
from app.foundation.database import Model

KEY_LENGTH = 32


class Kind(StrEnum):
    """What can be done with many articles at once."""

    MOVE = "move"
    ADD_TAG = "add-tag"
    REMOVE_TAG = "remove-tag"
    PUBLISH = "publish"
    UNPUBLISH = "unpublish"
    BIN = "bin"


class BulkChange(Model):
    """One article's part in a change of many, which have the key in common."""

    __tablename__ = "bulk_changes"
    __table_args__ = (Index("ix_bulk_changes_user_id", "user_id", "at"),)

    key: Mapped[str] = mapped_column(String(KEY_LENGTH), primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True, index=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    at: Mapped[datetime]
    kind: Mapped[str] = mapped_column(String(20))
    # The name of the section or tag, where it is about one.
    value: Mapped[str] = mapped_column(Text, default="")
    # The revision that holds the article as it was, and the version that it has since; none where it was not changed.
    revision: Mapped[int | None]
    version: Mapped[int | None]
    submitted_at: Mapped[datetime | None]
    submitted_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    undone: Mapped[bool] = mapped_column(default=False)
    # Why it was not changed, or could not be undone.
    problem: Mapped[str] = mapped_column(Text, default="")

    article: Mapped[Article] = relationship()
