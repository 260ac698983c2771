import re

import pytest
from playwright.sync_api import FilePayload, Locator, Page, expect

from tests.support.newsroom import own_picture_bytes

NEW = "/admin/articles/new"
# A machine that runs other tests too may be slow to make a picture's renditions.
PATIENCE = 60_000

pytestmark = pytest.mark.browser


def write_with_pictures(desk: Page, *names: str) -> None:
    """Write a paragraph with pictures behind it."""
    desk.goto(NEW)
    desk.get_by_label("Title", exact=True).fill("With captions")
    desk.locator("#body-editor").click()
    desk.keyboard.insert_text("Words.")
    files: list[FilePayload] = [
        {"name": name, "mimeType": "image/jpeg", "buffer": own_picture_bytes()} for name in names
    ]
    desk.get_by_label("Add pictures").set_input_files(files)
    expect(desk.locator("[data-picture-row]")).to_have_count(len(names), timeout=PATIENCE)
    for name in names:
        row(desk, name).get_by_role("button", name="Place in text").click()


def row(desk: Page, name: str) -> Locator:
    return desk.locator("[data-picture-row]").filter(has_text=name)


def caption(desk: Page, name: str) -> Locator:
    return desk.locator("#body-editor").get_by_label(name)


def test_caption_in_the_text_and_in_the_row_are_one(desk: Page) -> None:
    write_with_pictures(desk, "one.jpg", "two.jpg")
    first = caption(desk, "Caption of Picture 1, one.jpg")
    first.fill("Written in the text")
    expect(row(desk, "one.jpg").get_by_label("Caption")).to_have_value("Written in the text")
    row(desk, "two.jpg").get_by_label("Caption").fill("Written in the row")
    expect(caption(desk, "Caption of Picture 2, two.jpg")).to_have_value("Written in the row")
    expect(desk.locator("[data-kept]")).to_contain_text("Not saved yet.")
    desk.get_by_role("button", name="Save draft").click()
    expect(desk.locator("[data-status]")).to_have_text("Saved. Visitors do not see it.")
    expect(first).to_have_value("Written in the text")
    expect(row(desk, "one.jpg").get_by_label("Caption")).to_have_value("Written in the text")


def test_caption_is_reached_and_left_by_keyboard(desk: Page) -> None:
    write_with_pictures(desk, "one.jpg", "two.jpg")
    text = desk.locator("#body-editor")
    second = caption(desk, "two.jpg")
    # Placing a picture selects it.
    text.focus()
    desk.keyboard.press("Tab")
    expect(second).to_be_focused()
    desk.keyboard.type("A caption")
    desk.keyboard.press("Tab")
    expect(desk.locator("figure.is-selected").get_by_role("button", name="Move up")).to_be_focused()
    desk.keyboard.press("Shift+Tab")
    desk.keyboard.press("Escape")
    expect(text).to_be_focused()
    expect(desk.locator("figure.is-selected")).to_have_count(1)
    desk.keyboard.press("Tab")
    expect(second).to_be_focused()
    desk.keyboard.press("Enter")
    expect(text).to_be_focused()
    desk.keyboard.insert_text("Behind it.")
    expect(second).to_have_value("A caption")
    expect(text.locator("p")).to_have_text(["Words.", "Behind it."])


def test_keys_of_the_text_do_nothing_to_it_from_a_caption(desk: Page) -> None:
    write_with_pictures(desk, "one.jpg")
    # The text goes into the form's field in pauses.
    expect(desk.locator("[name=body]")).to_have_value(re.compile("<figure"))
    body = desk.locator("[name=body]").input_value()
    caption(desk, "one.jpg").fill("A caption")
    desk.keyboard.press("Control+a")
    desk.keyboard.press("Backspace")
    desk.keyboard.type("B")
    expect(caption(desk, "one.jpg")).to_have_value("B")
    desk.keyboard.press("Backspace")
    desk.keyboard.press("Backspace")
    expect(caption(desk, "one.jpg")).to_have_value("")
    expect(desk.locator("[name=body]")).to_have_value(body)


def test_undoing_after_a_button_of_a_picture_undoes_what_it_did(desk: Page) -> None:
    write_with_pictures(desk, "one.jpg", "two.jpg")
    text = desk.locator("#body-editor")
    second = caption(desk, "two.jpg")
    second.fill("A caption")
    before = text.locator("> *").evaluate_all("elements => elements.map((element) => element.localName)")
    text.locator("figure").last.get_by_role("button", name="Move up").press("Enter")
    expect(text).to_be_focused()
    desk.keyboard.press("Control+z")
    assert text.locator("> *").evaluate_all("elements => elements.map((element) => element.localName)") == before
    expect(second).to_have_value("A caption")
    # From the row below, where the focus stays.
    taken_out = row(desk, "two.jpg").locator("[data-place]")
    taken_out.press("Enter")
    expect(second).to_have_count(0)
    desk.keyboard.press("Control+z")
    expect(second).to_have_value("A caption")
    expect(taken_out).to_be_focused()


def test_taking_out_by_keyboard_goes_on_in_the_text(desk: Page) -> None:
    write_with_pictures(desk, "one.jpg", "two.jpg")
    desk.locator("#body-editor figure").last.get_by_role("button", name="Take out").press("Enter")
    expect(desk.locator("#body-editor")).to_be_focused()
