import gzip
import os
import re
import socket
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from werkzeug.http import http_date
from werkzeug.test import Client

from app import create_app
from app.cli.serving import THREADS, WORKERS
from app.foundation.file_serving import FileServing, ServedFolder, file_below
from app.foundation.files import IMMUTABLE, version
from config import PROJECT
from tests.conftest import make_settings
from tests.support.raw_http import ask
from tests.support.server import running

BYTES = bytes(range(256)) * 40
PICTURE = "/media/ab/abcdef-480.avif"
STYLES = "/static/public/site.css"
DRAWING = "/static/public/favicon.svg"


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("served_files")
    picture = folder / "media" / "renditions" / "ab" / "abcdef-480.avif"
    picture.parent.mkdir(parents=True)
    picture.write_bytes(BYTES)
    (picture.parent / ".hidden.avif").write_bytes(b"hidden")
    (picture.parent / "link.avif").symlink_to(folder / "secret_key")
    (folder / "media" / "originals" / "ab").mkdir(parents=True)
    (folder / "media" / "originals" / "ab" / "private").write_bytes(b"private")
    return folder


@pytest.fixture(scope="module")
def served(data_dir: Path) -> Iterator[str]:
    with running(data_dir) as server:
        yield server.url


def test_picture_is_sent_whole_and_kept_for_ever(served: str) -> None:
    answer = ask(served, PICTURE)
    assert (answer.status, answer.body) == (200, BYTES)
    assert answer.headers["Content-Type"] == "image/avif"
    assert answer.headers["Content-Length"] == str(len(BYTES))
    assert answer.headers["Cache-Control"] == IMMUTABLE
    assert answer.headers["Accept-Ranges"] == "bytes"
    assert "Vary" not in answer.headers
    assert "Content-Disposition" not in answer.headers


@pytest.mark.parametrize("path", [PICTURE, STYLES, DRAWING])
def test_files_carry_the_security_headers_of_a_page(served: str, path: str) -> None:
    page, file = ask(served, "/nowhere").headers, ask(served, path).headers
    names = {name for name in page if name.startswith(("X-", "Cross-", "Permissions", "Referrer", "Content-Security"))}
    assert len(names) == 6
    assert {name: file[name] for name in names} == {name: re.sub(r" 'sha256-[^']+'", "", page[name]) for name in names}


def test_files_insist_on_https_where_pages_do(tmp_path: Path) -> None:
    for site_url, expected in (("https://news.example.com", "max-age=31536000"), ("http://news.example.com", None)):
        client = create_app(make_settings(tmp_path, SITE_URL=site_url)).test_client()
        assert client.get(STYLES).headers.get("Strict-Transport-Security") == expected


@pytest.mark.parametrize(
    ("asked", "start", "end"),
    [
        ("bytes=0-99", 0, 100), ("bytes=100-199", 100, 200), ("bytes=9000-9000", 9000, 9001),
        ("bytes=10000-", 10000, 10240), ("bytes=10000-99999", 10000, 10240), ("bytes=-40", 10200, 10240),
        ("bytes=-99999", 0, 10240), ("BYTES=0-0", 0, 1), ("bytes= 3-5", 3, 6),
    ],
)  # fmt: skip
def test_one_range_is_sent(served: str, asked: str, start: int, end: int) -> None:
    answer = ask(served, PICTURE, Range=asked)
    assert (answer.status, answer.body) == (206, BYTES[start:end])
    assert answer.headers["Content-Range"] == f"bytes {start}-{end - 1}/10240"
    assert answer.headers["Content-Length"] == str(end - start)
    assert answer.headers["Cache-Control"] == IMMUTABLE


@pytest.mark.parametrize(
    "asked",
    ["bytes=0-1,5-6", "bytes=0-,0-,0-", "bytes=5-2", "bytes=-0", "bytes=", "bytes=x-y", "bytes", "lines=0-1", "0-1"],
)
def test_what_is_not_one_range_of_bytes_is_ignored(served: str, asked: str) -> None:
    answer = ask(served, PICTURE, Range=asked)
    assert (answer.status, answer.body) == (200, BYTES)
    assert "Content-Range" not in answer.headers


@pytest.mark.parametrize("asked", ["bytes=10240-", "bytes=99999-100000"])
def test_range_after_the_end_is_refused(served: str, asked: str) -> None:
    answer = ask(served, PICTURE, Range=asked)
    assert answer.status == 416
    assert answer.headers["Content-Range"] == "bytes */10240"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("path", [PICTURE, STYLES])
