"""Files, answered before Flask is entered: conditions and ranges (RFC 9110, 13 and 14), kept for ever (RFC 8246).

What this module does not find, and every method but GET and HEAD, goes on to Flask, which answers with the site's own
error page: its views of these addresses find nothing themselves.

A file is handed to the server whole. Given piece by piece, it would keep one of the few threads busy for as long as the
slowest visitor takes to fetch it.
"""

import gzip
import io
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from flask import Flask, abort
from werkzeug.datastructures import Range
from werkzeug.exceptions import RequestedRangeNotSatisfiable
from werkzeug.http import parse_date, parse_etags, parse_range_header
from werkzeug.utils import send_file
from werkzeug.wrappers import Response
from werkzeug.wsgi import get_path_info

from app.foundation.compression import accepts_gzip
from app.foundation.files import IMMUTABLE, version
from app.foundation.security_headers import security_headers
from config import MEBIBYTE, Settings

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

# An address without the right version is kept too, but asked for again each time; the answer is then 304, and short.
REVALIDATED = "no-cache"

# IANA's names, so that no machine's own list matters. What is not named here is sent as bytes, to be downloaded.
_MEDIA_TYPES = {
    ".avif": "image/avif",
    ".css": "text/css",
    ".gif": "image/gif",
    ".ico": "image/vnd.microsoft.icon",
    ".jpg": "image/jpeg",
    ".js": "text/javascript",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
}
_COMPRESSIBLE = {".css", ".js", ".svg", ".txt"}
# In bytes. With the number of files kept in `_compressed` this bounds the memory that compressed files take.
_LARGEST_COMPRESSED = MEBIBYTE


@dataclass(frozen=True)
class ServedFolder:
    """A folder whose files have addresses."""

    path: Path
    # Whether an address names one content for ever by itself, or only together with its version (`?v=`).
    immutable: bool


