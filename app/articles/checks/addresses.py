"""What can be said of a link's address without asking anybody."""

import ipaddress
import re
from urllib.parse import quote, unquote, urlsplit

# What the database can index, in bytes: such an address is ASCII.
LONGEST = 1000
_WEB = ("http", "https")
_HOST = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})+\.?", re.IGNORECASE)
_ARTICLE = re.compile(r"(?:/[a-z]{2})?/news/([^/]+)/?")


def normalised(address: str) -> str | None:
    """Return a web address in ASCII (RFC 3987), without fragment; `None` for anything that nobody can follow.

    That is one without a host that the public can know, with a user's name in it, or longer than `LONGEST`.
    """
    try:
        parts = urlsplit(address.strip())
        host = (parts.hostname or "").encode("idna").decode()
        port = parts.port
    except (ValueError, UnicodeError):
        return None
    if parts.scheme not in _WEB or parts.username is not None or not _is_public(host):
        return None
    place = f"[{host}]" if ":" in host else host
    if port is not None:
        place += f":{port}"
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = "?" + quote(parts.query, safe="/?%:@!$&'()*+,;=~-._[]") if parts.query else ""
    whole = f"{parts.scheme}://{place}{path}{query}"
    return whole if len(whole) <= LONGEST else None


def is_broken(address: str) -> bool:
    """Say whether an address leads nowhere by the way it is written; one that is merely too long does not."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return True
    if parts.scheme in _WEB:
        return normalised(f"{parts.scheme}://{parts.netloc}/") is None
    if parts.scheme == "mailto":
        return "@" not in parts.path and not parts.query
    if parts.scheme:
        return not parts.path
    # Within the newsroom an address begins with a slash; there is nothing in a text that `#` could lead to.
    return not parts.path.startswith("/") or (bool(parts.netloc) and not _is_public(parts.hostname or ""))


def own_slug(address: str, host: str | None) -> str | None:
    """Return the slug of the newsroom's own article that an address names; `host` is that of the newsroom."""
    try:
        parts = urlsplit(address.strip())
        is_own = not parts.netloc or (host is not None and parts.netloc.lower() == host.lower())
    except ValueError:
        return None
    found = _ARTICLE.fullmatch(unquote(parts.path)) if is_own and parts.scheme in ("", *_WEB) else None
    return found[1] if found else None


def _is_public(host: str) -> bool:
    """Say whether a host is a name with a point in it, or an address that is not private (RFC 6890)."""
    try:
        return ipaddress.ip_address(host).is_global
    except ValueError:
        return bool(_HOST.fullmatch(host)) and not host.rstrip(".").endswith((".local", ".localhost", ".internal"))
