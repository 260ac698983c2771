"""Readers and where they came from: of the present day digests under a key, of every day numbers alone."""

from datetime import date

from sqlalchemy import BigInteger, ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from app.foundation.database import Model

KEY_LENGTH = 32
DIGEST_LENGTH = 16
# The longest name that the DNS allows (RFC 1035, 2.3.4).
HOST_LENGTH = 253
# The host of those beyond the number that a day keeps by name.
OTHER_HOSTS = ""


class ReaderKey(Model):
    """The key of one day's digests. All processes share it; it is thrown away when the day is over."""

    __tablename__ = "reader_keys"

    day: Mapped[date] = mapped_column(primary_key=True)
    key: Mapped[bytes] = mapped_column(LargeBinary(KEY_LENGTH))


class ReaderDigest(Model):
    """Somebody who has read an article, or anything at all, on a day; whom and which, nobody can tell from it."""

    __tablename__ = "reader_digests"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012 - the form that SQLAlchemy asks for

    day: Mapped[date] = mapped_column(primary_key=True)
    digest: Mapped[bytes] = mapped_column(LargeBinary(DIGEST_LENGTH), primary_key=True)


class ReaderDay(Model):
    """What a day of the site's time zone had.

    `readers` counts somebody once, however much was read; `article_readers` once for each article. `dropped` views
    came too fast to be looked at.
    """

    __tablename__ = "reader_days"

    day: Mapped[date] = mapped_column(primary_key=True)
    readers: Mapped[int] = mapped_column(BigInteger)
    article_readers: Mapped[int] = mapped_column(BigInteger)
    dropped: Mapped[int] = mapped_column(BigInteger)


class DailyReaders(Model):
    """The readers of one article on one day."""

    __tablename__ = "daily_readers"

    article_id: Mapped[int] = mapped_column(ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True, index=True)
    count: Mapped[int] = mapped_column(BigInteger)


class DailyReferrers(Model):
    """The readers of one article whom a page of another host led to it on one day."""

    __tablename__ = "daily_referrers"

    article_id: Mapped[int] = mapped_column(ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True, index=True)
    host: Mapped[str] = mapped_column(String(HOST_LENGTH), primary_key=True)
    count: Mapped[int] = mapped_column(BigInteger)


class DailySiteReferrers(Model):
    """The same for all articles together."""

    __tablename__ = "daily_site_referrers"

    day: Mapped[date] = mapped_column(primary_key=True)
    host: Mapped[str] = mapped_column(String(HOST_LENGTH), primary_key=True)
    count: Mapped[int] = mapped_column(BigInteger)
