"""A visit to an address: is anything there? As little as possible is asked for, and less is read."""

import socket
import ssl
import threading
import time
from contextlib import suppress
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from urllib.parse import urljoin, urlsplit
from urllib.request import getproxies

from app.articles.checks.addresses import normalised
from app.articles.checks.link_models import LinkStatus
from app.links.hosts import Find, NoHost, NotPublic, public_addresses

# Seconds for each step, and for a visit with everything that it is led to.
TIMEOUT = 8
LONGEST_VISIT = 20
MOST_REDIRECTS = 5
# Of one host; the last one's problem is what is told.
_MOST_ADDRESSES = 3
_PORTS = {"http": 80, "https": 443}
_HEADERS = {"User-Agent": "Dateline (link check)", "Accept": "*/*", "Accept-Encoding": "identity"}
_NOWHERE = {HTTPStatus.NOT_FOUND: LinkStatus.NOT_FOUND, HTTPStatus.GONE: LinkStatus.GONE}
_REDIRECTS = (301, 302, 303, 307, 308)


def visit(address: str, find: Find = public_addresses) -> LinkStatus:
    """Return what is at a normalised address. `find` tells where a host is, and refuses what is not public.

    Where the environment names a proxy, this server may not reach the internet by itself, and nothing is said.
    """
    if urlsplit(address).scheme in getproxies():
        return LinkStatus.UNCLEAR
    ends = time.monotonic() + LONGEST_VISIT
    try:
        return _follow(address, find, ends)
    except NoHost:
        return LinkStatus.NO_HOST
    except (NotPublic, ssl.SSLError, HTTPException, ValueError):
        return LinkStatus.UNCLEAR
    except OSError:
        return LinkStatus.NO_ANSWER


def _follow(address: str, find: Find, ends: float) -> LinkStatus:
    """Ask for the head alone, and where that is not answered well, as some do, for the page."""
    for _ in range(1 + MOST_REDIRECTS):
        status, location = _ask("HEAD", address, find, ends)
        if status >= HTTPStatus.BAD_REQUEST:
            status, location = _ask("GET", address, find, ends)
        if status in _REDIRECTS and location:
            led_to = normalised(urljoin(address, location))
            if led_to is None:
                return LinkStatus.UNCLEAR
            address = led_to
            continue
        if status < HTTPStatus.BAD_REQUEST:
            return LinkStatus.REACHED
        return _NOWHERE.get(HTTPStatus(status), LinkStatus.UNCLEAR)
    return LinkStatus.UNCLEAR


def _ask(method: str, address: str, find: Find, ends: float) -> tuple[int, str | None]:
    """Return the status of an answer, and where it leads; its body is not read."""
    parts = urlsplit(address)
    host, port = parts.hostname or "", parts.port or _PORTS[parts.scheme]
    connection = _Connection(host, port, find(host, port), is_secure=parts.scheme == "https")
    left = ends - time.monotonic()
    if left <= 0:
        raise TimeoutError
    # A server that sends a byte now and then would keep each step in time, but not all of them.
    guard = threading.Timer(left, connection.cut)
    guard.start()
    try:
        path = parts.path + (f"?{parts.query}" if parts.query else "")
        connection.request(method, path, headers=_HEADERS)
        answer = connection.getresponse()
        return answer.status, answer.getheader("Location")
    finally:
        guard.cancel()
        connection.close()


class _Connection(HTTPConnection):
    """A connection to one of the addresses that were looked at, whatever the name stands for by now."""

    def __init__(self, host: str, port: int, addresses: list[tuple[str, int]], *, is_secure: bool) -> None:
        super().__init__(host, port, timeout=TIMEOUT)
        self._addresses = addresses[:_MOST_ADDRESSES]
        self._is_secure = is_secure
        self._is_cut = False
        if is_secure:
            self.default_port = _PORTS["https"]

    def connect(self) -> None:
        """Connect, with TLS to the name if the scheme says so. Raises `TimeoutError` if it was cut meanwhile."""
        for address in self._addresses[:-1]:
            with suppress(OSError):
                self.sock = socket.create_connection(address, TIMEOUT)
                break
        else:
            self.sock = socket.create_connection(self._addresses[-1], TIMEOUT)
        if self._is_secure:
            context = ssl.create_default_context()
            self.sock = context.wrap_socket(self.sock, server_hostname=self.host)
        # Until here there was no socket that `cut` could shut down.
        if self._is_cut:
            raise TimeoutError

    def cut(self) -> None:
        """End whatever is under way or is yet to come, from another thread."""
        self._is_cut = True
        with suppress(OSError, AttributeError):
            self.sock.shutdown(socket.SHUT_RDWR)
