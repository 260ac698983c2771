"""One rendered page in memory, ready to be answered with its number as it is at that moment."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from app.foundation.compression import SplicedGzip, accepts_gzip

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

# Asked at each answer, with the request's environment (PEP 3333), for the number that stands in the page.
Number = Callable[["WSGIEnvironment"], int]
Headers = list[tuple[str, str]]
# What a page takes beside its bytes: objects, headers, its place in the cache. Measured roughly, in bytes.
_OVERHEAD = 3072


class StoredPage:
    """A page and how long it holds.

    `version` and `places` say on what it depends (`page_versions`), `until` is the time of the clock, in seconds, at
    which it becomes another page, and `used` when it was answered last.
    """

    __slots__ = ("_after", "_before", "_gzip", "_headers", "_made", "_number", "places", "until", "used", "version")

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
        number = b"" if self._number is None else b"%d" % self._number(environ)
        compressed = accepts_gzip(environ.get("HTTP_ACCEPT_ENCODING", ""))
        body = self._gzip.parts(number) if compressed else [self._before, number, self._after]
        # Made once for each length of the number: hardly ever.
        headers = self._made.get((compressed, len(number))) or self._make_headers(compressed, body, len(number))
        start_response("200 OK", [*headers])
        return body if environ["REQUEST_METHOD"] == "GET" else []

    def _make_headers(self, compressed: bool, body: Iterable[bytes], digits: int) -> Headers:
        headers = [*self._headers, ("Content-Length", str(sum(map(len, body)))), ("Vary", "Accept-Encoding")]
        if compressed:
            headers.append(("Content-Encoding", "gzip"))
        self._made[compressed, digits] = headers
        return headers
