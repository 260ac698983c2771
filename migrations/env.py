"""Runs migrations against the application's database, inside `flask db`."""

from alembic import context
from flask import current_app

from app.foundation.database import Base, UTCDateTime, db
from app.foundation.migrations import is_declared, migrating


def render_item(kind: str, item: object, _context: object) -> str | bool:
    """Write our own column types as what they are stored as: a migration must not change with the code."""
    if kind == "type" and isinstance(item, UTCDateTime):
        return "sa.DateTime(timezone=True)"
    return False


def run() -> None:
    """Migrate in one transaction; two processes that start at once do not migrate twice."""
    options = {
        **current_app.extensions["migrate"].configure_args,
        "render_item": render_item,
        "include_name": is_declared,
    }
    # Alembic leaves a transaction alone that is open when it is configured: `migrating` begins and commits.
    with migrating(db.engine) as connection:
        context.configure(connection=connection, target_metadata=Base.metadata, transactional_ddl=True, **options)
        context.run_migrations()


run()
