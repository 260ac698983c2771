"""What holds for every page of a newsroom full of content, in both languages."""

from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser

from app import create_app
from tests.conftest import make_settings, watched_page
from tests.support import html
from tests.support.accessibility import faults_in_both_schemes
from tests.support.addresses import desk_paths
from tests.support.server import EMAIL, PASSWORD, Server


@pytest.fixture(scope="module")
def pages(demo: Server) -> dict[str, str]:
    """The demo newsroom's pages by their paths, found by following its links; each is valid HTML.

    Filters are followed one at a time: their combinations are hundreds of pages of the same kind.
    """
    found: dict[str, str] = {}
    waiting = {"/", "/zh/"}
    while waiting:
        path = waiting.pop()
        # Each from another address: nobody may have so many press kits made in a minute.
        visitor = (f"127.0.{1 + len(found) // 250}.{1 + len(found) % 250}", 0)
        with closing(HTTPConnection(urlsplit(demo.url).netloc, source_address=visitor)) as connection:
            connection.request("GET", path)
            answer = connection.getresponse()
            assert answer.status == 200, path
            found[path] = answer.read().decode() if answer.headers.get_content_type() == "text/html" else ""
        if found[path]:
            document = html.check(found[path])
            addresses = {link.get("href", "").partition("#")[0] for link in document.iter("a")}
            waiting |= {address for address in addresses if address.startswith("/") and address.count("=") < 2}
            waiting -= found.keys()
    return found


def test_prepared_again_it_loads_nothing_twice(demo: Server) -> None:
    assert "Loading" not in demo.flask("site", "prepare")


def test_every_page_is_valid_and_every_article_is_reached(pages: dict[str, str]) -> None:
    articles = [path for path in pages if "/news/" in path and pages[path] and path.count("/") == 2 + ("/zh/" in path)]
    assert len([path for path in articles if not path.endswith("/") and "?" not in path]) >= 30
    assert len([path for path in articles if path.startswith("/zh/news/") and len(path) > len("/zh/news/")]) >= 4


@pytest.mark.browser
def test_every_kind_of_page_is_accessible(demo: Server, pages: dict[str, str], browser: Browser) -> None:
    found: list[str] = []
    for page in watched_page(browser, base_url=demo.url):
        for path in _one_of_each_kind(pages):
            page.goto(path)
            found += faults_in_both_schemes(page)
    assert not found, "\n".join(found)


@pytest.mark.browser
def test_every_page_of_the_desk_is_accessible(demo: Server, browser: Browser, tmp_path: Path) -> None:
    found, looked_at = [], 0
    for page in watched_page(browser, base_url=demo.url):
        page.goto("/admin/sign-in")
        found += faults_in_both_schemes(page)
        page.get_by_label("Email").fill(EMAIL)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url("**/admin/")
        for path in desk_paths(create_app(make_settings(tmp_path))):
            if "text/html" in page.request.get(path).headers["content-type"]:
                page.goto(path)
                found += faults_in_both_schemes(page)
                looked_at += 1
    assert not found, "\n".join(found)
    assert looked_at > 10


def _one_of_each_kind(pages: dict[str, str]) -> list[str]:
    """Return the longest page of each form of address in each language."""
    kinds: dict[tuple[bool, str, int, str], str] = {}
    for path in sorted(pages, key=lambda path: len(pages[path])):
        if pages[path]:
            address, _, query = path.partition("?")
            steps = address.removeprefix("/zh").split("/")
            kinds[address.startswith("/zh/"), steps[1], len(steps), query.partition("=")[0]] = path
    return sorted(kinds.values())
