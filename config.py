"""Typed settings, read once from the environment.

Every variable of the operators' contract is read here and nowhere else. A value that cannot be understood raises
`BadSetting`, which names the variable, what kind of value it takes and an example.
"""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

PROJECT = Path(__file__).parent
MEBIBYTE = 1024 * 1024


class BadSetting(ValueError):
    """An environment variable whose value cannot be understood."""

    def __init__(self, name: str, value: str, kind: str, example: str) -> None:
        super().__init__(f"{name}={value!r} cannot be understood: it takes {kind}, for example {name}={example}")


@dataclass(frozen=True)
class Settings:
    """What the environment says about this installation."""

    host: str
    port: int
    data_dir: Path
    database_url: str
    media_dir: Path
    redis_url: str | None
    site_url: str | None
    trusted_proxies: int
    secret_key: str
    demo: bool
    admin_email: str | None
    admin_password: str | None
    # Memory for rendered pages, of each process.
    page_cache_bytes: int = 32 * MEBIBYTE
    # One file, and one whole request; both in bytes.
    max_picture_bytes: int = 60 * MEBIBYTE
    max_request_bytes: int = 512 * MEBIBYTE
    max_picture_pixels: int = 120_000_000
    # Where search engines are told of new articles.
    indexnow_url: str = "https://api.indexnow.org/indexnow"
    baidu_url: str = "http://data.zz.baidu.com/urls"
    # How long a statement waits for another process's lock, in seconds.
    lock_timeout: float = 10.0

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> "Settings":
        """Read the settings; an empty variable counts as unset.

        Creates `DATA_DIR` and, where `SECRET_KEY` is unset, the secret kept in it. Raises `BadSetting`.
        """

        def value(name: str) -> str | None:
            return environment.get(name, "").strip() or None

        data_dir = Path(value("DATA_DIR") or PROJECT / "instance").absolute()
        try:
            data_dir.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise BadSetting("DATA_DIR", str(data_dir), "a folder that can be written", "/var/lib/dateline") from error
        return cls(
            host=value("HOST") or "127.0.0.1",
            port=_port(value("PORT") or "8000"),
            data_dir=data_dir,
            database_url=_database_url(value("DATABASE_URL") or f"sqlite:///{data_dir / 'dateline.sqlite3'}"),
            media_dir=_media_dir(value("MEDIA_URL"), data_dir),
            redis_url=_origin("REDIS_URL", value("REDIS_URL"), ("redis", "rediss", "unix")),
            site_url=_origin("SITE_URL", value("SITE_URL"), ("http", "https")),
            trusted_proxies=_count("TRUSTED_PROXIES", value("TRUSTED_PROXIES") or "0", 9),
            secret_key=value("SECRET_KEY") or _kept_secret(data_dir / "secret_key"),
            demo=_flag("DEMO", value("DEMO") or "0"),
            admin_email=_email(value("ADMIN_EMAIL")),
            admin_password=value("ADMIN_PASSWORD"),
            page_cache_bytes=_count("PAGE_CACHE_MIB", value("PAGE_CACHE_MIB") or "32", 100_000) * MEBIBYTE,
        )


def _port(text: str) -> int:
    if text.isascii() and text.isdigit() and 0 < int(text) < 65536:
        return int(text)
    raise BadSetting("PORT", text, "a number from 1 to 65535", "8000")


def _count(name: str, text: str, largest: int) -> int:
    if text.isascii() and text.isdigit() and len(text) < 10 and int(text) <= largest:
        return int(text)
    raise BadSetting(name, text, f"a number from 0 to {largest}", "1")


def _flag(name: str, text: str) -> bool:
    if text not in ("0", "1"):
        raise BadSetting(name, text, "0 or 1", "1")
    return text == "1"


def _email(text: str | None) -> str | None:
    if text is not None and ("@" not in text.strip("@") or " " in text):
        raise BadSetting("ADMIN_EMAIL", text, "an e-mail address", "newsroom@example.com")
    return text


def _database_url(text: str) -> str:
    example = "postgresql+psycopg://user:password@host/dateline"
    kind = "the address of an SQLite or PostgreSQL database"
    try:
        url = make_url(text)
    except (ArgumentError, ValueError) as error:
        raise BadSetting("DATABASE_URL", text, kind, example) from error
    if url.drivername not in ("sqlite", "postgresql+psycopg"):
        raise BadSetting("DATABASE_URL", url.render_as_string(), kind, example)
    return text


def _media_dir(text: str | None, data_dir: Path) -> Path:
    if text is None:
        return data_dir / "media"
    if not text.startswith("/"):
        raise BadSetting("MEDIA_URL", text, "the absolute path of a folder", "/var/lib/dateline/media")
    return Path(text)


def _origin(name: str, text: str | None, schemes: tuple[str, ...]) -> str | None:
    if text is None:
        return None
    example = {"REDIS_URL": "redis://127.0.0.1:6379/0", "SITE_URL": "https://news.example.com"}[name]
    try:
        parts = urlsplit(text)
    except ValueError as error:
        raise BadSetting(name, text, "an address", example) from error
    is_whole = bool(parts.path) if parts.scheme == "unix" else bool(parts.hostname)
    has_more = name == "SITE_URL" and (parts.path.strip("/") or parts.query or parts.fragment)
    if parts.scheme not in schemes or not is_whole or has_more:
        raise BadSetting(name, text, f"an address that begins with {schemes[0]}://", example)
    return text.rstrip("/")


def _kept_secret(path: Path) -> str:
    """Return the secret stored at `path`, making it at the first start.

    Several workers may start at once: the first to create the file wins, and everybody reads what it wrote.
    """
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    if not path.exists():
        temporary.touch(mode=0o600)
        temporary.write_text(secrets.token_urlsafe(48))
        try:
            path.hardlink_to(temporary)
        except FileExistsError:
            pass
        finally:
            temporary.unlink()
    return path.read_text().strip()
