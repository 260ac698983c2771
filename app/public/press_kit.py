"""What journalists take away of an article: its PDF and its press kit. Neither is a view, and neither is counted."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote
from weakref import WeakSet

from flask import Response, abort, current_app, g, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.datastructures import Headers
from werkzeug.exceptions import ServiceUnavailable

from app.articles import permalinks
from app.articles.models import Article, Kind
from app.foundation import clock
from app.foundation.database import db
from app.foundation.files import media
from app.foundation.limits import limiter
from app.foundation.storage import FolderStorage
from app.press_kit import kit
from app.press_kit.kept_files import KeptFiles
from app.press_kit.pdf import NotTypeset
from app.press_kit.release import Labels, Release, release_of
from app.public.articles import moved
from app.public.blueprint import public
from app.public.finding import visible_article
from app.public.layout import absolute_url, current_site
from config import MEBIBYTE, Settings

# Making takes about a second; what is kept already is answered without limit.
MADE_PER_VISITOR = "20 per minute"
# In each process. Whoever waits for a file to be made keeps a thread busy, and so does whoever is sent a large one.
_MAKING = threading.BoundedSemaphore(2)
_SENDING = 2
# A smaller file is handed to the server whole. In bytes.
_CHUNK = 4 * MEBIBYTE

_sent: "WeakSet[_Chunks]" = WeakSet()


@public.get("/news/<slug>/release.pdf")
def release_pdf(slug: str) -> ResponseReturnValue:
    """Send an article as a press release in PDF."""
    return _answer(slug, "release.pdf", "application/pdf", kit.pdf_name, kit.pdf_file)


@public.get("/news/<slug>/press-kit.zip")
def press_kit(slug: str) -> ResponseReturnValue:
    """Send an article's press kit."""
    return _answer(slug, "press-kit.zip", "application/zip", kit.kit_name, kit.kit_file)


def _labels() -> Labels:
    return Labels(
        press_release=_("Press release"),
        press_contact=_("Press contact"),
        about=_("About %(company)s", company=current_site().texts.company_name),
        event_date=_("Date of the event"),
        correction=_("Correction"),
        source=_("Source"),
        link=_("Link"),
        file=_("File"),
        caption=_("Caption"),
        credit=_("Credit"),
        copyright=_("Copyright"),
        alternative_text=_("Picture description"),
        no_pictures=_("This press release has no pictures."),
    )


def _answer(
    slug: str,
    last_part: str,
    media_type: str,
    name_of: Callable[[Release], str],
    make: Callable[[KeptFiles, FolderStorage, Release], Path],
) -> ResponseReturnValue:
    article = visible_article(db.session(), slug, clock.now())
    # The text of others is not ours to hand out.
    if article.kind is Kind.COVERAGE:
        abort(404)
    if (article.slug, article.language) != (slug, g.language):
        return moved(f"{permalinks.path(article)}/{last_part}")
    said = _release(article)
    name = name_of(said)
    response = Response(mimetype=media_type, headers=_headers(said, name, last_part))
    response.set_etag(name)
    if response.make_conditional(request.environ).status_code != 200:
        return response
    settings: Settings = current_app.extensions["settings"]
    kept = kit.kept_files(settings.data_dir)
    # While files are made and sent, nobody needs the database.
    db.session.rollback()
    path = kept.find(name) or _made(lambda: make(kept, media(), said))
    return _with_file(response, path)


def _release(article: Article) -> Release:
    return release_of(article, current_site(), _labels(), absolute_url(permalinks.path(article)), clock.now())


def _headers(said: Release, name: str, last_part: str) -> Headers:
    headers = Headers()
    file_name = said.name + Path(name).suffix
    names = {"filename": file_name}
    if not file_name.isascii():
        # RFC 6266, 4.3: who does not understand the long form takes the short one.
        names = {"filename": last_part, "filename*": f"UTF-8''{quote(file_name, safe='')}"}
    headers.set("Content-Disposition", "attachment", **names)
    # Kept, but asked for again each time: unpublished, it must be gone.
    headers.set("Cache-Control", "no-cache")
    # Search engines are led to the page (RFC 6596).
    headers.set("Link", f'<{said.address}>; rel="canonical"')
    return headers


def _made(make: Callable[[], Path]) -> Path:
    if not _MAKING.acquire(blocking=False):
        raise ServiceUnavailable
    try:
        with limiter.limit(MADE_PER_VISITOR):
            return make()
    except NotTypeset as error:
        current_app.logger.exception("The PDF of an article could not be made")
        raise ServiceUnavailable from error
    finally:
        _MAKING.release()


def _with_file(response: Response, path: Path) -> Response:
    size = path.stat().st_size
    if size <= _CHUNK:
        response.set_data(path.read_bytes())
        return response
    if len(_sent) >= _SENDING:
        raise ServiceUnavailable
    chunks = _Chunks(path)
    _sent.add(chunks)
    response.response = chunks
    response.content_length = size
    return response


class _Chunks:
    """A file piece by piece, so that a large one is never in memory as a whole; it counts while it is there."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __iter__(self) -> Iterator[bytes]:
        # Opened only when it is read: to HEAD, nothing is.
        with self._path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                yield chunk
