"""The line between a browser and a server, which can be cut."""

import socket
from contextlib import suppress
from threading import Thread

from tests.support.server import free_port

_CHUNK = 65_536


class Line:
    """Passes on what comes to a port of its own, both ways, for as long as it is not cut."""

    def __init__(self, target: int) -> None:
        self._target = target
        self._port = free_port()
        self._ends: list[socket.socket] = []
        self.mend()

    @property
    def url(self) -> str:
        """The server's address, by way of this line."""
        return f"http://127.0.0.1:{self._port}"

    def mend(self) -> None:
        """Take connections, from now on or again."""
        listener = socket.create_server(("127.0.0.1", self._port))
        self._ends = [listener]
        Thread(target=self._take, args=(listener,), daemon=True).start()

    def cut(self) -> None:
        """End every connection where it stands, and take no further one."""
        for end in self._ends:
            _end(end)

    def _take(self, listener: socket.socket) -> None:
        while True:
            try:
                client, _ = listener.accept()
            except OSError:
                # Cut.
                listener.close()
                return
            try:
                server = socket.create_connection(("127.0.0.1", self._target))
            except ConnectionError:
                client.close()
                continue
            self._ends += [client, server]
            Thread(target=_pass_both_ways, args=(client, server), daemon=True).start()


def _pass_both_ways(client: socket.socket, server: socket.socket) -> None:
    with client, server:
        back = Thread(target=_pass_on, args=(server, client), daemon=True)
        back.start()
        _pass_on(client, server)
        back.join()


def _pass_on(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while data := source.recv(_CHUNK):
            target.sendall(data)
    _end(source)
    _end(target)


def _end(connection: socket.socket) -> None:
    # Either side may have ended it already.
    with suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)
