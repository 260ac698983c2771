"""Everyone can read it: the statement, and what a browser shows of it."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser
from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from app.articles.content import PictureContent
from app.articles.models import Kind
from app.foundation.storage import FolderStorage
from app.site import editing
from tests.support.client import CheckedClient
from tests.support.newsroom import add_article, add_picture, add_section
from tests.support.server import Server, running

PAGES = [
    *(
        "/",
        "/zh/",
        "/news/",
        "/section/products/",
        "/tag/steel/",
        "/year/2021/",
        "/news/signed",
        "/zh/news/qianshu",
    ),
    *("/news/signed/pictures/1", "/accessibility", "/nowhere"),
]


def test_statement_names_whom_to_tell(visitor: CheckedClient, session: Session) -> None:
    assert 'href="/accessibility"' in visitor.get("/").get_data(as_text=True)
    editing.save(session, {"telephone": "+49 30 1"}, {"en": {"address": "Street 1"}}, {})
    session.commit()
    page = visitor.get("/accessibility").get_data(as_text=True)
    assert "WCAG" in page
    assert "Street 1\n+49 30 1" in page
    editing.save(session, {}, {"en": {"press_contact": "Lin, press@example.com"}}, {})
    session.commit()
    assert 'href="mailto:press@example.com"' in visitor.get("/accessibility").get_data(as_text=True)
    assert visitor.get("/zh/accessibility").status_code == 200


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A served newsroom that has something of everything."""
    folder: Path = tmp_path_factory.mktemp("accessible")
    with running(folder) as server:
        engine = create_engine(f"sqlite:///{folder / 'dateline.sqlite3'}")
        with Session(engine) as session:
            _fill(session, FolderStorage(folder / "media"))
        engine.dispose()
        yield server


def _fill(session: Session, storage: FolderStorage) -> None:
    editing.save(session, {"qr_target": "https://example.com/"}, {"en": {"press_contact": "a@example.com"}}, {})
    section = add_section(session, "products", "Products")
    picture = PictureContent("a", add_picture(session, storage).id, caption="Teal", alternative_text="All teal")
    add_article(
        session,
        section,
        title="Before",
        kind=Kind.COVERAGE,
        source="The Times",
        external_link="https://example.com/",
        tags=["Steel"],
    )
    content: dict[str, Any] = {"tags": ["Steel"], "pictures": [picture], "event_date": date(2021, 10, 1)}
    signed = add_article(session, section, title="Signed", **content)
    add_article(session, section, title="签署协议", slug="qianshu", language="zh", translation_of=signed.id)
    add_article(session, section, title="After " * 40, tags=["Steel"])


@pytest.mark.browser
def test_nothing_scrolls_sideways_at_320_pixels(browser: Browser, newsroom: Server) -> None:
    with browser.new_context(base_url=newsroom.url, viewport={"width": 320, "height": 640}) as context:
        page = context.new_page()
        widths = {}
        for path in PAGES:
            page.goto(path)
            page.evaluate("document.querySelectorAll('details').forEach((element) => { element.open = true; })")
            widths[path] = page.evaluate("document.documentElement.scrollWidth")
    assert widths == dict.fromkeys(PAGES, 320)


@pytest.mark.browser
def test_pictures_are_gone_through_by_keyboard_without_script(browser: Browser, newsroom: Server) -> None:
    with browser.new_context(base_url=newsroom.url, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto("/news/signed")
        link = page.get_by_role("link", name="All teal Show the picture alone")
        link.focus()
        page.keyboard.press("Enter")
        page.wait_for_url("**/news/signed/pictures/1")
        page.get_by_role("link", name="Back to the article").focus()
        page.keyboard.press("Enter")
        page.wait_for_url("**/news/signed")
