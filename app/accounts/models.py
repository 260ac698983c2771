"""Users and their roles."""

from datetime import datetime

from flask_security.core import RoleMixin, UserMixin
from sqlalchemy import Column, ForeignKey, String, Table
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.foundation import clock
from app.foundation.database import Base, Model

user_roles = Table(
    "user_roles",
    Base.metadata,
    Column("user_id", ForeignKey("users.id", ondelete="CASCADE"), primary_key=True),
    Column("role_id", ForeignKey("roles.id", ondelete="CASCADE"), primary_key=True),
)


class Role(Model, RoleMixin):
    """A named set of rights; `accounts.policy` says which."""

    __tablename__ = "roles"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(40), unique=True)


class User(Model, UserMixin):
    """Somebody who signs in by e-mail address and password."""

    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(255), unique=True)
    name: Mapped[str] = mapped_column(String(120), default="")
    # Of the desk's words, a code of `foundation.languages`; without one, what the browser asks for.
    language: Mapped[str | None] = mapped_column(String(10))
    password: Mapped[str] = mapped_column(String(255))
    active: Mapped[bool] = mapped_column(default=True)
    # Changing it ends every session of the user (Flask-Security).
    fs_uniquifier: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    roles: Mapped[list[Role]] = relationship(  # type: ignore[assignment] # UserMixin promises any RoleMixin
        secondary=user_roles, lazy="selectin"
    )

    @property
    def display_name(self) -> str:
        """How others see the user: the name, or the e-mail address where none is given."""
        return self.name or self.email
