"""Serving the naive page of `bench/naive_app.py`, and what it has counted."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench import servers
from bench.servers import Server

PATH = "/news/1"


def prepare(folder: Path, body: str) -> None:
    """Make the database with one article."""
    connection = sqlite3.connect(_database(folder))
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute(
        "CREATE TABLE articles (id INTEGER PRIMARY KEY, title TEXT, day TEXT, hits INTEGER NOT NULL, body TEXT)"
    )
    connection.execute("INSERT INTO articles VALUES (1, 'Announcement number 1', '2021-10-31', 0, ?)", (body,))
    connection.commit()
    connection.close()


@contextmanager
def served(folder: Path) -> Iterator[Server]:
    """Serve the newsroom in `folder` by Dateline's own server, with its settings."""
    port = servers.free_port()
    command = servers.python("bench.serve", "bench.naive_app:app", str(port))
    environment = {"NAIVE_DATABASE": f"sqlite:///{_database(folder)}"}
    with servers.started(command, port, environment, log=folder / "naive.log", path=PATH) as server:
        yield server


def hits(folder: Path) -> int:
    """Return the views that are stored."""
    connection = sqlite3.connect(_database(folder))
    number = int(connection.execute("SELECT hits FROM articles").fetchone()[0])
    connection.close()
    return number


def _database(folder: Path) -> Path:
    return folder / "naive.sqlite3"
