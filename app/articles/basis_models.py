"""With what of its original a translation is in line."""

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.articles.models import TITLE_LENGTH
from app.foundation.database import Model


class TranslationBasis(Model):
    """What the original of a translation said, as far as the translation is in line with it."""

    __tablename__ = "translation_bases"

    article_id: Mapped[int] = mapped_column(ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True)
    of_article_id: Mapped[int] = mapped_column(
        ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    title: Mapped[str] = mapped_column(String(TITLE_LENGTH))
    subtitle: Mapped[str] = mapped_column(String(TITLE_LENGTH))
    # HTML that has passed `articles.body.clean`; it need never have been the whole of what was stored.
    body: Mapped[str] = mapped_column(Text)
