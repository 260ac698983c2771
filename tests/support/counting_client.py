"""A client that knows exactly what it was answered, also when the server is killed under it."""

import itertools
import re
import socket
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field

LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
NUMBER = re.compile(rb"Hits:(\d+)")
# A server that says nothing for so long (in seconds) has cut the request off.
PATIENCE = 30
# How long to wait before knocking again where nobody listens, in seconds.
PAUSE = 0.02


@dataclass
class Tally:
    """What became of the requests for one page.

    `complete` were answered 200 to the last byte, `refused` with another status; `cut_off` were sent, at least in part,
    and not answered to the end, so that they may have been counted or not. `highest` is the largest number shown.
    `stale` answers showed a number that was not above one that had been read before they were asked for.
    """

    complete: int = 0
    cut_off: int = 0
    refused: int = 0
    stale: int = 0
    highest: int = 0


@dataclass
class CountingClient:
    """Several connections that are kept alive, each asking for one page after the other as fast as it is answered."""

    port: int
    paths: Sequence[str]
    tallies: dict[str, Tally] = field(init=False)
    _lock: threading.Lock = field(init=False, default_factory=threading.Lock)
    _stopping: threading.Event = field(init=False, default_factory=threading.Event)

    def __post_init__(self) -> None:
        self.tallies = {path: Tally() for path in self.paths}

    @property
    def complete(self) -> int:
        """All complete answers so far."""
        with self._lock:
            return sum(tally.complete for tally in self.tallies.values())

    def ask(self, first: int) -> None:
        """Ask until told to stop, beginning with the page at place `first`; a connection that breaks is made anew."""
        paths = itertools.islice(itertools.cycle(self.paths), first, None)
        while not self._stopping.is_set():
            try:
                connection = socket.create_connection(("127.0.0.1", self.port), PATIENCE)
            except OSError:
                time.sleep(PAUSE)
                continue
            with connection:
                while not self._stopping.is_set() and self._ask_once(connection, next(paths)):
                    pass

    def stop(self) -> None:
        """Let every connection finish the request that it has sent, and then end."""
        self._stopping.set()

    def _ask_once(self, connection: socket.socket, path: str) -> bool:
        """Ask for a page and note what came of it; say whether the connection can be used again."""
        tally = self.tallies[path]
        known = tally.highest
        try:
            connection.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\n\r\n".encode())
            status, body = _answer(connection)
        except OSError:
            with self._lock:
                tally.cut_off += 1
            return False
        with self._lock:
            if status != 200:
                tally.refused += 1
                return True
            tally.complete += 1
            number = number_in(body)
            tally.stale += number <= known
            tally.highest = max(tally.highest, number)
        return True


@contextmanager
def counting(port: int, paths: Sequence[str], connections: int = 8) -> Iterator[CountingClient]:
    """Ask for the paths in turn on so many connections at once while the block runs; count what is answered."""
    client = CountingClient(port, paths)
    with ThreadPoolExecutor(connections) as pool:
        asking = [pool.submit(client.ask, first) for first in range(connections)]
        try:
            yield client
        finally:
            client.stop()
    for connection in asking:
        connection.result()


def number_in(page: bytes) -> int:
    """Return the hits that an English article page shows. Raises `ValueError` where it shows none."""
    found = NUMBER.search(page)
    if found is None:
        raise ValueError(f"no number of hits in {page[:200]!r}")
    return int(found[1])


def _answer(connection: socket.socket) -> tuple[int, bytes]:
    """Read one answer with a Content-Length (RFC 9112, 6.2). Raises `OSError` where the connection ends before it."""
    received = bytearray()
    while (end := received.find(b"\r\n\r\n")) < 0:
        received += _more(connection)
    length = LENGTH.search(received, 0, end)
    if length is None:
        raise ValueError(f"an answer that does not say its length: {bytes(received[:end])!r}")
    whole = end + 4 + int(length[1])
    while len(received) < whole:
        received += _more(connection)
    return int(received.split(b" ", 2)[1]), bytes(received[end + 4 : whole])


def _more(connection: socket.socket) -> bytes:
    received = connection.recv(65536)
    if not received:
        raise ConnectionResetError("the connection ended within an answer")
    return received
