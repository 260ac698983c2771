"""Hits in narrow tables of their own, so that a view never rewrites an article's row."""

from datetime import date

from sqlalchemy import BigInteger, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.foundation.database import Model


class Hits(Model):
    """The views of one article since it came here; the article's starting hits are not in it."""

    __tablename__ = "hits"

    article_id: Mapped[int] = mapped_column(ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True)
    count: Mapped[int] = mapped_column(BigInteger)


class DailyHits(Model):
    """The views of one article on one day of the site's time zone."""

    __tablename__ = "daily_hits"

    article_id: Mapped[int] = mapped_column(ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True, index=True)
    count: Mapped[int] = mapped_column(BigInteger)


class FoldedHits(Model):
    """How far an article's counts in one counter file are in the tables above: those of even and those of odd days."""

    __tablename__ = "folded_hits"

    # `CounterFile.identity`, in hexadecimal.
    file: Mapped[str] = mapped_column(String(32), primary_key=True)
    article_id: Mapped[int] = mapped_column(
        ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True, autoincrement=False, index=True
    )
    even: Mapped[int] = mapped_column(BigInteger)
    odd: Mapped[int] = mapped_column(BigInteger)
