"""What somebody at the desk is told where there is nothing, or nothing for them: a page of the desk, with its ways."""

from flask import render_template
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import Forbidden, NotFound

from app.admin.blueprint import admin


@admin.errorhandler(NotFound)
@admin.errorhandler(Forbidden)
def error_page(error: NotFound | Forbidden) -> ResponseReturnValue:
    """Say what is wrong, in the desk's language."""
    return render_template("admin/error.html", code=error.code), error.code
