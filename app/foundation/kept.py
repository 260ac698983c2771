"""What is read from the database once and kept until it changes."""

from collections.abc import Callable, Iterable
from typing import TypeVar, cast

from sqlalchemy.orm import Session

from app.foundation.database import db
from app.foundation.page_versions import CURRENT, PageVersions

Value = TypeVar("Value")


class Kept:
    """Values that are read anew once something that they depend on was marked as changed (`page_versions`).

    They are shared by all threads and belong to no session: they must be read whole, and nobody may change them.
    """

    def __init__(self, versions: PageVersions, depends_on: Iterable[str]) -> None:
        self._versions = versions
        self._places = versions.places(depends_on)
        self._values: dict[str, tuple[int, object]] = {}

    def get(self, name: str, read: Callable[[Session], Value]) -> Value:
        """Return the value of that name, reading it if it is not there or no longer holds."""
        # Read before the value: what changes meanwhile is then noticed at the next call.
        current = self._versions.words[CURRENT]
        version, value = self._values.get(name, (-1, None))
        if version < 0 or (version != current and self._versions.changed_since(version, self._places)):
            with Session(db.engine) as session:
                value = read(session)
        self._values[name] = current, value
        return cast(Value, value)
