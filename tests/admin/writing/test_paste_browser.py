import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.support.clipboard import drop, paste

NEW = "/admin/articles/new"
# What programs put on the clipboard, and beside each what is to become of it: NAME.pasted.html, NAME.clean.html.
PASTES = sorted((Path(__file__).parent / "pastes").glob("*.pasted.html"))

pytestmark = pytest.mark.browser


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
    expect(
        desk.get_by_text(
            "2 pictures were left out of what you pasted: 2 on the computer where it was written. "
            "Add pictures below the text, as files."
        )
    ).to_be_visible()
    expect(desk.locator("[name=body]")).to_have_value("<p>Words</p>")
    paste(desk, "<p>more</p>")
    expect(desk.get_by_text("left out of what you pasted")).to_be_hidden()


def test_place_of_another_articles_picture_is_not_taken_over(desk: Page) -> None:
    desk.goto(NEW)
    paste(desk, '<p data-pm-slice="0 0 []">Words</p><figure data-picture="abc"></figure><p>more</p>')
    expect(desk.locator("[name=body]")).to_have_value("<p>Words</p>\n<p>more</p>")
    expect(desk.locator("#body-editor figure")).to_have_count(0)


def test_dropped_html_is_cleaned_like_what_is_pasted(desk: Page) -> None:
    desk.goto(NEW)
    desk.locator("#body-editor").click()
    desk.keyboard.insert_text("Words.")
    drop(desk, '<div style="color:red" onclick="x()"> More<script>alert(1)</script><h1>Head</h1>and more</div>')
    expect(desk.locator("[name=body]")).to_have_value("<p>Words.More</p>\n<h2>Head</h2>\n<p>and more</p>")


def test_what_is_dangerous_does_not_come_in(desk: Page) -> None:
    desk.goto(NEW)
    paste(
        desk,
        '<style>body { display: none }</style><p style="position:fixed;inset:0;z-index:9">Words'
        '<img src=x onerror="document.title = 1"><svg onload="document.title = 2"></svg>'
        '<a href="javascript:document.title = 3">and</a><a href=" data:text/html,x">more</a>'
        '<iframe src="https://example.com/"></iframe><form action="/admin/sign-out"><input name="x"></form></p>',
    )
    expect(desk.locator("[name=body]")).to_have_value("<p>Wordsandmore</p>")
    expect(desk.locator("#body-editor :is(a, img, svg, iframe, form, input, style, [style], [onload])")).to_have_count(
        0
    )
    expect(desk).to_have_title(re.compile("^New article"))


def test_plain_text_becomes_paragraphs_and_keeps_its_line_breaks(desk: Page) -> None:
    desk.goto(NEW)
    paste(desk, text="One <b>line\r\nand another\r\n\r\nA second paragraph\n")
    expect(desk.locator("[name=body]")).to_have_value(
        "<p>One &lt;b&gt;line<br>and another</p>\n<p>A second paragraph</p>"
    )
    desk.goto(NEW)
    paste(desk, text="Each line\nis a paragraph\nwhere none is empty")
    expect(desk.locator("[name=body]")).to_have_value(
        "<p>Each line</p>\n<p>is a paragraph</p>\n<p>where none is empty</p>"
    )


def test_formatting_stays_outside_where_it_is_not_wanted(desk: Page) -> None:
    desk.goto(NEW)
    desk.get_by_label("Paste without formatting").check()
    paste(desk, "<h2>Head</h2><p><b>bold</b></p>", "Head\nbold")
    expect(desk.locator("[name=body]")).to_have_value("<p>Head</p>\n<p>bold</p>")
    desk.get_by_label("Paste without formatting").uncheck()
    paste(desk, "<b>er</b>", "er")
    expect(desk.locator("[name=body]")).to_have_value("<p>Head</p>\n<p>bold<strong>er</strong></p>")


def test_browsers_own_way_to_paste_words_alone_makes_paragraphs_too(desk: Page) -> None:
    desk.goto(NEW)
    desk.context.grant_permissions(["clipboard-read", "clipboard-write"])
    desk.evaluate(
        """() => navigator.clipboard.write([new ClipboardItem({
            "text/html": new Blob(["<h2>Head</h2><p><b>bold</b></p>"], { type: "text/html" }),
            "text/plain": new Blob(["Head\\nbold"], { type: "text/plain" }),
        })])"""
    )
    desk.locator("#body-editor").click()
    desk.keyboard.press("Control+Shift+v")
    expect(desk.locator("[name=body]")).to_have_value("<p>Head</p>\n<p>bold</p>")


def test_too_much_html_is_refused_in_words_and_its_words_are_offered(desk: Page) -> None:
    desk.goto(NEW)
    desk.locator("#body-editor").click()
    desk.keyboard.insert_text("Before ")
    paste(desk, "<p><span>" * 600_000, "The words of it.")
    expect(desk.get_by_text("What you pasted has too much formatting to be cleaned.")).to_be_visible()
    expect(desk.locator("[name=body]")).to_have_value("<p>Before </p>")
    desk.get_by_role("button", name="Paste its words alone").click()
    expect(desk.locator("[name=body]")).to_have_value("<p>Before The words of it.</p>")
    expect(desk.get_by_text("too much formatting")).to_be_hidden()
    paste(desk, text="word " * 200_001)
    expect(desk.get_by_text("What you pasted is longer than an article may be.")).to_be_visible()


@pytest.mark.parametrize(
    "broken",
    ["<p " * 900_000, '<p "' * 700_000, "<p style='" * 290_000, "<p>" * 900_000],
    ids=["tags", "quotes", "attributes", "paragraphs"],
)
def test_broken_html_as_long_as_is_taken_is_read_to_its_end(desk: Page, broken: str) -> None:
    desk.goto(NEW)
    # Work that grows with the square of the length would take hours.
    paste(desk, f"<p>Words</p>{broken}", "Words")
    expect(desk.locator("[name=body]")).to_have_value("<p>Words</p>")


@pytest.mark.parametrize("tangled", ["<b><i>", "<div>", "<table><td>", "<style>"])
def test_html_without_end_is_refused_before_the_browser_reads_it(desk: Page, tangled: str) -> None:
    desk.goto(NEW)
    paste(desk, f"<p>Words</p>{tangled * 200_000}", "Words")
    expect(desk.get_by_text("What you pasted has too much formatting to be cleaned.")).to_be_visible()
    expect(desk.locator("[name=body]")).to_have_value("")
