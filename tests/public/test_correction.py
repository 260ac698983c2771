"""A correction stands wherever the article does."""

import io
import json
import zipfile
from datetime import timedelta

import feedparser
import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.articles.models import Article
from app.foundation import clock
from tests.support import html
from tests.support.client import CheckedClient
from tests.support.newsroom import LONG_AGO, add_article, add_section

CORRECTION = "The first version said 14 t & more.\n\nIt is <41> t."
IN_ONE_LINE = "The first version said 14 t & more. It is <41> t."


@pytest.fixture
def corrected(session: Session) -> Article:
    return add_article(session, add_section(session), title="Signed", correction=CORRECTION)


def page(visitor: CheckedClient, path: str = "/news/signed") -> str:
    return visitor.get(path).get_data(as_text=True)


def test_it_stands_below_the_text(visitor: CheckedClient, corrected: Article) -> None:
    (note,) = html.parse(page(visitor)).iter("aside")
    assert [html.text_of(part) for part in note] == [
        "Correction",
        "The first version said 14 t & more.",
        "It is <41> t.",
    ]


def test_article_that_was_not_corrected_says_nothing_of_it(visitor: CheckedClient, session: Session) -> None:
    add_article(session, add_section(session), title="Signed")
    assert "orrection" not in page(visitor)


def test_search_engines_read_it(visitor: CheckedClient, corrected: Article) -> None:
    scripts = [e for e in html.parse(page(visitor)).iter("script") if e.get("type") == "application/ld+json"]
    assert [
        data["correction"] for data in map(json.loads, (e.text or "" for e in scripts)) if "correction" in data
    ] == [CORRECTION]


@pytest.mark.parametrize("kind", ["atom", "rss", "json"])
def test_feeds_have_it_behind_the_text(visitor: CheckedClient, corrected: Article, kind: str) -> None:
    answer = visitor.get(f"/feed.{kind}").get_data()
    if kind == "json":
        content = json.loads(answer)["items"][0]["content_html"]
    else:
        content = feedparser.parse(answer).entries[0].content[0].value
    words = " ".join(html.text_of(html.parse(f"<!doctype html><title>x</title><body>{content}")).split())
    assert words.endswith(f"Words. Correction {IN_ONE_LINE}")


def test_press_kit_has_it(visitor: CheckedClient, corrected: Article) -> None:
    kit = zipfile.ZipFile(io.BytesIO(visitor.get("/news/signed/press-kit.zip", buffered=True).get_data()))
    text = next(kit.read(name).decode() for name in kit.namelist() if name.endswith(".txt") and "caption" not in name)
    assert f"Correction: {IN_ONE_LINE}" in text


def test_search_finds_its_words_and_shows_them(visitor: CheckedClient, corrected: Article) -> None:
    assert "<mark>more</mark>" in page(visitor, "/search?q=more")


def test_editor_writes_it_and_the_article_counts_as_revised(
    editor: CheckedClient, visitor: CheckedClient, session: Session
) -> None:
    article = add_article(session, add_section(session), title="Signed")
    article.revised_at = LONG_AGO
    session.commit()
    content = {
        "language": "en",
        "section": article.section_id,
        "title": article.title,
        "body": article.body,
        "version": article.version,
        "publish_at": "2021-10-31T08:00",
        "correction": CORRECTION,
        "then": "save",
    }
    assert editor.send(f"/admin/articles/{article.id}", content).status_code == 303
    assert "It is &lt;41&gt; t." in page(visitor)
    form = html.parse(editor.get(f"/admin/articles/{article.id}").get_data(as_text=True))
    (field,) = [e for e in form.iter("textarea") if e.get("name") == "correction"]
    assert (field.text or "").strip() == CORRECTION
    session.expire_all()
    revised_at = session.scalars(select(Article.revised_at)).one()
    assert clock.now() - revised_at < timedelta(minutes=5)
