"""The language of the desk's own words: what the user chose, or else what the browser asks for."""

from typing import Any

from flask import Flask, abort, redirect, request
from flask.typing import ResponseReturnValue
from flask_security import current_user

from app.admin.blueprint import admin
from app.foundation.database import db
from app.foundation.languages import DEFAULT_LANGUAGE, LANGUAGES
from app.foundation.sessions import DESK
from app.foundation.translation import speak


def init_app(app: Flask) -> None:
    """Have every page below /admin/ speak the user's language, the sign-in page and error pages among them."""
    app.url_value_preprocessor(_speak)


def _speak(_endpoint: str | None, _values: dict[str, Any] | None) -> None:
    if request.path.startswith(f"{DESK}/"):
        chosen = current_user.language if current_user.is_authenticated else None
        # RFC 9110, 12.5.4
        speak(chosen or request.accept_languages.best_match(LANGUAGES, DEFAULT_LANGUAGE))


@admin.post("/language")
def choose_language() -> ResponseReturnValue:
    """Keep the user's choice, and lead back to the page on which it was made."""
    chosen, back = request.form.get("language"), request.form.get("back", "")
    if chosen not in LANGUAGES:
        abort(400)
    current_user.language = chosen
    db.session.commit()
    # Of two slashes or a backslash, browsers make another site.
    is_ours = back.startswith(f"{DESK}/") and "\\" not in back
    return redirect(back if is_ours else f"{DESK}/")
