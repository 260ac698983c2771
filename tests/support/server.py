"""A real server process, as an operator starts it."""

import os
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from config import PROJECT
from tests.support.waiting import PATIENCE, wait_for

PASSWORD = "a password for tests"
EMAIL = "newsroom@example.com"


@dataclass(frozen=True)
class Server:
    """Where a server listens and what it was started with."""

    url: str
    environment: dict[str, str]

    def flask(self, *arguments: str, status: int = 0) -> str:
        """Run an operator's command beside the server and return what it printed."""
        done = subprocess.run(
            [sys.executable, "-m", "flask", *arguments],
            cwd=PROJECT,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == status, done.stdout + done.stderr
        return done.stdout + done.stderr


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def running(data_dir: Path, **variables: str) -> Iterator[Server]:
    """Prepare a newsroom and serve it with the production server and its two workers until the block ends."""
    server = prepared(data_dir, **variables)
    process = start(server)
    try:
        yield server
    finally:
        end(process)


def prepared(data_dir: Path, **variables: str) -> Server:
    """Prepare a newsroom that is not served yet."""
    port = free_port()
    environment = {
        "PATH": os.environ.get("PATH", os.defpath),
        "DATA_DIR": str(data_dir),
        "PORT": str(port),
        "ADMIN_EMAIL": EMAIL,
        "ADMIN_PASSWORD": PASSWORD,
        **variables,
    }
    server = Server(f"http://127.0.0.1:{port}", environment)
    server.flask("site", "prepare")
    return server


def start(server: Server) -> "subprocess.Popen[bytes]":
    """Serve a newsroom, and wait until it answers; its processes are a group of their own."""
    process = subprocess.Popen(
        [sys.executable, "-m", "flask", "site", "serve"], cwd=PROJECT, env=server.environment, start_new_session=True
    )
    try:
        wait_for(lambda: _answers(server.url, process))
    except BaseException:
        end(process)
        raise
    return process


def end(process: "subprocess.Popen[bytes]") -> None:
    """Stop serving."""
    os.killpg(process.pid, signal.SIGTERM)
    try:
        process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _answers(url: str, process: "subprocess.Popen[bytes]") -> bool:
    assert process.poll() is None, f"the server ended with {process.returncode}"
    try:
        urllib.request.urlopen(url, timeout=5).close()
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False
    return True
