import docx
import pytest
from playwright.sync_api import FilePayload, Page, expect

from tests.transfer.word.samples import add_picture, saved

NEW = "/admin/articles/new"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
# A machine that runs other tests too may be slow to make a picture's renditions; a test never waits that long.
PATIENCE = 60_000

pytestmark = pytest.mark.browser


@pytest.fixture
def opening() -> FilePayload:
    document = docx.Document()
    document.add_paragraph("Opening from Word", style="Title")
    document.add_paragraph("The hall opens.")
    add_picture(document)
    document.add_paragraph("Figure 1: The hall", style="Caption")
    document.add_paragraph("The end.")
    return {"name": "opening.docx", "mimeType": DOCX, "buffer": saved(document)}


def fill(desk: Page, file: FilePayload) -> None:
    desk.goto(NEW)
    desk.get_by_label("Start from a Word file").set_input_files(file)
    desk.get_by_role("button", name="Fill the form").click()
    expect(desk.get_by_role("heading", name="From “opening.docx”, not saved yet")).to_be_visible(timeout=PATIENCE)
    expect(desk.get_by_label("Title", exact=True)).to_have_value("Opening from Word")
    expect(desk.get_by_label("Caption", exact=True)).to_have_value("The hall")


def test_word_file_fills_the_form_and_is_saved(desk: Page, opening: FilePayload) -> None:
    fill(desk, opening)
    expect(desk.locator("#body-editor p")).to_contain_text(["The hall opens.", "The end."])
    expect(desk.locator("#body-editor .place textarea")).to_have_value("The hall")
    with desk.expect_event("dialog") as asked:
        desk.once("dialog", lambda question: question.dismiss())
        desk.get_by_role("link", name="Articles").click()
    assert asked.value.type == "beforeunload"
    expect(desk.get_by_role("heading", name="From “opening.docx”, not saved yet")).to_be_visible()
    desk.get_by_role("button", name="Save draft").click()
    expect(desk.locator("[data-status]")).to_have_text("Saved. Visitors do not see it.", timeout=PATIENCE)
    expect(desk.get_by_label("Caption", exact=True)).to_have_value("The hall")


def test_word_file_fills_the_form_without_script(desk_without_script: Page, opening: FilePayload) -> None:
    fill(desk_without_script, opening)
    desk_without_script.get_by_role("button", name="Save draft").click()
    expect(desk_without_script.get_by_text("Saved. Visitors do not see it.")).to_be_visible(timeout=PATIENCE)


def test_word_file_among_the_pictures_is_told_where_it_belongs(desk: Page, opening: FilePayload) -> None:
    desk.goto(NEW)
    desk.get_by_label("Add pictures").set_input_files(opening)
    failed = desk.locator("[data-uploads] li")
    expect(failed).to_contain_text("It belongs to “Start from a Word file”", timeout=PATIENCE)
