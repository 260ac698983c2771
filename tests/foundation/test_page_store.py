from typing import Any

from app.foundation.page_store import PageStore
from app.foundation.stored_page import StoredPage


def request(path: str, query: str = "") -> dict[str, Any]:
    return {"PATH_INFO": path, "QUERY_STRING": query, "wsgi.url_scheme": "http", "HTTP_HOST": "example.com"}


def page(used: float = 0.0) -> StoredPage:
    made = StoredPage((b"x" * 50_000, b""), [], None, version=0, places=(), until=0.0)
    made.used = used
    return made


ONE = page().size


def test_least_recently_used_pages_go_first() -> None:
    store = PageStore(bound=10 * ONE, by_origin=False)
    pages = {f"/{number}": page(used=1000 - number) for number in range(10)}
    for path, stored in pages.items():
        store.add(request(path), (), stored)
    assert all(store.get(request(path)) is stored for path, stored in pages.items())
    newest = page(used=2000)
    store.add(request("/new"), (), newest)
    kept = [path for path, stored in pages.items() if store.get(request(path)) is stored]
    assert kept == [f"/{number}" for number in range(len(kept))]
    assert store.get(request("/new")) is newest
    # A tenth of the bound is free again.
    assert len(kept) + 1 == 9


def test_memory_stays_within_the_bound() -> None:
    store = PageStore(bound=10 * ONE, by_origin=False)
    for number in range(1000):
        store.add(request(f"/{number % 30}", f"page={number}"), ("page",), page(used=number))
    held = [store.get(request(f"/{number % 30}", f"page={number}")) for number in range(1000)]
    assert 0 < sum(found is not None for found in held) <= 10


def test_page_replaces_the_one_before_it() -> None:
    store = PageStore(bound=3 * ONE, by_origin=False)
    other = page(used=1)
    store.add(request("/other"), (), other)
    for _ in range(20):
        latest = page()
        store.add(request("/same"), (), latest)
        assert store.get(request("/same")) is latest
    assert store.get(request("/other")) is other


def test_page_larger_than_the_bound_is_not_kept() -> None:
    store = PageStore(bound=ONE - 1, by_origin=False)
    store.add(request("/"), (), page())
    assert store.get(request("/")) is None


def test_selections_are_told_apart() -> None:
    store = PageStore(bound=100 * ONE, by_origin=False)
    queries = ["", "a=1", "b=1", "a=1%26b%3D1", "a=1&b=1", "a=", "a=%27", "a=1%27", "a=b&b=a"]
    pages = {query: page() for query in queries}
    for query, stored in pages.items():
        store.add(request("/", query), ("a", "b"), stored)
    assert all(store.get(request("/", query)) is stored for query, stored in pages.items())
    assert store.get(request("/", "b=1&c=2&a=1&a=3")) is pages["a=1&b=1"]
