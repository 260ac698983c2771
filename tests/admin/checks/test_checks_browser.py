"""The panel of checks beside the form: it comes when the writer pauses, leads to each place, and mends by one press."""

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.support.newsroom import own_picture_bytes

NEW = "/admin/articles/new"
# A machine that runs other tests too may be slow; a test never waits that long.
PATIENCE = 60_000

pytestmark = pytest.mark.browser


def write(desk: Page, title: str, text: str) -> None:
    desk.goto(NEW)
    desk.get_by_label("Title", exact=True).fill(title)
    desk.locator("#body-editor").click()
    desk.keyboard.insert_text(text)


def finding(desk: Page, words: str) -> Locator:
    return desk.locator("[data-finding]").filter(has_text=words)


def expect_found(desk: Page, words: str) -> Locator:
    found = finding(desk, words)
    expect(found).to_have_count(1, timeout=PATIENCE)
    return found


def body(desk: Page) -> Locator:
    return desk.locator("[name=body]")


def selected(desk: Page) -> str:
    return str(desk.evaluate("String(getSelection())"))


def test_mend_in_the_text_is_one_step_that_undo_takes_back(desk: Page) -> None:
    write(desk, "Mended in the text", "First.")
    desk.keyboard.press("Enter")
    desk.keyboard.press("Control+b")
    desk.keyboard.insert_text("one.The")
    desk.keyboard.press("Control+b")
    desk.keyboard.insert_text(" and one.The other")
    entries = finding(desk, "A space seems to be missing.")
    expect(entries).to_have_count(2, timeout=PATIENCE)
    entries.nth(1).get_by_role("button", name="Mend").click()
    expect(body(desk)).to_have_value("<p>First.</p>\n<p><strong>one.The</strong> and one. The other</p>")
    expect(desk.locator("body > [role=status]")).to_have_text("Mended: one. The")
    expect(entries).to_have_count(1)
    desk.locator("#body-editor").press("Control+z")
    expect(body(desk)).to_have_value("<p>First.</p>\n<p><strong>one.The</strong> and one.The other</p>")
    expect(entries).to_have_count(2, timeout=PATIENCE)
    entries.first.get_by_role("button", name="Mend").click()
    expect(body(desk)).to_have_value("<p>First.</p>\n<p><strong>one. The</strong> and one.The other</p>")


def test_show_selects_the_words_in_the_text(desk: Page) -> None:
    write(desk, "Shown in the text", "First.")
    desk.keyboard.press("Enter")
    desk.keyboard.insert_text("On April 31 and on April 31 again")
    entries = finding(desk, "There is no such date.")
    expect(entries).to_have_count(2, timeout=PATIENCE)
    entries.nth(1).get_by_role("link", name="Show").click()
    expect(desk.locator("#body-editor")).to_be_focused()
    assert selected(desk) == "April 31"
    desk.keyboard.type("May 1")
    expect(body(desk)).to_have_value("<p>First.</p>\n<p>On April 31 and on May 1 again</p>")
    expect(entries).to_have_count(1, timeout=PATIENCE)


def test_show_and_mend_in_a_field(desk: Page) -> None:
    title = desk.get_by_label("Title", exact=True)
    write(desk, "Two  spaces in the title", "Words.")
    found = expect_found(desk, "There is more than one space")
    found.get_by_role("link", name="Show").click()
    expect(title).to_be_focused()
    assert selected(desk) == "Two  spaces"
    found.get_by_role("button", name="Mend").click()
    expect(title).to_have_value("Two spaces in the title")
    expect(finding(desk, "There is more than one space")).to_have_count(0)


def test_show_leads_to_the_row_of_a_picture(desk: Page) -> None:
    write(desk, "A picture without words", "Words.")
    desk.get_by_label("Add pictures").set_input_files(
        {"name": "bare.jpg", "mimeType": "image/jpeg", "buffer": own_picture_bytes()}
    )
    expect_found(desk, "“bare.jpg” has no alternative text").get_by_role("link", name="Show").click()
    alternative = desk.get_by_label("Alternative text")
    expect(alternative).to_be_focused()
    alternative.fill("An olive field")
    expect(finding(desk, "has no alternative text")).to_have_count(0, timeout=PATIENCE)
    expect_found(desk, "“bare.jpg” has no caption.")


