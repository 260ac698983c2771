"""Sitemaps name every public page once, by the protocol's rules, and nothing else."""

import re
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest
from flask import Flask
from sqlalchemy import Engine, event, insert
from sqlalchemy.orm import Session

from app.articles import translations, workflow
from app.articles.content import PictureContent
from app.articles.models import Article, Section, State
from app.feeds.queries import PART_SIZE
from app.foundation import clock, page_versions
from app.foundation.database import db
from app.foundation.storage import FolderStorage
from tests.support.client import CheckedClient
from tests.support.newsroom import LONG_AGO, add_article, add_picture, add_section

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
IMAGE = "{http://www.google.com/schemas/sitemap-image/1.1}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"
# W3C's note on dates and times, complete or to the day.
DATE = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d))?")
HOST = "http://localhost"


def document(visitor: CheckedClient, path: str, root: str = "urlset") -> Element:
    """Read a sitemap and check what the protocol demands of it."""
    answer = visitor.get(path)
    assert answer.status_code == 200, path
    assert answer.headers["Content-Type"] == "application/xml; charset=utf-8"
    data = answer.get_data()
    assert len(data) <= 50 * 1024 * 1024
    found = ElementTree.fromstring(data)
    assert found.tag == SITEMAP + root
    places = [entry.findtext(f"{SITEMAP}loc") or "" for entry in found]
    assert 1 <= len(places) <= 50_000
    assert len(places) == len(set(places))
    for entry in found:
        assert entry.tag == SITEMAP + ("url" if root == "urlset" else "sitemap")
        changed = entry.findtext(f"{SITEMAP}lastmod")
        assert changed is None or DATE.fullmatch(changed)
    for place in (*places, *(link.attrib["href"] for link in found.iter(LINK))):
        assert place.startswith(f"{HOST}/")
        assert len(place) < 2048
        assert place.isascii()
    return found


def entries(found: Element) -> dict[str, Element]:
    """Return the entries of a sitemap by their paths."""
    return {unquote(urlsplit(entry.findtext(f"{SITEMAP}loc") or "").path): entry for entry in found}


def articles(visitor: CheckedClient, path: str = "/sitemap.xml") -> list[str]:
    return [path for path in entries(document(visitor, path)) if "/news/" in path and not path.endswith("/news/")]


@pytest.fixture
def section(session: Session) -> Section:
    return add_section(session)


def test_every_address_of_the_sitemap_answers(
    visitor: CheckedClient, session: Session, section: Section, storage: FolderStorage
) -> None:
    picture = add_picture(session, storage)
    add_article(session, section, title="Signed", pictures=[PictureContent("a", picture.id)])
    add_article(session, section, title="签约仪式", language="zh")
    found = document(visitor, "/sitemap.xml")
    paths = set(entries(found))
    assert paths == {
        *("/", "/zh/", "/news/", "/zh/news/", "/section/company-news/", "/zh/section/company-news/"),
        *("/news/signed", "/zh/news/签约仪式"),
    }
    for path in paths:
        assert visitor.get(path).status_code == 200, path
    (image,) = found.iter(f"{IMAGE}loc")
    file = visitor.get(urlsplit(image.text or "").path, buffered=True)
    assert (file.status_code, file.mimetype) == (200, "image/jpeg")


def test_article_says_when_it_was_revised(visitor: CheckedClient, session: Session, section: Section) -> None:
    article = add_article(session, section, title="Signed")
    article.revised_at = LONG_AGO + timedelta(days=1)
    session.commit()
    entry = entries(document(visitor, "/sitemap.xml"))["/news/signed"]
    assert entry.findtext(f"{SITEMAP}lastmod") == "2021-11-01T08:00:00+00:00"


def test_translations_name_each_other(visitor: CheckedClient, session: Session, section: Section) -> None:
    english = add_article(session, section, title="Signed")
    chinese = add_article(session, section, title="签约", slug="signed-zh", language="zh")
    translations.link(session, chinese, english.id)
    session.commit()

    def alternates(path: str) -> dict[str, str]:
        found = entries(document(visitor, "/sitemap.xml"))[path]
        return {link.attrib["hreflang"]: link.attrib["href"] for link in found.iter(LINK)}

    both = {"en": f"{HOST}/news/signed", "zh": f"{HOST}/zh/news/signed-zh", "x-default": f"{HOST}/news/signed"}
    assert alternates("/news/signed") == alternates("/zh/news/signed-zh") == both
    assert alternates("/") == {"en": f"{HOST}/", "zh": f"{HOST}/zh/", "x-default": f"{HOST}/"}
    workflow.unpublish(chinese, clock.now())
    session.commit()
    assert alternates("/news/signed") == {}


def test_hidden_articles_are_in_no_sitemap(visitor: CheckedClient, session: Session, section: Section) -> None:
    now = clock.now()
    add_article(session, section, title="Public", publish_at=now)
    draft = add_article(session, section, title="Hidden draft", publish=False, publish_at=now)
    add_article(session, section, title="Hidden later", publish_at=now + timedelta(hours=1))
    binned = add_article(session, section, title="Hidden bin", publish_at=now)
    withdrawn = add_article(session, section, title="Hidden withdrawn", publish_at=now)
    workflow.move_to_bin(binned)
    workflow.withdraw(withdrawn, now)
    session.commit()
    for path in ("/sitemap.xml", "/sitemap-1.xml", "/news-sitemap.xml"):
        assert articles(visitor, path) == ["/news/public"], path
        assert "idden" not in visitor.get(path).get_data(as_text=True)
    workflow.publish(draft, now)
    session.commit()
    for path in ("/sitemap.xml", "/sitemap-1.xml", "/news-sitemap.xml"):
        assert set(articles(visitor, path)) == {"/news/public", "/news/hidden-draft"}


