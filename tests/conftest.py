"""Fixtures: the application on each database, checked requests, a signed-in editor."""

import os
import secrets
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, Playwright, StorageState, sync_playwright
from redis import Redis
from redis.exceptions import ConnectionError as NoRedis
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from app import create_app
from app.foundation import page_versions
from app.foundation.database import Base, db
from app.foundation.limits import limiter
from app.foundation.migrations import upgrade
from app.foundation.storage import FolderStorage
from config import Settings
from tests.support import chromium
from tests.support.client import CheckedClient
from tests.support.people import EDITOR, PASSWORD, add_user
from tests.support.server import EMAIL, Server, running
from tests.support.server import PASSWORD as SERVED_PASSWORD

CI = os.environ.get("CI") == "true"
POSTGRESQL = os.environ.get("TEST_POSTGRESQL_URL", "postgresql+psycopg://postgres@127.0.0.1:5432/postgres")
REDIS = os.environ.get("TEST_REDIS_URL", "redis://127.0.0.1:6379")
# Processes that test at once, each in a database of its own.
WORKER = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """An empty database of its own, on SQLite and then on PostgreSQL; dropped at the end."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path_factory.mktemp('database') / 'test.sqlite3'}"
        return
    yield from postgresql_database()


def postgresql_database() -> Iterator[str]:
    """Make a PostgreSQL database and drop it; skip where there is no server, but not under CI."""
    name = f"dateline_test_{secrets.token_hex(6)}"
    server = create_engine(POSTGRESQL, isolation_level="AUTOCOMMIT")
    try:
        with server.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name}"))
    except OperationalError as error:
        server.dispose()
        if CI:
            pytest.fail(f"no PostgreSQL at {POSTGRESQL}: {error}")
        pytest.skip(f"no PostgreSQL at {POSTGRESQL}; set TEST_POSTGRESQL_URL to test on it")
    try:
        yield make_url(POSTGRESQL).set(database=name).render_as_string(hide_password=False)
    finally:
        with server.connect() as connection:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
        server.dispose()


@pytest.fixture
def redis_url() -> str:
    """Where Redis answers; what the test leaves there runs out by itself."""
    url = f"{REDIS}/{WORKER}"
    client = Redis.from_url(url)
    try:
        client.ping()
    except NoRedis:
        if CI:
            pytest.fail(f"no Redis at {REDIS}")
        pytest.skip(f"no Redis at {REDIS}; set TEST_REDIS_URL to test on it")
    finally:
        client.close()
    return url


def make_settings(folder: Path, **variables: str) -> Settings:
    """Settings as an environment of just these variables gives them."""
    return Settings.from_environment({"DATA_DIR": str(folder), "SECRET_KEY": "for tests alone", **variables})


@pytest.fixture(scope="session")
def migrated_app(database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The application on a migrated database."""
    app = create_app(make_settings(tmp_path_factory.mktemp("data"), DATABASE_URL=database_url))
    app.test_client_class = CheckedClient
    # The real method, but cheap: what makes guessing slow would be paid by every test that signs in.
    app.extensions["security"].pwd_context.update(argon2__rounds=1, argon2__memory_cost=8, argon2__parallelism=1)
    with app.app_context():
        upgrade()
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def app(migrated_app: Flask) -> Iterator[Flask]:
    """The application with empty tables."""
    yield migrated_app
    forget_everything(migrated_app)


def forget_everything(app: Flask) -> None:
    """Empty the tables, and what is kept beside them: ids, which may come again, have a meaning there."""
    app.extensions["counter"].close()
    for folder in ("hits", "uploads"):
        shutil.rmtree(app.extensions["settings"].data_dir / folder, ignore_errors=True)
    with app.app_context(), db.engine.begin() as connection:
        for table in reversed(Base.metadata.sorted_tables):
            connection.execute(table.delete())
    page_versions.of(app).mark([page_versions.EVERYTHING])
    limiter.reset()


