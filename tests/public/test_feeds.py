"""Feeds give back every article, whole, to whoever reads them, and nothing that is not public."""

import calendar
import json
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree

import feedparser
import pytest
from flask import Flask, render_template_string
from flask.testing import FlaskClient
from sqlalchemy import Engine, event
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from app.articles import editing, sections, workflow
from app.articles.content import ArticleContent, PictureContent
from app.articles.models import Article, Kind, Section
from app.foundation import clock, page_versions
from app.foundation.database import db
from app.foundation.storage import FolderStorage
from tests.support import html
from tests.support.client import CheckedClient
from tests.support.newsroom import LONG_AGO, add_article, add_picture, add_section

KINDS = ("atom", "rss", "json")
ATOM = "{http://www.w3.org/2005/Atom}"
XML = ("atom", "rss")
MEDIA_TYPES = {"atom": "application/atom+xml", "rss": "application/rss+xml", "json": "application/feed+json"}


def read(visitor: FlaskClient, path: str, **arguments: Any) -> TestResponse:
    answer = visitor.get(path, **arguments)
    assert answer.status_code == 200, path
    return answer


def parsed(visitor: FlaskClient, path: str) -> Any:
    feed = feedparser.parse(read(visitor, path).get_data(), sanitize_html=False)
    assert not feed.bozo, feed.get("bozo_exception")
    return feed


def documents(visitor: FlaskClient, path: str) -> list[str]:
    """Return the addresses of the articles on a page of a feed of either kind."""
    if urlsplit(path).path.endswith(".json"):
        return [item["url"] for item in json.loads(read(visitor, path).get_data())["items"]]
    return [entry.link for entry in parsed(visitor, path).entries]


def instant(parts: Any) -> datetime:
    return datetime.fromtimestamp(calendar.timegm(parts), UTC)


@pytest.fixture
def section(session: Session) -> Section:
    texts = {"en": {"name": "R&D", "description": "What <we> find."}, "zh": {"name": "研发"}}
    made = sections.save(session, None, slug="research", texts=texts, position=1)
    session.commit()
    return made


@pytest.fixture
def signed(session: Session, storage: FolderStorage, section: Section) -> Article:
    first, second = add_picture(session, storage, "teal"), add_picture(session, storage, "navy")
    return add_article(
        session,
        section,
        title="Profit < 5 % & “rising”",
        subtitle="Not <b>bold</b>",
        slug="signed",
        body='<p>See <a href="/news/other">the other</a>.</p><figure data-picture="b"></figure><p>End &amp; out.</p>',
        tags=["Results", "M&A"],
        pictures=[
            PictureContent("a", first.id, caption="The hall", credit="Ann & Co", alternative_text='A "hall"'),
            PictureContent("b", second.id, caption="The <gate>"),
        ],
    )


@pytest.mark.parametrize("kind", XML)
def test_reader_gets_the_whole_article(visitor: CheckedClient, signed: Article, kind: str) -> None:
    feed = parsed(visitor, f"/feed.{kind}")
    assert feed.feed.title == "All news – Our company"
    assert feed.feed.language == "en"
    assert feed.feed.link == "http://localhost/"
    (entry,) = feed.entries
    assert entry.title == "Profit < 5 % & “rising”"
    assert entry.link == "http://localhost/news/signed"
    assert entry.summary == "Not &lt;b&gt;bold&lt;/b&gt;"
    assert entry.author == "Our company"
    assert [tag.term for tag in entry.tags] == ["R&D", "M&A", "Results"]
    assert instant(entry.published_parsed) == LONG_AGO
    assert instant(entry.updated_parsed) == signed.revised_at.replace(microsecond=0)
    (content,) = entry.content
    assert content.type == "text/html"
    body = html.parse(f"<!doctype html><html lang=en><head><title>x</title></head><body>{content.value}</body></html>")
    assert [link.get("href") for link in body.iter("a")] == ["http://localhost/news/other"]
    assert html.text_of(next(body.iter("body"))) == (
        "See the other. Picture 1 The <gate> End & out. Picture 2 The hall Ann & Co"
    )
    assert [image.get("alt") for image in body.iter("img")] == ["", 'A "hall"']
    for image in body.iter("img"):
        assert read(visitor, urlsplit(image.get("src") or "").path, buffered=True).mimetype == "image/jpeg"