class FileServing:
    """WSGI middleware that answers with the files below `folders`, which are found by the prefix of their addresses."""

    def __init__(self, app: "WSGIApplication", folders: dict[str, ServedFolder], headers: dict[str, str]) -> None:
        self._app = app
        self._folders = folders
        self._headers = headers

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Answer a request (PEP 3333)."""
        response = self._answer(environ) if environ["REQUEST_METHOD"] in ("GET", "HEAD") else None
        if response is None:
            return self._app(environ, start_response)
        response.headers.extend(self._headers)
        with response:
            return [b"".join(response(environ, start_response))]

    def _answer(self, environ: "WSGIEnvironment") -> Response | None:
        prefix = next((prefix for prefix in self._folders if environ["PATH_INFO"].startswith(prefix)), None)
        if prefix is None:
            return None
        folder = self._folders[prefix]
        path = file_below(folder.path, get_path_info(environ).removeprefix(prefix))
        if path is None:
            return None
        try:
            return _conditional(_whole(path, folder, environ), environ)
        except FileNotFoundError:
            # It was removed a moment ago.
            return None


def init_app(app: Flask, settings: Settings) -> None:
    """Put the files of the static folder in front of the application."""
    folders: dict[str, ServedFolder] = {}
    app.extensions["served_folders"] = folders
    app.wsgi_app = FileServing(app.wsgi_app, folders, security_headers(settings))  # type: ignore[method-assign]
    if app.static_folder is not None:
        folders[f"{app.static_url_path}/"] = ServedFolder(Path(app.static_folder), immutable=False)
        # Flask's own view would also send hidden files, and follow links out of the folder.
        app.view_functions["static"] = _not_found


def serve(app: Flask, name: str, folder: Path) -> None:
    """Serve the files of `folder` below `/name/`; each must keep its content as long as it has its name.

    `folder` may be made later. To be called after `init_app`.
    """
    app.extensions["served_folders"][f"/{name}/"] = ServedFolder(folder, immutable=True)
    app.add_url_rule(f"/{name}/<path:key>", name, _not_found)


def file_below(folder: Path, name: str) -> Path | None:
    """Return the regular file called `name`, with `/` between its parts, if it really lies below `folder`.

    `name` may come from outside: nothing hidden is found, and nothing to which a link leads out of the folder. The
    folder itself may be a link.
    """
    # What begins with a slash has an empty part; what leads upwards has one that begins with a dot.
    if any(not part or part.startswith(".") for part in name.split("/")):
        return None
    try:
        root = folder.resolve(strict=True)
        path = (root / name).resolve(strict=True)
    except (OSError, RuntimeError, ValueError):
        # Not there, too long, links that lead in a circle, a NUL.
        return None
    return path if path.is_relative_to(root) and path.is_file() else None


def _whole(path: Path, folder: ServedFolder, environ: "WSGIEnvironment") -> Response:
    """Return the file as it is answered without any condition, compressed if that is preferred."""
    state = path.stat()
    kept_for_ever = folder.immutable or environ["QUERY_STRING"] == f"v={version(path)}"
    # Of files that never change, time and size say enough, and no picture need be read to be found unchanged.
    etag = f"{int(state.st_mtime):x}-{state.st_size:x}" if folder.immutable else version(path)
    media_type = _MEDIA_TYPES.get(path.suffix, "application/octet-stream")
    is_compressible = path.suffix in _COMPRESSIBLE and state.st_size <= _LARGEST_COMPRESSED
    # A part is one of the file as it is: offsets into compressed bytes would help nobody.
    is_whole = "HTTP_RANGE" not in environ
    if is_compressible and is_whole and accepts_gzip(environ.get("HTTP_ACCEPT_ENCODING", "")):
        file = io.BytesIO(_compressed(path, state.st_mtime_ns, state.st_size))
        response = send_file(
            file, environ, media_type, conditional=False, etag=f"{etag}-gzip", last_modified=state.st_mtime
        )
        response.headers["Content-Encoding"] = "gzip"
    else:
        response = send_file(path, environ, media_type, conditional=False, etag=etag)
        # The address names the file already.
        response.headers.pop("Content-Disposition", None)
    if is_compressible:
        response.vary.add("Accept-Encoding")
    response.headers["Cache-Control"] = IMMUTABLE if kept_for_ever else REVALIDATED
    response.accept_ranges = "bytes"
    return response


def _conditional(response: Response, environ: "WSGIEnvironment") -> Response:
    """Apply the conditions of a request and then its range, in the order of RFC 9110, 13.2.2."""
    if not _is_expected(response, environ):
        return _refusal(response, 412, "The file is not the one that was asked for.")
    # Werkzeug would refuse `If-Match: *`, and let a range come before `If-None-Match`.
    response.make_conditional(environ | {"HTTP_IF_MATCH": ""})
    part = _part(response, environ)
    if part is None or response.status_code != 200:
        return response
    try:
        return response.make_conditional(
            environ | {"HTTP_RANGE": part.to_header()}, accept_ranges=True, complete_length=response.content_length
        )
    except RequestedRangeNotSatisfiable:
        refusal = _refusal(response, 416, "The file has no such bytes.")
        refusal.headers["Content-Range"] = f"bytes */{response.content_length}"
        return refusal


def _is_expected(response: Response, environ: "WSGIEnvironment") -> bool:
    """Say whether `If-Match` or, without it, `If-Unmodified-Since` holds (RFC 9110, 13.1.1 and 13.1.4)."""
    expected = parse_etags(environ.get("HTTP_IF_MATCH"))
    if expected:
        return expected.contains(response.get_etag()[0] or "")
    latest = parse_date(environ.get("HTTP_IF_UNMODIFIED_SINCE"))
    return latest is None or response.last_modified is None or response.last_modified <= latest


def _part(response: Response, environ: "WSGIEnvironment") -> Range | None:
    """Return the range of bytes that is to be sent; `None` for the whole file (RFC 9110, 14.2 and 13.1.5).

    One range is heeded, of a GET, if the part which the client has already is of this very file. Several at once are
    not: sending the whole is allowed, and bounds what a request for a thousand overlapping ranges can cost.
    """
    asked = parse_range_header(environ.get("HTTP_RANGE"))
    if environ["REQUEST_METHOD"] != "GET" or asked is None or asked.units != "bytes" or len(asked.ranges) != 1:
        return None
    validator = environ.get("HTTP_IF_RANGE")
    if validator and validator not in (response.headers["ETag"], response.headers["Last-Modified"]):
        return None
    (start, end), length = asked.ranges[0], response.content_length or 0
    # "The last 500 bytes" of a shorter file are all of it.
    return Range("bytes", [(max(start, -length), end)])


def _refusal(response: Response, status: int, reason: str) -> Response:
    response.close()
    return Response(f"{reason}\n", status, {"Cache-Control": "no-store"}, mimetype="text/plain")


def _not_found(**_values: str) -> NoReturn:
    abort(404)


# Time and size are part of the key: a file that has changed is compressed anew.
@lru_cache(maxsize=64)
def _compressed(path: Path, _changed_at: int, _size: int) -> bytes:
    return gzip.compress(path.read_bytes(), mtime=0)
