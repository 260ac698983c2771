"""A compressed page with a number put in, as Chromium decodes it."""

import threading
from collections.abc import Iterable, Iterator
from wsgiref.types import StartResponse, WSGIEnvironment

import pytest
from playwright.sync_api import Browser, expect
from werkzeug.serving import make_server

from app.foundation.compression import SplicedGzip, accepts_gzip

PARAGRAPHS = "".join(f"<p>Paragraph {number} of the announcement. 公告第{number}段。</p>" for number in range(200))
BEFORE = f"<!doctype html><meta charset=utf-8><title>Counted</title>{PARAGRAPHS}<p>Hits:<b>"
AFTER = f"</b></p>{PARAGRAPHS}<footer>The end</footer>"

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Where a page is served that shows the last part of the path."""
    page = SplicedGzip(BEFORE.encode(), AFTER.encode())

    def serve(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        number = environ["PATH_INFO"].removeprefix("/").encode()
        assert accepts_gzip(environ["HTTP_ACCEPT_ENCODING"])
        start_response(
            "200 OK",
            [
                ("Content-Type", "text/html"),
                ("Content-Encoding", "gzip"),
                ("Content-Length", str(page.length(len(number)))),
            ],
        )
        return page.parts(number)

    server = make_server("127.0.0.1", 0, serve, threaded=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_chromium_shows_each_number_and_the_whole_page(browser: Browser, address: str) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        for number in ("7", "10", "681", "681682", "123456789012345"):
            response = page.goto(f"{address}/{number}")
            assert response is not None
            assert response.header_value("content-encoding") == "gzip"
            assert response.text() == BEFORE + number + AFTER
            expect(page.locator("b")).to_have_text(number)
            expect(page.locator("footer")).to_have_text("The end")
