import pytest
from playwright.sync_api import Locator, Page, expect

NEW = "/admin/articles/new"

pytestmark = pytest.mark.browser


def write(desk: Page, *paragraphs: str) -> None:
    desk.goto(NEW)
    desk.locator("#body-editor").click()
    for number, paragraph in enumerate(paragraphs):
        if number:
            desk.keyboard.press("Enter")
        desk.keyboard.insert_text(paragraph)


def find(desk: Page, words: str) -> None:
    desk.keyboard.press("Control+f")
    expect(desk.get_by_label("Find", exact=True)).to_be_focused()
    desk.keyboard.insert_text(words)


def found(desk: Page) -> Locator:
    return desk.locator(".found-count")


def body(desk: Page) -> Locator:
    return desk.locator("[name=body]")


def test_places_are_counted_and_gone_through_both_ways(desk: Page) -> None:
    write(desk, "Steel and steel.", "No more STEEL (a.b*)?")
    find(desk, "steel")
    expect(found(desk)).to_have_text("1 of 3")
    expect(desk.locator("#body-editor .found")).to_have_text(["Steel", "steel", "STEEL"])
    desk.keyboard.press("Enter")
    desk.keyboard.press("Enter")
    expect(found(desk)).to_have_text("3 of 3")
    expect(desk.locator("#body-editor .is-current")).to_have_text("STEEL")
    desk.keyboard.press("Enter")
    expect(found(desk)).to_have_text("1 of 3")
    desk.keyboard.press("Shift+Enter")
    expect(found(desk)).to_have_text("3 of 3")
    desk.get_by_label("Match case").check()
    expect(found(desk)).to_have_text("1 of 1")
    desk.get_by_label("Find", exact=True).fill("(a.b*)?")
    expect(found(desk)).to_have_text("1 of 1")
    desk.get_by_label("Find", exact=True).fill("steel.no")
    expect(found(desk)).to_have_text("Not found")


def test_escape_returns_to_the_text_at_the_place(desk: Page) -> None:
    write(desk, "One two three.")
    find(desk, "two")
    desk.keyboard.press("Escape")
    expect(desk.get_by_role("group", name="Find and replace")).to_be_hidden()
    expect(desk.locator("#body-editor .found")).to_have_count(0)
    expect(desk.locator("#body-editor")).to_be_focused()
    desk.keyboard.insert_text("2")
    expect(body(desk)).to_have_value("<p>One 2 three.</p>")


def test_word_half_bold_is_found_and_words_of_two_paragraphs_are_not(desk: Page) -> None:
    write(desk, "Our team")
    desk.keyboard.press("Control+b")
    desk.keyboard.insert_text("work")
    desk.keyboard.press("Enter")
    desk.keyboard.insert_text("ends here")
    expect(body(desk)).to_have_value("<p>Our team<strong>work</strong></p>\n<p><strong>ends here</strong></p>")
    find(desk, "teamwork")
    expect(found(desk)).to_have_text("1 of 1")
    desk.get_by_label("Find", exact=True).fill("teamworkends")
    expect(found(desk)).to_have_text("Not found")


def test_chinese_is_found_and_replaced_one_by_one(desk: Page) -> None:
    write(desk, "示例公司今天宣布，示例公司的新工厂开工。")
    find(desk, "示例公司")
    expect(found(desk)).to_have_text("1 of 2")
    desk.get_by_label("Replace with").fill("本公司")
    desk.keyboard.press("Enter")
    expect(body(desk)).to_have_value("<p>本公司今天宣布，示例公司的新工厂开工。</p>")
    expect(found(desk)).to_have_text("1 of 1")
    desk.get_by_role("button", name="Replace", exact=True).click()
    expect(body(desk)).to_have_value("<p>本公司今天宣布，本公司的新工厂开工。</p>")
    expect(found(desk)).to_have_text("Not found")


def test_all_places_are_replaced_at_once_and_come_back_at_once(desk: Page) -> None:
    write(desk, "tree, Tree", "a tree", "tree")
    find(desk, "tree")
    desk.get_by_role("button", name="Replace all").click()
    expect(desk.locator("body > [role=status]")).to_have_text("4 places were replaced.")
    # A paragraph of which nothing is left is still there to be written in.
    expect(desk.locator("#body-editor p")).to_have_count(3)
    expect(body(desk)).to_have_value("<p>, </p>\n<p>a </p>")
    desk.keyboard.press("Escape")
    desk.locator("#body-editor").press("Control+z")
    expect(body(desk)).to_have_value("<p>tree, Tree</p>\n<p>a tree</p>\n<p>tree</p>")


def test_selected_words_are_what_is_looked_for(desk: Page) -> None:
    write(desk, "A plant and more", "plant")
    desk.keyboard.press("Shift+Home")
    desk.get_by_role("toolbar", name="Text").get_by_role("button", name="Find").click()
    expect(desk.get_by_label("Find", exact=True)).to_be_focused()
    expect(found(desk)).to_have_text("2 of 2")
    desk.get_by_label("Replace with").fill("works")
    desk.get_by_role("button", name="Replace all").click()
    expect(body(desk)).to_have_value("<p>A works and more</p>\n<p>works</p>")
