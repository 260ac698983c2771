"""Pages of the desk are sent compressed, but for those that repeat what somebody else may have put into the address."""

import gzip

import pytest

from tests.support.client import CheckedClient

GZIP = {"Accept-Encoding": "gzip, deflate, br"}


@pytest.mark.parametrize("path", ["/admin/", "/admin/articles", "/admin/articles/new"])
def test_page_is_compressed_for_whoever_takes_it(editor: CheckedClient, path: str) -> None:
    # Unlike the checked client's own, this answer is no text.
    compressed = super(CheckedClient, editor).open(path, headers=GZIP)
    assert compressed.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in compressed.headers["Vary"]
    assert "<main" in gzip.decompress(compressed.get_data()).decode()
    plain = editor.get(path)
    assert "Content-Encoding" not in plain.headers
    assert "Accept-Encoding" in plain.headers["Vary"]


@pytest.mark.parametrize("path", ["/admin/articles?q=guess", "/admin/articles/new?guess", "/admin/?month=2026-01"])
def test_page_with_a_query_is_not(editor: CheckedClient, path: str) -> None:
    assert "Content-Encoding" not in editor.get(path, headers=GZIP).headers
