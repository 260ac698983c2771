"""A site of somebody else, on this machine, that answers as a test says and notes who asked."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

# A status that no server sends: one byte after another comes, and no end.
ENDLESS = -1


@dataclass
class OtherSite:
    """`answers` are statuses by path, and where each leads; `asked` are methods and paths in order."""

    port: int
    answers: dict[str, tuple[int, str]] = field(default_factory=dict)
    heads: dict[str, int] = field(default_factory=dict)
    asked: list[tuple[str, str]] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)


@contextmanager
def other_site() -> Iterator[OtherSite]:
    class Handler(BaseHTTPRequestHandler):
        def do_HEAD(self) -> None:
            self.answer("HEAD")

        def do_GET(self) -> None:
            self.answer("GET")

        def answer(self, method: str) -> None:
            site.asked.append((method, self.path))
            site.agents.add(self.headers["User-Agent"])
            status, location = site.answers.get(self.path, (200, ""))
            if method == "HEAD":
                status = site.heads.get(self.path, status)
            if status == ENDLESS:
                with suppress(OSError):
                    while not stopping.wait(0.02):
                        self.wfile.write(b"H")
                self.close_connection = True
                return
            self.send_response(status)
            if location:
                self.send_header("Location", location)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_arguments: object) -> None:
            """Say nothing."""

    stopping = threading.Event()
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        site = OtherSite(server.server_port)
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield site
        finally:
            stopping.set()
            server.shutdown()
            thread.join()
