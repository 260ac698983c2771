"""May this user do that? The one answer."""

from enum import StrEnum

from app.accounts.models import User


class Right(StrEnum):
    """What somebody may do."""

    WRITE = "write articles"
    SET_UP = "change the settings"


ADMINISTRATOR = "administrator"
EDITOR = "editor"

RIGHTS_OF_ROLE = {
    ADMINISTRATOR: frozenset({Right.WRITE, Right.SET_UP}),
    EDITOR: frozenset({Right.WRITE}),
}


def may(user: User, right: Right) -> bool:
    """Say whether one of the user's roles gives the right; nobody inactive may anything."""
    return user.active and any(right in RIGHTS_OF_ROLE.get(role.name, ()) for role in user.roles)
