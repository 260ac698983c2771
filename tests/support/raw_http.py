"""Requests to a server as they are written, without a client that would tidy or follow anything."""

import http.client
from dataclasses import dataclass
from urllib.parse import urlsplit


@dataclass(frozen=True)
class Answer:
    """What came back; the names of headers are written Like-This."""

    status: int
    headers: dict[str, str]
    body: bytes


def ask(url: str, path: str, method: str = "GET", **headers: str) -> Answer:
    """Send one request to the server at `url`; in the names of `headers`, `_` stands for `-`."""
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=30)
    try:
        connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        response = connection.getresponse()
        answer = {name.title(): value for name, value in response.getheaders()}
        return Answer(response.status, answer, response.read())
    finally:
        connection.close()
