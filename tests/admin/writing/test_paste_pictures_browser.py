import base64
import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.support.clipboard import paste
from tests.support.newsroom import picture_bytes

NEW = "/admin/articles/new"
# A machine that runs other tests too may be slow to make a picture's renditions.
PATIENCE = 60_000
PLACE = r'<figure data-picture="[a-z0-9]+"></figure>'

pytestmark = pytest.mark.browser


def inline(colour: str, kind: str = "JPEG") -> str:
    """Return a picture as an address that holds it."""
    content = base64.b64encode(picture_bytes(colour, kind=kind)).decode()
    return f"data:image/{kind.lower()};base64,{content}"


def rows(desk: Page) -> Locator:
    return desk.locator("[data-picture-row]")


def body(desk: Page) -> Locator:
    return desk.locator("[name=body]")


def start(desk: Page) -> None:
    desk.goto(NEW)
    desk.get_by_label("Title", exact=True).fill("With pasted pictures")


def test_pictures_written_out_in_the_html_come_along_to_their_places(desk: Page) -> None:
    start(desk)
    paste(
        desk,
        f'<p>Before</p><p><img src="{inline("coral")}"></p><p>Between <img src="{inline("plum", "PNG")}"> words</p>'
        f'<ul><li>an item<img src="{inline("khaki", "WEBP")}"></li><li>another</li></ul><p>After</p>',
    )
    expect(rows(desk)).to_have_count(3, timeout=PATIENCE)
    expected = (
        f"<p>Before</p>\n{PLACE}\n<p>Between words</p>\n{PLACE}\n"
        f"<ul><li>an item</li><li>another</li></ul>\n{PLACE}\n<p>After</p>"
    )
    expect(body(desk)).to_have_value(re.compile(f"^{expected}$"))
    expect(desk.locator("[data-number]")).to_have_text(["Picture 1", "Picture 2", "Picture 3"])
    expect(desk.locator("[data-file-name]")).to_have_text(["pasted-1.jpg", "pasted-2.png", "pasted-3.webp"])
    expect(desk.get_by_text("left out of what you pasted")).to_be_hidden()
    desk.get_by_role("button", name="Save draft").click()
    expect(desk.locator("[data-status]")).to_have_text("Saved. Visitors do not see it.")
    expect(body(desk)).to_have_value(re.compile(f"^{expected}$"))


def test_pictures_beside_the_html_take_the_places_of_as_many_that_cannot_be_read(desk: Page) -> None:
    start(desk)
    html = (
        '<p>One</p><p><img src="file:///C:/Temp/image001.png"></p><p>Two</p><p><img src="file:///C:/image002.png"></p>'
    )
    paste(desk, html, "One Two", (picture_bytes("teal"), picture_bytes("maroon")))
    expect(rows(desk)).to_have_count(2, timeout=PATIENCE)
    expect(body(desk)).to_have_value(re.compile(f"^<p>One</p>\n{PLACE}\n<p>Two</p>\n{PLACE}$"))
    desk.goto(NEW)
    paste(desk, html, "One Two", (picture_bytes("teal"),))
    expect(desk.get_by_text("2 pictures were left out of what you pasted")).to_be_visible()
    expect(body(desk)).to_have_value("<p>One</p>\n<p>Two</p>")


def test_what_did_not_come_along_is_counted_and_named(desk: Page) -> None:
    start(desk)
    paste(
        desk,
        '<p>Words</p><img data-src="https://mmbiz.qpic.cn/a/640" src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">'
        '<img src="//mmbiz.qpic.cn/b"><img src="https://example.com/track" width="1" height="1">'
        '<img src="data:image/svg+xml;base64,PHN2Zy8+"><img src="cid:logo@01D">'
        f'<img src="data:image/png;base64,{"A" * 28_000_000}"><img src="data:image/png;base64,&amp;">',
    )
    expect(desk.locator(".notice")).to_contain_text(
        "6 pictures were left out of what you pasted: 1 of a kind that is not taken, 1 larger than 20 MB, 1 damaged, "
        "2 at mmbiz.qpic.cn, 1 on the computer where it was written. "
        "Add pictures below the text, as files."
    )
    expect(body(desk)).to_have_value("<p>Words</p>")
    expect(rows(desk)).to_have_count(0)


def test_picture_that_the_server_refuses_is_named_and_its_place_goes(desk: Page) -> None:
    start(desk)
    broken = base64.b64encode(b"no picture").decode()
    paste(desk, f'<p>Words</p><p><img src="data:image/png;base64,{broken}"></p><p>more</p>')
    place = desk.locator("#body-editor figure")
    expect(place).to_contain_text("This picture is on its way.")
    failed = desk.locator("[data-uploads] li")
    expect(failed.locator(".error")).to_contain_text("“pasted-1.png” is not a picture")
    failed.get_by_role("button", name="Dismiss").click()
    expect(place).to_contain_text("This picture was removed")
    expect(body(desk)).to_have_value("<p>Words</p>\n<p>more</p>")
