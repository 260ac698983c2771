"""Models and migrations say the same; a migration keeps every row, and happens wholly or not at all."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from textwrap import indent
from threading import Timer

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask, current_app
from flask_migrate import downgrade
from sqlalchemy import create_engine, func, inspect, select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app import create_app
from app.articles.address_models import FormerSlug, LegacyAddress
from app.articles.models import PictureUse
from app.foundation import clock
from app.foundation.database import Base, db
from app.foundation.migrations import BrokenReferences, is_declared, migrating, prepare, upgrade
from app.hits.models import DailyHits, Hits
from config import PROJECT
from tests.conftest import make_settings, postgresql_database
from tests.support.newsroom import add_article, add_section

WIDEN_SOURCE = """\
with op.batch_alter_table("articles") as batch:
    batch.alter_column("source", existing_type=sa.String(200), type_=sa.String(400), existing_nullable=False)
"""
NARROW_SOURCE = WIDEN_SOURCE.replace("existing_type=sa.String(200), type_=sa.String(400)", "type_=sa.String(200)")
FAIL_LATE = """\
op.create_table("leftovers", sa.Column("id", sa.Integer(), primary_key=True))
op.add_column("articles", sa.Column("leftover", sa.Integer(), nullable=True))
op.execute("UPDATE articles SET title = 'Half migrated'")
op.execute("INSERT INTO leftovers (id) VALUES (1)")
raise ArithmeticError
"""
COUNT_FOR_NO_ARTICLE = "op.execute('INSERT INTO hits (article_id, count) VALUES (987654, 1)')\n"
UPGRADE_WHEN_TOLD = """\
from app import create_app
from app.foundation.migrations import upgrade

with create_app().app_context():
    print("ready", flush=True)
    input()
    upgrade()
"""


@pytest.fixture
def filled_app(app: Flask, session: Session) -> Flask:
    """The application with an article that has a row in each table below it."""
    article = add_article(session, add_section(session))
    session.add_all(
        [
            PictureUse(article_id=article.id, key="a", position=1),
            FormerSlug(article_id=article.id, slug="before"),
            LegacyAddress(article_id=article.id, host="old.example.com", number=7, path="/7.html"),
            Hits(article_id=article.id, count=681),
            DailyHits(article_id=article.id, day=clock.now().date(), count=3),
        ]
    )
    session.commit()
    session.close()
    return app


@pytest.fixture
def fresh_database_url(database_url: str, tmp_path: Path) -> Iterator[str]:
    """A database without a table, for one test, on the same server as the others."""
    if database_url.startswith("sqlite"):
        yield f"sqlite:///{tmp_path / 'fresh.sqlite3'}"
    else:
        yield from postgresql_database()


@pytest.fixture
def sqlite_app(tmp_path: Path) -> Iterator[Flask]:
    """An application that has just migrated an SQLite database of its own."""
    app = create_app(make_settings(tmp_path))
    with app.app_context():
        upgrade()
        yield app
        db.engine.dispose()


def further_migration(folder: Path, upgrading: str, downgrading: str = "pass") -> Config:
    """Write a migration that follows the newest one; return the configuration that knows it, for Alembic's commands.

    Must be called inside an application context.
    """
    config: Config = current_app.extensions["migrate"].migrate.get_config()
    newest = ScriptDirectory.from_config(config).get_current_head()
    (folder / "further.py").write_text(
        f"import sqlalchemy as sa\nfrom alembic import op\n\nrevision = 'further'\ndown_revision = {newest!r}\n\n"
        f"def upgrade():\n{indent(upgrading, '    ')}\n\ndef downgrade():\n{indent(downgrading, '    ')}\n"
    )
    config.set_main_option("path_separator", "newline")
    config.set_main_option("version_locations", f"{PROJECT / 'migrations' / 'versions'}\n{folder}")
    return config


def row_counts() -> dict[str, int | None]:
    """How many rows each table has."""
    with db.engine.connect() as connection:
        return {
            table.name: connection.scalar(select(func.count()).select_from(table))
            for table in Base.metadata.sorted_tables
        }


def state() -> dict[str, object]:
    """What a failed migration must leave as it was: the columns, the revision, the titles, the number of rows."""
    schema = inspect(db.engine)
    with db.engine.connect() as connection:
        return {
            "columns": {
                table: [column["name"] for column in schema.get_columns(table)] for table in schema.get_table_names()
            },
            "revision": MigrationContext.configure(connection).get_current_revision(),
            "titles": connection.execute(text("SELECT id, title FROM articles ORDER BY id")).all(),
            "rows": row_counts(),
        }


def child_environment(folder: Path, database_url: str) -> dict[str, str]:
    """The variables of a process that works on this database alone."""
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "DATA_DIR": str(folder / "data"),
        "DATABASE_URL": database_url,
        "SECRET_KEY": "for tests alone",
    }


def tables_of(database_url: str) -> set[str]:
    """The names of a database's tables, as far as models declare them."""
    engine = create_engine(database_url)
    try:
        return {name for name in inspect(engine).get_table_names() if is_declared(name, "table", {})}
    finally:
        engine.dispose()