@pytest.fixture
def impatient_app(app: Flask, database_url: str, tmp_path: Path) -> Iterator[Flask]:
    """A second application on the same database: it waits one second for a lock, and takes small requests only."""
    settings = make_settings(tmp_path, DATABASE_URL=database_url)
    second = create_app(replace(settings, lock_timeout=1.0, max_request_bytes=50_000))
    second.test_client_class = CheckedClient
    yield second
    with second.app_context():
        db.engine.dispose()


@pytest.fixture
def session(app: Flask) -> Iterator[Session]:
    """A session of the test's own on the application's database."""
    with app.app_context():
        engine = db.engine
    with Session(engine) as session:
        yield session


@pytest.fixture
def fold(app: Flask, session: Session) -> Callable[[], None]:
    """Brings what was counted into the database, as the server does every second."""

    def fold() -> None:
        with Session(session.get_bind()) as own:
            app.extensions["counter"].fold(own)
        session.expire_all()

    return fold


@pytest.fixture
def storage(app: Flask) -> FolderStorage:
    """Where the application keeps its pictures."""
    folder: FolderStorage = app.extensions["media"]
    return folder


@pytest.fixture
def visitor(app: Flask) -> CheckedClient:
    """A visitor's client; every page that it gets is checked."""
    client = app.test_client()
    assert isinstance(client, CheckedClient)
    return client


@pytest.fixture
def editor(app: Flask) -> CheckedClient:
    """A signed-in editor's client."""
    with app.app_context():
        add_user(EDITOR, "editor")
    client = app.test_client()
    assert isinstance(client, CheckedClient)
    client.sign_in(EDITOR, PASSWORD)
    return client


@pytest.fixture
def administrator(app: Flask) -> CheckedClient:
    """A signed-in administrator's client."""
    with app.app_context():
        add_user("administrator@example.com", "administrator")
    client = app.test_client()
    assert isinstance(client, CheckedClient)
    client.sign_in("administrator@example.com", PASSWORD)
    return client


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A newsroom on SQLite, served by the production server, for all browser tests."""
    with running(tmp_path_factory.mktemp("served")) as server:
        yield server


@pytest.fixture(scope="session")
def executable() -> str:
    """The system's Chromium; tests that need it are skipped where there is none, but not under CI."""
    executable = chromium.path()
    if executable is None:
        if CI:
            pytest.fail("no Chromium on this machine")
        pytest.skip("no Chromium on this machine; install it, or name it in CHROMIUM")
    return executable


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """What drives browsers; there can be one in a process."""
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def browser(playwright: Playwright, executable: str) -> Iterator[Browser]:
    """A browser for all tests, each in a context of its own."""
    browser = playwright.chromium.launch(executable_path=executable, headless=True, args=chromium.FLAGS)
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def signed_in(browser: Browser, server: Server) -> StorageState:
    """The cookies of somebody who signed in, once for all browser tests: sign-ins are limited."""
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{server.url}/admin/sign-in")
        page.get_by_label("Email").fill(EMAIL)
        page.get_by_label("Password").fill(SERVED_PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url(f"{server.url}/admin/")
        return context.storage_state()


@pytest.fixture
def desk(browser: Browser, server: Server, signed_in: StorageState) -> Iterator[Page]:
    """A signed-in browser page, relative to the server; an error in a script or a breach of policy fails the test."""
    yield from watched_page(browser, base_url=server.url, storage_state=signed_in)


@pytest.fixture
def desk_without_script(browser: Browser, server: Server, signed_in: StorageState) -> Iterator[Page]:
    """The same with JavaScript switched off."""
    yield from watched_page(browser, base_url=server.url, storage_state=signed_in, java_script_enabled=False)


@pytest.fixture
def reader(browser: Browser, server: Server) -> Iterator[Page]:
    """A visitor's browser page, relative to the server."""
    yield from watched_page(browser, base_url=server.url)


def watched_page(browser: Browser, **options: Any) -> Iterator[Page]:
    """Give a page of its own and check at the end that nothing went wrong inside the browser."""
    with browser.new_context(**options) as context:
        page = context.new_page()
        faults: list[str] = []
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
        yield page
        # A refused answer is logged as an error too; those are what some tests are about.
        assert [fault for fault in faults if "Failed to load resource" not in fault] == []
