"""What crops of a picture keep in sight."""

import pytest
from playwright.sync_api import Page
from sqlalchemy.orm import Session

from app.articles.content import PictureContent
from app.foundation.storage import FolderStorage
from app.pictures.models import Picture
from config import PROJECT
from tests.support import html
from tests.support.client import CheckedClient
from tests.support.newsroom import add_article, add_picture, add_section

# Every page on which a picture is cut.
PAGES = ("/", "/news/", "/section/company-news/", "/year/2021/", "/tag/steel/", "/news/?q=signed")


@pytest.fixture
def picture(session: Session, storage: FolderStorage) -> Picture:
    picture = add_picture(session, storage, "peru", (1400, 800))
    section = add_section(session)
    for number in range(2):
        use = PictureContent(f"k{number}", picture.id)
        add_article(session, section, title=f"Signed {number}", tags=["Steel"], pictures=[use])
    return picture


def crops(client: CheckedClient, path: str) -> set[str]:
    images = html.parse(client.get(path).get_data(as_text=True)).iter("img")
    return {classes for image in images if "cover" in (classes := image.get("class") or "")}


@pytest.mark.parametrize(
    ("focus", "classes"),
    [
        ((50, 50), "cover"),
        ((0, 100), "cover focus-x-0 focus-y-100"),
        ((34, 50), "cover focus-x-30"),
        ((46, 35), "cover focus-y-40"),
    ],
)
def test_every_crop_uses_the_focal_point(
    visitor: CheckedClient, session: Session, picture: Picture, focus: tuple[int, int], classes: str
) -> None:
    picture.focus_x, picture.focus_y = focus
    session.commit()
    for path in PAGES:
        assert crops(visitor, path) == {classes}, path


@pytest.mark.browser
def test_each_class_is_known_to_the_style_sheet(reader: Page) -> None:
    reader.set_content("<img class='cover'>")
    reader.add_style_tag(content=(PROJECT / "static/public/site.css").read_text())
    for x in range(0, 101, 10):
        for y in range(0, 101, 10):
            place = reader.evaluate(
                "classes => { const image = document.querySelector('img'); image.className = classes;"
                " return getComputedStyle(image).objectPosition }",
                f"cover focus-x-{x} focus-y-{y}",
            )
            assert place == f"{x}% {y}%"
