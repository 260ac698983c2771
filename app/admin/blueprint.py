"""The wall around the editors' side: whoever is not signed in gets no further than the sign-in page."""

from flask import Blueprint, Response, abort, request
from flask_security import auth_required, current_user
from werkzeug.routing import IntegerConverter, Map

from app.accounts import policy
from app.accounts.policy import Right
from app.foundation import compression

# The largest number that either database keeps in an id.
MAX_IDENTIFIER = 2**31 - 1

admin = Blueprint("admin", __name__)


class IdentifierConverter(IntegerConverter):
    """The id of a row in an address; a number that no row can have is an unknown address."""

    def __init__(self, url_map: Map) -> None:
        super().__init__(url_map, min=1, max=MAX_IDENTIFIER)


@admin.before_request
@auth_required("session")
def require_sign_in() -> None:
    """Lead a visitor to the sign-in page, and refuse a user who may not write."""
    require(Right.WRITE)


@admin.after_request
def compress_page(response: Response) -> Response:
    """Compress a page in which nothing stands that an outsider can choose.

    Pages repeat their query. By leading an editor to many of them, and from how long they are once they are compressed,
    an outsider could tell what else stands in them (BREACH, CVE-2013-3587).
    """
    is_page = request.method == "GET" and response.status_code == 200 and response.mimetype == "text/html"
    if is_page and not request.query_string:
        compression.compress(response, request.headers.get("Accept-Encoding", ""))
    return response


def require(right: Right) -> None:
    """Refuse (403) a user who lacks `right`."""
    if not policy.may(current_user, right):
        abort(403)
