"""The production server, Granian, with the settings that `flask site serve` and `make bench` share."""

from typing import Any

from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.server.common import AbstractServer

WORKERS = 2
# More than the slow requests that editors have under way at once, so that visitors never wait for them.
THREADS = 8


def server(target: str, host: str, port: int) -> AbstractServer[Any]:
    """Return the server of a WSGI application, given as `module:name`; its method `serve` runs until it is stopped."""
    return Granian(
        target,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        http=HTTPModes.http1,
        workers=WORKERS,
        blocking_threads=THREADS,
        respawn_failed_workers=True,
        log_access=False,
        websockets=False,
    )
