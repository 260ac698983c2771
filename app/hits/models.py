"""Hits in narrow tables of their own, so that a view never rewrites an article's row."""

from datetime import date

from sqlalchemy import BigInteger, ForeignKey
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
    day: Mapped[date] = mapped_column(primary_key=True)
    count: Mapped[int] = mapped_column(BigInteger)
