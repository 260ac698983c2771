import gzip
import os
import random
import shutil
import subprocess
import threading
import zlib
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from app.foundation.compression import SplicedGzip, accepts_gzip

LONGEST_NUMBER = 65_535
LONGEST_BODY = 200_000


def incompressible(length: int, seed: int = 1) -> bytes:
    return random.Random(seed).randbytes(length)


small_bodies = st.binary(max_size=300) | st.builds(
    lambda unit, times: unit * times, st.binary(min_size=1, max_size=9), st.integers(0, 300)
)
large_bodies = st.builds(incompressible, st.integers(0, LONGEST_BODY), st.integers(0, 99)) | st.builds(
    lambda unit, length: (unit * (length // len(unit) + 1))[:length],
    st.binary(min_size=1, max_size=99),
    st.integers(0, LONGEST_BODY),
)
digits = (
    st.integers(0, 25)
    .flatmap(lambda length: st.binary(min_size=length, max_size=length))
    .map(lambda values: b"".join(b"%d" % (value % 10) for value in values))
)
large_numbers = st.builds(incompressible, st.integers(26, LONGEST_NUMBER))


def decoded(parts: list[bytes], chunk_length: int) -> bytes:
    """Decode what must be one whole gzip member with nothing behind it."""
    member, decompressor, plain = b"".join(parts), zlib.decompressobj(wbits=31), []
    for start in range(0, len(member), chunk_length):
        assert not decompressor.eof
        plain.append(decompressor.decompress(member[start : start + chunk_length]))
    assert decompressor.eof
    assert decompressor.unused_data == b""
    return b"".join(plain)


@given(before=small_bodies, after=small_bodies, numbers=st.lists(digits, min_size=1, max_size=4))
@example(before=b"", after=b"", numbers=[b""])
@settings(deadline=None)
def test_every_number_is_decoded_in_its_place(before: bytes, after: bytes, numbers: list[bytes]) -> None:
    page = SplicedGzip(before, after)
    for number in numbers:
        parts = page.parts(number)
        whole = before + number + after
        assert gzip.decompress(b"".join(parts)) == whole
        assert decoded(parts, chunk_length=1) == whole
        assert sum(map(len, parts)) == page.length(len(number))
        assert all(parts)


@given(
    before=small_bodies | large_bodies,
    after=small_bodies | large_bodies,
    number=digits | large_numbers,
    chunk_length=st.integers(1000, LONGEST_BODY),
)
@settings(deadline=None)
def test_large_pages_and_numbers_are_decoded(before: bytes, after: bytes, number: bytes, chunk_length: int) -> None:
    page = SplicedGzip(before, after)
    parts = page.parts(number)
    assert decoded(parts, chunk_length) == before + number + after
    assert sum(map(len, parts)) == page.length(len(number))


@pytest.mark.parametrize("length", range(26))
def test_a_number_may_have_any_count_of_digits(length: int) -> None:
    number = b"9876543210987654321098765"[:length]
    assert decoded(SplicedGzip(b"Hits:", b"</p>").parts(number), chunk_length=1) == b"Hits:" + number + b"</p>"


@pytest.mark.parametrize("number", [b"", b"7", b"681", bytes(LONGEST_NUMBER)])
def test_what_stands_on_both_sides_is_not_mixed_up_with_the_number(number: bytes) -> None:
    body = b"<p>The same words 681 on both sides.</p>" * 50
    assert decoded(SplicedGzip(body, body).parts(number), chunk_length=7) == body + number + body


@pytest.mark.parametrize(("before", "after"), [(b"", b""), (b"a page", b""), (b"", b"a page")])
@pytest.mark.parametrize("number", [b"", b"1", incompressible(LONGEST_NUMBER)])
def test_each_piece_may_be_empty(before: bytes, after: bytes, number: bytes) -> None:
    assert gzip.decompress(b"".join(SplicedGzip(before, after).parts(number))) == before + number + after


def test_a_number_that_fits_no_block_is_refused() -> None:
    page = SplicedGzip(b"before", b"after")
    assert page.parts(bytes(LONGEST_NUMBER))
    with pytest.raises(ValueError, match="65,536 bytes; at most 65,535"):
        page.parts(bytes(LONGEST_NUMBER + 1))


def test_header_tells_neither_time_nor_system() -> None:
    assert SplicedGzip(b"before", b"after").parts(b"1")[0].startswith(b"\x1f\x8b\x08\0" + bytes(4) + b"\0\xff")


def test_the_page_is_compressed_once_for_all_numbers() -> None:
    page = SplicedGzip(b"before" * 100, b"after" * 100)
    (before, _, after, _), (before_again, _, after_again, _) = page.parts(b"1"), page.parts(b"22")
    assert before is before_again
    assert after is after_again


def test_compressed_page_is_about_as_small_as_one_without_a_number() -> None:
    body = b"".join(b"<p>Paragraph %d of the announcement.</p>" % number for number in range(500))
    assert SplicedGzip(body, b"").length(0) < len(gzip.compress(body)) + 20


def test_size_covers_what_is_kept() -> None:
    page = SplicedGzip(incompressible(10_000), incompressible(20_000))
    table = 8 * 16 * 4
    assert page.length(0) + table <= page.size <= page.length(0) + table + 1000


@pytest.fixture(scope="module")
def served_numbers() -> Iterator[tuple[str, SplicedGzip]]:
    """The address of a server that puts the last part of the path into a page, and the page."""
    page = SplicedGzip("<p>Hits 浏览次数:".encode() * 200, "</p>一句话。".encode() * 800)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            number = self.path.removeprefix("/").encode()
            self.send_response(200 if accepts_gzip(self.headers.get("Accept-Encoding", "")) else 406)
            self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Length", str(page.length(len(number))))
            self.end_headers()
            self.wfile.writelines(page.parts(number))

        def log_message(self, *arguments: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}", page
        server.shutdown()
        thread.join()


@pytest.mark.parametrize("number", [b"", b"1", b"681", b"123456789012345", b"9" * 2000])
def test_curl_reads_the_page(served_numbers: tuple[str, SplicedGzip], number: bytes) -> None:
    curl = shutil.which("curl")
    if curl is None:
        assert os.environ.get("CI") != "true", "no curl on this machine"
        pytest.skip("no curl on this machine")
    address, page = served_numbers
    got = subprocess.run(
        [curl, "--silent", "--show-error", "--fail", "--noproxy", "*", "--compressed", f"{address}/{number.decode()}"],
        capture_output=True,
        check=False,
    )
    assert (got.returncode, got.stderr) == (0, b"")
    assert got.stdout == gzip.decompress(b"".join(page.parts(number)))


@pytest.mark.parametrize(
    "header",
    [
        "gzip",
        "GZip",
        "x-gzip",
        "gzip, deflate, br, zstd",
        "br;q=1.0,gzip;q=0.8,*;q=0.1",
        " \tdeflate ,\tgzip ; q=0.5 ",
        "gzip;Q=1.000",
        "gzip;q=0.001",
        "gzip;q=1.",
        "gzip;",
        "*",
        "*;q=0.5",
        "*;q=0, gzip",
        "identity, gzip",
        "identity;q=0.5, gzip;q=0.5",
        "identity;q=0, gzip;q=0.1",
        ",,gzip,,",
        ";;;, gzip",
        "é\x00, gzip",
    ],
)
def test_client_takes_gzip(header: str) -> None:
    assert accepts_gzip(header)


@pytest.mark.parametrize(
    "header",
    [
        "",
        " ",
        ",",
        "identity",
        "br",
        "deflate, br",
        "gzipped",
        "gzip deflate",
        "gzip;q=0",
        "gzip;q=0.000",
        "gzip;q=0, *",
        "GZIP;Q=0, *;q=1",
        "x-gzip;q=0, *",
        "*;q=0",
        "identity;q=1, *;q=0",
        "identity, gzip;q=0.5",
        "gzip;q=-1",
        "gzip;q=2",
        "gzip;q=0.0001",
        "gzip;q=nan",
        "gzip;q=",
        "gzip;q=١",
        "gzip;level=9",
        "gzip;q=1;q=1",
    ],
)
def test_client_does_not_take_gzip(header: str) -> None:
    assert not accepts_gzip(header)


@given(st.text(st.characters(max_codepoint=0xFF)) | st.text("gzip*;,=q01. \t-"))
@settings(deadline=None)
def test_no_header_is_an_error(header: str) -> None:
    assert accepts_gzip(header) in (True, False)


def test_an_overlong_header_counts_as_refusal() -> None:
    assert accepts_gzip("gzip," + " " * 195)
    assert not accepts_gzip("gzip," + " " * 196)
