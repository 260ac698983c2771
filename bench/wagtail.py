"""Installing the newest Wagtail, and serving one page of it from Django's page cache."""

import subprocess
import sys
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path

from app.cli import serving
from bench import servers
from bench.servers import Server
from config import PROJECT

CACHE = PROJECT / ".bench"
FOLDER = CACHE / "wagtail"
PACKAGES = ("wagtail", f"granian=={version('granian')}")
PATH = "/"


class NotInstalled(Exception):
    """Wagtail cannot be had, or not be set up."""


def installed() -> str:
    """Install the newest Wagtail where none is yet, and return its version. Raises `NotInstalled`."""
    # Written last, so that a half of an installation is not taken for a whole one.
    marker = FOLDER / "installed"
    if not marker.exists() or marker.read_text() != PACKAGES[1]:
        sys.stderr.write("Installing Wagtail …\n")
        venv.create(FOLDER, with_pip=True, clear=True)
        # The cache keeps itself out of the repository.
        (CACHE / ".gitignore").write_text("*\n")
        done = subprocess.run([FOLDER / "bin/pip", "install", "--quiet", *PACKAGES], capture_output=True, text=True)
        if done.returncode:
            raise NotInstalled(_last_line(done.stderr))
        marker.write_text(PACKAGES[1])
    said = subprocess.run(
        [FOLDER / "bin/python", "-c", "import wagtail; print(wagtail.__version__)"], capture_output=True, text=True
    )
    return said.stdout.strip()


@contextmanager
def served(folder: Path, body: str) -> Iterator[Server]:
    """Make a site with one page in `folder` and serve it by Granian with the settings of Dateline's own server.

    Raises `NotInstalled` where the site cannot be made, `FailedStart` where it does not answer.
    """
    environment = {"DJANGO_SETTINGS_MODULE": "bench.wagtail_site.settings", "WAGTAIL_DIR": str(folder)}
    done = subprocess.run(
        [FOLDER / "bin/python", "-m", "bench.wagtail_site.fill"],
        cwd=PROJECT, env=environment, input=body, capture_output=True, text=True,
    )  # fmt: skip
    if done.returncode:
        raise NotInstalled(_last_line(done.stderr))
    port = servers.free_port()
    ours = serving.server("bench.wagtail_site.wsgi:application", "127.0.0.1", port)
    command = [
        str(FOLDER / "bin/granian"),
        "--interface=wsgi",
        "--no-ws",
        "--host=127.0.0.1",
        f"--port={port}",
        f"--http={ours.http}",
        f"--workers={ours.workers}",
        f"--blocking-threads={ours.blocking_threads}",
        f"--runtime-threads={ours.runtime_threads}",
        f"--runtime-mode={ours.runtime_mode}",
        f"--backlog={ours.backlog}",
        f"--backpressure={ours.backpressure}",
        ours.target,
    ]
    with servers.started(command, port, environment, log=folder / "wagtail.log", path=PATH) as server:
        yield server


def _last_line(said: str) -> str:
    return (said.strip().splitlines() or ["it said nothing"])[-1]
