"""Chinese is typed with an input method: Enter, Escape and the arrows are its own until the words are chosen."""

from collections.abc import Callable

import pytest
from playwright.sync_api import FilePayload, Page, expect

from tests.support.newsroom import own_picture_bytes

NEW = "/admin/articles/new"
PATIENCE = 60_000

pytestmark = pytest.mark.browser


@pytest.fixture
def compose(desk: Page) -> Callable[[str, str], None]:
    """Types letters with an input method, presses Enter and Escape meanwhile, and takes the words that it offers."""
    session = desk.context.new_cdp_session(desk)

    def press(key: str) -> None:
        # What an input method keeps to itself reaches the page under this code.
        session.send("Input.dispatchKeyEvent", {"type": "rawKeyDown", "key": key, "windowsVirtualKeyCode": 229})
        session.send("Input.dispatchKeyEvent", {"type": "keyUp", "key": key})

    def compose(letters: str, words: str) -> None:
        for end in range(1, len(letters) + 1):
            part = letters[:end]
            session.send("Input.imeSetComposition", {"text": part, "selectionStart": end, "selectionEnd": end})
        for key in ("Enter", "Escape", "Tab"):
            press(key)
        session.send(
            "Input.imeSetComposition", {"text": words, "selectionStart": len(words), "selectionEnd": len(words)}
        )
        session.send("Input.insertText", {"text": words})

    return compose


def test_title_and_text_take_composed_words_once(desk: Page, compose: Callable[[str, str], None]) -> None:
    desk.goto(NEW)
    title = desk.get_by_label("Title", exact=True)
    title.focus()
    compose("shili", "示例")
    expect(title).to_be_focused()
    compose("gongsi", "公司")
    expect(title).to_have_value("示例公司")
    desk.locator("#body-editor").click()
    desk.keyboard.press("Control+Shift+f")
    compose("xinwen", "新闻")
    desk.keyboard.press("Enter")
    desk.keyboard.press("Control+b")
    compose("gonggao", "公告")
    expect(desk.locator("[name=body]")).to_have_value("<p>新闻</p>\n<p><strong>公告</strong></p>")
    # Escape was the input method's: the text still has the window for itself.
    expect(desk.locator(".bar")).to_be_hidden()


def test_find_and_link_fields_take_composed_words(desk: Page, compose: Callable[[str, str], None]) -> None:
    desk.goto(NEW)
    desk.locator("#body-editor").click()
    desk.keyboard.insert_text("公司和公司")
    desk.keyboard.press("Control+f")
    find = desk.get_by_label("Find", exact=True)
    expect(find).to_be_focused()
    compose("gongsi", "公司")
    expect(find).to_have_value("公司")
    expect(desk.locator(".found-count")).to_have_text("1 of 2")
    replacement = desk.get_by_label("Replace with")
    replacement.focus()
    compose("jituan", "集团")
    expect(replacement).to_have_value("集团")
    expect(desk.locator("[name=body]")).to_have_value("<p>公司和公司</p>")
    desk.keyboard.press("Enter")
    expect(desk.locator("[name=body]")).to_have_value("<p>集团和公司</p>")
    desk.keyboard.press("Escape")
    expect(desk.locator("#body-editor")).to_be_focused()
    desk.keyboard.press("Control+k")
    address = desk.get_by_label("Link to")
    expect(address).to_be_focused()
    compose("shi", "示")
    expect(address).to_have_value("示")
    expect(desk.get_by_text("Give an address such as")).to_be_hidden()


def test_caption_in_the_text_takes_composed_words(desk: Page, compose: Callable[[str, str], None]) -> None:
    desk.goto(NEW)
    file: FilePayload = {"name": "signing.jpg", "mimeType": "image/jpeg", "buffer": own_picture_bytes()}
    desk.get_by_label("Add pictures").set_input_files([file])
    row = desk.locator("[data-picture-row]")
    expect(row).to_have_count(1, timeout=PATIENCE)
    row.get_by_role("button", name="Place in text").click()
    caption = desk.locator("#body-editor").get_by_label("Caption of Picture 1, signing.jpg")
    caption.focus()
    compose("qianyue", "签约")
    compose("yishi", "仪式")
    expect(caption).to_be_focused()
    expect(caption).to_have_value("签约仪式")
    expect(row.get_by_label("Caption")).to_have_value("签约仪式")
