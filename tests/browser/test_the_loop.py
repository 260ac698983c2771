"""Someone signs in, posts an announcement with three captioned pictures, and watches its hits go up."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from app.transfer.legacy.page import CaptionSlot, LegacyPage, Paragraph, parse_bytes
from config import PROJECT
from tests.support.newsroom import picture_bytes

OWN_PAGE = PROJECT / "tests/transfer/legacy/pages/signing.txt"
SEEDS = sorted((PROJECT.parent / "shared/seed").glob("*.txt"))

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("file", [OWN_PAGE, *SEEDS], ids=lambda file: file.stem)
def test_announcement_is_posted_read_and_counted(desk: Page, reader: Page, file: Path, tmp_path: Path) -> None:
    announcement = parse_bytes(file.read_bytes(), file.name)
    write(desk, announcement, pictures(tmp_path, announcement))
    desk.get_by_role("button", name="Publish", exact=True).click()
    expect(desk.get_by_role("status").first).to_contain_text("Visitors see it as it stands here.")
    address = desk.get_by_role("link", name="View the page").get_attribute("href")
    for hits in (announcement.hits + 1, announcement.hits + 2, announcement.hits + 3):
        reader.goto(str(address))
        expect(reader.get_by_text(f"Publish Date:{announcement.publish_date} Hits:{hits}", exact=True)).to_be_visible()
    expect(reader.get_by_role("heading", level=1)).to_have_text(announcement.title)
    paragraphs = [block.text for block in announcement.blocks if isinstance(block, Paragraph)]
    expect(reader.locator("article .prose > p")).to_have_text(paragraphs)
    captions = [block.text for block in announcement.blocks if isinstance(block, CaptionSlot)]
    expect(reader.locator("figcaption")).to_have_text(
        [f"Picture {number} {caption}" for number, caption in enumerate(captions, start=1)]
    )
    for picture in reader.locator("figure img").all():
        picture.scroll_into_view_if_needed()
        expect(picture).to_have_js_property("complete", True)
        assert picture.evaluate("picture => picture.naturalWidth") > 0


def pictures(folder: Path, announcement: LegacyPage) -> list[Path]:
    files = []
    for number, block in enumerate(block for block in announcement.blocks if isinstance(block, CaptionSlot)):
        file = folder / f"{number}.jpg"
        file.write_bytes(picture_bytes(f"hsl({number * 100}, 40%, 50%)", (1200 + number, 800)))
        files.append(file)
        assert block is not None
    return files


def write(desk: Page, announcement: LegacyPage, files: list[Path]) -> None:
    """Fill the form as an editor would, with the script of the page running."""
    desk.goto("/admin/")
    desk.get_by_role("link", name="New article").first.click()
    desk.get_by_label("Title", exact=True).fill(announcement.title)
    desk.get_by_label("Publish time").fill(f"{announcement.publish_date}T08:00")
    desk.get_by_label("Starting hits").fill(str(announcement.hits))
    body = desk.locator("[contenteditable=true]")
    body.click()
    paragraphs = [block.text for block in announcement.blocks if isinstance(block, Paragraph)]
    for paragraph in paragraphs:
        desk.keyboard.insert_text(paragraph)
        if paragraph is not paragraphs[-1]:
            desk.keyboard.press("Enter")
    desk.get_by_label("Add pictures").set_input_files(files)
    rows = desk.locator("[data-picture-row]")
    expect(rows).to_have_count(len(files), timeout=60_000)
    captions = [block.text for block in announcement.blocks if isinstance(block, CaptionSlot)]
    for row, caption in zip(rows.all(), captions, strict=True):
        row.get_by_label("Caption").fill(caption)
