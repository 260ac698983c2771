"""What search engines and previews read in the head of a page."""

import io
import json
from typing import Any

import pytest
from PIL import Image
from sqlalchemy.orm import Session

from app.articles.content import PictureContent
from app.articles.models import Kind
from app.foundation.storage import FolderStorage
from app.site import editing as site_editing
from tests.support import html
from tests.support.client import CheckedClient
from tests.support.newsroom import add_article, add_picture, add_section

HOSTILE = '</script><script>alert("x")</script>'


def head(client: CheckedClient, path: str) -> tuple[dict[str, str], dict[str, Any]]:
    """Return a page's `meta` elements by name, and its JSON-LD by type."""
    document = html.parse(client.get(path).get_data(as_text=True))
    metas = {e.get("name") or e.get("property") or "": e.get("content") or "" for e in document.iter("meta")}
    scripts = (json.loads(e.text or "") for e in document.iter("script") if e.get("type") == "application/ld+json")
    return metas, {data["@type"]: data for data in scripts}


def test_article_says_what_it_is(visitor: CheckedClient, session: Session, storage: FolderStorage) -> None:
    picture = add_picture(session, storage)
    texts = {"company_name": "Example Company"}
    site_editing.save(session, {"time_zone": "Asia/Shanghai", "logo_id": picture.id}, {"en": texts}, {})
    article = add_article(
        session,
        add_section(session, name="Company News"),
        title="A contract is signed",
        subtitle="Five years",
        slug="contract",
        body="<p>The words of it.</p>",
        tags=["Contracts"],
        pictures=[PictureContent("a", picture.id, "The signing", "A. Photographer", "Two people at a table")],
    )
    metas, data = head(visitor, f"/news/{article.slug}")
    assert metas["description"] == metas["og:description"] == "Five years"
    assert (metas["og:title"], metas["og:type"]) == ("A contract is signed", "article")
    assert metas["og:site_name"] == "Example Company"
    assert metas["og:image:alt"] == "Two people at a table"
    assert metas["twitter:card"] == "summary_large_image"
    assert metas["og:image"].startswith("http://localhost/media/")
    assert visitor.get(metas["og:image"]).mimetype == "image/jpeg"
    news = data["NewsArticle"]
    assert news["headline"] == "A contract is signed"
    assert news["datePublished"] == "2021-10-31T16:00:00+08:00"
    assert news["dateModified"].endswith("+08:00")
    assert news["dateModified"] >= news["datePublished"]
    assert news["inLanguage"] == "en"
    assert news["keywords"] == ["Contracts"]
    assert news["articleSection"] == "Company News"
    assert news["publisher"]["name"] == "Example Company"
    assert news["publisher"]["logo"]["url"].startswith("http://localhost/media/")
    (image,) = news["image"]
    assert (image["caption"], image["creditText"]) == ("The signing", "A. Photographer")
    steps = data["BreadcrumbList"]["itemListElement"]
    assert [(step["position"], step["name"]) for step in steps] == [
        (1, "Home"),
        (2, "Company News"),
        (3, "A contract is signed"),
    ]


@pytest.mark.parametrize(("prefix", "title"), [("", "A contract is signed"), ("/zh", "签署合同")])
def test_article_without_pictures_has_a_card(visitor: CheckedClient, session: Session, prefix: str, title: str) -> None:
    add_article(session, add_section(session), slug="plain", title=title, language="zh" if prefix else "en")
    metas, _ = head(visitor, f"{prefix}/news/plain")
    assert metas["og:image"] == f"http://localhost{prefix}/news/plain/card.png"
    answer = visitor.get(metas["og:image"])
    with Image.open(io.BytesIO(answer.get_data())) as card:
        assert card.size == (int(metas["og:image:width"]), int(metas["og:image:height"])) == (1200, 630)
        # The title is there: more than the company's name on white.
        assert len(card.convert("L").crop((0, 150, 1200, 630)).getcolors() or []) > 10


def test_home_says_whose_newsroom_it_is(visitor: CheckedClient, session: Session) -> None:
    site_editing.save(session, {"telephone": "+1 555 0100"}, {"en": {"company_name": "Example Company"}}, {})
    session.commit()
    metas, data = head(visitor, "/")
    assert "Example Company" in metas["description"]
    assert data["Organization"]["telephone"] == "+1 555 0100"
    assert "logo" not in data["Organization"]


def test_lists_say_whose_newsroom_they_are_of(visitor: CheckedClient, session: Session) -> None:
    add_article(session, add_section(session, "news-of-us"), tags=["Plants"])
    for path in ("/news/", "/section/news-of-us/", "/tag/plants/", "/year/2021/", "/search", "/accessibility"):
        metas, _ = head(visitor, path)
        assert "Our company" in metas["description"], path


def test_no_text_ends_the_data_that_it_stands_in(visitor: CheckedClient, session: Session) -> None:
    add_article(session, add_section(session, name=HOSTILE), title=HOSTILE, subtitle=HOSTILE, slug="hostile")
    page = visitor.get("/news/hostile").get_data(as_text=True)
    assert page.count("<script") == page.count('<script type="application/ld+json">')
    _, data = head(visitor, "/news/hostile")
    assert data["NewsArticle"]["headline"] == HOSTILE


@pytest.mark.parametrize(("language", "longest"), [("en", 161), ("zh", 81)])
def test_description_is_cut_to_what_is_shown(
    visitor: CheckedClient, session: Session, language: str, longest: int
) -> None:
    body = "<p>" + ("字" * 500 if language == "zh" else "word " * 200) + "</p>"
    add_article(session, add_section(session), slug="long", body=body, language=language)
    metas, _ = head(visitor, f"{'/zh' if language == 'zh' else ''}/news/long")
    assert 40 < len(metas["description"]) <= longest


def test_page_names_itself_and_its_translations(visitor: CheckedClient, session: Session) -> None:
    section = add_section(session)
    english = add_article(session, section, slug="here")
    add_article(session, section, slug="zheli", language="zh", title="这里", translation_of=english.id)
    for path in ("/news/here", "/zh/news/zheli"):
        document = html.parse(visitor.get(path).get_data(as_text=True))
        links = {(e.get("rel"), e.get("hreflang")): e.get("href") for e in document.iter("link")}
        assert links["canonical", None] == f"http://localhost{path}"
        assert links["alternate", "en"] == links["alternate", "x-default"] == "http://localhost/news/here"
        assert links["alternate", "zh"] == "http://localhost/zh/news/zheli"


def test_media_coverage_is_based_on_its_source(visitor: CheckedClient, session: Session) -> None:
    source = "https://example.com/report"
    add_article(
        session, add_section(session), slug="report", kind=Kind.COVERAGE, external_link=source, source="A paper"
    )
    _, data = head(visitor, "/news/report")
    assert data["NewsArticle"]["isBasedOn"] == source