def test_file_that_the_client_has_is_not_sent_again(served: str, path: str) -> None:
    whole = ask(served, path)
    etag, changed_at = whole.headers["Etag"], whole.headers["Last-Modified"]
    for condition in (
        {"If_None_Match": etag},
        {"If_None_Match": f"W/{etag}"},
        {"If_None_Match": f'"other", {etag}'},
        {"If_None_Match": "*"},
        {"If_Modified_Since": changed_at},
        {"If_None_Match": etag, "If_Modified_Since": http_date(0)},
        # The conditions come before the range (RFC 9110, 13.2.2).
        {"If_None_Match": etag, "Range": "bytes=0-9"},
    ):
        answer = ask(served, path, **condition)
        assert (answer.status, answer.body) == (304, b""), condition
        assert answer.headers["Etag"] == etag
        assert answer.headers["Cache-Control"] == whole.headers["Cache-Control"]
        assert answer.headers.get("Vary") == whole.headers.get("Vary")
    for condition in (
        {"If_None_Match": '"other"'},
        {"If_Modified_Since": http_date(0)},
        {"If_Modified_Since": "yesterday"},
        {"If_None_Match": '"other"', "If_Modified_Since": changed_at},
    ):
        assert ask(served, path, **condition).body == whole.body, condition


def test_file_that_is_not_the_expected_one_is_refused(served: str) -> None:
    whole = ask(served, PICTURE)
    for refused in ({"If_Match": '"other"'}, {"If_Unmodified_Since": http_date(0)}):
        answer = ask(served, PICTURE, **refused)
        assert (answer.status, answer.headers["Cache-Control"]) == (412, "no-store")
        assert len(answer.body) < 100
    for held in (
        {"If_Match": whole.headers["Etag"]},
        {"If_Match": "*"},
        {"If_Unmodified_Since": whole.headers["Last-Modified"]},
        {"If_Match": whole.headers["Etag"], "If_Unmodified_Since": http_date(0)},
    ):
        assert ask(served, PICTURE, **held).body == BYTES


def test_rest_is_sent_only_of_the_very_same_file(served: str) -> None:
    whole = ask(served, PICTURE)
    etag, changed_at = whole.headers["Etag"], whole.headers["Last-Modified"]
    for validator in (etag, changed_at):
        assert ask(served, PICTURE, Range="bytes=10000-", If_Range=validator).body == BYTES[10000:]
    for validator in (f"W/{etag}", '"other"', http_date(0), http_date(2**32)):
        answer = ask(served, PICTURE, Range="bytes=10000-", If_Range=validator)
        assert (answer.status, answer.body) == (200, BYTES), validator
        # What is out of reach in the file that the client has need not be so in this one.
        assert ask(served, PICTURE, Range="bytes=99999-", If_Range=validator).status == 200


@pytest.mark.parametrize("path", [PICTURE, STYLES])
@pytest.mark.parametrize("headers", [{}, {"Accept_Encoding": "gzip"}, {"Range": "bytes=0-9"}])
def test_head_is_answered_like_get_of_the_whole_but_empty(served: str, path: str, headers: dict[str, str]) -> None:
    head = ask(served, path, "HEAD", **headers)
    whole = ask(served, path, **{name: value for name, value in headers.items() if name != "Range"})
    assert (head.status, head.body) == (200, b"")
    assert head.headers | {"Date": ""} == whole.headers | {"Date": ""}


@pytest.mark.parametrize(
    ("path", "media_type"),
    [
        (STYLES, "text/css; charset=utf-8"),
        (DRAWING, "image/svg+xml; charset=utf-8"),
        ("/static/admin/editor.js", "text/javascript; charset=utf-8"),
    ],
)
def test_text_is_compressed_for_who_accepts_it(served: str, path: str, media_type: str) -> None:
    plain = ask(served, path)
    compressed = ask(served, path, Accept_Encoding="br, gzip")
    assert plain.body == (PROJECT / path.lstrip("/")).read_bytes()
    assert gzip.decompress(compressed.body) == plain.body
    assert len(compressed.body) < len(plain.body)
    assert (compressed.headers["Content-Encoding"], plain.headers.get("Content-Encoding")) == ("gzip", None)
    assert plain.headers["Etag"] != compressed.headers["Etag"]
    for answer in (plain, compressed):
        assert answer.headers["Content-Type"] == media_type
        assert answer.headers["Vary"] == "Accept-Encoding"
        assert answer.headers["Content-Length"] == str(len(answer.body))
        assert answer.headers["Last-Modified"] == plain.headers["Last-Modified"]
    again = ask(served, path, Accept_Encoding="gzip", If_None_Match=compressed.headers["Etag"])
    assert (again.status, again.headers["Etag"]) == (304, compressed.headers["Etag"])
    assert ask(served, path, Accept_Encoding="gzip", If_None_Match=plain.headers["Etag"]).status == 200


