"""How migrations run: all in one transaction, one process at a time, no row lost on the way."""

import sqlite3
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager

from flask import Flask, current_app
from sqlalchemy import Connection, Engine, text

from app.foundation.database import db
from config import PROJECT

# How long a process waits for another one to have migrated, in seconds: a large table takes a while to be rebuilt.
PATIENCE = 600
# Any number that nobody else uses for an advisory lock of PostgreSQL.
LOCK = 4_242_001


class BrokenReferences(RuntimeError):
    """A migration left rows that refer to rows which do not exist."""


# What migrations alone make and no model declares, by how its names begin: what the database makes of search entries.
UNDECLARED = "search_words"


def prepare(app: Flask) -> None:
    """Set up Flask-Migrate for `app`, unless it is; it brings `flask db` along."""
    # Loaded here: with Alembic it is a sixth of what a server would load, and never use.
    from flask_migrate import Migrate

    if "migrate" not in app.extensions:
        Migrate(directory=PROJECT / "migrations", compare_type=True, render_as_batch=True).init_app(app, db)


def upgrade() -> None:
    """Bring the current application's database up to date."""
    import flask_migrate

    prepare(current_app._get_current_object())  # type: ignore[attr-defined]
    flask_migrate.upgrade()


def is_declared(name: str | None, _kind: str, _parents: Mapping[str, str | None]) -> bool:
    """Say whether what the database has under `name` is to be compared with the models (Alembic's include_name)."""
    return name is None or not name.startswith(UNDECLARED)


@contextmanager
def migrating(engine: Engine) -> Iterator[Connection]:
    """Give a connection inside a transaction of its own; commit at the end, or roll all of it back on any error.

    A second process waits here until the first is done, and then finds nothing left to do. Raises `BrokenReferences`
    where the rows would not fit together afterwards, and SQLAlchemy's or, on SQLite, the
    driver's `OperationalError` after ten minutes' wait.
    """
    if engine.dialect.name == "sqlite":
        _switch_to_write_ahead_log(engine)
    with engine.connect() as connection:
        # The settings made here are for this connection alone: it is closed afterwards, not given to somebody else.
        connection.detach()
        if connection.dialect.name == "sqlite":
            _begin_on_sqlite(connection)
            yield connection
            _check_references(connection)
        else:
            _begin_on_postgresql(connection)
            yield connection
        connection.commit()


def _switch_to_write_ahead_log(engine: Engine) -> None:
    # SQLite does not wait for a lock here, but fails at once while another process does the same to a new file.
    # Once switched, the file stays so, and every later connection finds nothing to do.
    (path,), options = engine.dialect.create_connect_args(engine.url)
    deadline = time.monotonic() + PATIENCE
    with closing(sqlite3.connect(path, **options)) as connection:
        while True:
            try:
                connection.execute("PRAGMA journal_mode = WAL")
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                    raise
                time.sleep(0.05)
            else:
                return


def _begin_on_sqlite(connection: Connection) -> None:
    # SQLite alters a table by building it anew and dropping the old one, which would delete all rows that refer to it
    # with ON DELETE CASCADE: https://www.sqlite.org/lang_altertable.html#otheralter. Has no effect in a transaction.
    connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
    connection.exec_driver_sql(f"PRAGMA busy_timeout = {PATIENCE * 1000}")
    # Python's driver begins by itself only before INSERT, UPDATE and DELETE, so that a CREATE TABLE would stay for
    # good; it respects a transaction that is already open. IMMEDIATE takes the right to write at once.
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _check_references(connection: Connection) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    if broken:
        tables = ", ".join(sorted({f"{row[0]} to {row[2]}" for row in broken}))
        raise BrokenReferences(f"{len(broken)} rows refer to rows that do not exist ({tables}); nothing was migrated")


def _begin_on_postgresql(connection: Connection) -> None:
    connection.execute(text(f"SET LOCAL lock_timeout = '{PATIENCE}s'"))
    # Held until the transaction ends.
    connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
    # A migration that waited long for a table would hold up everybody who reads it.
    connection.execute(text("SET LOCAL lock_timeout TO DEFAULT"))
