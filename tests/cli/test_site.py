import os
import socket
import subprocess
import sys
from pathlib import Path

from config import PROJECT
from tests.support.server import EMAIL, PASSWORD, free_port


def flask(folder: Path, *arguments: str, **variables: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "flask", *arguments],
        cwd=PROJECT,
        env={"PATH": os.environ.get("PATH", os.defpath), "DATA_DIR": str(folder), **variables},
        capture_output=True,
        text=True,
        check=False,
    )


def test_prepare_makes_what_is_missing_once(tmp_path: Path) -> None:
    first = flask(tmp_path, "site", "prepare", ADMIN_EMAIL=EMAIL, ADMIN_PASSWORD=PASSWORD)
    assert first.returncode == 0, first.stderr
    assert f"Password      {PASSWORD}" in first.stdout
    second = flask(tmp_path, "site", "prepare")
    assert second.returncode == 0, second.stderr
    assert "http://127.0.0.1:8000/" in second.stdout
    assert "Password" not in second.stdout


def test_value_that_cannot_be_understood_stops_the_start(tmp_path: Path) -> None:
    done = flask(tmp_path, "site", "serve", PORT="eighty")
    assert done.returncode == 1
    assert done.stderr.startswith("PORT='eighty' cannot be understood")


def test_database_that_was_never_prepared_is_said_in_words(tmp_path: Path) -> None:
    done = flask(tmp_path, "articles", "import", "tests/transfer/legacy/pages/signing.txt")
    assert done.returncode == 1
    assert "run 'flask site prepare' first" in done.stderr
    assert "Traceback" not in done.stderr


def test_port_that_is_taken_is_refused(tmp_path: Path) -> None:
    port = free_port()
    with socket.create_server(("127.0.0.1", port)):
        done = flask(tmp_path, "site", "serve", PORT=str(port))
    assert done.returncode == 1
    assert "Choose another with PORT=" in done.stderr
