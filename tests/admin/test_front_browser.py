"""The front page, the list and its changes in a browser."""

import pytest
from playwright.sync_api import Page, expect

from tests.support.accessibility import faults_in_both_schemes

pytestmark = pytest.mark.browser


@pytest.fixture
def title(desk: Page) -> str:
    """An article that is submitted."""
    desk.goto("/admin/articles/new")
    desk.get_by_label("Title", exact=True).fill("Moved in a browser")
    desk.get_by_role("button", name="Submit").click()
    expect(desk.locator("[data-status]")).to_contain_text("It is submitted")
    expect(desk.get_by_role("button", name="Take back")).to_be_visible()
    return "Moved in a browser"


@pytest.mark.parametrize("width", [360, 1440])
def test_pages_are_accessible(desk: Page, title: str, width: int) -> None:
    desk.set_viewport_size({"width": width, "height": 900})
    paths = ["/admin/", "/admin/?month=2199-01", "/admin/articles", "/admin/articles?choose=all", "/admin/shortcuts"]
    for path in [*paths, "/admin/articles/changes/new?article=1&kind=bin", "/admin/articles/changes/new?article=1"]:
        desk.goto(path)
        assert faults_in_both_schemes(desk, "body") == [], path
        assert desk.evaluate("document.documentElement.scrollWidth <= innerWidth"), path


def test_chosen_articles_are_changed_and_brought_back(desk: Page, title: str) -> None:
    desk.goto("/admin/articles?q=Moved")
    expect(desk.get_by_role("button", name="Look at the changes")).to_be_hidden()
    desk.get_by_label(f"Choose “{title}”").first.check()
    change_and_undo(desk, title)


def test_the_same_works_without_script(desk_without_script: Page, desk: Page, title: str) -> None:
    page = desk_without_script
    page.goto("/admin/articles?q=Moved")
    page.get_by_role("link", name="Choose all on this page").click()
    expect(page.get_by_label(f"Choose “{title}”").first).to_be_checked()
    change_and_undo(page, title)


def change_and_undo(page: Page, title: str) -> None:
    expect(page.get_by_label("Tag", exact=True)).to_be_hidden()
    page.get_by_label("Change", exact=True).select_option("Add a tag")
    page.get_by_label("Tag", exact=True).fill("Steel")
    page.get_by_role("button", name="Look at the changes").click()
    expect(page.get_by_role("row", name=title).first).to_contain_text("No tag")
    page.get_by_role("button", name="Add to").click()
    expect(page.get_by_role("status")).to_contain_text("the tag “Steel”.")
    # What was done, and its undoing, outlive the page.
    page.reload()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("status").last).to_contain_text("Undone:")
    expect(page.get_by_role("button", name="Undo")).to_have_count(0)
