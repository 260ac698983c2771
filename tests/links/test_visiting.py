"""What a visit to an address says, and where it never goes."""

from collections.abc import Iterator
from contextlib import closing

import pytest

from app.articles.checks.link_models import LinkStatus
from app.links import hosts, visiting
from app.links.hosts import NoHost, NotPublic, public_addresses
from app.links.visiting import visit
from tests.support.other_site import ENDLESS, OtherSite, other_site

HOST = "partner.example.com"


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def site() -> Iterator[OtherSite]:
    with other_site() as site:
        yield site


def visited(site: OtherSite, path: str = "/") -> LinkStatus:
    """Visit a path of the site under a public name, whose address is that of this machine for once."""

    def find(host: str, port: int) -> list[tuple[str, int]]:
        return [("127.0.0.1", site.port)] if host == HOST else public_addresses(host, port)

    return visit(f"http://{HOST}{path}", find)


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (200, LinkStatus.REACHED),
        (204, LinkStatus.REACHED),
        (304, LinkStatus.REACHED),
        (404, LinkStatus.NOT_FOUND),
        (410, LinkStatus.GONE),
        (401, LinkStatus.UNCLEAR),
        (403, LinkStatus.UNCLEAR),
        (429, LinkStatus.UNCLEAR),
        (500, LinkStatus.UNCLEAR),
        (999, LinkStatus.UNCLEAR),
    ],
)
def test_status_says_what_is_there(site: OtherSite, status: int, said: LinkStatus) -> None:
    site.answers["/page?a=b"] = status, ""
    assert visited(site, "/page?a=b") is said
    assert site.agents == {"Dateline (link check)"}


def test_page_is_asked_for_only_where_its_head_alone_is_refused(site: OtherSite) -> None:
    site.heads["/refused"] = 405
    assert visited(site, "/refused") is LinkStatus.REACHED
    assert visited(site, "/plain") is LinkStatus.REACHED
    assert site.asked == [("HEAD", "/refused"), ("GET", "/refused"), ("HEAD", "/plain")]


def test_redirects_are_followed_to_their_end(site: OtherSite) -> None:
    site.answers = {"/a": (301, "/b"), "/b": (302, f"http://{HOST}/c"), "/c": (410, "")}
    assert visited(site, "/a") is LinkStatus.GONE


def test_redirects_in_a_circle_come_to_an_end(site: OtherSite) -> None:
    site.answers["/a"] = 302, "/a"
    assert visited(site, "/a") is LinkStatus.UNCLEAR
    assert len(site.asked) == 1 + visiting.MOST_REDIRECTS


@pytest.mark.parametrize(
    "location",
    [
        "http://127.0.0.1:{port}/secret",
        "http://localhost:{port}/secret",
        "http://[::1]:{port}/secret",
        "http://[::ffff:127.0.0.1]:{port}/secret",
        "http://2130706433:{port}/secret",
        "http://127.1:{port}/secret",
        "http://0x7f.0.0.1:{port}/secret",
        "http://169.254.169.254/latest/meta-data/",
        "http://10.0.0.5/",
        "http://user:password@partner.example.com/secret",
        "file:///etc/passwd",
        "ftp://partner.example.com/",
        "gopher://partner.example.com/",
        "//localhost:{port}/secret",
        "http://partner.example.com:99999/",
    ],
)
def test_redirect_leads_into_no_private_network(site: OtherSite, location: str) -> None:
    site.answers["/a"] = 302, location.format(port=site.port)
    assert visited(site, "/a") in (LinkStatus.UNCLEAR, LinkStatus.NO_HOST)
    assert site.asked == [("HEAD", "/a")]


def test_name_of_this_machine_is_not_public() -> None:
    with pytest.raises(NotPublic):
        public_addresses("localhost", 80)
    assert visit("http://localhost/") is LinkStatus.UNCLEAR


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "192.0.2.1",
        "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1",
        "ff02::1", "::ffff:10.0.0.1", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "2001:db8::1", "name",
    ],
)  # fmt: skip
def test_private_addresses_are_known(address: str) -> None:
    assert not hosts.is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "203.119.25.1", "2606:4700::1111", "::ffff:8.8.8.8"])
def test_public_addresses_are_known(address: str) -> None:
    assert hosts.is_public(address)


def test_nobody_there_and_nothing_of_that_name_are_told_apart(site: OtherSite) -> None:
    def nobody(_host: str, _port: int) -> list[tuple[str, int]]:
        return [("127.0.0.1", 9)]

    def no_host(_host: str, _port: int) -> list[tuple[str, int]]:
        raise NoHost

    assert visit("http://partner.example.com/", nobody) is LinkStatus.NO_ANSWER
    assert visit("http://partner.example.com/", no_host) is LinkStatus.NO_HOST


def test_second_address_of_a_host_is_tried(site: OtherSite) -> None:
    assert visit(f"http://{HOST}/", lambda _host, _port: [("127.0.0.1", 9), ("127.0.0.1", site.port)]) is (
        LinkStatus.REACHED
    )


def test_answer_without_end_is_cut_off(site: OtherSite, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(visiting, "LONGEST_VISIT", 1)
    site.answers["/slow"] = ENDLESS, ""
    assert visited(site, "/slow") in (LinkStatus.UNCLEAR, LinkStatus.NO_ANSWER)


def test_nothing_is_asked_when_the_time_is_up_before(site: OtherSite, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(visiting, "LONGEST_VISIT", 0)
    assert visited(site) is LinkStatus.NO_ANSWER
    assert site.asked == []


def test_connection_that_was_cut_before_it_stood_is_not_used(site: OtherSite) -> None:
    with closing(visiting._Connection(HOST, site.port, [("127.0.0.1", site.port)], is_secure=False)) as connection:
        connection.cut()
        with pytest.raises(TimeoutError):
            connection.request("HEAD", "/")
    assert site.asked == []


def test_nothing_is_said_where_the_way_out_is_a_proxy(site: OtherSite, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://proxy.example.com:3128")
    assert visited(site) is LinkStatus.UNCLEAR
    assert site.asked == []
