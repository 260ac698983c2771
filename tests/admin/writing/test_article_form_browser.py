import re

import pytest
from playwright.sync_api import Dialog, FilePayload, Locator, Page, Route, expect

from tests.support.desk import Desk
from tests.support.newsroom import own_picture_bytes
from tests.support.server import Server

NEW = "/admin/articles/new"
# A machine that runs other tests too may be slow to make a picture's renditions; a test never waits that long.
PATIENCE = 60_000

pytestmark = pytest.mark.browser


def picture(name: str) -> FilePayload:
    return {"name": name, "mimeType": "image/jpeg", "buffer": own_picture_bytes()}


def add_pictures(desk: Page, *names: str) -> None:
    before = rows(desk).count()
    desk.get_by_label("Add pictures").set_input_files([picture(name) for name in names])
    expect(rows(desk)).to_have_count(before + len(names), timeout=PATIENCE)


def rows(desk: Page) -> Locator:
    return desk.locator("[data-picture-row]")


def row(desk: Page, name: str) -> Locator:
    return rows(desk).filter(has_text=name)


def expect_order(desk: Page, *pictures: str) -> None:
    """Expect the rows in this order, each given as number and file ("2 one.jpg") or as the file alone ("one.jpg")."""
    numbers = [f"Picture {part[0]}" if len(part := picture.split()) == 2 else "" for picture in pictures]
    expect(desk.locator("[data-file-name]")).to_have_text([picture.split()[-1] for picture in pictures])
    expect(desk.locator("[data-number]")).to_have_text(numbers)


def write(desk: Page, title: str, text: str = "Words.") -> None:
    desk.goto(NEW)
    desk.get_by_label("Title", exact=True).fill(title)
    desk.locator("#body-editor").click()
    desk.keyboard.insert_text(text)


def save(desk: Page) -> None:
    desk.get_by_role("button", name="Save draft").click()
    expect(status(desk)).to_have_text("Saved. Visitors do not see it.", timeout=PATIENCE)


def note_questions(desk: Page, asked: list[str], *, leave: bool) -> None:
    """Note the kind of each question that the browser asks, and answer it."""

    def answer(question: Dialog) -> None:
        asked.append(question.type)
        if leave:
            question.accept()
        else:
            question.dismiss()

    desk.on("dialog", answer)


def status(desk: Page) -> Locator:
    return desk.locator("[data-status]")


def kept(desk: Page) -> Locator:
    return desk.locator("[data-kept]")


def body(desk: Page) -> Locator:
    return desk.locator("[name=body]")


def announcement(desk: Page) -> Locator:
    return desk.locator("body > [role=status]")


def test_picture_moved_by_keyboard_is_renumbered_and_stays_there(desk: Page) -> None:
    write(desk, "Moved by keyboard")
    add_pictures(desk, "one.jpg", "two.jpg", "three.jpg")
    expect_order(desk, "1 one.jpg", "2 two.jpg", "3 three.jpg")
    button = row(desk, "one.jpg").get_by_role("button", name="Move down one.jpg")
    button.focus()
    desk.keyboard.press("Enter")
    expect(announcement(desk)).to_have_text("Picture 2, one.jpg: now at place 2 of 3.")
    desk.keyboard.press("Enter")
    expect_order(desk, "1 two.jpg", "2 three.jpg", "3 one.jpg")
    expect(button).to_be_focused()
    desk.keyboard.press("Enter")
    expect(announcement(desk)).to_have_text("Picture 3, one.jpg is already last.")
    save(desk)
    expect_order(desk, "1 two.jpg", "2 three.jpg", "3 one.jpg")


def test_picture_is_dragged_to_the_top_and_back_with_escape(desk: Page) -> None:
    write(desk, "Dragged")
    add_pictures(desk, "one.jpg", "two.jpg", "three.jpg")
    hold(desk, row(desk, "three.jpg"))
    desk.mouse.move(*middle_of(row(desk, "one.jpg"), above=20), steps=8)
    expect(desk.locator("[data-file-name]")).to_have_text(["three.jpg", "one.jpg", "two.jpg"])
    desk.mouse.up()
    expect(announcement(desk)).to_have_text("Picture 1, three.jpg: now at place 1 of 3.")
    expect_order(desk, "1 three.jpg", "2 one.jpg", "3 two.jpg")
    hold(desk, row(desk, "three.jpg"))
    desk.mouse.move(*middle_of(row(desk, "one.jpg"), above=-20), steps=8)
    expect(rows(desk).first).to_contain_text("one.jpg")
    desk.keyboard.press("Escape")
    expect_order(desk, "1 three.jpg", "2 one.jpg", "3 two.jpg")
    desk.mouse.up()


