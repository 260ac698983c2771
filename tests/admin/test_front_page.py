"""The front page of the desk shows each editor what concerns him."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts.models import User
from app.admin.checks.results import check_due
from app.articles import drafts, workflow
from app.articles.models import Article, Section
from app.foundation import clock
from app.site import editing as site_editing
from tests.support import html
from tests.support.client import CheckedClient
from tests.support.newsroom import add_article, add_section
from tests.support.people import EDITOR, PASSWORD, add_user


@pytest.fixture
def section(session: Session) -> Section:
    return add_section(session)


@pytest.fixture
def user(editor: CheckedClient, session: Session) -> User:
    return session.scalars(select(User).where(User.email == EDITOR)).one()


@pytest.fixture
def colleague(app: Flask, session: Session) -> User:
    with app.app_context():
        add_user("colleague@example.com", "editor")
    return session.scalars(select(User).where(User.email == "colleague@example.com")).one()


def sections_of(client: CheckedClient, query: str = "") -> dict[str, str]:
    """Return what the front page says below each of its headings."""
    answer = client.get(f"/admin/{query}")
    assert answer.status_code == 200
    found = {}
    for part in html.parse(answer.get_data(as_text=True)).iter("section"):
        heading = next(part.iter("h2"))
        found[html.text_of(heading)] = " ".join(html.text_of(part).split())
    return found


def draft_by(session: Session, section: Section, user: User, title: str, **content: Any) -> Article:
    article = add_article(session, section, publish=False, title=title, **content)
    article.updated_by_id = user.id
    session.commit()
    return article


def test_empty_front_page_says_what_to_do_first(editor: CheckedClient) -> None:
    found = sections_of(editor)
    assert list(found) == ["My drafts", "Waiting for me", "Scheduled", "Recently published", "Checks that failed"]
    assert "Write an article" in found["My drafts"]
    assert "presses Submit" in found["Waiting for me"]
    assert "Nothing is scheduled" in found["Scheduled"]
    assert "Nothing was published in the last 30 days" in found["Recently published"]


def test_drafts_are_those_that_the_user_has_changed_last(
    editor: CheckedClient, session: Session, section: Section, user: User, colleague: User
) -> None:
    draft_by(session, section, user, "Of mine")
    draft_by(session, section, colleague, "Of the colleague")
    workflow.move_to_bin(draft_by(session, section, user, "Thrown away"))
    session.commit()
    mine = sections_of(editor)["My drafts"]
    assert "Of mine" in mine
    assert "Of the colleague" not in mine
    assert "Thrown away" not in mine


def test_submitted_draft_waits_for_everybody_but_its_submitter(
    app: Flask, editor: CheckedClient, session: Session, section: Section, user: User, colleague: User
) -> None:
    article = draft_by(session, section, user, "Handed in")
    workflow.submit(article, clock.now())
    article.updated_by_id = colleague.id
    session.commit()
    found = sections_of(editor)
    assert "Handed in Submitted 20" in found["My drafts"]
    assert "Handed in" not in found["Waiting for me"]
    other = app.test_client()
    assert isinstance(other, CheckedClient)
    other.sign_in("colleague@example.com", PASSWORD)
    found = sections_of(other)
    assert f"Handed in Submitted by {EDITOR} 20" in found["Waiting for me"]
    assert "Handed in" not in found["My drafts"]


def test_what_was_typed_and_not_saved_leads_back_to_its_form(
    editor: CheckedClient, session: Session, section: Section, user: User, colleague: User
) -> None:
    article = add_article(session, section, title="Stored")
    entries: list[tuple[str, int, int | None, str]] = [
        ("1" * 32, user.id, article.id, "Typed <b>"),
        ("2" * 32, user.id, None, ""),
        ("3" * 32, colleague.id, None, "Of the colleague"),
    ]
    for key, user_id, article_id, title in entries:
        drafts.keep(
            session,
            key,
            user_id=user_id,
            article_id=article_id,
            version=article.version if article_id else 0,
            sequence=1,
            fields=[("title", title)],
            now=clock.now(),
        )
    session.commit()
    typed = sections_of(editor)["Typed and not saved"]
    assert "Typed <b> Typed until" in typed
    assert "Without a title A new article, typed until" in typed
    assert "Of the colleague" not in typed
    page = html.parse(editor.get("/admin/").get_data(as_text=True))
    addresses = [link.get("href") for link in page.iter("a") if "draft=" in (link.get("href") or "")]
    assert addresses == [f"/admin/articles/new?draft={'2' * 32}", f"/admin/articles/{article.id}?draft={'1' * 32}"]
    assert all(editor.get(address or "").status_code == 200 for address in addresses)


def test_calendar_shows_scheduled_articles_at_their_day_in_the_zone_of_the_site(
    editor: CheckedClient, session: Session, section: Section
) -> None:
    site_editing.save(session, {"time_zone": "Asia/Shanghai"}, {}, {})
    session.commit()
    due = clock.now().replace(year=2198, month=12, day=31, hour=20, minute=5)
    add_article(session, section, title="In the new year", publish_at=due)
    found = sections_of(editor, "?month=2199-01")["Scheduled"]
    assert "Tuesday 1 04:05 In the new year" in found
    assert "In the new year" not in sections_of(editor, "?month=2198-12")["Scheduled"]
    page = html.parse(editor.get("/admin/?month=2199-01").get_data(as_text=True))
    assert [html.text_of(caption) for caption in page.iter("caption")] == ["January 2199"]
    assert [(link.get("rel"), link.get("href")) for link in page.iter("a") if link.get("rel")] == [
        ("prev", "/admin/?month=2198-12#scheduled"),
        ("next", "/admin/?month=2199-02#scheduled"),
    ]


@pytest.mark.parametrize("month", ["2021-13", "0001-01", "9999-12", "x", "2026-1", "２０２６-12"])
def test_what_is_no_month_is_this_one(editor: CheckedClient, month: str) -> None:
    assert f"{clock.now():%B %Y}" in sections_of(editor, f"?month={month}")["Scheduled"]


@pytest.mark.parametrize("month", ["0002-01", "9998-12"])
def test_calendar_has_ends(editor: CheckedClient, month: str) -> None:
    assert editor.get(f"/admin/?month={month}").status_code == 200


def test_recently_published_articles_show_their_hits(
    editor: CheckedClient, session: Session, section: Section, fold: Callable[[], None]
) -> None:
    now = clock.now()
    add_article(session, section, title="Fresh", publish_at=now - timedelta(days=2), starting_hits=6)
    add_article(session, section, title="Stale", publish_at=now - timedelta(days=40))
    add_article(session, section, title="To come", publish_at=now + timedelta(days=2))
    editor.get("/news/fresh")
    fold()
    published = sections_of(editor)["Recently published"]
    assert "7 hits" in published
    assert "Stale" not in published
    assert "To come" not in published


def test_failed_checks_are_named_until_they_are_mended(
    app: Flask, editor: CheckedClient, session: Session, section: Section, user: User
) -> None:
    article = draft_by(session, section, user, "Signed", body="<p>Two  spaces, on 31 February 2026, two  spaces.</p>")
    draft_by(session, section, user, "Clean")
    with app.app_context():
        check_due()
    failed = sections_of(editor)["Checks that failed"]
    assert "Signed Doubled spaces; A date that does not exist" in failed
    assert "Clean" not in failed
    # Changed, it is not spoken of before it was checked again.
    article.body = "<p>Two spaces.</p>"
    session.commit()
    assert "Nothing was found" in sections_of(editor)["Checks that failed"]
    with app.app_context():
        check_due()
    assert "Nothing was found" in sections_of(editor)["Checks that failed"]


def test_sign_in_leads_to_the_front_page(app: Flask) -> None:
    with app.app_context():
        add_user(EDITOR, "editor")
    client = app.test_client()
    assert isinstance(client, CheckedClient)
    assert client.sign_in(EDITOR, PASSWORD).headers["Location"].endswith("/admin/")
