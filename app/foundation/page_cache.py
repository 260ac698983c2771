"""Whole public pages, answered from memory before Flask is entered.

A view says with `keep` what its page depends on. The page is then stored as it was rendered, split where its changing
number stands, and answers every later request for its address until something that it depends on is marked as changed
(`page_versions`) or its time is over. The version is read *before* rendering: a rendering that was overtaken by a
change is out of date from the start.

Public pages read no cookie and set none, so requests that carry cookies are answered too.
"""

import threading
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from math import inf
from secrets import token_hex
from time import time
from typing import TYPE_CHECKING

from flask import Flask, request
from werkzeug.wrappers import Response

from app.foundation import page_versions
from app.foundation.page_store import PageStore
from app.foundation.page_versions import CURRENT, PageVersions
from app.foundation.sessions import DESK
from app.foundation.stored_page import Number, StoredPage
from config import Settings

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

# Stands in a page for its number, which is known only when the page is answered.
NUMBER_PLACE = f"\ue000{token_hex(8)}\ue000"
_RENDERING = "dateline.rendering"


class Rendering:
    """What a view says of the page that it makes."""

    depends_on: Iterable[str] | None = None
    until = inf
    arguments: tuple[str, ...] = ()
    number: Number | None = None


def keep(
    depends_on: Iterable[str],
    *,
    until: datetime | None = None,
    arguments: tuple[str, ...] = (),
    number: Number | None = None,
) -> None:
    """Have the page of the current request stored if it is answered with 200.

    `depends_on` are the tags of what it shows; `until` is the instant at which time alone makes it another page;
    `arguments` are those that its view reads of the query, whose others do not matter. `number` is asked at each answer
    for what stands in the place of `NUMBER_PLACE`.
    """
    rendering: Rendering | None = request.environ.get(_RENDERING)
    if rendering is not None:
        rendering.depends_on = depends_on
        rendering.until = until.timestamp() if until else inf
        rendering.arguments = arguments
        rendering.number = number


class PageCache:
    """WSGI middleware that answers with the pages of `store`, and stores there what `app` has made.

    Below the prefixes `files`, which may grow, there are files, and nothing to store.
    """

    def __init__(
        self, app: "WSGIApplication", store: PageStore, versions: PageVersions, files: Collection[str]
    ) -> None:
        self._app = app
        self._store = store
        self._versions = versions
        self._files = files
        self._in_flight: dict[tuple[str, str, str], tuple[threading.Lock, int]] = {}
        self._changing = threading.Lock()

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Answer a request (PEP 3333)."""
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            return self._app(environ, start_response)
        page = self._stored(environ)
        if page is not None:
            return page(environ, start_response)
        if environ["PATH_INFO"].startswith((DESK, *self._files)):
            return self._app(environ, start_response)
        with self._one_at_a_time(environ):
            answer = self._stored(environ) or self._render(environ)
        return answer(environ, start_response)

    def _stored(self, environ: "WSGIEnvironment") -> StoredPage | None:
        """Return the page of a request's address, if it holds."""
        page = self._store.get(environ)
        if page is None or (now := time()) >= page.until:
            return None
        current = self._versions.words[CURRENT]
        if page.version != current:
            if self._versions.changed_since(page.version, page.places):
                return None
            page.version = current
        page.used = now
        return page

    def _render(self, environ: "WSGIEnvironment") -> "WSGIApplication":
        """Have the application answer; return the page that it made, or its answer if that is not to be kept."""
        rendering, version = Rendering(), self._versions.words[CURRENT]
        # A page that is asked for by HEAD is made, and kept, like any other.
        response = Response.from_app(self._app, environ | {"REQUEST_METHOD": "GET", _RENDERING: rendering})
        if rendering.depends_on is None or response.status_code != 200:
            return response
        before, _place, after = response.get_data().partition(NUMBER_PLACE.encode())
        page = StoredPage(
            (before, after),
            list(response.headers),
            rendering.number,
            version=version,
            places=self._versions.places(rendering.depends_on),
            until=rendering.until,
        )
        self._store.add(environ, rendering.arguments, page)
        return page

    @contextmanager
    def _one_at_a_time(self, environ: "WSGIEnvironment") -> Iterator[None]:
        """Let requests for one address in one by one: the first renders, the others find what it has made."""
        address = (environ.get("HTTP_HOST", ""), environ["PATH_INFO"], environ["QUERY_STRING"])
        with self._changing:
            lock, waiting = self._in_flight.get(address, (threading.Lock(), 0))
            self._in_flight[address] = lock, waiting + 1
        try:
            with lock:
                yield
        finally:
            with self._changing:
                lock, waiting = self._in_flight.pop(address)
                if waiting > 1:
                    self._in_flight[address] = lock, waiting - 1


def init_app(app: Flask, settings: Settings) -> None:
    """Put the cache in front of the application and of `file_serving`, which is set up before."""
    store = PageStore(bound=settings.page_cache_bytes, by_origin=settings.site_url is None)
    files = app.extensions["served_folders"]
    app.wsgi_app = PageCache(app.wsgi_app, store, page_versions.of(app), files)  # type: ignore[method-assign]
