"""What editors have typed and not saved yet, and who has an article open."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import User
from app.foundation.database import Model

KEY_LENGTH = 32


class Draft(Model):
    """What stands in one open form of one editor; apart from the history, which knows only what was saved."""

    __tablename__ = "drafts"
    __table_args__ = (Index("ix_drafts_user_id", "user_id", "article_id"),)

    # Given to the form when it was opened.
    key: Mapped[str] = mapped_column(String(KEY_LENGTH), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    # None while the article has never been saved.
    article_id: Mapped[int | None] = mapped_column(ForeignKey("articles.id", ondelete="CASCADE"), index=True)
    # The article's version that the form was opened at, or last saved; 0 for a new one.
    version: Mapped[int] = mapped_column(default=0)
    # Grows with every change; what arrives late is told by it.
    sequence: Mapped[int] = mapped_column(BigInteger)
    # Up to which change it is saved, or was left by its editor.
    done: Mapped[int] = mapped_column(BigInteger, default=0)
    changed_at: Mapped[datetime]
    # The form's fields in JSON: a list of names and values, of which a box that is not ticked has none.
    fields: Mapped[str] = mapped_column(Text)


class Presence(Model):
    """An open form of an article, for as long as it lets itself be heard."""

    __tablename__ = "presences"

    # That of the form's draft.
    key: Mapped[str] = mapped_column(String(KEY_LENGTH), primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("articles.id", ondelete="CASCADE"), index=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    seen_at: Mapped[datetime]

    user: Mapped[User] = relationship()
