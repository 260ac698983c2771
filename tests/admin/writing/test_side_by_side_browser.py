"""Writing a translation beside its original in a browser."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.support.accessibility import faults_in_both_schemes
from tests.support.desk import Desk
from tests.support.server import Server

NEW = "/admin/articles/new"
ENGLISH = (
    "<p>Signed on March 14, in the hall of the works, with guests from both of the companies and of the city, and with "
    "those who have worked on it for years.</p><h2>Facts</h2><p>It makes 310,000 t.</p><p>Thanks to all.</p>"
)
CHINESE = "<p>3月14日签约。</p><h2>要点</h2><p>年产30万吨。</p><p>感谢各位。</p>"
# A machine that runs other tests too may be slow; a test never waits that long.
PATIENCE = 60_000

pytestmark = pytest.mark.browser


def add(server: Server, **fields: str) -> str:
    """Save a new article and return its id."""
    desk = Desk(server.url)
    saved = desk.send(NEW, {**desk.form(NEW), **fields, "then": "save"})
    number = re.search(r'data-article="(\d+)"', saved)
    assert number, saved
    return number[1]


@pytest.fixture
def pair(server: Server) -> tuple[str, str]:
    """The ids of an English article and of its Chinese translation."""
    english = add(server, title="Signed", body=ENGLISH)
    address = f"{server.url}/admin/articles/{english}"
    return english, add(server, title="签约", language="zh", body=CHINESE, translation_of=address)


def open_beside(desk: Page, pair: tuple[str, str]) -> None:
    desk.goto(f"/admin/articles/{pair[1]}?beside={pair[0]}")
    expect(desk.locator(".is-enhanced")).to_have_count(1)


def original(desk: Page, words: str) -> Locator:
    return desk.locator("[data-pair]").filter(has_text=words)


def text(desk: Page, words: str) -> Locator:
    return desk.locator("#body-editor > *").filter(has_text=words)


def test_paragraphs_stand_at_one_height_and_go_on_doing_so(desk: Page, pair: tuple[str, str]) -> None:
    desk.set_viewport_size({"width": 1440, "height": 900})
    open_beside(desk, pair)
    together = """() => ["Facts|要点", "310,000|吨", "Thanks|感谢"].every((words) => {
      const [left, right] = words.split("|");
      const has = (words) => (each) => each.textContent.includes(words);
      const section = [...document.querySelectorAll("[data-pair]")].find(has(left));
      const block = [...document.querySelector("#body-editor").children].find(has(right));
      const box = section.getBoundingClientRect();
      const padding = parseFloat(getComputedStyle(section).paddingTop);
      return Math.abs(block.getBoundingClientRect().top - box.top) <= padding + 2;
    })"""
    desk.wait_for_function(together)
    text(desk, "年产").click()
    desk.keyboard.press("Home")
    for _ in range(4):
        desk.keyboard.insert_text("这是很长的一段文字。" * 20)
    desk.wait_for_function(together)
    expect(original(desk, "310,000")).to_have_class(re.compile("is-current"))


def test_what_differs_is_marked_in_both_until_it_is_mended(desk: Page, pair: tuple[str, str]) -> None:
    open_beside(desk, pair)
    marks = desk.locator("mark.differs")
    expect(marks).to_have_text("310,000")
    in_the_text = "[...CSS.highlights.get('differs')].map((range) => String(range)).join()"
    desk.wait_for_function(f"{in_the_text} === '30万'")
    expect(original(desk, "310,000")).to_contain_text("Only in English: number 310,000")
    text(desk, "年产").click()
    desk.keyboard.press("End")
    for _ in "30万吨。":
        desk.keyboard.press("Backspace")
    desk.keyboard.insert_text("31万吨。")
    expect(marks).to_have_count(0, timeout=PATIENCE)
    desk.wait_for_function(f"{in_the_text} === ''")


def test_stale_paragraph_is_in_line_again_once_it_is_changed(desk: Page, server: Server, pair: tuple[str, str]) -> None:
    Desk(server.url).change(int(pair[0]), body=ENGLISH.replace("Thanks to all.", "Many thanks to all."))
    open_beside(desk, pair)
    stale = original(desk, "Many thanks")
    expect(stale).to_contain_text("Changed in the original.")
    stale.get_by_text("What changed").click()
    expect(stale.locator("ins")).to_have_text("Many thanks")
    text(desk, "感谢").click()
    desk.keyboard.press("End")
    desk.keyboard.insert_text("非常感谢。")
    desk.get_by_role("button", name="Save draft").click()
    expect(desk.get_by_text("Saved. Visitors do not see it.")).to_be_visible(timeout=PATIENCE)
    expect(original(desk, "Many thanks")).to_have_count(1)
    expect(desk.get_by_text("Changed in the original.")).to_have_count(0)


def test_small_window_shows_the_original_of_the_paragraph_with_the_cursor(desk: Page, pair: tuple[str, str]) -> None:
    desk.set_viewport_size({"width": 360, "height": 740})
    open_beside(desk, pair)
    expect(original(desk, "Thanks to all")).not_to_be_visible()
    text(desk, "感谢").click()
    desk.get_by_text("Original: English").click()
    expect(original(desk, "Thanks to all")).to_be_in_viewport()
    assert desk.evaluate("document.documentElement.scrollWidth") == 360


def test_both_are_published_without_script_too(desk_without_script: Page, pair: tuple[str, str]) -> None:
    desk_without_script.goto(f"/admin/articles/{pair[1]}?beside={pair[0]}")
    expect(original(desk_without_script, "Thanks to all")).to_be_visible()
    desk_without_script.get_by_role("button", name="Publish both").click()
    expect(desk_without_script.get_by_text("“Signed” is public with it.")).to_be_visible()
    expect(desk_without_script.get_by_role("button", name="Publish both")).to_have_count(0)


def test_translation_that_was_typed_and_not_saved_comes_back_beside_its_original(desk: Page, server: Server) -> None:
    english = add(server, title="Never lost", body=ENGLISH)
    desk.goto(f"/admin/articles/{english}")
    desk.get_by_role("link", name="Translate into").click()
    desk.get_by_label("Title", exact=True).fill("不会丢失")
    expect(desk.locator("[data-kept]")).to_contain_text("Kept on the server", timeout=PATIENCE)
    desk.goto(NEW)
    desk.get_by_role("link", name="Take it").first.click()
    expect(desk.get_by_label("Title", exact=True)).to_have_value("不会丢失")
    expect(original(desk, "Thanks to all")).to_be_visible()
    desk.get_by_role("button", name="Save draft").click()
    expect(desk.get_by_text("Saved. Visitors do not see it.")).to_be_visible(timeout=PATIENCE)
    expect(desk).to_have_url(re.compile(rf"beside={english}$"))


@pytest.mark.parametrize("width", [360, 1440])
def test_page_is_accessible(desk: Page, server: Server, pair: tuple[str, str], width: int) -> None:
    Desk(server.url).change(int(pair[0]), body=ENGLISH.replace("Thanks to all.", "Many thanks to all."))
    desk.set_viewport_size({"width": width, "height": 900})
    open_beside(desk, pair)
    if width < 1024:
        desk.get_by_text("Original: English").click()
    desk.get_by_text("What changed").click()
    assert faults_in_both_schemes(desk, ".beside") == []
