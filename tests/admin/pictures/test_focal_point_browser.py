import pytest
from playwright.sync_api import Locator, Page, expect

from tests.admin.writing.test_article_form_browser import PATIENCE, picture, rows

pytestmark = pytest.mark.browser


def open_picture(desk: Page, name: str) -> None:
    """Upload a picture that no other test has, and open its page in the library."""
    desk.goto("/admin/articles/new")
    desk.get_by_label("Add pictures").set_input_files([picture(name)])
    expect(rows(desk)).to_have_count(1, timeout=PATIENCE)
    desk.goto(f"/admin/pictures?q={name}")
    desk.get_by_role("link", name=name).click()


def mark(desk: Page) -> Locator:
    return desk.get_by_role("button", name="Focal point")


def expect_focus(desk: Page, x: int, y: int) -> None:
    expect(desk.get_by_label("Percent from the left")).to_have_value(str(x))
    expect(desk.get_by_label("Percent from the top")).to_have_value(str(y))
    expect(mark(desk)).to_have_accessible_name(f"Focal point: {x}% from the left, {y}% from the top")


def test_focal_point_is_set_by_click_and_keyboard_and_kept(desk: Page) -> None:
    open_picture(desk, "focal.jpg")
    expect_focus(desk, 50, 50)
    box = desk.locator("[data-focal] img").bounding_box()
    assert box is not None
    desk.locator("[data-focal] img").click(position={"x": box["width"] * 0.2, "y": box["height"] * 0.7})
    expect_focus(desk, 20, 70)
    expect(mark(desk)).to_be_focused()
    desk.keyboard.press("ArrowRight")
    desk.keyboard.press("Shift+ArrowUp")
    expect_focus(desk, 21, 60)
    expect(desk.locator("body > [role=status]")).to_have_text("21% from the left, 60% from the top")
    for _ in range(4):
        desk.keyboard.press("Shift+ArrowLeft")
    expect_focus(desk, 0, 60)
    desk.get_by_label("Percent from the left").fill("33")
    expect_focus(desk, 33, 60)
    for crop in desk.locator("[data-crop] img").all():
        expect(crop).to_have_css("object-position", "30% 60%")
    desk.get_by_role("button", name="Save picture").click()
    expect(desk.get_by_role("status").first).to_contain_text("Saved.")
    expect_focus(desk, 33, 60)


def test_focal_point_is_two_numbers_without_script(desk: Page, desk_without_script: Page) -> None:
    open_picture(desk, "plain.jpg")
    page = desk_without_script
    page.goto(desk.url)
    page.get_by_label("Percent from the left").fill("10")
    page.get_by_label("Percent from the top").fill("90")
    expect(page.locator("[data-crop]").first).to_be_hidden()
    page.get_by_role("button", name="Save picture").click()
    expect(page.get_by_label("Percent from the left")).to_have_value("10")
    expect(page.get_by_label("Percent from the top")).to_have_value("90")
