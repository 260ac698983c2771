import pytest
from playwright.sync_api import Page, expect

from tests.admin.writing.test_article_form_browser import NEW, PATIENCE, picture, rows
from tests.support.accessibility import faults_in_both_schemes

pytestmark = pytest.mark.browser


def test_library_picture_and_panel_are_accessible(desk: Page) -> None:
    desk.goto(NEW)
    desk.get_by_label("Add pictures").set_input_files([picture("accessible.jpg")])
    expect(rows(desk)).to_have_count(1, timeout=PATIENCE)
    desk.get_by_role("button", name="Add from the library").click()
    desk.get_by_role("dialog").get_by_role("button", name="accessible.jpg").click()
    expect(rows(desk)).to_have_count(2)
    assert faults_in_both_schemes(desk, "dialog") == []
    desk.goto("/admin/pictures?q=accessible.jpg")
    assert faults_in_both_schemes(desk, "main") == []
    desk.get_by_role("link", name="accessible.jpg").click()
    expect(desk.get_by_role("button", name="Focal point")).to_be_visible()
    assert faults_in_both_schemes(desk, "main") == []
