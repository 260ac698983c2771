"""Starting and stopping the servers that are measured."""

import http.client
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from bench import processes
from config import PROJECT
from tests.support.server import free_port
from tests.support.waiting import PATIENCE

__all__ = ["FailedStart", "Server", "free_port", "get", "python", "started"]

# How often a starting server is asked, in seconds.
ASKED_EVERY = 0.005


class FailedStart(Exception):
    """A server that ended before it answered, or did not answer in time."""


@dataclass(frozen=True)
class Server:
    """A server that answers. `start` is the time in seconds from the call to its first whole answer."""

    port: int
    process: "subprocess.Popen[bytes]"
    start: float

    @property
    def leader(self) -> int:
        """The process that was started; it leads a session of its own."""
        return self.process.pid

    def url(self, path: str) -> str:
        """Return the address of a path."""
        return f"http://127.0.0.1:{self.port}{path}"

    def end(self, kind: signal.Signals = signal.SIGTERM) -> None:
        """Send a signal to all of the server's processes and wait until they are gone."""
        for attempt in (kind, signal.SIGKILL):
            with suppress(ProcessLookupError):
                os.killpg(self.leader, attempt)
            deadline = time.monotonic() + PATIENCE
            while processes.of_server(self.leader) and time.monotonic() < deadline:
                time.sleep(ASKED_EVERY)
        self.process.wait()


@contextmanager
def started(
    command: Sequence[str],
    port: int,
    environment: dict[str, str],
    *,
    log: Path,
    path: str = "/",
    folder: Path = PROJECT,
) -> Iterator[Server]:
    """Start a server in `folder` and give it when it has answered `path` with 200; stop it at the end.

    What it prints is added to the file `log`. Raises `FailedStart`, which names that file.
    """
    complete = {"PATH": os.environ.get("PATH", os.defpath), **environment}
    began = time.perf_counter()
    with log.open("ab") as output:
        process = subprocess.Popen(
            command, cwd=folder, env=complete, start_new_session=True, stdout=output, stderr=subprocess.STDOUT
        )
    server = Server(port, process, 0)
    try:
        _wait_until_answering(server, path, log)
        yield Server(port, process, time.perf_counter() - began)
    finally:
        server.end()


def python(module: str, *arguments: str) -> list[str]:
    """Return the command that runs a module of this installation."""
    return [sys.executable, "-m", module, *arguments]


def get(server: Server, path: str, headers: dict[str, str] | None = None) -> tuple[int, dict[str, str], bytes]:
    """Ask once over a fresh connection; return status, headers with their names in lower case, and the body as sent."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE)
    try:
        connection.request("GET", path, headers=headers or {})
        answer = connection.getresponse()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
    finally:
        connection.close()


def _wait_until_answering(server: Server, path: str, log: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    reason = "no answer"
    while time.monotonic() < deadline:
        if server.process.poll() is not None:
            raise FailedStart(f"it ended with {server.process.returncode}; what it said: {log.read_text()[-2000:]}")
        try:
            status, _, _ = get(server, path)
        except (OSError, http.client.HTTPException):
            time.sleep(ASKED_EVERY)
        else:
            if status == http.HTTPStatus.OK:
                return
            reason = f"status {status}"
            time.sleep(ASKED_EVERY)
    raise FailedStart(f"{reason} from {server.url(path)} within {PATIENCE} s; what it said: {log.read_text()[-2000:]}")
