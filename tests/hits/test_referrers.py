import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.hits.referrers import referring_host

OWN = "news.example.com"


@pytest.mark.parametrize(
    ("referrer", "host"),
    [
        ("https://example.org/page?q=1#part", "example.org"),
        ("HTTPS://WWW.Example.ORG:8443/", "example.org"),
        ("http://www.example.org.", "example.org"),
        ("https://user:secret@example.org/", "example.org"),
        ("https://www.com/", "www.com"),
        ("http://intranet/start", "intranet"),
        ("http://192.0.2.7:81/", "192.0.2.7"),
        ("https://xn--fiqs8s/", "xn--fiqs8s"),
        (f"https://{'a' * 63}.example.org", f"{'a' * 63}.example.org"),
    ],
)
def test_host_is_lower_case_and_bare(referrer: str, host: str) -> None:
    assert referring_host(referrer, OWN) == host


@pytest.mark.parametrize(
    ("referrer", "own"),
    [
        ("https://news.example.com/news/signed", "news.example.com"),
        ("https://news.example.com:8000/", "news.example.com:8000"),
        ("http://www.news.example.com/", "NEWS.example.com"),
        ("http://127.0.0.1:8000/", "127.0.0.1:8000"),
    ],
)
def test_own_host_is_left_out(referrer: str, own: str) -> None:
    assert referring_host(referrer, own) is None


@pytest.mark.parametrize(
    "referrer",
    [
        "",
        "-",
        "about:blank",
        "javascript:alert(1)",
        "android-app://com.example/",
        "https://",
        "https:///path",
        "https://[::1",
        "https://[::1]/",
        "https://exa mple.org/",
        "https://=cmd|calc/",
        "https://-example.org/",
        "https://例子.org/",
        "https://\xff\xfe\x00/",
        "https://a\x00b.org/",
        "https://" + "a" * 254,
        "https://" + "a." * 240,
        "http://" + "@" * 480,
    ],
)
def test_what_is_no_host_is_none(referrer: str) -> None:
    assert referring_host(referrer, OWN) is None


@given(st.text(max_size=500), st.text(max_size=100))
def test_whatever_is_sent_gives_a_plain_host_or_none(text: str, own: str) -> None:
    for referrer in (text, f"https://{text}"):
        host = referring_host(referrer, own)
        assert host is None or (host.isascii() and host == host.lower() and 0 < len(host) <= 253 and "/" not in host)
