"""How the addresses of new pages are handed to search engines."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol
from urllib.error import HTTPError
from urllib.parse import urlencode, urlsplit
from urllib.request import Request, urlopen

# Seconds for an answer, and bytes of it that are read.
TIMEOUT = 10
_LONGEST_ANSWER = 10_000
KEY_PATH = "/indexnow-key.txt"


class NotTaken(Exception):
    """A service has not taken the addresses. The message says what it answered, for the administrator."""


class Destination(Protocol):
    """A service as this newsroom uses it."""

    def submit(self, addresses: Sequence[str]) -> None:
        """Hand in whole addresses of one site. Raises `NotTaken`."""


@dataclass(frozen=True)
class IndexNow:
    """The engines that share what they are told: Bing, Yandex, Naver, Seznam, Yep (https://www.indexnow.org)."""

    endpoint: str
    site_url: str
    key: str

    def submit(self, addresses: Sequence[str]) -> None:
        """Hand in whole addresses of the site, which proves itself by the key at `KEY_PATH`. Raises `NotTaken`."""
        content = {
            "host": urlsplit(self.site_url).hostname,
            "key": self.key,
            "keyLocation": self.site_url + KEY_PATH,
            "urlList": list(addresses),
        }
        _post(self.endpoint, json.dumps(content).encode(), "application/json; charset=utf-8")


@dataclass(frozen=True)
class Baidu:
    """Baidu's search resource platform, its interface for ordinary inclusion."""

    endpoint: str
    site_url: str
    token: str

    def submit(self, addresses: Sequence[str]) -> None:
        """Hand in whole addresses of the site, as it is known there. Raises `NotTaken`."""
        query = urlencode({"site": self.site_url, "token": self.token})
        answer = _post(f"{self.endpoint}?{query}", "\n".join(addresses).encode(), "text/plain")
        try:
            taken = json.loads(answer).get("success", 0)
        except (ValueError, AttributeError):
            taken = 0
        if taken != len(addresses):
            raise NotTaken(_readable(answer) or "an empty answer")


def _post(address: str, content: bytes, media_type: str) -> bytes:
    """Return the answer to a POST. Raises `NotTaken` for none, and for one that is no success."""
    request = Request(address, content, {"Content-Type": media_type, "User-Agent": "Dateline"})  # noqa: S310 - a setting
    try:
        with urlopen(request, timeout=TIMEOUT) as answer:  # noqa: S310
            content = answer.read(_LONGEST_ANSWER)
    except HTTPError as refusal:
        with refusal:
            raise NotTaken(f"{refusal.code} {_readable(refusal.read(_LONGEST_ANSWER))}".strip()) from refusal
    except OSError as error:
        raise NotTaken(f"no answer: {error}") from error
    return content


def _readable(answer: bytes) -> str:
    return " ".join(answer.decode(errors="replace").split())[:300]
