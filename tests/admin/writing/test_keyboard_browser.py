"""An article is written, its pictures put in order, and published, with the keyboard alone (WCAG 2.1.1, 2.4.7)."""

import pytest
from playwright.sync_api import FilePayload, Locator, Page, expect

from tests.support.newsroom import own_picture_bytes

# More stops than the form has.
MOST_STOPS = 150

pytestmark = pytest.mark.browser

# The caret shows the focus of a text; elsewhere an outline does, of the element or of what is drawn in its place.
_SHOWS_FOCUS = """() => {
    const focused = document.activeElement;
    // Behind the last stop are the browser's own.
    if (focused === document.body || focused.isContentEditable) return true;
    if (focused.matches("textarea, input:not([type=checkbox], [type=file])")) return true;
    return [focused, focused.parentElement].some((part) => {
        const { outlineStyle, boxShadow } = getComputedStyle(part);
        return outlineStyle !== "none" || boxShadow !== "none";
    });
}"""


def go_to(page: Page, target: Locator, key: str = "Tab") -> None:
    """Press a key until `target` is focused; every stop on the way must show that it is."""
    for _ in range(MOST_STOPS):
        page.keyboard.press(key)
        assert page.evaluate(_SHOWS_FOCUS), page.evaluate("document.activeElement.outerHTML")
        if target.evaluate("target => target === document.activeElement"):
            return
    raise AssertionError(f"{key} does not lead to {target}")


def test_article_is_written_and_published_with_the_keyboard_alone(desk: Page, reader: Page) -> None:
    # The browser is told before the key is pressed that it is to ask here and not by a dialog of its own.
    desk.on("filechooser", lambda _chooser: None)
    desk.goto("/admin/articles/new")
    go_to(desk, desk.get_by_label("Title", exact=True))
    desk.keyboard.type("Without a mouse")
    go_to(desk, desk.locator("#body-editor"))
    desk.keyboard.type("First paragraph, with ")
    desk.keyboard.press("Control+b")
    desk.keyboard.type("weight")
    desk.keyboard.press("Control+b")
    desk.keyboard.press("Enter")
    desk.keyboard.type("Second paragraph.")
    add_pictures(desk, "north.png", "south.png")
    rows = desk.locator("[data-picture-row]")
    for number, name in enumerate(["North", "South"]):
        go_to(desk, rows.nth(number).get_by_label("Caption"))
        desk.keyboard.type(f"{name} side")
        go_to(desk, rows.nth(number).get_by_label("Alternative text"))
        desk.keyboard.type(f"The {name.lower()} side of a house")
    go_to(desk, rows.nth(1).get_by_role("button", name="Move up"))
    desk.keyboard.press("Enter")
    expect(rows.nth(0).get_by_label("Caption")).to_have_value("South side")
    # Where the caret stands in the text, there the picture goes.
    go_to(desk, desk.locator("#body-editor"), "Shift+Tab")
    desk.keyboard.press("Control+Home")
    desk.keyboard.press("End")
    go_to(desk, rows.nth(0).get_by_role("button", name="Place in text"))
    desk.keyboard.press("Enter")
    go_to(desk, desk.get_by_role("button", name="Publish", exact=True), "Shift+Tab")
    desk.keyboard.press("Enter")
    expect(desk.locator("[data-status]")).to_have_text("Saved. Visitors see it as it stands here.")

    reader.goto(desk.get_by_role("link", name="View the page").get_attribute("href") or "")
    expect(reader.locator("strong", has_text="weight")).to_be_visible()
    expect(reader.locator("article figcaption")).to_have_text(["Picture 1 South side", "Picture 2 North side"])


def add_pictures(page: Page, *names: str) -> None:
    """Choose pictures in the dialog that the field opens."""
    go_to(page, page.locator("[data-files]"))
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Enter")
    files: list[FilePayload] = [
        {"name": name, "mimeType": "image/png", "buffer": own_picture_bytes()} for name in names
    ]
    chooser.value.set_files(files)
    expect(page.locator("[data-picture-row] img")).to_have_count(len(names))
