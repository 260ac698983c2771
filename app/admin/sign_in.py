"""Signing in and out, by Flask-Security."""

import unicodedata
from datetime import timedelta
from typing import Any, cast

from flask import Blueprint, Flask, Response, current_app, request
from flask_babel import lazy_gettext
from flask_limiter.util import get_remote_address
from flask_login import user_logged_out
from flask_security import EmailValidateException, LoginForm, Security, SQLAlchemyUserDatastore
from flask_wtf.csrf import CSRFProtect
from wtforms import PasswordField
from wtforms.validators import DataRequired, Length

from app.accounts import users
from app.accounts.models import Role, User
from app.foundation.database import db
from app.foundation.limits import limiter
from app.foundation.sessions import DESK
from config import Settings

# Failures from one address for one user: guessing is slow, and nobody locks others out.
ATTEMPTS = "10 per minute; 100 per day"
# Failures from one address for all users together, so that nobody tries one password on everybody.
ATTEMPTS_ON_ALL = "60 per minute"
PASSWORD_LENGTH = 1024


class SignInForm(LoginForm):
    """Flask-Security's form with a bounded password, and without "remember me", which is not offered."""

    password = PasswordField(
        lazy_gettext("Password"),
        validators=[
            DataRequired(lazy_gettext("Give your password.")),
            Length(max=PASSWORD_LENGTH, message=lazy_gettext("A password has at most %(max)d characters.")),
        ],
    )

    def __init__(self, *arguments: Any, **named: Any) -> None:  # noqa: ANN401 - Flask-Security's own, passed on
        super().__init__(*arguments, **named)
        del self.remember
        self.email.label.text = lazy_gettext("Email Address")


def init_app(app: Flask, settings: Settings) -> None:
    """Set up sessions, the sign-in page and CSRF tokens for every form of the application."""
    app.config.update(
        SECRET_KEY=settings.secret_key,
        # As long as the session lives: a form that was open over lunch must still be saved.
        WTF_CSRF_TIME_LIMIT=None,
        SECURITY_PASSWORD_HASH="argon2",  # noqa: S106 - the name of the method, no password
        # argon2 salts each hash itself; hashing twice with a shared salt would only add a second secret to lose.
        SECURITY_PASSWORD_SINGLE_HASH=True,
        SECURITY_LOGIN_URL=f"{DESK}/sign-in",
        SECURITY_LOGOUT_URL=f"{DESK}/sign-out",
        SECURITY_POST_LOGIN_VIEW=f"{DESK}/",
        SECURITY_POST_LOGOUT_VIEW=f"{DESK}/sign-in",
        SECURITY_LOGIN_USER_TEMPLATE="admin/sign_in.html",
        SECURITY_API_ENABLED_METHODS=["session"],
        # The same answer for a wrong password and an unknown address.
        SECURITY_RETURN_GENERIC_RESPONSES=True,
        SECURITY_SEND_REGISTER_EMAIL=False,
        SECURITY_FLASH_MESSAGES=False,
        SECURITY_MSG_GENERIC_AUTHN_FAILED=(lazy_gettext("E-mail address or password is wrong."), "error"),
        # Flask-Security's own would be no valid header; `_never_store` sets it.
        SECURITY_CACHE_CONTROL=None,
        # No page asks for the password once more, so there is none to ask it.
        SECURITY_FRESHNESS=timedelta(-1),
        SECURITY_STATIC_FOLDER=None,
        SECURITY_CLI_USERS_NAME=False,
        SECURITY_CLI_ROLES_NAME=False,
    )
    CSRFProtect(app)
    Security(app, SQLAlchemyUserDatastore(db, User, Role), login_form=SignInForm)
    user_logged_out.connect(_end_sessions, app)
    security_pages = cast(Blueprint, app.blueprints["security"])
    limiter.limit(ATTEMPTS, key_func=_who_tries, methods=["POST"], deduct_when=_failed)(security_pages)
    limiter.limit(ATTEMPTS_ON_ALL, methods=["POST"], deduct_when=_failed)(security_pages)
    app.after_request(_never_store)


def _end_sessions(_app: Flask, user: User) -> None:
    """End all of the user's sessions: a signed cookie that was copied before signing out must not outlive it."""
    users.end_sessions(user)
    db.session.commit()


def _never_store(response: Response) -> Response:
    if request.path.startswith(f"{DESK}/"):
        response.headers["Cache-Control"] = "no-store"
    return response


def _who_tries() -> str:
    # As Flask-Security reads it, so that one user is not tried again under another spelling.
    email = request.form.get("email", "").strip()
    mail = cast(Security, current_app.extensions["security"]).mail_util
    try:
        email = mail.normalize(email)
    except EmailValidateException:
        email = unicodedata.normalize("NFKC", email).casefold()
    return f"{get_remote_address()} {email.lower()}"


def _failed(response: Response) -> bool:
    # Who signs in or out is led on.
    return response.status_code != 302
