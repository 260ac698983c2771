import pytest
from playwright.sync_api import FilePayload, Locator, Page, expect

from tests.admin.writing.test_article_form_browser import NEW, PATIENCE, expect_order, rows, save, write
from tests.support.newsroom import own_picture_bytes

pytestmark = pytest.mark.browser


def upload(desk: Page, *names: str) -> None:
    """Put pictures into the library that nobody has put there before."""
    desk.goto(NEW)
    files: list[FilePayload] = [
        {"name": name, "mimeType": "image/jpeg", "buffer": own_picture_bytes()} for name in names
    ]
    desk.get_by_label("Add pictures").set_input_files(files)
    expect(rows(desk)).to_have_count(len(names), timeout=PATIENCE)


def panel(desk: Page) -> Locator:
    return desk.get_by_role("dialog", name="Add from the library")


def entries(desk: Page) -> Locator:
    return panel(desk).locator("[data-library-picture]")


def test_pictures_of_the_library_are_searched_for_and_added(desk: Page) -> None:
    upload(desk, "quay-one.jpg", "quay-two.jpg", "tower.jpg")
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
    upload(desk, "crane.jpg")
    desk.goto("/admin/pictures?q=crane.jpg")
    number = desk.locator("[data-library-picture]").get_attribute("data-library-picture")
    page = desk_without_script
    page.goto(NEW)
    page.get_by_label("Title", exact=True).fill("Without script")
    page.get_by_label("Picture numbers from the library").fill(number or "")
    page.get_by_role("button", name="Save draft").click()
    expect(rows(page)).to_contain_text("crane.jpg")