@pytest.mark.parametrize("kind", XML)
def test_enclosures_are_the_files_that_they_say(visitor: CheckedClient, signed: Article, kind: str) -> None:
    (entry,) = parsed(visitor, f"/feed.{kind}").entries
    # RSS allows one; it has the others as media.
    assert len(entry.enclosures) == (2 if kind == "atom" else 1)
    pictures = [(picture.href, picture.type, picture.length) for picture in entry.enclosures]
    if kind == "rss":
        assert [(media["url"], media["type"], media["filesize"]) for media in entry.media_content][:1] == pictures
        assert [media["content"] for media in entry.media_credit] == ["Ann & Co"]
        pictures = [(media["url"], media["type"], media["filesize"]) for media in entry.media_content]
    else:
        assert [link.title for link in entry.enclosures] == ["Picture 1 The <gate>", "Picture 2 The hall"]
    assert len(pictures) == 2
    for address, media_type, length in pictures:
        file = read(visitor, urlsplit(address).path, buffered=True)
        assert (file.mimetype, len(file.get_data())) == (media_type, int(length))


def test_json_feed_says_the_same(visitor: CheckedClient, signed: Article) -> None:
    feed = json.loads(read(visitor, "/feed.json").get_data())
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == "http://localhost/feed.json"
    assert feed["authors"] == [{"name": "Our company"}]
    (item,) = feed["items"]
    (entry,) = parsed(visitor, "/feed.atom").entries
    assert (item["id"], item["url"], item["title"]) == (entry.id, entry.link, entry.title)
    document = ElementTree.fromstring(read(visitor, "/feed.atom").get_data())
    assert item["content_html"] == document.findtext(f"{ATOM}entry/{ATOM}content")
    assert item["date_published"] == "2021-10-31T08:00:00+00:00"
    assert item["summary"] == "Not <b>bold</b>"
    assert item["tags"] == ["R&D", "M&A", "Results"]
    attached = [(file["url"], file["mime_type"], str(file["size_in_bytes"])) for file in item["attachments"]]
    assert attached == [(link.href, link.type, link.length) for link in entry.enclosures]
    assert item["image"] == attached[0][0]
    assert "next_url" not in feed


@pytest.mark.parametrize("kind", XML)
def test_article_without_a_subtitle_is_summed_up_by_its_beginning(
    visitor: CheckedClient, session: Session, section: Section, kind: str
) -> None:
    add_article(session, section, title="Short", body="<p>A &lt; B</p><p>and <em>C</em>.</p>")
    add_article(session, section, title="签约", slug="long", body=f"<p>{'长' * 500}</p>")
    long, short = parsed(visitor, f"/feed.{kind}").entries
    assert short.summary == "A &lt; B and C."
    assert long.summary == "长" * 200 + "…"


@pytest.mark.parametrize("kind", KINDS)
def test_each_feed_has_its_type_and_is_asked_for_again(visitor: CheckedClient, signed: Article, kind: str) -> None:
    answer = read(visitor, f"/feed.{kind}")
    assert answer.headers["Content-Type"] == f"{MEDIA_TYPES[kind]}; charset=utf-8"
    assert answer.headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("kind", KINDS)
def test_feed_that_is_known_is_not_sent_again(
    visitor: CheckedClient, signed: Article, session: Session, kind: str
) -> None:
    first = read(visitor, f"/feed.{kind}")
    tag, since = first.headers["ETag"], first.headers["Last-Modified"]
    for known in ({"If-None-Match": f'"another", {tag}'}, {"If-Modified-Since": since}):
        answer = visitor.get(f"/feed.{kind}", headers=known)
        assert (answer.status_code, answer.get_data()) == (304, b""), known
        assert answer.headers["ETag"] == tag
    signed.title = "Another title"
    session.commit()
    changed = read(visitor, f"/feed.{kind}", headers={"If-None-Match": tag, "If-Modified-Since": since})
    assert "Another title" in changed.get_data(as_text=True)
    earlier = format_datetime(clock.now() - timedelta(days=1), usegmt=True)
    read(visitor, f"/feed.{kind}", headers={"If-Modified-Since": earlier})


def test_identifier_outlives_slug_section_and_host(visitor: CheckedClient, signed: Article, session: Session) -> None:
    def identifiers() -> set[str]:
        atom, rss = parsed(visitor, "/feed.atom"), parsed(visitor, "/feed.rss")
        other = visitor.get("/feed.json", base_url="https://elsewhere.example").get_data()
        return {atom.entries[0].id, rss.entries[0].id, json.loads(other)["items"][0]["id"]}

    before = identifiers()
    assert len(before) == 1
    assert before.pop().startswith("urn:uuid:")
    before = identifiers()
    article = session.get_one(Article, signed.id)
    other = add_section(session, "other", "Other")
    content = ArticleContent(language="en", section_id=other.id, title="Renamed", slug="renamed", publish_at=LONG_AGO)
    editing.save(session, article, content, version=article.version, user_id=None, now=clock.now())
    session.commit()
    assert parsed(visitor, "/feed.atom").entries[0].link == "http://localhost/news/renamed"
    assert identifiers() == before