def test_models_and_migrations_agree(app: Flask) -> None:
    with app.app_context(), db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "include_name": is_declared})
        assert compare_metadata(context, Base.metadata) == []


def test_downgrade_and_upgrade_again(filled_app: Flask) -> None:
    with filled_app.app_context():
        before = sorted(inspect(db.engine).get_table_names())
        downgrade(revision="base")
        try:
            assert inspect(db.engine).get_table_names() == ["alembic_version"]
        finally:
            upgrade()
        assert sorted(inspect(db.engine).get_table_names()) == before


def test_rebuilding_a_table_keeps_the_rows_below_it(filled_app: Flask, tmp_path: Path) -> None:
    def width() -> object:
        (column,) = [entry for entry in inspect(db.engine).get_columns("articles") if entry["name"] == "source"]
        return getattr(column["type"], "length", None)

    with filled_app.app_context():
        before = row_counts()
        assert before["picture_uses"] == before["hits"] == before["daily_hits"] == 1
        config = further_migration(tmp_path, WIDEN_SOURCE, NARROW_SOURCE)
        command.upgrade(config, "head")
        try:
            assert row_counts() == before
            assert width() == 400
        finally:
            command.downgrade(config, "-1")
        assert row_counts() == before
        assert width() == 200


def test_a_failing_migration_leaves_nothing_behind(filled_app: Flask, tmp_path: Path) -> None:
    with filled_app.app_context():
        before = state()
        with pytest.raises(ArithmeticError):
            command.upgrade(further_migration(tmp_path, FAIL_LATE), "head")
        assert state() == before


def test_a_failing_first_upgrade_leaves_nothing_behind(fresh_database_url: str, tmp_path: Path) -> None:
    app = create_app(make_settings(tmp_path, DATABASE_URL=fresh_database_url))
    prepare(app)
    with app.app_context():
        with pytest.raises(ArithmeticError):
            command.upgrade(further_migration(tmp_path, FAIL_LATE), "head")
        assert inspect(db.engine).get_table_names() == []
        db.engine.dispose()


def test_a_migration_may_not_leave_a_row_that_refers_to_nothing(filled_app: Flask, tmp_path: Path) -> None:
    with filled_app.app_context():
        before = state()
        with pytest.raises((IntegrityError, BrokenReferences)):
            command.upgrade(further_migration(tmp_path, COUNT_FOR_NO_ARTICLE), "head")
        assert state() == before


def test_processes_that_migrate_at_once(fresh_database_url: str, tmp_path: Path) -> None:
    environment = child_environment(tmp_path, fresh_database_url)
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", UPGRADE_WHEN_TOLD],
            cwd=PROJECT,
            env=environment,
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for _ in range(3)
    ]
    for process in processes:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    messages = [process.communicate()[1] for process in processes]
    assert [process.returncode for process in processes] == [0, 0, 0], "\n".join(messages)
    assert tables_of(fresh_database_url) == {*Base.metadata.tables, "alembic_version"}


def test_migrating_waits_for_whoever_holds_a_new_file(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path / 'fresh.sqlite3'}")
    with closing(sqlite3.connect(tmp_path / "fresh.sqlite3", check_same_thread=False)) as holder:
        holder.execute("BEGIN IMMEDIATE")
        release = Timer(0.3, holder.rollback)
        release.start()
        with migrating(engine) as connection:
            assert connection.scalar(text("PRAGMA journal_mode")) == "wal"
            assert connection.scalar(text("PRAGMA foreign_keys")) == 0
        release.join()
    engine.dispose()


def test_migrations_are_found_from_any_folder(fresh_database_url: str, tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "flask", "--app", str(PROJECT / "wsgi.py"), "db", "upgrade"],
        cwd=tmp_path,
        env=child_environment(tmp_path, fresh_database_url),
        check=True,
    )
    assert tables_of(fresh_database_url) == {*Base.metadata.tables, "alembic_version"}


def test_a_statement_waits_ten_seconds_for_a_lock(app: Flask) -> None:
    with app.app_context(), db.engine.connect() as connection:
        questions = {"sqlite": "PRAGMA busy_timeout", "postgresql": "SHOW lock_timeout"}
        answers = {"sqlite": 10_000, "postgresql": "10s"}
        dialect = connection.dialect.name
        assert connection.scalar(text(questions[dialect])) == answers[dialect]


def test_sqlite_is_set_up_to_be_safe_also_after_migrating(sqlite_app: Flask) -> None:
    with db.engine.connect() as connection:
        assert connection.scalar(text("PRAGMA foreign_keys")) == 1
        assert connection.scalar(text("PRAGMA journal_mode")) == "wal"
