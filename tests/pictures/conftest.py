"""A database and a media folder without the application."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine
from sqlalchemy.orm import Session

from app.foundation.database import Base
from app.foundation.storage import FolderStorage
from tests.conftest import postgresql_database


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """An engine for a database of its own, on SQLite and then on PostgreSQL."""
    if request.param == "sqlite":
        yield from _engine(f"sqlite:///{tmp_path_factory.mktemp('database') / 'test.sqlite3'}")
    else:
        for url in postgresql_database():
            yield from _engine(url)


def _engine(url: str) -> Iterator[Engine]:
    engine = create_engine(url)
    Base.metadata.create_all(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    """A session on empty tables."""
    with engine.begin() as connection:
        for table in reversed(Base.metadata.sorted_tables):
            connection.execute(table.delete())
    with Session(engine) as session:
        yield session


@pytest.fixture
def storage(tmp_path: Path) -> FolderStorage:
    """An empty media folder."""
    return FolderStorage(tmp_path / "media")