def hold(desk: Page, held: Locator) -> None:
    handle = held.locator("[data-handle]")
    handle.evaluate("handle => handle.scrollIntoView({ block: 'center' })")
    box = handle.bounding_box()
    assert box is not None
    desk.mouse.move(box["x"] + 5, box["y"] + 10)
    desk.mouse.down()


def middle_of(item: Locator, above: float) -> tuple[float, float]:
    box = item.bounding_box()
    assert box is not None
    return box["x"] + 5, box["y"] + box["height"] / 2 - above


def test_broken_file_is_named_while_the_others_arrive(desk: Page) -> None:
    write(desk, "A broken file among others")
    broken: FilePayload = {"name": "broken.jpg", "mimeType": "image/jpeg", "buffer": b"not a picture"}
    files = desk.get_by_label("Add pictures")
    files.set_input_files([picture("one.jpg"), broken, picture("two.jpg")])
    expect(rows(desk)).to_have_count(2, timeout=PATIENCE)
    expect_order(desk, "1 one.jpg", "2 two.jpg")
    failed = desk.locator("[data-uploads] li")
    expect(failed).to_have_count(1)
    expect(failed).to_contain_text("broken.jpg")
    expect(failed.locator(".error")).to_contain_text("“broken.jpg” is not a picture")
    expect(failed).to_have_text(re.compile(r"^(?!.*broken\.jpg.*broken\.jpg)"))
    expect(failed.get_by_role("button", name="Try again")).to_be_hidden()
    expect(files).to_have_js_property("value", "")
    failed.get_by_role("button", name="Dismiss").click()
    expect(failed).to_have_count(0)
    save(desk)
    expect(rows(desk)).to_have_count(2)


def test_file_dropped_on_the_text_becomes_a_picture(desk: Page) -> None:
    write(desk, "Dropped")
    desk.locator("#body-editor p").first.evaluate(
        """(target, bytes) => {
            const dataTransfer = new DataTransfer();
            dataTransfer.items.add(new File([new Uint8Array(bytes)], "dropped.jpg", { type: "image/jpeg" }));
            for (const name of ["dragenter", "dragover", "drop"]) {
                target.dispatchEvent(new DragEvent(name, { dataTransfer, bubbles: true, cancelable: true }));
            }
        }""",
        list(own_picture_bytes()),
    )
    expect(rows(desk)).to_have_count(1, timeout=PATIENCE)
    expect(body(desk)).to_have_value("<p>Words.</p>")


def test_picture_placed_in_the_text_comes_first_and_goes_with_its_row(desk: Page) -> None:
    write(desk, "Placed in the text")
    add_pictures(desk, "one.jpg", "two.jpg")
    key = row(desk, "two.jpg").locator("[name$='-key']").input_value()
    row(desk, "two.jpg").get_by_role("button", name="Place in text").click()
    figure = f'<figure data-picture="{key}"></figure>'
    expect(body(desk)).to_have_value(f"<p>Words.</p>\n{figure}")
    expect_order(desk, "2 one.jpg", "1 two.jpg")
    expect(row(desk, "two.jpg").get_by_text("In the text")).to_be_visible()
    row(desk, "two.jpg").get_by_label("Caption").fill("The second one")
    place = desk.locator("#body-editor figure")
    expect(place).to_contain_text("Picture 1")
    expect(place.get_by_label("Caption of Picture 1, two.jpg")).to_have_value("The second one")
    place.get_by_role("button", name="Move up").click()
    expect(body(desk)).to_have_value(f"{figure}\n<p>Words.</p>")
    row(desk, "two.jpg").get_by_role("button", name="Remove").click()
    expect(body(desk)).to_have_value("<p>Words.</p>")
    expect_order(desk, "1 one.jpg", "two.jpg")
    keep = row(desk, "two.jpg").get_by_role("button", name="Keep it")
    expect(keep).to_be_focused()
    keep.click()
    expect(body(desk)).to_have_value(f"{figure}\n<p>Words.</p>")
    save(desk)
    expect(place.get_by_label("Caption of Picture 1, two.jpg")).to_have_value("The second one")
    row(desk, "two.jpg").get_by_role("button", name="Remove").click()
    save(desk)
    expect(rows(desk)).to_have_count(1)
    expect(body(desk)).to_have_value("<p>Words.</p>")


