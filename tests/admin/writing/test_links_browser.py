import pytest
from playwright.sync_api import Page, expect

NEW = "/admin/articles/new"

pytestmark = pytest.mark.browser


def test_typed_address_becomes_a_link_and_what_follows_does_not(desk: Page) -> None:
    desk.goto(NEW)
    desk.locator("#body-editor").click()
    desk.keyboard.type("See https://example.com/a.html. Or www.example.com now")
    expect(desk.locator("[name=body]")).to_have_value(
        '<p>See <a href="https://example.com/a.html">https://example.com/a.html</a>. Or '
        '<a href="https://www.example.com">www.example.com</a> now</p>'
    )


def test_address_pasted_onto_words_links_them(desk: Page) -> None:
    desk.goto(NEW)
    desk.locator("#body-editor").click()
    desk.keyboard.type("the report")
    desk.keyboard.press("Control+a")
    desk.locator("#body-editor").evaluate(
        """editor => {
            const clipboardData = new DataTransfer();
            clipboardData.setData("text/plain", "https://example.com/report");
            editor.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
        }"""
    )
    expect(desk.locator("[name=body]")).to_have_value('<p><a href="https://example.com/report">the report</a></p>')