@pytest.mark.parametrize("accepted", ["", "br", "gzip;q=0", "gzip;q=0.1, identity", "*;q=0", "gzip;q=nonsense"])
def test_text_is_sent_as_it_is_to_who_would_rather_have_that(served: str, accepted: str) -> None:
    assert "Content-Encoding" not in ask(served, STYLES, Accept_Encoding=accepted).headers


def test_ranges_are_of_the_text_as_it_is(served: str) -> None:
    plain, compressed = ask(served, STYLES), ask(served, STYLES, Accept_Encoding="gzip")
    part = ask(served, STYLES, Accept_Encoding="gzip", Range="bytes=10-19")
    assert (part.status, part.body) == (206, plain.body[10:20])
    assert "Content-Encoding" not in part.headers
    # Who has the beginning of the compressed form must not get the rest of the other.
    validator = compressed.headers["Etag"]
    rest = ask(served, STYLES, Accept_Encoding="gzip", Range="bytes=10-", If_Range=validator)
    assert (rest.status, rest.body) == (200, plain.body)


def test_pictures_are_never_compressed(served: str) -> None:
    assert ask(served, PICTURE, Accept_Encoding="gzip").body == BYTES


def test_static_file_is_kept_for_ever_at_the_address_that_pages_give_it(served: str) -> None:
    page = ask(served, "/").body.decode()
    addresses = re.findall(r'"(/static/[^"]+)"', page)
    assert addresses
    for address in addresses:
        assert ask(served, address).headers["Cache-Control"] == IMMUTABLE
        assert ask(served, address, Accept_Encoding="gzip").headers["Cache-Control"] == IMMUTABLE


@pytest.mark.parametrize("query", ["", "?", "?v=", "?v=000000000000", "?x={v}", "?v={v}&x=1", "?v={v}0"])
def test_static_file_is_asked_for_again_at_any_other_address(served: str, query: str) -> None:
    path = STYLES + query.format(v=version(PROJECT / STYLES.lstrip("/")))
    answer = ask(served, path)
    assert (answer.status, answer.headers["Cache-Control"]) == (200, "no-cache")
    assert ask(served, path, If_None_Match=answer.headers["Etag"]).status == 304


@pytest.mark.parametrize(
    "path",
    [
        "/static/../config.py", "/static/%2e%2e/config.py", "/static/..%2fconfig.py", "/static/%2e%2e%2fconfig.py",
        "/static/public/../../config.py", "/static/..\\config.py", "/static/%5c..%5cconfig.py",
        "/static/%252e%252e/config.py", "/static/%c0%ae%c0%ae/config.py", "/static/./public/site.css",
        "/static/public/site.css/", "/static/public", "/static/public/", "/static/public/.", "/static/", "/static",
        "/static/build/.built", "/static/%ff", "/static/" + "a" * 5000,
        "/media/../originals/ab/private", "/media/%2e%2e/originals/ab/private", "/media/..%2foriginals%2fab%2fprivate",
        "/media/../../secret_key", "/media/ab/.hidden.avif", "/media/ab/link.avif", "/media/ab/none", "/media/ab",
        "/media/ab/", "/media/", "/media", "/media/ab/abcdef-480.avif/x", "/media/originals/ab/private",
    ],
)  # fmt: skip
def test_what_is_no_served_file_gets_the_page_of_the_site(served: str, path: str) -> None:
    answer = ask(served, path)
    assert answer.status == 404
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert b"Company News" in answer.body


