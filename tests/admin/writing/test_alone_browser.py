import pytest
from playwright.sync_api import Locator, Page, expect

NEW = "/admin/articles/new"

pytestmark = pytest.mark.browser


def surroundings(desk: Page) -> list[Locator]:
    return [desk.locator(".bar"), desk.locator(".writing-side"), desk.get_by_role("heading", name="Pictures")]


def announcement(desk: Page) -> Locator:
    return desk.locator("body > [role=status]")


@pytest.mark.parametrize("width", [1440, 360])
def test_text_has_the_window_for_itself_until_escape(desk: Page, width: int) -> None:
    desk.set_viewport_size({"width": width, "height": 700})
    desk.goto(NEW)
    text = desk.locator("#body-editor")
    text.click()
    desk.keyboard.press("Control+Shift+f")
    for around in surroundings(desk):
        expect(around).to_be_hidden()
    expect(announcement(desk)).to_have_text("Full screen: the text alone. Escape leaves it.")
    expect(text).to_be_focused()
    for kept in (desk.get_by_label("Title", exact=True), desk.locator(".writing-state"), desk.locator(".word-count")):
        expect(kept).to_be_visible()
    assert desk.evaluate("document.documentElement.scrollWidth") == width
    desk.keyboard.insert_text("Alone")
    # What Escape ends first is what was opened last.
    desk.keyboard.press("Control+k")
    desk.keyboard.press("Escape")
    expect(text).to_be_focused()
    expect(surroundings(desk)[0]).to_be_hidden()
    desk.keyboard.press("Escape")
    for around in surroundings(desk):
        expect(around).to_be_visible()
    expect(announcement(desk)).to_have_text("Full screen was left.")
    expect(text).to_be_focused()


def test_button_leads_in_and_out_and_saving_does_not(desk: Page) -> None:
    desk.goto(NEW)
    desk.get_by_label("Title", exact=True).fill("Written alone")
    desk.get_by_role("button", name="Full screen").click()
    desk.get_by_role("button", name="Save draft").click()
    expect(desk.locator("[data-status]")).to_have_text("Saved. Visitors do not see it.")
    expect(surroundings(desk)[1]).to_be_hidden()
    desk.get_by_role("button", name="Leave full screen").click()
    desk.reload()
    expect(surroundings(desk)[1]).to_be_visible()


def test_field_that_keeps_the_form_back_is_shown(desk: Page) -> None:
    desk.goto(NEW)
    desk.get_by_label("Title", exact=True).fill("Something is missing")
    desk.get_by_label("Starting hits").fill("-1")
    desk.get_by_role("button", name="Full screen").click()
    desk.get_by_role("button", name="Save draft").click()
    expect(desk.get_by_label("Starting hits")).to_be_focused()
