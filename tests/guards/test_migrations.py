"""Models and migrations say the same, and every migration can be taken back."""

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import inspect, text

from app.foundation.database import Base, db


def test_models_and_migrations_agree(app: Flask) -> None:
    with app.app_context(), db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_downgrade_and_upgrade_again(app: Flask) -> None:
    with app.app_context():
        before = sorted(inspect(db.engine).get_table_names())
        downgrade(revision="base")
        try:
            assert inspect(db.engine).get_table_names() == ["alembic_version"]
        finally:
            upgrade()
        assert sorted(inspect(db.engine).get_table_names()) == before


def test_sqlite_is_set_up_to_be_safe(app: Flask) -> None:
    with app.app_context(), db.engine.connect() as connection:
        if connection.dialect.name != "sqlite":
            return
        assert connection.execute(text("PRAGMA foreign_keys")).scalar() == 1
        assert connection.execute(text("PRAGMA journal_mode")).scalar() == "wal"
        assert connection.execute(text("PRAGMA busy_timeout")).scalar() == 10_000