def test_paragraph_that_is_not_touched_stays_as_it_is_stored(desk: Page, server: Server) -> None:
    without_script = Desk(server.url)
    text = "<p>Two  spaces.</p>\n<p>Another one.</p>"
    form = {**without_script.form(NEW), "title": "Left as it is", "body": text, "then": "save"}
    assert "Saved." in without_script.send(NEW, form)
    desk.goto("/admin/articles?q=left+as+it+is")
    desk.get_by_role("link", name="Left as it is").click()
    desk.locator("#body-editor p").last.click()
    desk.keyboard.press("End")
    desk.keyboard.type(" More.")
    expect(body(desk)).to_have_value("<p>Two  spaces.</p>\n<p>Another one. More.</p>")


def test_numbers_go_when_they_are_switched_off(desk: Page) -> None:
    write(desk, "No numbers")
    add_pictures(desk, "one.jpg")
    expect_order(desk, "1 one.jpg")
    desk.get_by_label("Number the pictures").uncheck()
    expect_order(desk, "one.jpg")


def test_everything_works_without_script(desk_without_script: Page, reader: Page) -> None:
    desk = desk_without_script
    desk.goto(NEW)
    desk.get_by_label("Title", exact=True).fill("Without script")
    desk.get_by_label("Text", exact=True).fill("First paragraph.\n\nSecond <b & more.")
    desk.get_by_label("Add pictures").set_input_files([picture("one.jpg"), picture("two.jpg")])
    desk.get_by_role("button", name="Save draft").click()
    expect(status(desk)).to_have_text("Saved. Visitors do not see it.")
    row(desk, "one.jpg").get_by_label("Order").fill("5")
    row(desk, "two.jpg").get_by_label("Order").fill("3")
    row(desk, "two.jpg").get_by_label("Caption").fill("The second file")
    desk.get_by_role("button", name="Publish").click()
    expect(desk.locator("[data-file-name]")).to_have_text(["two.jpg", "one.jpg"])
    row(desk, "one.jpg").get_by_label("Remove").check()
    desk.get_by_role("button", name="Save changes").click()
    expect(rows(desk)).to_have_count(1)
    reader.goto(str(desk.get_by_role("link", name="View the page").get_attribute("href")))
    expect(reader.locator("figcaption")).to_have_text(["Picture 1 The second file"])
    expect(reader.get_by_text("Second <b & more.")).to_be_visible()


def test_untouched_article_is_not_changed_by_the_editor(desk: Page, desk_without_script: Page) -> None:
    html = (
        '<h2>Head</h2><ul><li>one<ul><li>two</li></ul></li></ul><ol start="3"><li>three</li></ol>'
        "<blockquote><p>said</p></blockquote><table><caption>Sales</caption>"
        '<tbody><tr><th scope="row">a</th><td colspan="2">b</td></tr></tbody></table><hr>'
        '<p><a href="https://example.com/" rel="noopener">link</a> H<sub>2</sub>O<br>x</p>'
    )
    desk_without_script.goto(NEW)
    desk_without_script.get_by_label("Title", exact=True).fill("Stored as it is")
    desk_without_script.get_by_label("Text", exact=True).fill(html)
    desk_without_script.get_by_role("button", name="Save draft").click()
    expect(body(desk_without_script)).to_have_value(html)
    asked: list[str] = []
    note_questions(desk, asked, leave=True)
    desk.goto(desk_without_script.url)
    expect(desk.locator("#body-editor caption")).to_have_text("Sales")
    expect(body(desk)).to_have_value(html)
    desk.locator("#body-editor h2").click()
    desk.keyboard.type("X")
    expect(kept(desk)).to_contain_text("Not saved yet.")
    desk.keyboard.press("Control+z")
    expect(body(desk)).to_have_value(html)
    expect(kept(desk)).to_have_text("")
    desk.get_by_role("link", name="Articles").click()
    desk.wait_for_url("**/admin/articles")
    assert asked == []


def test_binned_article_is_restored_from_its_bar(desk: Page) -> None:
    write(desk, "Binned and restored")
    save(desk)
    desk.get_by_role("button", name="to the bin").click()
    expect(desk.locator(".standing")).to_have_text("In the bin")
    actions = desk.locator(".actions")
    expect(actions.get_by_role("button")).to_have_text(["Preview", "Save", "Restore"])
    actions.get_by_role("button", name="Restore").click()
    expect(desk.locator(".standing")).to_have_text("Draft")


def test_save_waits_for_the_pictures(desk: Page) -> None:
    write(desk, "Saved while pictures arrive")
    held = hold_uploads(desk)
    desk.get_by_role("button", name="Save draft").click()
    expect(status(desk)).to_have_text("Saves as soon as the pictures have arrived.")
    held[0].continue_()
    expect(status(desk)).to_have_text("Saved. Visitors do not see it.", timeout=PATIENCE)
    expect_order(desk, "1 late.jpg")


