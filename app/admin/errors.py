"""What somebody at the desk is told where there is nothing, or nothing for them: a page of the desk, with its ways."""

from flask import Flask, render_template, request
from flask.typing import ResponseReturnValue
from flask_security import current_user
from werkzeug.exceptions import Forbidden, NotFound

from app.admin.blueprint import admin
from app.foundation.sessions import DESK


def init_app(app: Flask) -> None:
    """Answer addresses below the desk's that lead nowhere, which belong to no blueprint."""
    app.before_request(_lead_on)


@admin.errorhandler(NotFound)
@admin.errorhandler(Forbidden)
def error_page(error: NotFound | Forbidden) -> ResponseReturnValue:
    """Say what is wrong, in the desk's language."""
    return render_template("admin/error.html", code=error.code), error.code


def _lead_on() -> ResponseReturnValue | None:
    error = request.routing_exception
    if isinstance(error, NotFound) and request.path.startswith(f"{DESK}/") and current_user.is_authenticated:
        return error_page(error)
    return None
