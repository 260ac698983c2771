import hashlib
import io
import zipfile
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import docx
import pytest
from flask import Flask
from PIL import Image
from pypdf import PdfReader
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.articles import workflow
from app.articles.content import PictureContent
from app.articles.models import Article, Kind
from app.foundation import clock
from app.foundation.storage import FolderStorage
from app.hits.models import Hits
from app.pictures import library
from app.public import press_kit
from app.site import editing
from tests.press_kit.test_jpeg_metadata import SECRET, private_jpeg
from tests.support import html
from tests.support.client import CheckedClient
from tests.support.newsroom import add_article, add_section, picture_bytes

TEXTS = {"press_contact": "Press office", "boilerplate": "We make things."}


@pytest.fixture
def article(session: Session, storage: FolderStorage) -> Article:
    """A public article with a photograph as cameras leave it, and a drawing that is no JPEG."""
    editing.save(session, {"time_zone": "Asia/Shanghai"}, {"en": TEXTS, "zh": {"company_name": "示例公司"}}, {})
    uses = [
        _use(session, storage, "a", private_jpeg(), "The hall <at night>", "Photo: A. Person"),
        _use(session, storage, "b", picture_bytes("navy", kind="PNG"), "A drawing", ""),
    ]
    body = "<p>Words of the <strong>text</strong>.</p><ul><li>One</li></ul>"
    return add_article(session, add_section(session), title="Opening day", subtitle="Today", body=body, pictures=uses)


def _use(session: Session, storage: FolderStorage, key: str, data: bytes, caption: str, credit: str) -> PictureContent:
    picture = library.add(session, storage, data, f"{key}.jpg", uploaded_by_id=None, max_bytes=10**7, max_pixels=10**7)
    return PictureContent(key, picture.id, caption=caption, credit=credit, alternative_text=f"See {key}")


def unpacked(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        assert packed.testzip() is None
        return {name: packed.read(name) for name in packed.namelist()}


def text_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


def test_the_kit_holds_the_article_in_every_form(visitor: CheckedClient, article: Article) -> None:
    answer = visitor.get("/news/opening-day/press-kit.zip")
    assert answer.status_code == 200
    assert answer.mimetype == "application/zip"
    assert answer.headers["Content-Disposition"] == "attachment; filename=opening-day.zip"
    files = unpacked(answer.get_data())
    forms = ("txt", "html", "docx", "pdf")
    pictures = {f"opening-day/pictures/opening-day-{number}.jpg" for number in (1, 2)}
    others = {"opening-day/captions.txt", "opening-day/SHA256SUMS"}
    assert files.keys() == {f"opening-day/opening-day.{form}" for form in forms} | pictures | others

    sums = files.pop("opening-day/SHA256SUMS").decode().splitlines()
    assert {f"opening-day/{line[66:]}": line[:64] for line in sums} == {
        name: hashlib.sha256(data).hexdigest() for name, data in files.items()
    }

    sheet = files["opening-day/captions.txt"].decode()
    for line in (
        "File: pictures/opening-day-1.jpg",
        "Caption: Picture 1 The hall <at night>",
        "Credit: Photo: A. Person",
        "Picture description: See a",
        "Caption: Picture 2 A drawing",
    ):
        assert line in sheet.splitlines()

    text = files["opening-day/opening-day.txt"].decode()
    page = files["opening-day/opening-day.html"].decode()
    assert html.parse(page).get("lang") == "en"
    document = docx.Document(io.BytesIO(files["opening-day/opening-day.docx"]))
    written = "\n".join(paragraph.text for paragraph in document.paragraphs)
    for words in ("Opening day", "Today", "Words of the ", "Press office", "We make things.", "/news/opening-day"):
        for said in (text, page, written, text_of(files["opening-day/opening-day.pdf"])):
            assert words in said
    for said in (text, written, text_of(files["opening-day/opening-day.pdf"])):
        assert "The hall <at night>" in said
        assert "October 31, 2021" in said
    assert "The hall &lt;at night&gt;" in page
    assert 'src="pictures/opening-day-1.jpg"' in page
    assert len(document.inline_shapes) == 2


def test_pictures_are_the_originals_without_what_is_private(visitor: CheckedClient, article: Article) -> None:
    files = unpacked(visitor.get("/news/opening-day/press-kit.zip").get_data())
    with Image.open(io.BytesIO(private_jpeg())) as before:
        pixels = before.tobytes()
    with Image.open(io.BytesIO(files["opening-day/pictures/opening-day-1.jpg"])) as photograph:
        assert photograph.tobytes() == pixels
        # How it must be turned stays known.
        assert dict(photograph.getexif()) == {0x0112: 6}
        packet = photograph.info["xmp"].decode()
    assert "Photo: A. Person" in packet
    assert "The hall &lt;at night&gt;" in packet
    with Image.open(io.BytesIO(files["opening-day/pictures/opening-day-2.jpg"])) as drawing:
        assert (drawing.format, drawing.size) == ("JPEG", (640, 480))
    assert not [name for name, data in files.items() if SECRET in data]


def test_the_release_is_a_pdf(visitor: CheckedClient, article: Article) -> None:
    answer = visitor.get("/news/opening-day/release.pdf")
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    assert answer.headers["Content-Disposition"] == "attachment; filename=opening-day.pdf"
    assert answer.headers["Link"] == '<http://localhost/news/opening-day>; rel="canonical"'
    assert "Words of the text." in text_of(answer.get_data())


def test_chinese_releases_live_below_their_language(visitor: CheckedClient, article: Article, session: Session) -> None:
    chinese = add_article(
        session, article.section, title="签署协议", slug="签署协议", language="zh", body="<p>双方代表。</p>"
    )
    assert chinese.slug == "签署协议"
    answer = visitor.get("/zh/news/签署协议/release.pdf")
    said = text_of(answer.get_data())
    for words in ("示例公司", "签署协议", "双方代表。", "2021年10月31日"):
        assert words in said.replace(" ", "")
    named = answer.headers["Content-Disposition"]
    assert named == f"attachment; filename=release.pdf; filename*=UTF-8''{_quoted('签署协议')}.pdf"
    files = unpacked(visitor.get("/zh/news/签署协议/press-kit.zip").get_data())
    assert "双方代表。" in files["签署协议/签署协议.txt"].decode()
    moved = visitor.get("/news/签署协议/press-kit.zip")
    assert (moved.status_code, moved.headers["Location"]) == (301, f"/zh/news/{_quoted('签署协议')}/press-kit.zip")


def _quoted(text: str) -> str:
    return "".join(f"%{byte:02X}" for byte in text.encode())


@pytest.mark.parametrize("part", ["release.pdf", "press-kit.zip"])
def test_the_same_is_not_sent_again_and_a_change_is_seen(
    visitor: CheckedClient, article: Article, session: Session, part: str
) -> None:
    path = f"/news/opening-day/{part}"
    first = visitor.get(path)
    again = visitor.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.get_data()) == (304, b"")
    assert visitor.get(path).get_data() == first.get_data()
    head = visitor.head(path)
    assert (head.status_code, head.headers["ETag"]) == (200, first.headers["ETag"])
    article.title = "Another title"
    session.commit()
    changed = visitor.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert changed.status_code == 200
    assert changed.get_data() != first.get_data()