def test_large_newsroom_has_an_index(visitor: CheckedClient, session: Session, section: Section) -> None:
    # As if the articles between them had been deleted.
    add_numbered(session, section, dict.fromkeys((1, PART_SIZE, PART_SIZE + 1, 3 * PART_SIZE), LONG_AGO))
    index = document(visitor, "/sitemap.xml", "sitemapindex")
    assert list(entries(index)) == ["/sitemap-0.xml", "/sitemap-1.xml", "/sitemap-2.xml", "/sitemap-3.xml"]
    parts = [articles(visitor, path) for path in entries(index)]
    first, last, following, much_later = (f"/news/a{n}" for n in (1, PART_SIZE, PART_SIZE + 1, 3 * PART_SIZE))
    assert parts == [[], [first, last], [following], [much_later]]
    assert "/" in entries(document(visitor, "/sitemap-0.xml"))
    for none in ("/sitemap-4.xml", "/sitemap-99999999999999999999.xml", "/sitemap--1.xml", "/sitemap-a.xml"):
        assert visitor.get(none).status_code == 404, none


def add_numbered(session: Session, section: Section, published: dict[int, datetime]) -> None:
    """Add articles with these ids and publish times."""
    same = {"section_id": section.id, "language": "en", "state": State.PUBLISHED}
    session.execute(
        insert(Article),
        [{"id": n, "title": f"A{n}", "slug": f"a{n}", "publish_at": time, **same} for n, time in published.items()],
    )
    session.commit()


def test_news_sitemap_has_the_last_two_days(visitor: CheckedClient, session: Session, section: Section) -> None:
    now = clock.now()
    day = timedelta(days=1)
    add_article(session, section, title="Today & now", slug="today", publish_at=now)
    add_article(session, section, title="昨天", slug="yesterday", language="zh", publish_at=now - day)
    add_article(session, section, title="Before", slug="before", publish_at=now - 2 * day - timedelta(minutes=1))
    found = entries(document(visitor, "/news-sitemap.xml"))
    assert list(found) == ["/news/today", "/zh/news/yesterday"]
    today, yesterday = (next(entry.iter(f"{NEWS}news")) for entry in found.values())
    assert today.findtext(f"{NEWS}title") == "Today & now"
    assert yesterday.findtext(f"{NEWS}publication/{NEWS}language") == "zh"
    assert today.findtext(f"{NEWS}publication/{NEWS}name") == "Our company"
    assert yesterday.findtext(f"{NEWS}publication/{NEWS}name") == "我们的公司"
    published = datetime.fromisoformat(today.findtext(f"{NEWS}publication_date") or "")
    assert published == now


def test_news_sitemap_names_a_thousand_at_most(visitor: CheckedClient, session: Session, section: Section) -> None:
    now = clock.now()
    add_numbered(session, section, {number: now - timedelta(minutes=number) for number in range(1, 1006)})
    found = articles(visitor, "/news-sitemap.xml")
    assert (len(found), found[0], found[-1]) == (1000, "/news/a1", "/news/a1000")


def test_newsroom_without_articles_has_valid_sitemaps(visitor: CheckedClient) -> None:
    assert list(entries(document(visitor, "/news-sitemap.xml"))) == ["/"]
    assert set(entries(document(visitor, "/sitemap.xml"))) == {"/", "/zh/", "/news/", "/zh/news/"}


@pytest.mark.parametrize("path", ["/sitemap.xml", "/sitemap-1.xml", "/news-sitemap.xml"])
def test_sitemap_that_is_known_is_not_sent_again(
    visitor: CheckedClient, session: Session, section: Section, path: str
) -> None:
    add_article(session, section, title="Signed", publish_at=clock.now())
    tag = visitor.get(path).headers["ETag"]
    assert visitor.get(path, headers={"If-None-Match": tag}).status_code == 304
    add_article(session, section, title="签约", slug="other", language="zh", publish_at=clock.now())
    assert visitor.get(path, headers={"If-None-Match": tag}).status_code == 200
    assert articles(visitor, path)[-1:] != articles(visitor, path)[:1]


@pytest.fixture
def engine(app: Flask) -> Engine:
    with app.app_context():
        return db.engine


def test_sitemaps_take_a_constant_number_of_statements(
    app: Flask, visitor: CheckedClient, session: Session, storage: FolderStorage, section: Section, engine: Engine
) -> None:
    pictures = [add_picture(session, storage, colour) for colour in ("teal", "navy", "red")]
    uses = [PictureContent(f"k{at}", picture.id) for at, picture in enumerate(pictures)]

    def add(number: int) -> None:
        now = clock.now()
        english = add_article(session, section, title=f"A{number}", pictures=uses, publish_at=now)
        chinese = add_article(session, section, title=f"B{number}", language="zh", pictures=uses, publish_at=now)
        translations.link(session, chinese, english.id)
        session.commit()

    def statements(path: str) -> int:
        visitor.get(path)
        page_versions.of(app).mark([page_versions.EVERYTHING])
        executed: list[str] = []

        def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
            executed.append(statement)

        event.listen(engine, "before_cursor_execute", note)
        try:
            visitor.get(path)
        finally:
            event.remove(engine, "before_cursor_execute", note)
        return len(executed)

    paths = ("/sitemap.xml", "/sitemap-1.xml", "/news-sitemap.xml")
    add(0)
    before = [statements(path) for path in paths]
    for number in range(1, 6):
        add(number)
    assert [len(articles(visitor, path)) for path in paths] == [12] * 3
    assert [statements(path) for path in paths] == before
