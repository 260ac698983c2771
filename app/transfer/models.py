"""What was brought in from elsewhere, so that it is brought in once."""

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.foundation.database import Model


class ImportedPage(Model):
    """A page of an old site that was imported, by the SHA-256 of what it said; or a Word file, by that of its bytes."""

    __tablename__ = "imported_pages"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("articles.id", ondelete="CASCADE"), index=True)
