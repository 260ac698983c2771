"""The wall around the editors' side: whoever is not signed in gets no further than the sign-in page."""

from flask import Blueprint, Response, abort
from flask_security import auth_required, current_user

from app.accounts import policy
from app.accounts.policy import Right

admin = Blueprint("admin", __name__)


@admin.before_request
@auth_required("session")
def require_sign_in() -> None:
    """Lead a visitor to the sign-in page, and refuse a user who may not write."""
    require(Right.WRITE)


@admin.after_request
def never_cache(response: Response) -> Response:
    """Keep the editors' pages out of every cache."""
    response.headers["Cache-Control"] = "no-store"
    return response


def require(right: Right) -> None:
    """Refuse (403) a user who lacks `right`."""
    if not policy.may(current_user, right):
        abort(403)
