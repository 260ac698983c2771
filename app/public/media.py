"""Pictures for visitors, under addresses that never change their content."""

from flask import Blueprint, Response, abort, send_file

from app.foundation.files import IMMUTABLE, media
from app.pictures.library import rendition_path

files = Blueprint("media", __name__)


@files.get("/media/<path:key>")
def file(key: str) -> Response:
    """Send a rendition, with conditional and range requests (RFC 9110), to be kept for ever."""
    path = rendition_path(media(), key) or abort(404)
    response = send_file(path, conditional=True, etag=True)
    response.headers["Cache-Control"] = IMMUTABLE
    return response
