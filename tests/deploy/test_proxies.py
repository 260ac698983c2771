"""The sample configurations, read by the real proxies; skipped where one is not installed."""

import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from config import PROJECT
from tests.support.raw_http import ask
from tests.support.server import Server, free_port, running
from tests.support.waiting import PATIENCE

PICTURE = "/media/ab/abcdef-480.avif"
ARTICLE = "/news/halden-instruments-and-the-port-of-vik-agree-on-a-shared-calibration-laboratory"
# What may differ from one server to another.
THE_PROXYS_OWN = {"Content-Type", "Date", "Etag", "Last-Modified", "Server", "Vary"}
NGINX = """
daemon off; master_process off; pid pid;
events {{}}
http {{
    access_log off;
    client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi;
    scgi_temp_path scgi; uwsgi_temp_path uwsgi;
    {}
}}
"""


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("behind_proxies")
    picture = folder / "media" / PICTURE.replace("/media/", "renditions/")
    picture.parent.mkdir(parents=True)
    picture.write_bytes(bytes(range(256)) * 40)
    (picture.parent / ".hidden.avif").write_bytes(b"private")
    (folder / "media" / "originals" / "ab").mkdir(parents=True)
    (folder / "media" / "originals" / "ab" / "private").write_bytes(b"private")
    return folder


@pytest.fixture(scope="module")
def served(data_dir: Path) -> Iterator[Server]:
    with running(data_dir, TRUSTED_PROXIES="1") as server:
        server.flask("articles", "import", str(PROJECT / "tests/transfer/legacy/pages/signing.txt"))
        yield server