@pytest.mark.parametrize("part", ["release.pdf", "press-kit.zip"])
@pytest.mark.parametrize("state", ["draft", "scheduled", "binned", "withdrawn", "coverage"])
def test_what_is_not_public_has_neither(
    visitor: CheckedClient, article: Article, session: Session, state: str, part: str
) -> None:
    path = f"/news/opening-day/{part}"
    known = visitor.get(path).headers["ETag"]
    match state:
        case "draft":
            workflow.unpublish(article, clock.now())
        case "scheduled":
            article.publish_at = clock.now() + timedelta(hours=1)
        case "binned":
            workflow.move_to_bin(article)
        case "withdrawn":
            workflow.withdraw(article, clock.now())
        case "coverage":
            article.kind = Kind.COVERAGE
    session.commit()
    answer = visitor.get(path, headers={"If-None-Match": known})
    assert answer.status_code == (410 if state == "withdrawn" else 404)
    assert b"Words of the" not in answer.get_data()


def test_neither_is_a_view(
    visitor: CheckedClient, article: Article, session: Session, fold: Callable[[], None]
) -> None:
    visitor.get("/news/opening-day/release.pdf")
    visitor.get("/news/opening-day/press-kit.zip")
    fold()
    assert session.scalar(select(Hits.count)) is None


def test_pictures_whose_files_are_gone_are_left_out(
    visitor: CheckedClient, article: Article, storage: FolderStorage
) -> None:
    gone = article.picture_uses[0].picture
    assert gone is not None
    storage.delete(library.original_key(gone.digest))
    for rendition in gone.renditions:
        (library.renditions_folder(storage) / rendition.key).unlink()
    files = unpacked(visitor.get("/news/opening-day/press-kit.zip").get_data())
    assert [name for name in files if "/pictures/" in name] == ["opening-day/pictures/opening-day-2.jpg"]
    assert "File: pictures/opening-day-1.jpg" not in files["opening-day/captions.txt"].decode()
    assert "The hall <at night>" in files["opening-day/captions.txt"].decode()


def test_large_kits_are_sent_in_pieces_a_few_at_a_time(
    app: Flask, visitor: CheckedClient, article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = visitor.get("/news/opening-day/press-kit.zip").get_data()
    monkeypatch.setattr(press_kit, "_CHUNK", 1000)
    under_way: list[Any] = [visitor.get("/news/opening-day/press-kit.zip") for _ in range(2)]
    refused = visitor.get("/news/opening-day/press-kit.zip")
    assert (refused.status_code, refused.headers["Retry-After"]) == (503, "5")
    for answer in under_way:
        assert int(answer.headers["Content-Length"]) == len(whole)
        assert answer.get_data() == whole
        answer.close()
    under_way.clear()
    del answer
    assert visitor.get("/news/opening-day/press-kit.zip", buffered=True).get_data() == whole


def test_making_is_limited_and_asking_for_what_is_there_is_not(
    visitor: CheckedClient, article: Article, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(press_kit, "MADE_PER_VISITOR", "2 per hour")
    for number in range(3):
        article.subtitle = f"Number {number}"
        session.commit()
        statuses = {visitor.get("/news/opening-day/release.pdf").status_code for _ in range(3)}
        assert statuses == {200 if number < 2 else 429}
