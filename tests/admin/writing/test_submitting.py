"""A draft is handed in, so that another editor publishes it."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts.models import User
from app.articles.models import Article, Section, State
from app.articles.revision_models import Action, Revision
from tests.support.client import CheckedClient
from tests.support.newsroom import add_article, add_section
from tests.support.people import EDITOR

NEW = "/admin/articles/new"


@pytest.fixture
def section(session: Session) -> Section:
    return add_section(session)


@pytest.fixture
def draft(session: Session, section: Section) -> Article:
    return add_article(session, section, title="Signed in Tianjin", publish=False)


def press(editor: CheckedClient, session: Session, article: Article, then: str, **changes: Any) -> str:
    session.refresh(article)
    fields = {
        "language": article.language,
        "section": article.section_id,
        "title": article.title,
        "body": article.body,
        "version": article.version,
        "publish_at": "2021-10-31T08:00",
        "then": then,
        **changes,
    }
    answer = editor.send(f"/admin/articles/{article.id}", fields)
    assert answer.status_code == 303, answer.get_data(as_text=True)
    session.expire_all()
    return editor.get(f"/admin/articles/{article.id}").get_data(as_text=True)


def actions(session: Session) -> list[str]:
    return list(session.scalars(select(Revision.action).order_by(Revision.number)))


def test_submitted_draft_says_who_submitted_it_in_form_and_list(
    editor: CheckedClient, session: Session, draft: Article
) -> None:
    form = press(editor, session, draft, "submit")
    assert draft.state is State.DRAFT
    assert draft.submitted_by_id == session.scalar(select(User.id).where(User.email == EDITOR))
    assert f"Draft, submitted by {EDITOR} on " in form
    assert "It is submitted, and waits for another editor" in form
    assert "Take back" in form
    assert f"</span>, submitted by {EDITOR} on " in editor.get("/admin/articles").get_data(as_text=True)


def test_submitting_is_a_revision_of_its_own_even_without_a_change(
    editor: CheckedClient, session: Session, draft: Article
) -> None:
    press(editor, session, draft, "save", title="Signed in Tianjin today")
    press(editor, session, draft, "submit", note="Please look at the figures")
    assert actions(session) == [Action.CREATED, Action.SAVED, Action.SUBMITTED]
    assert "3 Submitted" in editor.get(f"/admin/articles/{draft.id}/history").get_data(as_text=True)


def test_new_article_is_submitted_at_once(editor: CheckedClient, session: Session, section: Section) -> None:
    fields = {"language": "en", "section": section.id, "title": "New", "body": "Words.", "then": "submit"}
    assert editor.send(NEW, fields).status_code == 303
    assert session.scalars(select(Article)).one().submitted_at is not None
    assert actions(session) == [Action.SUBMITTED]


def test_saving_leaves_a_draft_submitted(editor: CheckedClient, session: Session, draft: Article) -> None:
    press(editor, session, draft, "submit")
    press(editor, session, draft, "save", title="Mended")
    assert draft.submitted_at is not None


@pytest.mark.parametrize(
    ("then", "changes"),
    [("take-back", {}), ("publish", {}), ("schedule", {"publish_at": "2199-01-01T08:00"})],
)
def test_draft_waits_no_more(
    editor: CheckedClient, session: Session, draft: Article, then: str, changes: dict[str, str]
) -> None:
    press(editor, session, draft, "submit")
    press(editor, session, draft, then, **changes)
    assert (draft.submitted_at, draft.submitted_by_id) == (None, None)


def test_binned_draft_waits_no_more(editor: CheckedClient, session: Session, draft: Article) -> None:
    press(editor, session, draft, "submit")
    editor.send(f"/admin/articles/{draft.id}/bin")
    session.expire_all()
    assert draft.submitted_at is None


def test_only_a_draft_is_submitted(editor: CheckedClient, session: Session, section: Section) -> None:
    public = add_article(session, section)
    fields = {"language": "en", "section": section.id, "title": "T", "version": public.version, "then": "submit"}
    answer = editor.send(f"/admin/articles/{public.id}", fields)
    assert answer.status_code == 422
    assert "Only a draft can be submitted" in answer.get_data(as_text=True)


def test_who_submitted_is_forgotten_with_the_user(
    app: Flask, editor: CheckedClient, session: Session, draft: Article
) -> None:
    press(editor, session, draft, "submit")
    session.delete(session.scalars(select(User)).one())
    session.commit()
    session.expire_all()
    assert draft.submitted_at is not None
    assert draft.submitted_by_id is None