@pytest.mark.parametrize("path", ["/static//etc/passwd", "/static/%2fetc/passwd", "/media//ab/abcdef-480.avif"])
def test_doubled_slash_leads_to_the_address_with_one(served: str, path: str) -> None:
    answer = ask(served, path)
    assert (answer.status, b"root:" in answer.body) == (308, False)
    assert answer.headers["Location"] == served + path.replace("%2f", "/").replace("//", "/")


@pytest.mark.parametrize("path", ["/static/public/site.css%00", "/static/%00", "/media/ab/abcdef-480.avif%00.jpg"])
def test_address_with_a_nul_is_refused(served: str, path: str) -> None:
    assert ask(served, path).status == 400


@pytest.mark.parametrize("path", [PICTURE, STYLES])
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_files_are_only_read(served: str, path: str, method: str) -> None:
    answer = ask(served, path, method)
    assert answer.status == 405
    assert {"GET", "HEAD"} <= set(answer.headers["Allow"].split(", ")) <= {"GET", "HEAD", "OPTIONS"}
    assert answer.headers["Content-Type"].startswith("text/html")


def test_slow_visitors_do_not_keep_the_threads(served: str, data_dir: Path) -> None:
    (data_dir / "media" / "renditions" / "ab" / "large.jpg").write_bytes(bytes(8 * 1024 * 1024))
    address = urlsplit(served)
    slow = []
    try:
        for _ in range(WORKERS * THREADS + 1):
            connection = socket.create_connection((address.hostname, address.port), timeout=30)
            slow.append(connection)
            connection.sendall(b"GET /media/ab/large.jpg HTTP/1.1\r\nHost: localhost\r\n\r\n")
            # The answer has begun, and nobody fetches the rest of it.
            assert connection.recv(12) == b"HTTP/1.1 200"
        assert all(ask(served, "/").status == 200 for _ in range(4))
    finally:
        for connection in slow:
            connection.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "files"
    (folder / "below").mkdir(parents=True)
    (folder / "below" / "file.css").write_text("a { color: teal }")
    return folder


@pytest.fixture
def client(folder: Path) -> Client:
    def never(*_arguments: object) -> list[bytes]:
        raise AssertionError("the application was entered")

    return Client(FileServing(never, {"/files/": ServedFolder(folder, immutable=False)}, {}))


def test_changed_file_is_sent_anew_under_a_new_version(folder: Path, client: Client) -> None:
    path = folder / "below" / "file.css"
    before = version(path)
    headers = {"Accept-Encoding": "gzip"}
    assert client.get(f"/files/below/file.css?v={before}", headers=headers).headers["Cache-Control"] == IMMUTABLE
    path.write_text("a { color: navy }")
    os.utime(path, (1, 1))
    answer = client.get(f"/files/below/file.css?v={before}", headers=headers)
    assert gzip.decompress(answer.data) == b"a { color: navy }"
    assert answer.headers["Cache-Control"] == "no-cache"
    assert version(path) != before


def test_unknown_kind_of_file_is_sent_as_bytes(folder: Path, client: Client) -> None:
    (folder / "page.html").write_text("<script>alert()</script>")
    assert client.get("/files/page.html").headers["Content-Type"] == "application/octet-stream"


def test_empty_file_is_sent(folder: Path, client: Client) -> None:
    (folder / "empty.css").touch()
    for headers in ({}, {"Range": "bytes=0-"}, {"Range": "bytes=-5"}):
        answer = client.get("/files/empty.css", headers=headers)
        assert (answer.status_code, answer.data) == (200, b"")


def test_links_may_lead_to_the_folder_and_inside_it_but_not_out(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "outside.css").write_text("secret")
    (tmp_path / "files2").mkdir()
    (tmp_path / "files2" / "file.css").write_text("secret")
    (tmp_path / "way").symlink_to(folder)
    (folder / "inside.css").symlink_to(folder / "below" / "file.css")
    (folder / "outside.css").symlink_to(tmp_path / "outside.css")
    (folder / "beside").symlink_to(tmp_path / "files2")
    (folder / "circle.css").symlink_to(folder / "circle.css")
    os.mkfifo(folder / "pipe.css")
    file = folder / "below" / "file.css"
    assert file_below(folder, "below/file.css") == file_below(tmp_path / "way", "inside.css") == file
    names = ["outside.css", "beside/file.css", "circle.css", "pipe.css", "below/file.css\0", "", "below"]
    assert [file_below(folder, name) for name in names] == [None] * len(names)
    assert file_below(tmp_path / "not made yet", "file.css") is None