@pytest.fixture(scope="module", params=["nginx", "caddy"])
def proxy(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    if shutil.which(name) is None:
        pytest.skip(f"no {name} on this machine")
    return name


@pytest.fixture(scope="module")
def before_the_newsroom(
    proxy: str, served: Server, data_dir: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    with in_front(proxy, int(served.environment["PORT"]), data_dir, tmp_path_factory.mktemp(proxy)) as url:
        yield url


@contextmanager
def in_front(proxy: str, newsroom_port: int, data_dir: Path, folder: Path) -> Iterator[str]:
    """Run a proxy, by its sample with this machine's paths, and give its address."""
    port = free_port()
    command = COMMANDS[proxy](newsroom_port, data_dir, folder, port)
    process = subprocess.Popen(command, cwd=folder, env=os.environ | {"HOME": str(folder)})
    try:
        wait_until_listening(port, process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(PATIENCE)


def nginx(newsroom_port: int, data_dir: Path, folder: Path, port: int) -> list[str]:
    sample = filled_in("nginx.conf", newsroom_port, data_dir, {"listen 80;": f"listen 127.0.0.1:{port};"})
    (folder / "nginx.conf").write_text(NGINX.format(sample))
    command = ["nginx", "-p", str(folder), "-e", "stderr", "-c", str(folder / "nginx.conf")]
    subprocess.run([*command, "-t"], check=True, capture_output=True)
    return command


def caddy(newsroom_port: int, data_dir: Path, folder: Path, port: int) -> list[str]:
    sample = filled_in("Caddyfile", newsroom_port, data_dir, {"\nnews.example.com {": f"\nhttp://127.0.0.1:{port} {{"})
    (folder / "Caddyfile").write_text("{\n\tadmin off\n}\n" + sample)
    return ["caddy", "run", "--config", str(folder / "Caddyfile")]


COMMANDS = {"nginx": nginx, "caddy": caddy}


def filled_in(sample: str, newsroom_port: int, data_dir: Path, further: dict[str, str]) -> str:
    text = (PROJECT / "deploy" / sample).read_text()
    places = {
        "127.0.0.1:8000": f"127.0.0.1:{newsroom_port}",
        "/srv/dateline": str(PROJECT),
        "/var/lib/dateline/media": str(data_dir / "media"),
        **further,
    }
    for place, value in places.items():
        assert place in text, f"{sample} no longer speaks of {place}"
        text = text.replace(place, value)
    return text


def wait_until_listening(port: int, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        assert process.poll() is None, f"the proxy ended with {process.returncode}"
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except ConnectionError:
            time.sleep(0.02)
        else:
            return
    raise AssertionError(f"nobody listens on port {port} after {PATIENCE} s")


def test_files_come_from_the_proxy_as_the_newsroom_would_send_them(
    proxy: str, served: Server, data_dir: Path, tmp_path: Path
) -> None:
    addresses = re.findall(r'"(/static/[^"]+)"', ask(served.url, "/").body.decode())
    assert addresses
    # Nobody listens where the newsroom should be.
    with in_front(proxy, free_port(), data_dir, tmp_path) as url:
        assert ask(url, "/").status == 502
        for path in [*addresses, "/static/public/site.css", "/static/admin/editor.js", PICTURE]:
            from_newsroom, from_proxy = ask(served.url, path), ask(url, path)
            assert (from_proxy.status, from_proxy.body) == (200, from_newsroom.body)
            kind = from_newsroom.headers["Content-Type"].split(";")[0]
            assert from_proxy.headers["Content-Type"].split(";")[0] == kind
            expected = {name: value for name, value in from_newsroom.headers.items() if name not in THE_PROXYS_OWN}
            assert {name: from_proxy.headers.get(name) for name in expected} == expected, path
            assert ask(url, path, Range="bytes=5-9").body == from_newsroom.body[5:10]
            assert ask(url, path, If_None_Match=from_proxy.headers["Etag"]).status == 304
        compressed = ask(url, "/static/public/site.css", Accept_Encoding="gzip")
        assert compressed.headers["Content-Encoding"] == "gzip"
        assert compressed.headers["Vary"] == "Accept-Encoding"
        assert "Content-Encoding" not in ask(url, PICTURE, Accept_Encoding="gzip").headers


@pytest.mark.parametrize(
    "path",
    [
        "/static/none.css", "/static/../config.py", "/static/%2e%2e/config.py", "/static/..%2fconfig.py",
        "/static../config.py", "/static/public/", "/static/public", "/static/build/.built", "/static/", "/media/",
        "/media/ab/none.avif", "/media/ab/.hidden.avif", "/media/ab/", "/media/ab", "/media../originals/ab/private",
        "/media/../originals/ab/private", "/media/%2e%2e/originals/ab/private", "/media/..%2foriginals%2fab%2fprivate",
        "/media/ab/..%2f..%2f..%2foriginals%2fab%2fprivate",
    ],
)  # fmt: skip
def test_what_is_no_served_file_gets_the_page_of_the_newsroom(before_the_newsroom: str, path: str) -> None:
    answer = ask(before_the_newsroom, path)
    # The proxy itself may refuse an address that leads out of the root.
    assert answer.status in (400, 404)
    assert b"private" not in answer.body
    assert b"BadSetting" not in answer.body
    if answer.status == 404:
        assert b"Company News" in answer.body
        assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", [PICTURE, "/static/public/site.css"])
def test_files_are_only_read(before_the_newsroom: str, path: str) -> None:
    answer = ask(before_the_newsroom, path, "POST")
    assert answer.status == 405
    assert b"Company News" in answer.body


def test_every_view_reaches_the_newsroom_and_a_prefetch_is_told_from_it(before_the_newsroom: str) -> None:
    numbers = []
    for headers in ({}, {"Sec_Purpose": "prefetch"}, {"Purpose": "prefetch"}, {}, {}):
        page = ask(before_the_newsroom, ARTICLE, **headers)
        found = re.search(rb"Hits:(\d+)", page.body)
        assert found is not None, page
        if not headers:
            numbers.append(int(found[1]))
    assert numbers == list(range(numbers[0], numbers[0] + 3))


def test_claims_of_a_visitor_about_himself_are_replaced(before_the_newsroom: str) -> None:
    claims = {"X_Forwarded_Host": "evil.example", "X_Forwarded_Proto": "https", "X_Forwarded_For": "192.0.2.1"}
    page = ask(before_the_newsroom, ARTICLE, **claims).body.decode()
    assert "evil.example" not in page
    assert 'rel="canonical" href="http://127.0.0.1' in page
