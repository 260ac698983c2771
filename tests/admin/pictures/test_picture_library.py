"""The picture library is searched and filtered as its address says."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from app.articles import workflow
from app.articles.content import PictureContent
from app.articles.picture_uses import PAGE_SIZE
from app.foundation import clock
from app.foundation.storage import FolderStorage
from app.pictures.models import Picture, Rendition
from app.site import editing as site_editing
from tests.support import html
from tests.support.client import CheckedClient
from tests.support.newsroom import add_article, add_picture, add_section

LIBRARY = "/admin/pictures"


@pytest.fixture
def pictures(session: Session, storage: FolderStorage) -> dict[str, Picture]:
    """A used picture, one used with words of its own, the logo, and one that nobody uses."""
    made = {colour: add_picture(session, storage, colour) for colour in ("red", "green", "blue", "gold")}
    made["red"].file_name = "hall_at_100%.jpg"
    made["green"].caption, made["green"].credit = "The quay", "Photo: Ann"
    made["gold"].created_at = datetime(2025, 3, 13, 17, tzinfo=UTC)
    site_editing.save(session, {"logo_id": made["blue"].id, "time_zone": "Asia/Shanghai"}, {}, {})
    uses = [PictureContent("a", made["red"].id), PictureContent("b", made["red"].id, caption="Opening night")]
    section = add_section(session)
    add_article(session, section, title="A Harbour opens", pictures=uses)
    bare = PictureContent("a", made["green"].id, alternative_text="Ships at a quay")
    workflow.move_to_bin(add_article(session, section, title="Thrown away", pictures=[bare]))
    session.commit()
    return made


def shown(client: CheckedClient, query: str = "") -> list[str]:
    document = html.parse(client.get(f"{LIBRARY}?{query}").get_data(as_text=True))
    return [html.text_of(e) for e in document.iter("p") if e.get("class") == "shelved-name"]


def entry(client: CheckedClient, name: str) -> str:
    document = html.parse(client.get(LIBRARY).get_data(as_text=True))
    return next(html.text_of(e) for e in document.iter("li") if name in html.text_of(e))


HALL, QUAY, LOGO, GOLD = "hall_at_100%.jpg", "green.jpg", "blue.jpg", "gold.jpg"


@pytest.mark.usefixtures("pictures")
@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", [GOLD, LOGO, QUAY, HALL]),
        ("q=BLUE", [LOGO]),
        ("q=quay", [QUAY]),
        ("q=photo:", [QUAY]),
        ("q=harbour", [HALL]),
        ("q=opening+harbour", [HALL]),
        ("q=opening+quay", []),
        ("q=100%25", [HALL]),
        ("q=%25", [HALL]),
        ("q=_", [HALL]),
        ("q=%5C", []),
        ("q=2025-03", [GOLD]),
        ("q=2025-03-14", [GOLD]),
        ("q=2025-03-13", []),
        ("q=2025-13", []),
        ("q=2025-02-30", []),
        ("used=yes", [LOGO, QUAY, HALL]),
        ("used=no", [GOLD]),
        ("lacks=alternative-text", [GOLD, HALL]),
        ("lacks=alternative-text&used=yes", [HALL]),
        ("used=x&lacks=x&licence=x", [GOLD, LOGO, QUAY, HALL]),
    ],
)
def test_library_is_filtered_as_its_address_says(editor: CheckedClient, query: str, names: list[str]) -> None:
    assert shown(editor, query) == names


def test_entry_says_how_often_it_is_used_and_what_it_lacks(editor: CheckedClient, pictures: dict[str, Picture]) -> None:
    assert entry(editor, HALL) == (
        f"{HALL} No. {pictures['red'].id} · 640 × 480 Used in 1 article Lacks alternative text"
    )
    assert entry(editor, QUAY).endswith("Used in 1 article")
    assert entry(editor, LOGO).endswith("Used as the logo")
    assert "Not used" in entry(editor, GOLD)


def test_licences_that_have_ended_or_soon_will_are_said_first(
    editor: CheckedClient, session: Session, pictures: dict[str, Picture]
) -> None:
    assert "licence" not in html.text_of(_main(editor)).lower().replace("licence any ended ends within 30 days", "")
    now = clock.now()
    pictures["red"].licence_ends = now - timedelta(seconds=1)
    pictures["green"].licence_ends = now + timedelta(days=29)
    pictures["blue"].licence_ends = now + timedelta(days=31)
    session.commit()
    said = html.text_of(_main(editor))
    assert "The licence of 1 picture has ended: visitors no longer see it." in said
    assert "The licence of 1 picture ends within 30 days." in said
    assert shown(editor, "licence=expired") == [HALL]
    assert shown(editor, "licence=ending") == [QUAY]
    assert "Licence ended on" in entry(editor, HALL)
    assert "Licence ends on" in entry(editor, QUAY)
    assert "Licence" not in entry(editor, LOGO)


def _main(client: CheckedClient) -> Any:
    return next(html.parse(client.get(LIBRARY).get_data(as_text=True)).iter("main"))


def test_long_library_has_pages_that_keep_the_filters(
    editor: CheckedClient, session: Session, pictures: dict[str, Picture]
) -> None:
    file = {"media_type": "image/jpeg", "width": 640, "height": 480, "byte_size": 1}
    key = pictures["red"].renditions[0].key
    for number in range(PAGE_SIZE):
        rendition = Rendition(name="small", key=key, **file)
        session.add(Picture(digest=f"{number:064}", file_name=f"many {number}.jpg", renditions=[rendition], **file))
    session.commit()
    assert len(shown(editor)) == PAGE_SIZE
    assert shown(editor, "page=2") == [GOLD, LOGO, QUAY, HALL]
    assert len(shown(editor, "q=many&page=1")) == PAGE_SIZE
    assert 'href="/admin/pictures?q=jpg&amp;page=2"' in editor.get(f"{LIBRARY}?q=jpg").get_data(as_text=True)
    for page in ("0", "3", "x"):
        assert editor.get(f"{LIBRARY}?page={page}").status_code == 404


def test_empty_library_says_what_to_do(editor: CheckedClient) -> None:
    assert "There are no pictures yet" in editor.get(LIBRARY).get_data(as_text=True)
    assert "No picture fits these filters" in editor.get(f"{LIBRARY}?q=x").get_data(as_text=True)
