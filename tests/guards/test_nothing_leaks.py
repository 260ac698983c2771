"""Nothing of an article is public before its time, or after it was taken back, at any address that there is."""

import io
import zipfile
from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import quote

import pytest
from flask import Flask
from pypdf import PdfReader
from sqlalchemy.orm import Session
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from app.articles import workflow
from app.articles.content import PictureContent
from app.articles.models import Article, State
from app.foundation import clock
from app.foundation.storage import FolderStorage
from tests.support.addresses import address, rules
from tests.support.client import CheckedClient
from tests.support.newsroom import LONG_AGO, add_article, add_picture, add_section

# In each field of each hidden article stands this word, marked by the field and the state.
FIELDS = (
    "title",
    "subtitle",
    "body",
    "caption",
    "credit",
    "alternative",
    "tag",
    "source",
    "link",
    "slug",
    "correction",
)
HIDDEN = ("draft", "scheduled", "binned", "withdrawn")
# In each of them too, so that searches find them if they can.
COMMON = "zebrafish"


def mark(field: str, state: str) -> str:
    return f"qx{field}{state}xq"


@pytest.fixture
def hidden(app: Flask, session: Session, storage: FolderStorage) -> dict[str, Article]:
    """An article in each state that hides it, each with a picture of its own, beside a public one."""
    section = add_section(session)
    public = add_article(session, section, title="A public article", slug="public", tags=["Shown"])
    made = {}
    for number, state in enumerate(HIDDEN):
        file_name = f"{mark('file', state)}.jpg"
        picture = add_picture(session, storage, f"rgb({50 * number}, 90, 90)", (1400, 800), file_name)
        made[state] = article = add_article(
            session,
            section,
            title=f"{COMMON} {mark('title', state)}",
            subtitle=f"{COMMON} {mark('subtitle', state)}",
            slug=mark("slug", state),
            body=f"<p>{COMMON} {mark('body', state)}</p>",
            source=mark("source", state),
            correction=mark("correction", state),
            external_link=f"https://example.com/{mark('link', state)}",
            tags=[mark("tag", state)],
            translation_of=public.id if state == "draft" else None,
            language="zh" if state == "draft" else "en",
            publish_at=clock.now() + timedelta(days=1) if state == "scheduled" else LONG_AGO,
            pictures=[
                PictureContent(
                    key=f"p{number}",
                    picture_id=picture.id,
                    caption=mark("caption", state),
                    credit=mark("credit", state),
                    alternative_text=mark("alternative", state),
                )
            ],
        )
        match state:
            case "draft":
                workflow.unpublish(article, clock.now())
            case "binned":
                workflow.move_to_bin(article)
            case "withdrawn":
                workflow.withdraw(article, clock.now())
        session.commit()
    return made


def _addresses(app: Flask, article: Article) -> Iterator[str]:
    """Yield each public address as if for the article, and searches that would find it."""
    for rule in rules(app):
        if not rule.rule.startswith("/admin") and "GET" in (rule.methods or set()):
            yield from (address(app, rule, article, **other) for other in _others(rule, article))
    for word in (COMMON, mark("title", article.state), article.title):
        for path in ("/search", "/zh/search", "/news/", "/zh/news/"):
            yield f"{path}?q={quote(word)}"


def _others(rule: Rule, article: Article) -> list[dict[str, str]]:
    """Return what else a rule's slug may be that of: a section, a tag."""
    others = [{}, {"slug": "company-news"}, {"slug": "public"}, *({"slug": tag.slug} for tag in article.tags)]
    return others if "slug" in rule.arguments else [{}]


def said_by(answer: TestResponse) -> str:
    """Return everything that an answer says, also what is packed in it."""
    said = "\n".join(f"{name}: {value}" for name, value in answer.headers)
    return said + "\n" + _unpacked(answer.get_data())


def _unpacked(data: bytes) -> str:
    if data.startswith(b"%PDF"):
        return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)
    if not data.startswith(b"PK"):
        return data.decode(errors="replace")
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return "\n".join(name + "\n" + _unpacked(packed.read(name)) for name in packed.namelist())


@pytest.mark.parametrize("state", HIDDEN)
def test_nothing_of_a_hidden_article_is_said_at_any_address(
    app: Flask, visitor: CheckedClient, hidden: dict[str, Article], state: str
) -> None:
    article = hidden[state]
    tried = 0
    for path in dict.fromkeys(_addresses(app, article)):
        answer = visitor.get(path, buffered=True)
        assert answer.status_code < 500, path
        said = said_by(answer)
        asked = path.lower()
        for field in (*FIELDS, "file"):
            # What was asked for may be repeated.
            if mark(field, state) not in asked:
                assert mark(field, state) not in said, f"{path} says {mark(field, state)}"
        tried += 1
    assert tried > 15


@pytest.mark.parametrize("state", HIDDEN)
def test_once_published_it_is_all_there(
    visitor: CheckedClient, hidden: dict[str, Article], session: Session, state: str
) -> None:
    article = hidden[state]
    prefix = "/zh" if article.language == "zh" else ""
    before = visitor.get(f"{prefix}/news/")
    assert mark("title", state) not in before.get_data(as_text=True)
    if article.state is State.BINNED:
        workflow.restore(article)
    article.publish_at = LONG_AGO
    workflow.publish(article, clock.now())
    session.commit()
    page = said_by(visitor.get(f"{prefix}/news/{article.slug}"))
    for field in FIELDS:
        assert mark(field, state) in page, field
    for path in (f"{prefix}/", f"{prefix}/news/", f"{prefix}/search?q={COMMON}"):
        assert mark("title", state) in said_by(visitor.get(path)), path
    for path in ("feed.atom", "feed.rss", "feed.json"):
        feed = said_by(visitor.get(f"{prefix}/{path}"))
        for field in ("title", "body", "caption", "credit", "tag", "slug"):
            assert mark(field, state) in feed, (path, field)
    assert mark("slug", state) in said_by(visitor.get("/sitemap.xml"))
