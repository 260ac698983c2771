"""From which host a visitor came."""

import re
from urllib.parse import urlsplit

from app.hits.reader_models import HOST_LENGTH

# A name as the DNS and browsers write it, or an IPv4 address. What else a header may hold is nobody's host.
_HOST = re.compile(r"[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?")


def referring_host(referrer: str, own: str) -> str | None:
    """Return the host of a Referer header (RFC 9110, 10.1.3), lower case, without port and `www.`.

    `None` where there is none, where it is no page of the web, and where it is the site's `own` host, a Host header.
    """
    if not referrer.lower().startswith(("http://", "https://")):
        return None
    host = _bare_host(referrer)
    return None if not host or host == _bare_host(f"//{own}") else host


def _bare_host(address: str) -> str:
    try:
        host = (urlsplit(address).hostname or "").removesuffix(".")
    except ValueError:
        return ""
    if len(host) > HOST_LENGTH or not _HOST.fullmatch(host):
        return ""
    rest = host.removeprefix("www.")
    return rest if "." in rest else host