def test_minor_change_is_no_update(visitor: CheckedClient, signed: Article, session: Session) -> None:
    article = session.get_one(Article, signed.id)
    article.revised_at = LONG_AGO + timedelta(days=1)
    session.commit()

    def save(title: str, *, minor: bool) -> datetime:
        content = ArticleContent(
            language="en",
            section_id=article.section_id,
            title=title,
            slug="signed",
            publish_at=LONG_AGO,
            minor_change=minor,
        )
        editing.save(session, article, content, version=article.version, user_id=None, now=clock.now())
        session.commit()
        feed = parsed(visitor, "/feed.atom")
        assert feed.entries[0].title == title
        assert instant(feed.feed.updated_parsed) == instant(feed.entries[0].updated_parsed)
        return instant(feed.entries[0].updated_parsed)

    assert save("A typo mended", minor=True) == LONG_AGO + timedelta(days=1)
    assert save("News in it", minor=False) > LONG_AGO + timedelta(days=1)


def test_coverage_leads_to_its_source(visitor: CheckedClient, session: Session, section: Section) -> None:
    address = "https://weekly.example/報道?a=1&b=2"
    article = add_article(session, section, title="Covered", kind=Kind.COVERAGE, source="Weekly", external_link=address)
    add_article(
        session, section, title="Ours", external_link="https://fair.example/", publish_at=LONG_AGO.replace(2020)
    )
    assert article.kind is Kind.COVERAGE
    covered, ours = parsed(visitor, "/feed.atom").entries
    assert [link.href for link in covered.links if link.rel == "via"] == [
        "https://weekly.example/%E5%A0%B1%E9%81%93?a=1&b=2"
    ]
    assert [link.href for link in ours.links if link.rel == "related"] == ["https://fair.example/"]
    assert b'rel="via"' in read(visitor, "/feed.rss").get_data()
    assert json.loads(read(visitor, "/feed.json").get_data())["items"][0]["external_url"] == address


def test_section_tag_and_language_have_feeds_of_their_own(
    visitor: CheckedClient, signed: Article, session: Session
) -> None:
    other = add_section(session, "other", "Other")
    add_article(session, other, title="Elsewhere", slug="elsewhere", tags=["Fairs"])
    add_article(session, other, title="签约", slug="signed-zh", language="zh", tags=["合作"])
    for kind in KINDS:
        host = "http://localhost"
        assert documents(visitor, f"/section/research/feed.{kind}") == [f"{host}/news/signed"]
        assert documents(visitor, f"/section/other/feed.{kind}") == [f"{host}/news/elsewhere"]
        assert documents(visitor, f"/tag/fairs/feed.{kind}") == [f"{host}/news/elsewhere"]
        assert documents(visitor, f"/zh/feed.{kind}") == [f"{host}/zh/news/signed-zh"]
        assert documents(visitor, f"/zh/section/other/feed.{kind}") == [f"{host}/zh/news/signed-zh"]
        assert documents(visitor, f"/zh/tag/合作/feed.{kind}") == [f"{host}/zh/news/signed-zh"]
        assert documents(visitor, f"/zh/section/research/feed.{kind}") == []
    feed = parsed(visitor, "/section/research/feed.rss").feed
    assert (feed.title, feed.subtitle) == ("R&D – Our company", "What <we> find.")
    chinese = parsed(visitor, "/zh/feed.atom")
    assert chinese.feed.language == "zh"
    assert chinese.feed.link == "http://localhost/zh/"


@pytest.mark.parametrize(
    "path",
    [
        "/feed.xml",
        "/section/nothing/feed.atom",
        "/tag/nothing/feed.rss",
        "/zh/tag/results/feed.atom",
        "/fr/feed.atom",
        "/feed.atom?page=0",
        "/feed.rss?page=-1",
        "/feed.json?page=999999",
        "/feed.json?page=99999999999999999999",
        "/tag/results/feed.atom?page=2",
        "/tag/results/feed.atom?page=0",
        "/section/research/feed.atom?page=abc",
    ],
)
def test_feed_that_is_none_is_not_found(visitor: CheckedClient, signed: Article, path: str) -> None:
    assert visitor.get(path).status_code == 404


def test_pages_lead_through_every_article_once(visitor: CheckedClient, session: Session, section: Section) -> None:
    for number in range(45):
        add_article(session, section, title=f"A{number}", slug=f"a{number}", tags=["All"])
    for path in ("/feed.atom", "/section/research/feed.rss", "/tag/all/feed.atom", "/feed.json"):
        assert all_pages(visitor, path) == [f"http://localhost/news/a{number}" for number in reversed(range(45))]