def test_required_field_is_told_apart_and_led_to(desk: Page) -> None:
    desk.goto(NEW)
    desk.locator("#body-editor").click()
    desk.keyboard.insert_text("Words without a title.")
    expect_found(desk, "Give the article a title.").get_by_role("link", name="Show").click()
    expect(desk.get_by_label("Title", exact=True)).to_be_focused()
    panel = desk.get_by_role("region", name="Checks")
    expect(panel.get_by_role("heading")).to_have_text(["Checks", "Stops publishing", "Advice"])


def test_writing_goes_on_while_the_checks_are_asked_for(desk: Page) -> None:
    held: list[Route] = []
    desk.route("**/admin/checks", lambda route: held.append(route))
    with desk.expect_request("**/admin/checks"):
        write(desk, "Asked for", "one.The")
    # The answer is still to come; what is typed goes on, and makes it one to an older text.
    with desk.expect_request("**/admin/checks"), desk.expect_event("requestfailed"):
        desk.keyboard.insert_text(" and more")
    expect(body(desk)).to_have_value("<p>one.The and more</p>")
    expect(finding(desk, "A space")).to_have_count(0)
    assert len(held) == 2
    held[1].continue_()
    expect_found(desk, "A space seems to be missing.")


def test_old_panel_stays_when_the_server_does_not_answer(desk: Page) -> None:
    write(desk, "Not answered", "one.The")
    found = expect_found(desk, "A space seems to be missing.")
    desk.route("**/admin/checks", lambda route: route.abort())
    with desk.expect_event("requestfailed"):
        desk.keyboard.insert_text(" more")
    expect(found).to_have_count(1)


def test_nothing_moves_below_somebody_in_a_field_beside_the_panel(desk: Page) -> None:
    write(desk, "Beside the panel", "Words.")
    source = desk.get_by_label("Source")
    with desk.expect_response("**/admin/checks") as answered:
        source.fill("A  source")
        desk.get_by_label("Title", exact=True).evaluate(
            "title => { title.value = 'Two  spaces'; title.dispatchEvent(new Event('input', { bubbles: true })); }"
        )
        source.focus()
    answered.value.finished()
    expect(source).to_be_focused()
    expect(finding(desk, "There is more than one space")).to_have_count(0)
    desk.get_by_label("Title", exact=True).focus()
    expect_found(desk, "There is more than one space")


def test_spaces_that_the_editor_does_not_show_are_mended_as_it_shows_the_text(
    desk: Page, desk_without_script: Page
) -> None:
    desk_without_script.goto(NEW)
    desk_without_script.get_by_label("Title", exact=True).fill("Spaces of another system")
    desk_without_script.get_by_label("Text", exact=True).fill("<p>two  spaces</p>")
    desk_without_script.get_by_role("button", name="Save draft").click()
    expect(finding(desk_without_script, "There is more than one space")).to_be_visible()
    expect(desk_without_script.get_by_role("button", name="Mend")).to_be_hidden()
    desk.goto(desk_without_script.url)
    expect(body(desk)).to_have_value("<p>two  spaces</p>")
    finding(desk, "There is more than one space").get_by_role("button", name="Mend").click()
    expect(body(desk)).to_have_value("<p>two spaces</p>")


def test_blocks_are_counted_alike_by_the_server_and_the_editor(desk: Page, desk_without_script: Page) -> None:
    html = (
        "<h2>Head</h2><ul><li>one<ul><li>two</li></ul></li><li></li></ul><blockquote><p>said</p><p>more</p></blockquote>"
        "<table><caption>Sales</caption><thead><tr><th>a</th><th></th></tr></thead>"
        "<tbody><tr><td>b</td><td><p>c</p><p>d</p></td></tr></tbody></table><hr>"
        '<p>x <a href="https://example.com/"><strong>y</strong></a><br>April 31</p>'
    )
    desk_without_script.goto(NEW)
    desk_without_script.get_by_label("Title", exact=True).fill("Blocks")
    desk_without_script.get_by_label("Text", exact=True).fill(html)
    desk_without_script.get_by_role("button", name="Save draft").click()
    desk.goto(desk_without_script.url)
    expect_found(desk, "There is no such date.").get_by_role("link", name="Show").click()
    assert selected(desk) == "April 31"
