from datetime import timedelta

from flask import Flask
from sqlalchemy.orm import Session

from app.articles import workflow
from app.articles.models import Article
from app.foundation import clock
from app.public.around import around
from tests.support import html
from tests.support.client import CheckedClient
from tests.support.newsroom import add_article, add_section


def pair(session: Session, **chinese: object) -> tuple[Article, Article]:
    """An English article and its Chinese translation."""
    section = add_section(session)
    english = add_article(session, section, title="Signed")
    content = {"title": "签署协议", "slug": "qianshu", "language": "zh", "translation_of": english.id, **chinese}
    return english, add_article(session, section, **content)  # type: ignore[arg-type]


def switch(visitor: CheckedClient, path: str) -> str:
    """Return where the language switch of a page leads."""
    head = next(html.parse(visitor.get(path).get_data(as_text=True)).iter("header"))
    return next(link.get("href") or "" for link in head.iter("a") if link.get("hreflang"))


def test_switch_leads_to_the_translation_and_back(visitor: CheckedClient, session: Session) -> None:
    pair(session)
    assert switch(visitor, "/news/signed") == "/zh/news/qianshu"
    assert switch(visitor, "/zh/news/qianshu") == "/news/signed"
    page = visitor.get("/news/signed").get_data(as_text=True)
    titles = [link for link in html.parse(page).iter("a") if html.text_of(link) == "签署协议"]
    assert [(link.get("lang"), link.get("href")) for link in titles] == [("zh", "/zh/news/qianshu")]
    assert "not translated" not in page


def test_without_a_translation_the_switch_leads_to_the_section_and_says_so(
    visitor: CheckedClient, session: Session
) -> None:
    add_article(session, add_section(session), title="Signed")
    assert switch(visitor, "/news/signed") == "/zh/section/company-news/"
    assert "(not translated)" in visitor.get("/news/signed").get_data(as_text=True)


def test_translation_that_is_hidden_is_not_named(visitor: CheckedClient, session: Session) -> None:
    _english, chinese = pair(session, publish=False)
    page = visitor.get("/news/signed").get_data(as_text=True)
    assert "签署协议" not in page
    assert "qianshu" not in page
    workflow.publish(chinese, clock.now())
    session.commit()
    assert switch(visitor, "/news/signed") == "/zh/news/qianshu"
    workflow.withdraw(chinese, clock.now())
    session.commit()
    assert switch(visitor, "/news/signed") == "/zh/section/company-news/"


def test_page_holds_no_longer_than_until_a_translation_appears(app: Flask, session: Session) -> None:
    now = clock.now()
    soon = now + timedelta(minutes=2)
    english, chinese = pair(session, publish_at=soon)
    with app.app_context():
        others = around(session, english, now)
    assert others.until(now) == soon
    assert others.translations(now) == []
    assert others.translations(soon) == [chinese]


def test_home_and_list_lead_to_their_like(visitor: CheckedClient, session: Session) -> None:
    add_section(session)
    assert [switch(visitor, path) for path in ("/", "/news/", "/zh/", "/zh/news/")] == [
        "/zh/",
        "/zh/news/",
        "/",
        "/news/",
    ]
