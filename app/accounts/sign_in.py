"""Signing in and out, by Flask-Security."""

from typing import cast

from flask import Blueprint, Flask
from flask_security import Security, SQLAlchemyUserDatastore
from flask_wtf.csrf import CSRFProtect

from app.accounts.models import Role, User
from app.foundation.database import db
from app.foundation.limits import limiter
from config import Settings

ATTEMPTS = "10 per minute; 100 per day"


def init_app(app: Flask, settings: Settings) -> None:
    """Set up sessions, the sign-in page and CSRF tokens for every form of the application."""
    app.config.update(
        SECRET_KEY=settings.secret_key,
        # As long as the session lives: a form that was open over lunch must still be saved.
        WTF_CSRF_TIME_LIMIT=None,
        SECURITY_PASSWORD_HASH="argon2",  # noqa: S106 - the name of the method, no password
        # argon2 salts each hash itself; hashing twice with a shared salt would only add a second secret to lose.
        SECURITY_PASSWORD_SINGLE_HASH=True,
        SECURITY_LOGIN_URL="/admin/sign-in",
        SECURITY_LOGOUT_URL="/admin/sign-out",
        SECURITY_VERIFY_URL="/admin/verify",
        SECURITY_POST_LOGIN_VIEW="/admin/",
        SECURITY_POST_LOGOUT_VIEW="/admin/sign-in",
        SECURITY_LOGIN_USER_TEMPLATE="admin/sign_in.html",
        SECURITY_API_ENABLED_METHODS=["session"],
        # The same answer for a wrong password and an unknown address.
        SECURITY_RETURN_GENERIC_RESPONSES=True,
        SECURITY_SEND_REGISTER_EMAIL=False,
        SECURITY_FLASH_MESSAGES=False,
        SECURITY_STATIC_FOLDER=None,
        SECURITY_CLI_USERS_NAME=False,
        SECURITY_CLI_ROLES_NAME=False,
    )
    CSRFProtect(app)
    Security(app, SQLAlchemyUserDatastore(db, User, Role))
    limiter.limit(ATTEMPTS, methods=["POST"])(cast(Blueprint, app.blueprints["security"]))
