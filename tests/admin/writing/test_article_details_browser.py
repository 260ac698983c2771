import pytest
from playwright.sync_api import Locator, Page, expect

NEW = "/admin/articles/new"

pytestmark = pytest.mark.browser


def start(desk: Page, title: str, language: str = "English") -> None:
    desk.goto(NEW)
    desk.get_by_label("Title", exact=True).fill(title)
    desk.get_by_label("Language", exact=True).select_option(label=language)


def save(desk: Page, button: str = "Save draft") -> None:
    desk.get_by_role("button", name=button, exact=True).click()
    expect(desk.locator("[data-status]")).to_contain_text("Saved.", timeout=60_000)


def suggested(field: Locator) -> list[str]:
    """Return what the browser suggests in a field."""
    values: list[str] = field.evaluate("field => [...field.list.options].map((option) => option.value)")
    return values


def test_suggestions_follow_the_language_and_the_tags_before(desk: Page) -> None:
    start(desk, "Suggested")
    desk.get_by_label("Tags").fill("Zinc, Amber, Copper wire")
    save(desk)
    start(desk, "被推荐", language="中文")
    desk.get_by_label("Tags").fill("锌")
    save(desk)
    start(desk, "Third")
    tags = desk.get_by_label("Tags")
    assert {"Amber", "Copper wire", "Zinc"} <= set(suggested(tags))
    tags.fill("zinc, c")
    assert {"zinc, Amber", "zinc, Copper wire"} <= set(suggested(tags))
    assert not [name for name in suggested(tags) if "Zinc" in name or "锌" in name]
    tags.fill("")
    assert "Zinc" in suggested(tags)
    other = desk.get_by_label("Translation of")
    english = set(suggested(other))
    desk.get_by_label("Language", exact=True).select_option(label="中文")
    assert "锌" in suggested(tags)
    assert "Zinc" not in suggested(tags)
    assert "suggested" in set(suggested(other)) - english


def test_article_is_translated_published_and_withdrawn_without_script(desk_without_script: Page) -> None:
    desk = desk_without_script
    start(desk, "Said in two languages")
    desk.get_by_label("Tags").fill("Iron、Steel，Tin")
    save(desk, "Publish")
    expect(desk.get_by_label("Tags")).to_have_value("Iron, Steel, Tin")
    start(desk, "用两种语言说", language="中文")
    desk.get_by_label("Translation of").fill("said-in-two-languages")
    save(desk)
    desk.get_by_role("link", name="Said in two languages", exact=True).click()
    expect(desk.get_by_role("link", name="用两种语言说", exact=True)).to_be_visible()
    desk.get_by_label("Minor change").check()
    desk.get_by_label("Subtitle").fill("And in one sentence")
    save(desk, "Save changes")
    expect(desk.get_by_label("Minor change")).not_to_be_checked()
    desk.get_by_role("button", name="Withdraw “Said in two languages”").click()
    expect(desk.get_by_text("Write what visitors are to read").last).to_be_visible()
    desk.get_by_label("Notice").fill("It was said wrongly.")
    desk.get_by_role("button", name="Withdraw “Said in two languages”").click()
    expect(desk.locator(".standing-withdrawn")).to_have_text("Withdrawn")
    expect(desk.get_by_label("Notice")).to_have_value("It was said wrongly.")
    save(desk, "Publish again")
    expect(desk.get_by_role("link", name="View the page")).to_be_visible()
