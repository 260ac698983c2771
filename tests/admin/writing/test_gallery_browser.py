"""Pictures that stand one behind the other in the text are put beside each other, and apart again."""

import pytest
from playwright.sync_api import Page, expect

from tests.admin.writing.test_article_form_browser import PATIENCE, picture

pytestmark = pytest.mark.browser


def test_gallery_is_made_kept_and_dissolved_by_the_keyboard(desk: Page, reader: Page) -> None:
    desk.goto("/admin/articles/new")
    desk.get_by_label("Title", exact=True).fill("Two beside each other")
    desk.get_by_label("Add pictures").set_input_files([picture("one.jpg"), picture("two.jpg")])
    expect(desk.locator("[data-picture-row]")).to_have_count(2, timeout=PATIENCE)
    for row in desk.locator("[data-picture-row]").all():
        row.get_by_role("button", name="Place in text").click()
    places = desk.locator("#body-editor figure")
    expect(places).to_have_count(2)
    # The first has none before it.
    expect(places.nth(0).get_by_role("button", name="Put beside the one before")).to_be_hidden()
    places.nth(1).get_by_role("button", name="Put beside the one before").press("Enter")
    first, second = (place.bounding_box() for place in places.all())
    assert first is not None
    assert second is not None
    assert first["y"] == second["y"]
    desk.get_by_role("button", name="Publish").click()
    expect(desk.locator("[data-status]")).to_contain_text("Saved.")
    reader.goto("/news/two-beside-each-other")
    expect(reader.locator(".gallery figure")).to_have_count(2)

    # A text that ends with a picture has got a paragraph to go on in; that is nobody's change.
    desk.locator("#body-editor").click()
    expect(desk.get_by_role("button", name="Undo")).to_have_attribute("aria-disabled", "true")
    places.nth(1).get_by_role("button", name="Put below").press("Enter")
    expect(places.nth(1).get_by_role("button", name="Put beside the one before")).to_be_visible()
    desk.get_by_role("button", name="Save changes").click()
    expect(desk.locator("[data-status]")).to_contain_text("Saved.")
    reader.reload()
    expect(reader.locator(".gallery")).to_have_count(0)
    expect(reader.locator("figure.picture")).to_have_count(2)
