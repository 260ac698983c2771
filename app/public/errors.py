"""Error pages in the site's layout, and a plain one for when the site itself cannot be read."""

from flask import Flask, current_app, g, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException, InternalServerError, ServiceUnavailable

from app.foundation.database import db
from app.foundation.languages import DEFAULT_LANGUAGE, FURTHER_LANGUAGES
from app.public.suggestions import suggested

# Seconds after which it is worth asking again.
RETRY_AFTER = 5


def init_app(app: Flask) -> None:
    """Handle every HTTP error, an unreachable or locked database (503), and anything unforeseen (500)."""
    app.register_error_handler(HTTPException, http_error)
    app.register_error_handler(OperationalError, database_error)
    app.register_error_handler(InternalServerError, http_error)


def database_error(error: OperationalError) -> ResponseReturnValue:
    """Answer that the newsroom is busy: the database is locked, full or away."""
    db.session.rollback()
    from_database = ServiceUnavailable()
    from_database.__cause__ = error
    return http_error(from_database)


def http_error(error: HTTPException) -> ResponseReturnValue:
    """Show an error's page; redirects and prepared answers pass as they are."""
    if error.code is None or error.code < 400 or error.response is not None:
        return error
    db.session.rollback()
    if "language" not in g:
        prefix = request.path.split("/")[1]
        g.language = prefix if prefix in FURTHER_LANGUAGES else DEFAULT_LANGUAGE
    try:
        page = render_template("errors/page.html", code=error.code, articles=suggested() if error.code == 404 else [])
    except Exception:
        # Whatever keeps the layout from being made must not keep the answer from being given.
        current_app.logger.exception("The error page could not be laid out")
        page = render_template("errors/plain.html", code=error.code)
    headers = [(name, value) for name, value in error.get_headers() if name.lower() != "content-type"]
    if error.code == 503:
        headers.append(("Retry-After", str(RETRY_AFTER)))
    headers.append(("Cache-Control", "no-store"))
    return page, error.code, headers
