"""The database: one declarative base, aware UTC timestamps, and SQLite set up to be safe under several processes."""

from collections.abc import Mapping
from datetime import UTC, datetime
from sqlite3 import Connection as SQLiteConnection
from typing import TYPE_CHECKING, Any

from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Connection, DateTime, Dialect, Engine, MetaData, event, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import DeclarativeBase, Session, registry
from sqlalchemy.types import TypeDecorator

from config import Settings

CACHE_KIB = 512


class UTCDateTime(TypeDecorator[datetime]):
    """An instant. Aware in Python; stored as UTC, also where the database keeps no zone (SQLite)."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn an aware time into UTC. Raises `ValueError` for a naive one."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value!r} has no time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give back an aware UTC time."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """The base of every model; constraints get names, so that migrations can speak of them."""

    registry = registry(
        metadata=MetaData(
            naming_convention={
                "ix": "ix_%(table_name)s_%(column_0_N_name)s",
                "uq": "uq_%(table_name)s_%(column_0_N_name)s",
                "ck": "ck_%(table_name)s_%(constraint_name)s",
                "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
                "pk": "pk_%(table_name)s",
            }
        ),
        type_annotation_map={datetime: UTCDateTime},
    )


db = SQLAlchemy(model_class=Base, disable_autonaming=True)

if TYPE_CHECKING:
    Model = Base
else:
    Model = db.Model


def init_app(app: Flask, settings: Settings) -> None:
    """Bind the database named in the settings to `app`."""
    app.config["SQLALCHEMY_DATABASE_URI"] = settings.database_url
    if settings.database_url.startswith("sqlite"):
        arguments: dict[str, object] = {"timeout": settings.lock_timeout}
    else:
        arguments = {"options": f"-c lock_timeout={settings.lock_timeout:.0f}s"}
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = {
        "connect_args": arguments,
        "pool_pre_ping": True,
        # Logs must not hold drafts and password hashes.
        "hide_parameters": True,
    }
    db.init_app(app)


def insert_for(connection: Session | Connection) -> Any:  # noqa: ANN401 - the two dialects' own statements share no type
    """Return the `insert` of the connection's dialect, which has `on_conflict_do_update` and `…_do_nothing`."""
    bind = connection.get_bind() if isinstance(connection, Session) else connection
    return postgresql.insert if bind.dialect.name == "postgresql" else sqlite.insert


def add_counts(session: Session, model: type[Base], counts: Mapping[Any, int]) -> None:
    """Add each number to the `count` of the row with that primary key, a tuple; a row that is missing is made.

    In the order of the keys, so that two processes never wait for each other in a circle.
    """
    if not counts:
        return
    table = Base.metadata.tables[model.__tablename__]
    names = [column.name for column in table.primary_key]
    insert = insert_for(session)(table)
    session.execute(
        insert.on_conflict_do_update(index_elements=names, set_={"count": table.c.count + insert.excluded.count}),
        [{**dict(zip(names, key, strict=True)), "count": count} for key, count in sorted(counts.items())],
    )


def make_durable(session: Session) -> None:
    """Have everything that was committed so far survive a power cut, for who is about to delete what it was made from.

    PostgreSQL has seen to it at each commit.
    """
    if session.get_bind().dialect.name == "sqlite":
        session.execute(text("PRAGMA wal_checkpoint(FULL)"))
        session.commit()


@event.listens_for(Engine, "connect")
def _prepare_sqlite(connection: Any, _record: object) -> None:  # noqa: ANN401 - any driver's connection comes here
    if isinstance(connection, SQLiteConnection):
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA journal_mode = WAL")
        # With WAL, NORMAL keeps the database whole after a power cut; only the last commits may be missing.
        connection.execute("PRAGMA synchronous = NORMAL")
        # Of each connection, and there is one for each thread of each process; the system keeps the file in memory.
        connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