def test_picture_lost_on_its_way_keeps_the_article_open(desk: Page) -> None:
    write(desk, "A picture lost")
    held = hold_uploads(desk)
    desk.get_by_role("button", name="Save draft").click()
    expect(status(desk)).to_have_text("Saves as soon as the pictures have arrived.")
    held[0].abort()
    expect(status(desk)).to_contain_text("Not saved yet: a picture could not be added.")
    desk.unroute("**/admin/pictures*")
    desk.get_by_role("button", name="Try again").click()
    expect(rows(desk)).to_have_count(1, timeout=PATIENCE)
    save(desk)
    expect_order(desk, "1 late.jpg")


def hold_uploads(desk: Page) -> list[Route]:
    """Add a picture; its upload, once it has begun, is in the list and waits for a word."""
    held: list[Route] = []

    def hold_back(route: Route) -> None:
        held.append(route)

    desk.route("**/admin/pictures*", hold_back)
    desk.get_by_label("Add pictures").set_input_files([picture("late.jpg")])
    expect(desk.get_by_role("progressbar", name="Sending late.jpg")).to_be_visible()
    return held


def test_problems_are_read_first(desk: Page) -> None:
    write(desk, "A problem")
    desk.get_by_label("External link").fill("no address")
    desk.get_by_role("button", name="Publish").click()
    problems = desk.locator(".problems")
    expect(problems).to_be_focused()
    problems.get_by_role("link", name="External link").click()
    expect(desk.get_by_label("External link")).to_be_focused()
    expect(body(desk)).to_have_value("<p>Words.</p>")


def test_writing_by_keyboard_alone(desk: Page) -> None:
    desk.goto(NEW)
    desk.get_by_label("Title", exact=True).focus()
    desk.keyboard.type("A title")
    desk.keyboard.press("Enter")
    desk.keyboard.type("A subtitle")
    desk.keyboard.press("Enter")
    desk.keyboard.type("See the report")
    expect(desk.get_by_label("Title", exact=True)).to_have_value("A title")
    expect(desk.get_by_label("Subtitle")).to_have_value("A subtitle")
    desk.keyboard.press("Control+a")
    desk.keyboard.press("Alt+F10")
    toolbar = desk.get_by_role("toolbar", name="Text")
    expect(toolbar.get_by_role("combobox")).to_be_focused()
    desk.keyboard.press("ArrowRight")
    desk.keyboard.press("ArrowRight")
    bold = toolbar.get_by_role("button", name="Bold")
    expect(bold).to_be_focused()
    desk.keyboard.press("Enter")
    expect(bold).to_have_attribute("aria-pressed", "true")
    expect(body(desk)).to_have_value("<p><strong>See the report</strong></p>")
    desk.keyboard.press("Control+k")
    desk.keyboard.type("javascript:alert(1)")
    desk.keyboard.press("Enter")
    expect(desk.get_by_text("Give an address such as")).to_be_visible()
    desk.get_by_label("Link to").fill("example.com/report")
    desk.keyboard.press("Enter")
    expect(body(desk)).to_have_value('<p><a href="https://example.com/report"><strong>See the report</strong></a></p>')


def test_table_is_made_and_changed(desk: Page) -> None:
    write(desk, "A table", "")
    desk.get_by_role("toolbar", name="Text").get_by_role("button", name="Table").click()
    desk.keyboard.type("Year")
    desk.keyboard.press("Tab")
    tools = desk.get_by_role("toolbar", name="Table")
    tools.get_by_role("button", name="Remove column").click()
    tools.get_by_role("button", name="Remove column").click()
    desk.keyboard.press("ArrowDown")
    tools.get_by_role("button", name="Remove row").click()
    desk.keyboard.type("2023")
    expect(body(desk)).to_have_value(
        '<table><thead><tr><th scope="col">Year</th></tr></thead><tbody><tr><td>2023</td></tr></tbody></table>'
    )
    tools.get_by_role("button", name="Remove table").click()
    expect(body(desk)).to_have_value("")
    expect(tools).to_be_hidden()


def test_title_says_what_is_left_near_its_limit(desk: Page) -> None:
    desk.goto(NEW)
    title = desk.get_by_label("Title", exact=True)
    note = desk.locator(".field-title .hint")
    title.fill("x" * 439)
    expect(note).to_be_hidden()
    title.fill("x" * 499)
    expect(note).to_have_text("1 character left")
    title.fill("two\nlines")
    expect(title).to_have_value("two lines")
