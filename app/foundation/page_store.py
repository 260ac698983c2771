"""The pages that are in memory, by address; the least recently used go first when there is no room."""

import threading
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from app.foundation.stored_page import StoredPage

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

Place = str | tuple[str, str, str]
# This share of the bound is made free at once, so that not every new page has to make room.
_FREED = 0.1


class _Path:
    """The pages of one path: a single one, or one for each combination of the arguments that its view reads."""

    __slots__ = ("arguments", "pages")

    def __init__(self, arguments: tuple[str, ...]) -> None:
        self.arguments = arguments
        self.pages: dict[str, StoredPage] = {}


class PageStore:
    """Keeps pages up to `bound` bytes.

    With `by_origin` the scheme and the host of a request are part of its address, for pages that carry them.
    """

    def __init__(self, *, bound: int, by_origin: bool) -> None:
        self._bound = bound
        self._by_origin = by_origin
        self._paths: dict[Place, _Path] = {}
        self._size = 0
        self._changing = threading.Lock()

    def get(self, environ: "WSGIEnvironment") -> StoredPage | None:
        """Return the page of a request's address, whether or not it still holds."""
        path = self._paths.get(self._place(environ))
        if path is None:
            return None
        # Most addresses have arguments that no view reads, such as those of a newsletter's links, or none.
        return path.pages.get(_selected(environ["QUERY_STRING"], path.arguments) if path.arguments else "")

    def add(self, environ: "WSGIEnvironment", arguments: tuple[str, ...], page: StoredPage) -> None:
        """Keep the page of a request's address, whose view reads these arguments of the query.

        A page that is larger than the bound is not kept.
        """
        if page.size > self._bound:
            return
        with self._changing:
            path = self._paths.setdefault(self._place(environ), _Path(arguments))
            variant = _selected(environ["QUERY_STRING"], arguments)
            if replaced := path.pages.get(variant):
                self._size -= replaced.size
            path.pages[variant] = page
            self._size += page.size
            if self._size > self._bound:
                self._make_room()

    def _place(self, environ: "WSGIEnvironment") -> Place:
        path: str = environ["PATH_INFO"]
        if self._by_origin:
            return environ["wsgi.url_scheme"], environ.get("HTTP_HOST", ""), path
        return path

    def _make_room(self) -> None:
        pages = [
            (page.used, place, variant) for place, path in self._paths.items() for variant, page in path.pages.items()
        ]
        for _used, place, variant in sorted(pages, key=lambda page: page[0]):
            if self._size <= self._bound * (1 - _FREED):
                break
            path = self._paths[place]
            self._size -= path.pages.pop(variant).size
            if not path.pages:
                del self._paths[place]


def _selected(query: str, arguments: tuple[str, ...]) -> str:
    """Return the first value of each of `arguments` in the query, in a form that tells any two selections apart."""
    values: dict[str, str] = {}
    for name, value in parse_qsl(query, keep_blank_values=True) if query and arguments else ():
        if name in arguments:
            values.setdefault(name, value)
    return repr(sorted(values.items())) if values else ""
