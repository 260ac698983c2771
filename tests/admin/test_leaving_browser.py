"""Whoever leaves a form of the desk with words in it that are stored nowhere is asked."""

import pytest
from playwright.sync_api import Dialog, Page, expect

from tests.admin.writing.test_article_form_browser import picture, rows

pytestmark = pytest.mark.browser


def stay_when_asked(desk: Page) -> list[str]:
    """Answer each question by staying; return what was asked."""
    questions: list[str] = []

    def stay(question: Dialog) -> None:
        questions.append(question.type)
        question.dismiss()

    desk.on("dialog", stay)
    return questions


def test_settings_are_not_left_by_mistake(desk: Page) -> None:
    asked = stay_when_asked(desk)
    desk.goto("/admin/settings")
    desk.get_by_role("link", name="Sections").click()
    expect(desk.get_by_role("heading", name="Sections")).to_be_visible()
    desk.go_back()
    fax = desk.get_by_label("Fax")
    before = fax.input_value()
    fax.fill("+86 000 111")
    desk.get_by_role("button", name="中文").click()
    expect(fax).to_have_value("+86 000 111")
    assert asked == ["beforeunload"]
    fax.fill(before)
    desk.get_by_role("button", name="Save").click()
    expect(desk.get_by_role("status")).to_be_visible()
    assert asked == ["beforeunload"]


def test_words_of_a_picture_are_not_left_by_replacing_its_file(desk: Page) -> None:
    desk.goto("/admin/articles/new")
    desk.get_by_label("Add pictures").set_input_files([picture("unsaved.jpg")])
    expect(rows(desk)).to_have_count(1)
    number = rows(desk).locator("[name$='-picture_id']").input_value()
    expect(desk.locator("[data-kept]")).to_contain_text("Kept on the server")
    desk.goto(f"/admin/pictures/{number}")
    asked = stay_when_asked(desk)
    caption = desk.get_by_label("Caption")
    caption.fill("A caption that is not saved")
    desk.get_by_label("Another file").set_input_files([picture("other.jpg")])
    desk.get_by_role("button", name="Replace").click()
    expect(caption).to_have_value("A caption that is not saved")
    assert asked == ["beforeunload"]
    desk.get_by_role("button", name="Save picture").click()
    expect(desk.get_by_text("Saved. Pages that show the picture follow at once.")).to_be_visible()
    assert asked == ["beforeunload"]
