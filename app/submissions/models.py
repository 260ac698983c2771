"""What search engines are still to be told."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.foundation.database import Model


class Service(StrEnum):
    """Who takes the addresses of new pages."""

    INDEXNOW = "indexnow"
    BAIDU = "baidu"


class Submission(Model):
    """An article whose address a service has not taken yet. It goes when it has."""

    __tablename__ = "submissions"
    __table_args__ = (Index("ix_submissions_service_due_at", "service", "due_at"),)

    article_id: Mapped[int] = mapped_column(
        ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    service: Mapped[str] = mapped_column(String(20), primary_key=True)
    # When to try, the first time or again; the article must be visible besides.
    due_at: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(default=0)
    # Why the last attempt failed, for the administrator.
    problem: Mapped[str] = mapped_column(Text, default="")
