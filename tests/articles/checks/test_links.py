import pytest

from app.articles.checks import addresses
from app.articles.checks.context import Context
from app.articles.checks.finding import Code
from tests.support.checked import SHANGHAI, findings


@pytest.mark.parametrize(
    "address",
    [
        "",
        "#top",
        "https://",
        "http://localhost/report",
        "http://intranet/report",
        "http://10.0.0.5/",
        "http://[::1]/",
        "https://https//example.com",
        "www.example.com/report",
        "report.html",
        "mailto:",
        "mailto:press",
        "tel:",
        "https://example",
        "http://user:secret@example.com/",
        "//intranet/x",
    ],
)
def test_addresses_that_nobody_can_follow_are_found(address: str) -> None:
    (found,) = findings(Code.DEAD_LINK, body=f'<p>See <a href="{address}">the report</a>.</p>')
    assert (found.place.text, found.values) == ("the report", (address, "miswritten"))


@pytest.mark.parametrize(
    "address",
    [
        "https://example.com",
        "https://example.com/a?b=c#d",
        "https://例子.中国/新闻",
        "http://203.0.113.7.example.com:8080/",
        "https://8.8.8.8/",
        "/news/signed",
        "/media/a.jpg",
        "mailto:press@example.com",
        "tel:+860005550120",
        "https://example.com/" + "x" * 2000,
    ],
)
def test_other_addresses_are_left_alone(address: str) -> None:
    assert findings(Code.DEAD_LINK, body=f'<p>See <a href="{address}">the report</a>.</p>') == []


def test_known_dead_links_are_found_in_the_text_and_in_the_field() -> None:
    dead = {"https://example.com/a": "404 not found", "https://example.com/b": "no answer"}
    body = '<p>A</p><p><a href="https://example.com/a">one</a> and <a href="https://example.com/c">two</a></p>'
    in_text, in_field = findings(
        Code.DEAD_LINK, Context(SHANGHAI, dead_links=dead), body=body, external_link="https://example.com/b"
    )
    assert (in_text.place.block, in_text.place.text) == (1, "one")
    assert in_text.values == ("https://example.com/a", "404 not found")
    assert (in_field.place.field, in_field.values) == ("external_link", ("https://example.com/b", "no answer"))


def test_addresses_are_written_in_one_way() -> None:
    assert addresses.normalised("HTTPS://Example.com") == "https://example.com/"
    assert addresses.normalised("https://example.com/新闻?词=一#x") == (
        "https://example.com/%E6%96%B0%E9%97%BB?%E8%AF%8D=%E4%B8%80"
    )
    assert addresses.normalised("https://例子.中国/") == "https://xn--fsqu00a.xn--fiqs8s/"
    assert addresses.normalised("https://example.com:99999/") is None
    assert addresses.normalised("ftp://example.com/") is None


def test_own_articles_are_known_by_their_path() -> None:
    assert addresses.own_slug("/news/signed", None) == "signed"
    assert addresses.own_slug("/zh/news/%E7%AD%BE", None) == "签"
    assert addresses.own_slug("https://news.example.com/news/signed/", "news.example.com") == "signed"
    assert addresses.own_slug("https://other.example.com/news/signed", "news.example.com") is None
    assert addresses.own_slug("/news/", None) is None
