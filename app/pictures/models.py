"""A picture is one file, kept once; its renditions are what visitors get."""

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, String, Text, UniqueConstraint, inspect
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.foundation import clock
from app.foundation.database import Model

# What every page with pictures depends on, as `foundation.page_versions` knows it.
PICTURES = "pictures"


class Picture(Model):
    """An uploaded file, found again by the digest of its bytes.

    Caption, credit and alternative text are defaults: each use in an article may have its own.
    """

    __tablename__ = "pictures"
    __table_args__ = (
        CheckConstraint("width > 0 AND height > 0", name="has_size"),
        CheckConstraint("focus_x BETWEEN 0 AND 100 AND focus_y BETWEEN 0 AND 100", name="focus_within"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    # SHA-256 of the uploaded bytes, in hexadecimal.
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    file_name: Mapped[str] = mapped_column(String(255))
    media_type: Mapped[str] = mapped_column(String(40))
    byte_size: Mapped[int] = mapped_column(BigInteger)
    # Pixels of the upright picture.
    width: Mapped[int]
    height: Mapped[int]
    caption: Mapped[str] = mapped_column(Text, default="")
    creator: Mapped[str] = mapped_column(Text, default="")
    credit: Mapped[str] = mapped_column(Text, default="")
    copyright: Mapped[str] = mapped_column(Text, default="")
    alternative_text: Mapped[str] = mapped_column(Text, default="")
    # What crops keep in sight, in percent of the width from the left and of the height from the top.
    focus_x: Mapped[int] = mapped_column(default=50)
    focus_y: Mapped[int] = mapped_column(default=50)
    # The first instant at which it may be shown no more; `None`: it may be shown for ever.
    licence_ends: Mapped[datetime | None] = mapped_column(index=True)
    licence_note: Mapped[str] = mapped_column(Text, default="")
    # Whether its files lie where no address leads, because its licence has ended. See `pictures.withholding`.
    withheld: Mapped[bool] = mapped_column(default=False)
    # From when on its renditions are to be made, or made anew; `None`: they are what they should be.
    renditions_due_at: Mapped[datetime | None] = mapped_column(index=True)
    # Grows with every change by an editor; a form that was opened at an older one is told so.
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    uploaded_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"), index=True)

    renditions: Mapped[list["Rendition"]] = relationship(
        back_populates="picture",
        cascade="all, delete-orphan",
        passive_deletes=True,
        lazy="selectin",
        order_by="Rendition.width",
    )

    def dirtied_pages(self) -> tuple[str, ...]:
        """Return the tags of the pages that show the picture; a new one stands on none."""
        return () if inspect(self).pending else (PICTURES,)


class Rendition(Model):
    """A picture in one width and one format, made once."""

    __tablename__ = "renditions"
    __table_args__ = (UniqueConstraint("picture_id", "name", "media_type"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    picture_id: Mapped[int] = mapped_column(ForeignKey("pictures.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(20))
    media_type: Mapped[str] = mapped_column(String(40))
    width: Mapped[int]
    height: Mapped[int]
    byte_size: Mapped[int]
    # Where the file is kept, and its address below /media/: it contains the digest of the rendition's own bytes.
    key: Mapped[str] = mapped_column(String(120))

    picture: Mapped[Picture] = relationship(back_populates="renditions")

    def dirtied_pages(self) -> tuple[str, ...]:
        """Return the tags of the pages that show the rendition."""
        return (PICTURES,)
