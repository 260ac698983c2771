import pytest
from playwright.sync_api import Locator, Page, expect

NEW = "/admin/articles/new"

pytestmark = pytest.mark.browser


def word_count(desk: Page) -> Locator:
    return desk.locator(".word-count")


def test_words_and_characters_are_counted_when_the_writer_pauses(desk: Page) -> None:
    desk.goto(NEW)
    expect(word_count(desk)).to_have_text("0 words · 0 characters")
    desk.locator("#body-editor").click()
    desk.keyboard.insert_text("Don’t count – 1,204 twice.")
    expect(word_count(desk)).to_have_text("4 words · 26 characters")
    desk.keyboard.press("Enter")
    desk.keyboard.insert_text("two")
    desk.keyboard.press("Shift+Enter")
    desk.keyboard.insert_text("lines")
    expect(word_count(desk)).to_have_text("6 words · 34 characters")


def test_each_chinese_character_is_a_word(desk: Page) -> None:
    desk.goto(NEW)
    desk.locator("#body-editor").click()
    desk.keyboard.insert_text("示例公司2021年签署MOU。𠮷")
    expect(word_count(desk)).to_have_text("10 words · 16 characters")


def test_of_a_selection_its_own_length_is_said(desk: Page) -> None:
    desk.goto(NEW)
    desk.locator("#body-editor").click()
    desk.keyboard.insert_text("one two")
    desk.keyboard.press("Enter")
    desk.keyboard.insert_text("three")
    desk.keyboard.press("Shift+ArrowLeft")
    expect(word_count(desk)).to_have_text("Selected: 1 word · 1 character")
    desk.keyboard.press("Control+a")
    expect(word_count(desk)).to_have_text("Selected: 3 words · 12 characters")
    desk.keyboard.press("ArrowRight")
    expect(word_count(desk)).to_have_text("3 words · 12 characters")
