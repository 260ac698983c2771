import pytest
from playwright.sync_api import Locator, Page, expect

from tests.admin.test_article_form_browser import NEW, PATIENCE, expect_order, picture, rows, save, write

pytestmark = pytest.mark.browser


def upload(desk: Page, pictures: dict[str, str]) -> None:
    """Put pictures into the library, each of a colour of its own."""
    desk.goto(NEW)
    desk.get_by_label("Add pictures").set_input_files([picture(name, colour) for name, colour in pictures.items()])
    expect(rows(desk)).to_have_count(len(pictures), timeout=PATIENCE)


def panel(desk: Page) -> Locator:
    return desk.get_by_role("dialog", name="Add from the library")


def entries(desk: Page) -> Locator:
    return panel(desk).locator("[data-library-picture]")


def test_pictures_of_the_library_are_searched_for_and_added(desk: Page) -> None:
    upload(desk, {"quay-one.jpg": "orchid", "quay-two.jpg": "plum", "tower.jpg": "peru"})
    write(desk, "From the library")
    opener = desk.get_by_role("button", name="Add from the library")
    opener.click()
    search = panel(desk).get_by_label("Search the library")
    expect(search).to_be_focused()
    search.fill("quay")
    expect(entries(desk)).to_have_count(2)
    expect(panel(desk).get_by_role("status")).to_have_text("2 pictures")
    panel(desk).get_by_role("button", name="quay-one.jpg").click()
    expect(entries(desk).filter(has_text="quay-one.jpg")).to_contain_text("Chosen")
    expect(rows(desk)).to_have_count(1)
    search.fill("no such picture")
    expect(panel(desk)).to_contain_text("No picture fits these filters.")
    search.fill("tower")
    expect(entries(desk)).to_have_count(1)
    panel(desk).get_by_role("button", name="tower.jpg").press("Enter")
    expect(rows(desk)).to_have_count(2)
    desk.keyboard.press("Escape")
    expect(panel(desk)).to_be_hidden()
    expect(opener).to_be_focused()
    expect_order(desk, "1 quay-one.jpg", "2 tower.jpg")
    save(desk)
    expect_order(desk, "1 quay-one.jpg", "2 tower.jpg")


def test_searching_by_enter_saves_nothing(desk: Page) -> None:
    write(desk, "Not saved")
    desk.get_by_role("button", name="Add from the library").click()
    panel(desk).get_by_label("Search the library").press("Enter")
    expect(panel(desk).get_by_role("status")).not_to_be_empty()
    expect(desk).to_have_url(desk.url)
    assert desk.url.endswith(NEW)


def test_without_script_numbers_are_typed(desk: Page, desk_without_script: Page) -> None:
    upload(desk, {"crane.jpg": "tan"})
    desk.goto("/admin/pictures?q=crane.jpg")
    number = desk.locator("[data-library-picture]").get_attribute("data-library-picture")
    page = desk_without_script
    page.goto(NEW)
    page.get_by_label("Title", exact=True).fill("Without script")
    page.get_by_label("Picture numbers from the library").fill(number or "")
    page.get_by_role("button", name="Save draft").click()
    expect(rows(page)).to_contain_text("crane.jpg")
