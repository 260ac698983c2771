import pytest
from playwright.sync_api import Page, expect

from tests.admin.test_article_form_browser import NEW, PATIENCE, picture, rows
from tests.guards.test_demo_newsroom import AXE, RULES

pytestmark = pytest.mark.browser


def faults(page: Page, within: str) -> list[str]:
    """Return what is wrong with a part of a page, in light and in dark."""
    page.evaluate(AXE.read_text())
    found = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        result = page.evaluate("([within, rules]) => axe.run(within, {runOnly: rules})", [within, RULES])
        found += [
            f"{scheme}: {violation['id']}: {node['html']}: {node['failureSummary']}"
            for violation in result["violations"]
            for node in violation["nodes"]
        ]
    return found


def test_library_picture_and_panel_are_accessible(desk: Page) -> None:
    desk.goto(NEW)
    desk.get_by_label("Add pictures").set_input_files([picture("accessible.jpg", "azure")])
    expect(rows(desk)).to_have_count(1, timeout=PATIENCE)
    desk.get_by_role("button", name="Add from the library").click()
    desk.get_by_role("dialog").get_by_role("button", name="accessible.jpg").click()
    expect(rows(desk)).to_have_count(2)
    assert faults(desk, "dialog") == []
    desk.goto("/admin/pictures?q=accessible.jpg")
    assert faults(desk, "main") == []
    desk.get_by_role("link", name="accessible.jpg").click()
    expect(desk.get_by_role("button", name="Focal point")).to_be_visible()
    assert faults(desk, "main") == []
