"""What holds for every address, found from the URL map, so that a new one is tried too."""

import re

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from app.articles.address_models import LegacyAddress
from app.articles.content import PictureContent
from app.articles.models import Article
from app.foundation.storage import FolderStorage
from app.site import editing
from tests.support.addresses import address, rules
from tests.support.client import CheckedClient
from tests.support.newsroom import add_article, add_picture, add_section

# The only pages of the editors' side that a visitor may see, and what each answers him.
OPEN_TO_VISITORS = {"security.login"}


@pytest.fixture
def article(session: Session, storage: FolderStorage) -> Article:
    picture = add_picture(session, storage)
    general = {
        "qr_target": "https://example.com/",
        "logo_id": picture.id,
        "security_contact": "mailto:a@example.com",
        "indexnow_key": "0123456789abcdef",
    }
    editing.save(session, general, {}, {"en": [("A", "/news/")]})
    return add_signed(session, storage, "signed", "en")


def add_signed(session: Session, storage: FolderStorage, slug: str, language: str) -> Article:
    """Add an article with a picture, in a section and with a tag that have its slug: whatever an address asks for."""
    picture = PictureContent("a", add_picture(session, storage).id)
    section = add_section(session, slug)
    return add_article(session, section, title="Signed", slug=slug, language=language, tags=[slug], pictures=[picture])


@pytest.fixture
def media_key(article: Article, session: Session, storage: FolderStorage) -> str:
    return add_picture(session, storage).renditions[0].key


def test_every_admin_address_refuses_a_visitor(app: Flask, article: Article, media_key: str) -> None:
    tried = 0
    for rule in rules(app):
        if not (rule.rule.startswith("/admin") or rule.endpoint.startswith(("admin.", "security."))):
            continue
        assert rule.rule.startswith("/admin/"), f"{rule.rule} is outside the wall"
        if rule.endpoint in OPEN_TO_VISITORS:
            continue
        for method in (rule.methods or set()) - {"OPTIONS", "HEAD"}:
            app.config["WTF_CSRF_ENABLED"] = False
            try:
                answer = app.test_client().open(address(app, rule, article, key=media_key), method=method)
            finally:
                app.config["WTF_CSRF_ENABLED"] = True
            assert answer.status_code in (302, 401, 403), f"{method} {rule.rule} answered {answer.status_code}"
            if answer.status_code == 302:
                assert "/admin/sign-in" in answer.headers["Location"]
            tried += 1
    assert tried > 10


def test_every_write_refuses_a_request_without_token(
    app: Flask, administrator: CheckedClient, article: Article, media_key: str
) -> None:
    tried = 0
    for rule in rules(app):
        for method in (rule.methods or set()) - {"OPTIONS", "HEAD", "GET"}:
            answer = administrator.open(address(app, rule, article, key=media_key), method=method)
            assert answer.status_code == 400, f"{method} {rule.rule} answered {answer.status_code} without a token"
            tried += 1
    assert tried > 8


def test_every_page_of_the_desk_is_valid_and_never_stored(
    app: Flask, administrator: CheckedClient, article: Article, media_key: str
) -> None:
    for rule in rules(app):
        if rule.endpoint.startswith("admin.") and "GET" in (rule.methods or set()):
            answer = administrator.get(address(app, rule, article, key=media_key))
            assert answer.status_code == 200, rule.rule
            assert answer.headers["Cache-Control"] == "no-store"


@pytest.fixture
def legacy_address(article: Article, session: Session) -> LegacyAddress:
    """Where the article stood on an old site; asked under another host, its number alone leads to it."""
    path = "/CompanyNews/info_itemid_12.html"
    address = LegacyAddress(host="old.example.com", number=12, path=path, article_id=article.id)
    session.add(address)
    session.commit()
    return address


def test_no_public_page_sets_a_cookie_or_needs_script(
    app: Flask,
    visitor: CheckedClient,
    article: Article,
    legacy_address: LegacyAddress,
    media_key: str,
    session: Session,
    storage: FolderStorage,
) -> None:
    chinese = add_signed(session, storage, "签署协议", "zh")
    tried = 0
    for rule in rules(app):
        if rule.rule.startswith("/admin") or "GET" not in (rule.methods or set()):
            continue
        is_legacy = rule.endpoint.startswith("legacy.")
        path = address(app, rule, chinese if "language" in rule.arguments else article, key=media_key)
        # The number of this form stands in the query, which no rule speaks of.
        query = {"itemid": "12"} if rule.rule.endswith(".aspx") else None
        answer = visitor.get(path, query_string=query, buffered=True)
        assert answer.status_code == (301 if is_legacy else 200), f"{path} answered {answer.status_code}"
        if is_legacy:
            assert answer.headers["Location"] == f"/news/{article.slug}"
        assert "Set-Cookie" not in answer.headers, rule.rule
        assert "Cookie" not in answer.headers.get("Vary", ""), rule.rule
        # What search engines read is data in an element of that name.
        scripts = answer.get_data().replace(b'<script type="application/ld+json">', b"")
        assert b"<script" not in scripts, rule.rule
        tried += 1
    assert tried > 8


def test_public_answers_do_not_depend_on_who_is_signed_in(
    editor: CheckedClient, visitor: CheckedClient, article: Article
) -> None:
    hits = re.compile(rb"Hits:\d+")
    for path in ("/", "/news/", f"/news/{article.slug}", "/nowhere"):
        assert hits.sub(b"", editor.get(path).get_data()) == hits.sub(b"", visitor.get(path).get_data())


def test_every_post_of_the_desk_needs_a_right(
    app: Flask, article: Article, media_key: str, editor: CheckedClient
) -> None:
    token = editor.token()
    for path in ("/admin/settings", "/admin/sections", "/admin/sections/new", f"/admin/sections/{article.section_id}"):
        assert editor.get(path).status_code == 403
    for path in ("/admin/settings", "/admin/sections/new", f"/admin/sections/{article.section_id}/removal"):
        assert editor.post(path, data={"csrf_token": token}).status_code == 403
