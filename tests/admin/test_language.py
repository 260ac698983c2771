"""The desk speaks the language that a user chose, or else the browser's."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts.models import User
from tests.support import html
from tests.support.client import CheckedClient
from tests.support.people import EDITOR

CHINESE = {"Accept-Language": "zh-CN,zh;q=0.9,en;q=0.5"}


def spoken(client: CheckedClient, path: str, headers: dict[str, str] | None = None) -> str | None:
    return html.parse(client.get(path, headers=headers).text).get("lang")


def test_browser_says_the_language_until_somebody_chooses(editor: CheckedClient, session: Session) -> None:
    assert spoken(editor, "/admin/") == "en"
    assert spoken(editor, "/admin/", CHINESE) == "zh"
    assert spoken(editor, "/admin/", {"Accept-Language": "fr"}) == "en"
    chosen = editor.send("/admin/language", {"language": "zh", "back": "/admin/articles?state=draft"})
    assert (chosen.status_code, chosen.location) == (302, "/admin/articles?state=draft")
    assert spoken(editor, "/admin/") == "zh"
    assert session.scalar(select(User.language).where(User.email == EDITOR)) == "zh"
    editor.send("/admin/language", {"language": "en"})
    assert spoken(editor, "/admin/", CHINESE) == "en"


def test_sign_in_page_and_error_pages_speak_it_too(visitor: CheckedClient, editor: CheckedClient) -> None:
    assert spoken(visitor, "/admin/sign-in", CHINESE) == "zh"
    assert spoken(editor, "/admin/nothing", CHINESE) == "zh"


def test_choice_leads_nowhere_else(editor: CheckedClient) -> None:
    for back in ("https://example.com/", "//example.com/admin/", "/admin/\\\\example.com", "/news", ""):
        assert editor.send("/admin/language", {"language": "en", "back": back}).location == "/admin/"


def test_language_that_is_not_spoken_is_refused(editor: CheckedClient, session: Session) -> None:
    assert editor.send("/admin/language", {"language": "tlh"}).status_code == 400
    assert session.scalar(select(User.language).where(User.email == EDITOR)) is None


def test_public_pages_do_not_ask_the_browser(editor: CheckedClient) -> None:
    assert spoken(editor, "/", CHINESE) == "en"
