import re

import pytest
from playwright.sync_api import Page, expect

from config import PROJECT
from tests.support import html
from tests.support.client import CheckedClient


def keys(client: CheckedClient) -> dict[str, str]:
    document = html.parse(client.get("/admin/shortcuts").get_data(as_text=True))
    rows = [[" ".join(html.text_of(cell).split()) for cell in row] for row in document.iter("tr")]
    return {row[0]: row[1] for row in rows}


def test_page_lists_all_keys_that_the_user_may_use(editor: CheckedClient, administrator: CheckedClient) -> None:
    assert keys(editor)["g then a"] == "Go to the articles"
    assert "g then s" not in keys(editor)
    assert keys(administrator)["g then s"] == "Go to the settings"


def test_page_knows_every_key_of_the_toolbar(editor: CheckedClient) -> None:
    commands = (PROJECT / "static" / "admin" / "commands.js").read_text()
    commands = re.sub(r'gettext\(("[^"]+")\)', r"\1", commands)
    found = re.findall(r'label: "([^"]+)"(?:, name: "([^"]+)")?.*?keys: "([^"]+)"', commands)
    assert len(found) == commands.count('keys: "')
    listed = keys(editor)
    assert [listed.get(f"Control+{key}") for _, _, key in found] == [name or label for label, name, _ in found]


@pytest.fixture
def articles(desk: Page) -> list[str]:
    """Two articles, the first of the list first."""
    titles = ["Key by key, one", "Key by key, two"]
    for title in titles:
        desk.goto("/admin/articles/new")
        desk.get_by_label("Title", exact=True).fill(title)
        desk.get_by_role("button", name="Save draft").click()
        expect(desk.locator("[data-status]")).to_contain_text("Saved.")
    return titles[::-1]


@pytest.mark.browser
def test_keys_walk_through_a_list_and_open_pages(desk: Page, articles: list[str]) -> None:
    desk.goto("/admin/")
    desk.keyboard.press("g")
    desk.keyboard.press("a")
    desk.wait_for_url("**/admin/articles")
    links = [desk.get_by_role("link", name=title) for title in articles]
    desk.keyboard.press("j")
    expect(links[0]).to_be_focused()
    desk.keyboard.press("ArrowDown")
    expect(links[1]).to_be_focused()
    desk.keyboard.press("x")
    expect(desk.get_by_label(f"Choose “{articles[1]}”")).to_be_checked()
    desk.keyboard.press("k")
    expect(links[0]).to_be_focused()
    desk.keyboard.press("/")
    search = desk.get_by_label("Search titles")
    expect(search).to_be_focused()
    # Typed, they are letters.
    desk.keyboard.type("gnj?")
    expect(search).to_have_value("gnj?")
    desk.get_by_role("heading", name="Articles").click()
    desk.keyboard.press("j")
    desk.keyboard.press("Enter")
    expect(desk.get_by_label("Title", exact=True)).to_have_value(articles[0])
    desk.get_by_label("Title", exact=True).press("n")
    expect(desk.get_by_label("Title", exact=True)).to_have_value(f"n{articles[0]}")


@pytest.mark.browser
def test_keys_can_be_switched_off(desk: Page) -> None:
    desk.goto("/admin/articles")
    desk.keyboard.press("?")
    desk.wait_for_url("**/admin/shortcuts")
    desk.get_by_label("Single keys work in this browser").uncheck()
    desk.reload()
    expect(desk.get_by_label("Single keys work in this browser")).not_to_be_checked()
    asked: list[str] = []
    desk.on("request", lambda request: asked.append(request.url))
    desk.keyboard.press("n")
    desk.get_by_label("Single keys work in this browser").check()
    assert asked == []
    desk.keyboard.press("n")
    desk.wait_for_url("**/admin/articles/new")
