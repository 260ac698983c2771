"""What the article form shows on the way, and no page of the URL map does, is accessible in both colour schemes."""

import pytest
from playwright.sync_api import Page, expect

from tests.support.accessibility import faults_in_both_schemes

pytestmark = pytest.mark.browser


def write(page: Page, title: str, text: str) -> None:
    page.goto("/admin/articles/new")
    page.get_by_label("Title", exact=True).fill(title)
    page.locator("#body-editor").click()
    page.keyboard.insert_text(text)


def save(page: Page) -> None:
    page.keyboard.press("Control+s")
    expect(page.locator("[data-status]")).to_contain_text("Saved.")


def change(page: Page, typed: str) -> None:
    page.locator("#body-editor").click()
    page.keyboard.press("End")
    page.keyboard.type(typed)


def test_tools_of_the_text(desk: Page) -> None:
    write(desk, "Accessible tools", "Words to find, and  to link")
    desk.keyboard.press("Control+f")
    desk.keyboard.type("words")
    expect(desk.locator(".found-count")).to_have_text("1 of 1")
    assert faults_in_both_schemes(desk, ".field-body") == []
    desk.keyboard.press("Escape")
    desk.keyboard.press("Control+k")
    desk.keyboard.type("no address")
    desk.keyboard.press("Enter")
    assert faults_in_both_schemes(desk, ".field-body") == []
    desk.keyboard.press("Escape")
    desk.get_by_role("button", name="Table", exact=True).click()
    for heading in ("Year", "Sales", "Profit"):
        desk.keyboard.type(heading)
        desk.keyboard.press("Tab")
    assert faults_in_both_schemes(desk, ".field-body") == []
    desk.get_by_role("button", name="Full screen").click()
    assert faults_in_both_schemes(desk) == []


def test_findings_and_files_that_were_refused(desk: Page) -> None:
    write(desk, "Accessible findings", "Two  spaces and “one quote.")
    desk.locator("[data-files]").set_input_files({"name": "a.png", "mimeType": "image/png", "buffer": b"no picture"})
    expect(desk.locator("[data-uploads]")).to_contain_text("a.png")
    expect(desk.locator("[data-checks]")).to_contain_text("There is more than one space")
    assert faults_in_both_schemes(desk) == []


def test_offer_of_what_was_typed(desk: Page) -> None:
    write(desk, "Accessible offer", "Stored.")
    save(desk)
    change(desk, " Typed.")
    expect(desk.locator("[data-kept]")).to_contain_text("Kept on the server")
    desk.goto(desk.url)
    expect(desk.get_by_role("link", name="Take it")).to_be_visible()
    assert faults_in_both_schemes(desk) == []


def test_signing_in_again(desk: Page) -> None:
    write(desk, "Accessible dialog", "Words.")
    desk.context.clear_cookies()
    desk.get_by_role("button", name="Save draft").click()
    dialog = desk.get_by_role("dialog", name="Sign in again")
    dialog.get_by_label("Password").fill("not the password")
    dialog.get_by_role("button", name="Sign in").click()
    expect(dialog.get_by_role("alert")).to_be_visible()
    assert faults_in_both_schemes(desk, "dialog") == []


def test_versions_that_clash(desk: Page) -> None:
    write(desk, "Accessible clash", "First.")
    save(desk)
    second = desk.context.new_page()
    second.goto(desk.url)
    change(desk, " And this.")
    save(desk)
    change(second, " And that.")
    second.keyboard.press("Control+s")
    expect(second.locator(".clash")).to_be_visible()
    assert faults_in_both_schemes(second) == []


def test_page_that_carries_what_was_typed(desk: Page) -> None:
    desk.goto("/admin/settings")
    desk.get_by_label("Fax").fill("+86 000 222")
    desk.context.clear_cookies()
    desk.get_by_role("button", name="Save").click()
    expect(desk.get_by_role("heading", name="You are no longer signed in")).to_be_visible()
    assert faults_in_both_schemes(desk) == []
