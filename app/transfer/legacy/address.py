"""Addresses of announcements on the old site. Each ends in a number, under which the import finds the article again.

Five forms were in use: `/CompanyNews/info_itemid_<n>.html`, `/en/<Section>/info_itemid_<n>.html`,
`/<Section>/info_itemid_<n>.html`, `/index.php/News/<yyyy>/<mm>-<dd>/<n>.html`, `/<Section>/info.aspx?itemid=<n>`.
As on the old server, capitals and small letters are alike, and a query that a form does not need is of no account.
"""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

# As wide as the columns that keep them.
HOST_LENGTH = 255
PATH_LENGTH = 1000
LARGEST_NUMBER = 2**63 - 1

_FLAGS = re.ASCII | re.IGNORECASE | re.DOTALL
_SECTION = r"/(?:en/)?[^/?#]+"
_IN_PATH = re.compile(
    rf"(?:{_SECTION}/info_itemid_|/index\.php/News/[0-9]{{4}}/[0-9]{{2}}-[0-9]{{2}}/)(?P<number>[0-9]+)\.html(?:\?.*)?",
    _FLAGS,
)
_IN_QUERY = re.compile(rf"{_SECTION}/info\.aspx\?(?:[^&]*&)*?itemid=(?P<number>[0-9]+)(?:&.*)?", _FLAGS)
_HOST = re.compile(r"[\w.-]+|\[[0-9a-f:.]+\]")
_DEFAULT_PORTS = (None, 80, 443)
_FORMS = (
    "Known are /<Section>/info_itemid_<n>.html, also below /en/, /index.php/News/<yyyy>/<mm>-<dd>/<n>.html "
    "and /<Section>/info.aspx?itemid=<n>."
)


@dataclass(frozen=True, slots=True)
class LegacyAddressParts:
    """An old address, taken apart. `path` holds the query only where the number stands in it."""

    host: str
    number: int
    path: str


def number_of(path_and_query: str) -> int | None:
    """Return the number in an old address from its first slash on, or None when it has none of the five forms.

    None also for a number over 2**63 - 1, which the database could not look up. Never raises.
    """
    match = _IN_PATH.fullmatch(path_and_query) or _IN_QUERY.fullmatch(path_and_query)
    return _number(match) if match else None


def parse(address: str) -> LegacyAddressParts:
    """Return the parts of a whole old address, `http` or `https`.

    The host is in small letters, without the ports 80 and 443; a host in Unicode or in IDNA form stays as it is.
    Raises ValueError, with a message for people, when `address` is none of the five forms or a part is too long.
    """
    address = address.strip()
    if not address.isprintable() or " " in address:
        raise ValueError("The address contains a space or a character that cannot be seen.")
    host, path, query = _split(address)
    match = _IN_PATH.fullmatch(path) or _IN_QUERY.fullmatch(f"{path}?{query}")
    if not match:
        raise ValueError(f"This is no address of an announcement on the old site. {_FORMS}")
    number = _number(match)
    if number is None:
        raise ValueError(f"The number in the address is larger than {LARGEST_NUMBER}.")
    kept = match.string
    if len(host) > HOST_LENGTH or len(kept) > PATH_LENGTH:
        raise ValueError(f"The address is too long: a host may have {HOST_LENGTH} characters, a path {PATH_LENGTH}.")
    return LegacyAddressParts(host, number, kept)


def _number(match: re.Match[str]) -> int | None:
    digits = match["number"].lstrip("0") or "0"
    # Comparing lengths first: Python refuses to read a number of some thousand digits.
    if len(digits) > len(str(LARGEST_NUMBER)):
        return None
    number = int(digits)
    return number if number <= LARGEST_NUMBER else None


def _split(address: str) -> tuple[str, str, str]:
    """Return host, path and query."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        raise ValueError("The host of the address cannot be read.") from None
    if parts.scheme not in ("http", "https"):
        raise ValueError("The address must begin with http:// or https://.")
    if not parts.hostname:
        raise ValueError("The address names no host.")
    if parts.username is not None or parts.password is not None:
        raise ValueError("The address must not contain a user name or a password.")
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    if not _HOST.fullmatch(host):
        raise ValueError("The host of the address cannot be read.")
    return host if port in _DEFAULT_PORTS else f"{host}:{port}", parts.path, parts.query
