from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

NEW = "/admin/articles/new"
# What programs put on the clipboard, and beside each what is to become of it: NAME.pasted.html, NAME.clean.html.
PASTES = sorted((Path(__file__).parent / "pastes").glob("*.pasted.html"))

pytestmark = pytest.mark.browser


def paste(desk: Page, html: str) -> None:
    """Paste into the text, as the browser does for a clipboard that holds HTML."""
    desk.locator("#body-editor").evaluate(
        """(editor, html) => {
            editor.focus();
            const clipboardData = new DataTransfer();
            clipboardData.setData("text/html", html);
            editor.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
        }""",
        html,
    )


@pytest.mark.parametrize("file", PASTES, ids=lambda file: file.name.split(".")[0])
def test_pasted_document_becomes_clean_html(desk: Page, file: Path) -> None:
    clean = file.with_name(file.name.replace(".pasted.", ".clean.")).read_text()
    desk.goto(NEW)
    paste(desk, file.read_text())
    expect(desk.locator("[name=body]")).to_have_value(clean.strip())


def test_clean_html_stays_as_it_is_when_pasted(desk: Page) -> None:
    clean = Path(__file__).with_name("pastes").joinpath("libreoffice.clean.html").read_text().strip()
    desk.goto(NEW)
    paste(desk, clean)
    expect(desk.locator("[name=body]")).to_have_value(clean)


def test_editor_is_told_of_pictures_left_out(desk: Page) -> None:
    desk.goto(NEW)
    paste(desk, '<p>Words<img src="file:///C:/one.png"></p><p><img src="file:///C:/two.png"></p>')
    expect(desk.get_by_text("2 pictures were left out of what you pasted.")).to_be_visible()
    expect(desk.locator("[name=body]")).to_have_value("<p>Words</p>")
    paste(desk, "<p>more</p>")
    expect(desk.get_by_text("left out of what you pasted")).to_be_hidden()


def test_place_of_another_articles_picture_is_not_taken_over(desk: Page) -> None:
    desk.goto(NEW)
    paste(desk, '<p data-pm-slice="0 0 []">Words</p><figure data-picture="abc"></figure><p>more</p>')
    expect(desk.locator("[name=body]")).to_have_value("<p>Words</p>\n<p>more</p>")
    expect(desk.locator("#body-editor figure")).to_have_count(0)
