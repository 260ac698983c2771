"""Users: adding them, finding them, their passwords."""

import secrets
from dataclasses import dataclass
from uuid import uuid4

from flask_security.utils import hash_password
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.accounts.models import Role, User
from app.accounts.policy import ADMINISTRATOR, RIGHTS_OF_ROLE

DEFAULT_EMAIL = "newsroom@example.com"
PASSWORD_LENGTH = 10


@dataclass(frozen=True)
class Credentials:
    """An e-mail address and a password to sign in with."""

    email: str
    password: str


def add_first(session: Session, email: str | None, password: str | None) -> Credentials | None:
    """Add an administrator if there is no user yet, and return how to sign in; what is not given is made up.

    Must run inside an application context (Flask-Security hashes the password, with argon2id).
    """
    if session.scalar(select(func.count()).select_from(User)):
        return None
    credentials = Credentials(email or DEFAULT_EMAIL, password or secrets.token_urlsafe(12))
    add(session, credentials, ADMINISTRATOR)
    return credentials


def add(session: Session, credentials: Credentials, role_name: str) -> User:
    """Add a user with one role and return it, flushed. Raises `KeyError` for a role that `policy` does not know."""
    RIGHTS_OF_ROLE[role_name]
    role = session.scalar(select(Role).where(Role.name == role_name)) or Role(name=role_name)
    user = User(
        email=credentials.email.lower(),
        password=hash_password(credentials.password),
        fs_uniquifier=uuid4().hex,
        roles=[role],
    )
    session.add(user)
    session.flush()
    return user


def everybody(session: Session) -> list[User]:
    """Return all users by address."""
    return list(session.scalars(select(User).order_by(User.email)))


def by_email(session: Session, email: str) -> User | None:
    """Return the user of an address in lower case."""
    return session.scalar(select(User).where(User.email == email))


def set_password(user: User, password: str) -> None:
    """Give the user a new password; whoever is signed in as this user is signed out."""
    user.password = hash_password(password)
    end_sessions(user)


def end_sessions(user: User) -> None:
    """Sign the user out everywhere."""
    user.fs_uniquifier = uuid4().hex
