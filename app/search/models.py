"""The index as tables hold it."""

from sqlalchemy import BigInteger, ForeignKey, Integer, Text
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.orm import Mapped, mapped_column

from app.foundation.database import Model


class SearchEntry(Model):
    """What the index knows of one published article.

    What is searched is made from `words` by the database: on PostgreSQL an index, on SQLite the FTS5 table
    `search_words`, which triggers on this table keep in step with it (migration 0006).
    """

    __tablename__ = "search_entries"

    # Orders by publish time, see `app.search.places`. On SQLite the row's own number, as FTS5 wants it.
    place: Mapped[int] = mapped_column(
        BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=False
    )
    article_id: Mapped[int] = mapped_column(ForeignKey("articles.id", ondelete="CASCADE"), unique=True)
    # As the dialect's module writes it.
    words: Mapped[str] = mapped_column(Text().with_variant(TSVECTOR(), "postgresql"))
