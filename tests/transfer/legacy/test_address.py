import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.transfer.legacy.address import LegacyAddressParts, number_of, parse

PATHS = {
    "/CompanyNews/info_itemid_7230.html": 7230,
    "/en/CompanyNews/info_itemid_5561.html": 5561,
    "/IndustryNews/info_itemid_1.html": 1,
    "/index.php/News/2018/06-13/2361.html": 2361,
    "/CompanyNews/info.aspx?itemid=12": 12,
    "/CompanyNews/Info.aspx?ItemID=12&lcid=2": 12,
    "/CompanyNews/info.aspx?lcid=2&itemid=12": 12,
    f"/CompanyNews/info_itemid_{2**63 - 1}.html": 2**63 - 1,
    "/CompanyNews/info_itemid_007.html": 7,
}


@pytest.mark.parametrize(("path", "number"), PATHS.items())
def test_forms(path: str, number: int) -> None:
    assert number_of(path) == number
    assert parse(f"http://old.halden.example{path}") == LegacyAddressParts("old.halden.example", number, path)


def test_query_that_the_form_does_not_need() -> None:
    assert number_of("/News/info_itemid_5.html?from=mail") == 5
    assert parse("https://old.halden.example/News/info_itemid_5.html?from=mail#top").path == "/News/info_itemid_5.html"


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/",
        "/news/a-shared-laboratory",
        "/info_itemid_5.html",
        "/News/info_itemid_.html",
        "/News/info_itemid_-5.html",
        "/News/info_itemid_5.htm",
        "/News/info_itemid_５.html",
        "/News/info_itemid_5.html/more",
        "/de/News/info_itemid_5.html",
        "/index.php/News/2018/0613/2361.html",
        "/News/info.aspx",
        "/News/info.aspx?xitemid=5",
        "/News/info.aspx?itemid=5x",
        "/News/list.aspx?itemid=5",
    ],
)
def test_other_paths(path: str) -> None:
    assert number_of(path) is None
    with pytest.raises(ValueError, match="no address of an announcement"):
        parse(f"http://old.halden.example{path}")


@pytest.mark.parametrize("number", [str(2**63), "9" * 5000])
def test_number_that_cannot_be_kept(number: str) -> None:
    assert number_of(f"/News/info_itemid_{number}.html") is None
    with pytest.raises(ValueError, match="larger than 9223372036854775807"):
        parse(f"http://old.halden.example/News/info_itemid_{number}.html")


@pytest.mark.parametrize(
    ("origin", "host"),
    [
        ("HTTP://Old.Halden.Example", "old.halden.example"),
        ("http://old.halden.example:80", "old.halden.example"),
        ("https://old.halden.example:443", "old.halden.example"),
        ("https://old.halden.example:8443", "old.halden.example:8443"),
        ("http://晨湖.example", "晨湖.example"),
        ("http://xn--abc.example", "xn--abc.example"),
        ("http://[::1]:8080", "[::1]:8080"),
    ],
)
def test_hosts(origin: str, host: str) -> None:
    assert parse(f" {origin}/News/info_itemid_5.html\n").host == host


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("", "begin with http"),
        ("/News/info_itemid_5.html", "begin with http"),
        ("ftp://old.halden.example/News/info_itemid_5.html", "begin with http"),
        ("http:///News/info_itemid_5.html", "no host"),
        ("http://:80/News/info_itemid_5.html", "no host"),
        ("http://old.halden.example:port/News/info_itemid_5.html", "host of the address cannot be read"),
        ("http://[::1/News/info_itemid_5.html", "host of the address cannot be read"),
        ("http://<old>/News/info_itemid_5.html", "host of the address cannot be read"),
        ("http://me:secret@old.halden.example/News/info_itemid_5.html", "user name"),
        ("http://old.halden.example/Ne ws/info_itemid_5.html", "space"),
        ("http://old.halden.example/Ne\nws/info_itemid_5.html", "cannot be seen"),
        ("http://old.halden.example/\ud800/info_itemid_5.html", "cannot be seen"),
        (f"http://{'x' * 256}/News/info_itemid_5.html", "too long"),
        (f"http://old.halden.example/{'x' * 1000}/info_itemid_5.html", "too long"),
    ],
)
def test_addresses_that_cannot_be_read(address: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        parse(address)


BEGINNINGS = st.sampled_from(["", "http://", "http://old.halden.example", "https://old.halden.example:8443/News/"])
PATH_TEXTS = st.from_regex(r"/[A-Za-z]+/info(_itemid_[0-9]+\.html|\.aspx\?(x=1&)?itemid=[0-9]+)", fullmatch=True)


@settings(deadline=None)
@given(BEGINNINGS, st.text() | PATH_TEXTS)
def test_any_text_is_parsed_or_refused(beginning: str, text: str) -> None:
    number_of(text)
    address = beginning + text
    try:
        parts = parse(address)
    except ValueError:
        return
    assert number_of(parts.path) == parts.number
    assert parse(f"http://{parts.host}{parts.path}") == parts
