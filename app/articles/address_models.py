"""Where articles stood before."""

from sqlalchemy import BigInteger, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.articles.models import SLUG_LENGTH
from app.foundation.database import Model


class FormerSlug(Model):
    """A slug that an article had before; its address leads to the article for ever."""

    __tablename__ = "former_slugs"

    slug: Mapped[str] = mapped_column(String(SLUG_LENGTH), primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("articles.id", ondelete="CASCADE"), index=True)


class LegacyAddress(Model):
    """Where an article stood on an old site. Two old sites may have used the same number."""

    __tablename__ = "legacy_addresses"

    host: Mapped[str] = mapped_column(String(255), primary_key=True)
    number: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False, index=True)
    path: Mapped[str] = mapped_column(String(1000))
    article_id: Mapped[int] = mapped_column(ForeignKey("articles.id", ondelete="CASCADE"), index=True)