def all_pages(visitor: CheckedClient, path: str) -> list[str]:
    """Return the addresses of the articles on all pages of a feed, as its links lead through them."""
    visited, following, previous = [], f"http://localhost{path}", None
    while following:
        address = urlsplit(following)
        here = f"{address.path}?{address.query}"
        visited += documents(visitor, here)
        if path.endswith(".json"):
            following = json.loads(read(visitor, here).get_data()).get("next_url", "")
            continue
        links = {link.rel: link.href for link in parsed(visitor, here).feed.links}
        assert links["first"] == f"http://localhost{path}"
        assert links["self"] == following
        assert links.get("previous") == previous
        previous, following = following, links.get("next", "")
    return visited


@pytest.mark.parametrize("kind", KINDS)
def test_hidden_articles_appear_with_their_publication_alone(
    visitor: CheckedClient, session: Session, section: Section, kind: str
) -> None:
    add_article(session, section, title="Public", tags=["Shared"])
    made = {
        "draft": add_article(session, section, title="Hidden draft", publish=False, tags=["Shared", "Secret"]),
        "later": add_article(
            session, section, title="Hidden later", publish_at=clock.now() + timedelta(days=1), tags=["Shared"]
        ),
        "bin": add_article(session, section, title="Hidden bin", tags=["Shared"]),
        "withdrawn": add_article(session, section, title="Hidden withdrawn", tags=["Shared"]),
    }
    workflow.move_to_bin(made["bin"])
    workflow.withdraw(made["withdrawn"], clock.now())
    session.commit()
    paths = [f"{scope}/feed.{kind}" for scope in ("", "/section/research", "/tag/shared")]
    for path in paths:
        text = read(visitor, path).get_data(as_text=True)
        assert "Public" in text
        assert "Hidden" not in text
        assert "Secret" not in text
    assert visitor.get(f"/tag/secret/feed.{kind}").status_code == 404
    workflow.publish(made["draft"], clock.now())
    session.commit()
    for path in (*paths, f"/tag/secret/feed.{kind}"):
        assert "Hidden draft" in read(visitor, path).get_data(as_text=True)


@pytest.mark.parametrize("kind", KINDS)
def test_feed_of_nothing_is_one(visitor: CheckedClient, section: Section, kind: str) -> None:
    assert documents(visitor, f"/feed.{kind}") == []


@pytest.fixture
def engine(app: Flask) -> Engine:
    with app.app_context():
        return db.engine


def test_feeds_take_a_constant_number_of_statements(
    app: Flask, visitor: CheckedClient, session: Session, storage: FolderStorage, section: Section, engine: Engine
) -> None:
    def statements(path: str) -> int:
        read(visitor, path)
        page_versions.of(app).mark([page_versions.EVERYTHING])
        executed: list[str] = []

        def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
            executed.append(statement)

        event.listen(engine, "before_cursor_execute", note)
        try:
            read(visitor, path)
        finally:
            event.remove(engine, "before_cursor_execute", note)
        return len(executed)

    pictures = [add_picture(session, storage, colour) for colour in ("teal", "navy", "red")]

    def add(number: int) -> None:
        uses = [PictureContent(f"k{at}", picture.id) for at, picture in enumerate(pictures)]
        add_article(session, section, title=f"A{number}", tags=["All", f"T{number}"], pictures=uses)

    paths = ("/feed.atom", "/section/research/feed.json", "/tag/all/feed.rss")
    add(0)
    add(1)
    before = [statements(path) for path in paths]
    for number in range(2, 12):
        add(number)
    assert [statements(path) for path in paths] == before


@pytest.mark.parametrize("kind", KINDS)
def test_characters_that_xml_cannot_carry_are_left_out(
    visitor: CheckedClient, session: Session, section: Section, kind: str
) -> None:
    article = add_article(session, section, title="A\x0bB\ufffeC", slug="a", body="<p>D\x0cE ]]&gt; 🗞</p>")
    assert "\x0b" in article.title
    text = read(visitor, f"/feed.{kind}").get_data(as_text=True)
    assert "ABC" in text
    assert "\ufffe" not in text
    assert documents(visitor, f"/feed.{kind}") == ["http://localhost/news/a"]


def test_head_of_a_page_names_its_feeds(app: Flask, visitor: CheckedClient, signed: Article) -> None:
    with app.test_request_context("/"):
        head = render_template_string(
            "{% from 'macros/discovery.html' import discovery_links %}"
            "{{ discovery_links() }}{{ discovery_links(section=section) }}{{ discovery_links(tag=tag) }}",
            section=signed.section,
            tag=signed.tags[0],
        )
    document = html.parse(f"<!doctype html><html lang=en><head><title>x</title>{head}</head><body></body></html>")
    found = [link for link in document.iter("link") if link.get("rel") == "alternate"]
    assert len(found) == 15
    for link in found:
        answer = read(visitor, link.get("href") or "")
        assert answer.mimetype == link.get("type")
    assert "R&D – Our company (Atom)" in {link.get("title") for link in found}
    for link in document.iter("link"):
        assert visitor.get(link.get("href") or "").status_code == 200
