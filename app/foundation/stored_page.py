"""One rendered page in memory, ready to be answered with its number as it is at that moment."""

from collections.abc import Callable, Iterable
from hashlib import blake2b
from typing import TYPE_CHECKING

from werkzeug.http import parse_date, parse_etags

from app.foundation.compression import SplicedGzip, accepts_gzip

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

# Asked at each answer, with the request's environment (PEP 3333), for the number that stands in the page.
Number = Callable[["WSGIEnvironment"], int]
Headers = list[tuple[str, str]]
# What a 304 says again (RFC 9110, 15.4.5), so that a cache can bring its own copy up to date.
_OF_NOT_MODIFIED = ("cache-control", "content-location", "etag", "expires", "last-modified", "vary")
# What a page takes beside its bytes: objects, headers, its place in the cache. Measured roughly, in bytes.
_OVERHEAD = 3072


class StoredPage:
    """A page and how long it holds.

    `version` and `places` say on what it depends (`page_versions`), `until` is the time of the clock, in seconds, at
    which it becomes another page, and `used` when it was answered last.

    A page without a number has an entity tag and answers conditional requests with 304 (RFC 9110, 13). The tag is weak,
    since it holds for the compressed page too. Whoever keeps such a page is to ask again before he shows it, unless its
    view says otherwise.
    """

    __slots__ = (
        "_after", "_before", "_gzip", "_headers", "_made", "_number", "_tag", "places", "until", "used", "version",
    )  # fmt: skip

    def __init__(
        self,
        body: tuple[bytes, bytes],
        headers: Headers,
        number: Number | None,
        *,
        version: int,
        places: tuple[int, ...],
        until: float,
    ) -> None:
        """Store the page that is `body` with the number between its two parts; without a number they are joined."""
        self._before, self._after = body
        self._gzip = SplicedGzip(self._before, self._after)
        dropped = ("content-length", "content-encoding", "vary")
        self._headers = [(name, value) for name, value in headers if name.lower() not in dropped]
        self._made: dict[tuple[bool, int], Headers] = {}
        self._number = number
        self._tag = ""
        if number is None:
            self._tag = blake2b(self._before + self._after, digest_size=16).hexdigest()
            self._headers.append(("ETag", f'W/"{self._tag}"'))
            if not any(name.lower() == "cache-control" for name, _value in headers):
                self._headers.append(("Cache-Control", "no-cache"))
        self.version = version
        self.places = places
        self.until = until
        self.used = 0.0

    @property
    def size(self) -> int:
        """The memory that the page takes, in bytes."""
        return len(self._before) + len(self._after) + self._gzip.size + _OVERHEAD

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Answer a GET or HEAD request (PEP 3333), compressed if the client takes that."""
        if self._tag and self._is_known(environ):
            said_again = [header for header in self._headers if header[0].lower() in _OF_NOT_MODIFIED]
            start_response("304 Not Modified", [*said_again, ("Vary", "Accept-Encoding")])
            return []
        number = b"" if self._number is None else b"%d" % self._number(environ)
        compressed = accepts_gzip(environ.get("HTTP_ACCEPT_ENCODING", ""))
        body = self._gzip.parts(number) if compressed else [self._before, number, self._after]
        # Made once for each length of the number: hardly ever.
        headers = self._made.get((compressed, len(number))) or self._make_headers(compressed, body, len(number))
        start_response("200 OK", [*headers])
        return body if environ["REQUEST_METHOD"] == "GET" else []

    def _is_known(self, environ: "WSGIEnvironment") -> bool:
        """Say whether the client has this very page: by its tag or, without one, by its time (RFC 9110, 13.2.2)."""
        if "HTTP_IF_NONE_MATCH" in environ:
            return parse_etags(environ["HTTP_IF_NONE_MATCH"]).contains_weak(self._tag)
        if "HTTP_IF_MODIFIED_SINCE" not in environ:
            return False
        known = parse_date(environ["HTTP_IF_MODIFIED_SINCE"])
        changed = parse_date(next((value for name, value in self._headers if name.lower() == "last-modified"), None))
        return known is not None and changed is not None and changed <= known

    def _make_headers(self, compressed: bool, body: Iterable[bytes], digits: int) -> Headers:
        headers = [*self._headers, ("Content-Length", str(sum(map(len, body)))), ("Vary", "Accept-Encoding")]
        if compressed:
            headers.append(("Content-Encoding", "gzip"))
        self._made[compressed, digits] = headers
        return headers
