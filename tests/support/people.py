"""Users for tests."""

from app.accounts import users
from app.accounts.models import User
from app.accounts.users import Credentials
from app.foundation.database import db

EDITOR = "editor@example.com"
PASSWORD = "correct horse battery"


def add_user(email: str, role: str) -> User:
    user = users.add(db.session(), Credentials(email, PASSWORD), role)
    db.session.commit()
    return user
