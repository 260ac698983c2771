"""Runs migrations against the application's database, inside `flask db`."""

from alembic import context
from flask import current_app
from sqlalchemy import text

from app.foundation.database import Base, UTCDateTime, db


def render_item(kind: str, item: object, _context: object) -> str | bool:
    """Write our own column types as what they are stored as: a migration must not change with the code."""
    if kind == "type" and isinstance(item, UTCDateTime):
        return "sa.DateTime(timezone=True)"
    return False


def run() -> None:
    """Migrate in one transaction; two processes that start at once do not migrate twice."""
    options = {**current_app.extensions["migrate"].configure_args, "render_item": render_item}
    with db.engine.connect() as connection:
        context.configure(connection=connection, target_metadata=Base.metadata, **options)
        with context.begin_transaction():
            if connection.dialect.name == "postgresql":
                # Any number that nobody else uses: the lock is held until the transaction ends.
                connection.execute(text("SELECT pg_advisory_xact_lock(4242001)"))
            context.run_migrations()


run()
