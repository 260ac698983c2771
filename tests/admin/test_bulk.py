"""Many articles are changed at once: planned, done one by one, undone."""

from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts.models import User
from app.articles import workflow
from app.articles.bulk_models import BulkChange
from app.articles.models import Article, Section, State
from app.articles.revision_models import Action, Revision
from app.foundation import clock
from app.site import editing as site_editing
from tests.support import html
from tests.support.client import CheckedClient
from tests.support.newsroom import LONG_AGO, add_article, add_section
from tests.support.people import PASSWORD, add_user

PLAN = "/admin/articles/changes/new"


@pytest.fixture
def section(session: Session) -> Section:
    return add_section(session)


@pytest.fixture
def articles(session: Session, section: Section) -> list[Article]:
    """A public article with a tag, a draft without a publish time, and one in the bin."""
    public = add_article(session, section, title="Public", tags=["Steel"])
    draft = add_article(session, section, title="Draft <b>", publish=False, publish_at=None)
    binned = add_article(session, section, title="Binned")
    workflow.move_to_bin(binned)
    session.commit()
    return [public, draft, binned]


def plan(editor: CheckedClient, articles: list[Article], kind: str, **others: str) -> str:
    query = [("article", str(article.id)) for article in articles]
    answer = editor.get(f"{PLAN}?{urlencode([*query, ('kind', kind), *others.items()])}")
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def rows(page: str) -> list[list[str]]:
    body = [row for part in html.parse(page).iter("tbody") for row in part.iter("tr")]
    return [[" ".join(html.text_of(cell).split()) for cell in row] for row in body]


def change(editor: CheckedClient, session: Session, articles: list[Article], kind: str, **others: str) -> str:
    """Plan a change, press its button, and return the list that answers."""
    form = next(
        form for form in html.parse(plan(editor, articles, kind, **others)).iter("form") if form.get("method") == "post"
        and "changes" in (form.get("action") or "")
    )  # fmt: skip
    fields = [(entry.get("name") or "", entry.get("value") or "") for entry in form.iter("input")]
    return post(editor, session, "/admin/articles/changes", fields)


def post(editor: CheckedClient, session: Session, path: str, fields: list[tuple[str, str]]) -> str:
    content = urlencode([*fields, ("csrf_token", editor.token())])
    answer = editor.post(path, data=content, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 303, answer.get_data(as_text=True)
    assert answer.headers["Location"].startswith("/admin/articles?")
    session.expire_all()
    page = editor.get(answer.headers["Location"])
    assert page.status_code == 200
    return page.get_data(as_text=True)


def undo(editor: CheckedClient, session: Session, page: str) -> str:
    forms = [form for form in html.parse(page).iter("form") if (form.get("action") or "").endswith("/undo")]
    assert forms, "nothing can be undone"
    return post(editor, session, forms[0].get("action") or "", [])


def names(article: Article) -> list[str]:
    return [tag.name for tag in article.tags]


def actions(session: Session, article: Article) -> list[str]:
    of_article = select(Revision.action).where(Revision.article_id == article.id)
    return list(session.scalars(of_article.order_by(Revision.number)))


def test_plan_names_each_article_and_what_changes_and_changes_nothing(
    editor: CheckedClient, session: Session, articles: list[Article]
) -> None:
    add_section(session, "products", "Products")
    versions = [article.version for article in articles]
    public, draft, binned = articles
    assert sorted(rows(plan(editor, articles, "move", to="products"))) == [
        ["Binned", "Company News", "Products"],
        ["Draft <b>", "Company News", "Products"],
        ["Public", "Company News", "Products"],
    ]
    assert sorted(rows(plan(editor, articles, "bin"))) == [
        ["Binned", "In the bin", "This article is in the bin already."],
        ["Draft <b>", "Draft", "In the bin"],
        ["Public", "Published", "In the bin"],
    ]
    assert rows(plan(editor, [public], "add-tag", tag=" Iron  ore ")) == [["Public", "Steel", "Steel, Iron ore"]]
    assert rows(plan(editor, [public], "add-tag", tag="steel")) == [["Public", "Steel", "It has this tag already."]]
    assert rows(plan(editor, [public], "remove-tag", tag="STEEL")) == [["Public", "Steel", "No tag"]]
    assert rows(plan(editor, [draft], "remove-tag", tag="Steel")) == [
        ["Draft <b>", "No tag", "It does not have this tag."]
    ]
    assert rows(plan(editor, [draft], "publish")) == [["Draft <b>", "Draft", "Published"]]
    assert rows(plan(editor, [binned], "unpublish"))[0][2].startswith("This article is not published")
    session.expire_all()
    assert [article.version for article in articles] == versions
    assert session.scalars(select(BulkChange)).all() == []


@pytest.mark.parametrize(
    ("query", "problem"),
    [
        ("kind=bin", "Choose articles in the list first."),
        ("article=x&article=99999999999&kind=bin", "Choose articles in the list first."),
        ("article=1", "Choose what to do"),
        ("article=1&kind=explode", "Choose what to do"),
        ("article=1&kind=move&to=nowhere", "Choose the section"),
        ("article=1&kind=add-tag&tag=+", "Write the tag."),
        ("article=1&kind=add-tag&tag=...", "has no letter and no digit"),
        ("&".join(f"article={number}" for number in range(1, 60)) + "&kind=bin", "Choose 50 articles at most."),
        ("article=2147483647&kind=bin", "None of the chosen articles"),
    ],
)
def test_plan_says_what_is_missing(editor: CheckedClient, query: str, problem: str) -> None:
    answer = editor.get(f"{PLAN}?{query}")
    assert answer.status_code == 200
    assert problem in answer.get_data(as_text=True)


@pytest.mark.parametrize("kind", ["", "explode", "move", "add-tag"])
def test_change_that_says_nothing_is_refused(editor: CheckedClient, articles: list[Article], kind: str) -> None:
    answer = editor.send("/admin/articles/changes", {"article": f"{articles[0].id}:1", "kind": kind})
    assert answer.status_code == 400


def test_articles_move_to_a_section_and_back(editor: CheckedClient, session: Session, articles: list[Article]) -> None:
    products = add_section(session, "products", "Products")
    page = change(editor, session, articles[:2], "move", to="products")
    assert "Moved 2 articles to “Products”." in page
    assert [article.section_id == products.id for article in articles] == [True, True, False]
    page = undo(editor, session, page)
    assert "Undone: 2 articles are as before." in page
    assert "/undo" not in page
    assert [article.section_id == products.id for article in articles] == [False] * 3
    assert actions(session, articles[0]) == [Action.PUBLISHED, Action.SAVED, Action.RESTORED]


def test_tags_come_and_go(editor: CheckedClient, session: Session, articles: list[Article]) -> None:
    public, draft, _ = articles
    added = change(editor, session, [public, draft], "add-tag", tag="Ore")
    assert (names(public), names(draft)) == (["Ore", "Steel"], ["Ore"])
    removed = change(editor, session, [public, draft], "remove-tag", tag="Steel")
    assert "Removed from 1 article the tag “Steel”." in removed
    assert (names(public), names(draft)) == (["Ore"], ["Ore"])
    undo(editor, session, removed)
    undo(editor, session, added)
    # The one that has been changed since stays.
    assert (names(public), names(draft)) == (["Ore", "Steel"], [])


def test_published_articles_become_what_they_were(
    editor: CheckedClient, session: Session, section: Section, articles: list[Article]
) -> None:
    public, draft, _ = articles
    withdrawn = add_article(session, section, title="Withdrawn", withdrawal_notice="It was wrong.")
    workflow.withdraw(withdrawn, clock.now())
    workflow.submit(draft, LONG_AGO)
    session.commit()
    page = change(editor, session, [public, draft, withdrawn], "publish")
    assert "Published 2 articles." in page
    assert [article.state for article in (draft, withdrawn)] == [State.PUBLISHED, State.PUBLISHED]
    assert [draft.submitted_at is None, draft.publish_at is None] == [True, False]
    undo(editor, session, page)
    assert [draft.state, draft.submitted_at, draft.publish_at] == [State.DRAFT, LONG_AGO, None]
    assert [withdrawn.state, withdrawn.withdrawal_notice] == [State.WITHDRAWN, "It was wrong."]


@pytest.mark.parametrize(("kind", "state"), [("unpublish", State.DRAFT), ("bin", State.BINNED)])
def test_articles_leave_the_public_and_come_back(
    editor: CheckedClient, session: Session, articles: list[Article], kind: str, state: State
) -> None:
    public = articles[0]
    page = change(editor, session, [public], kind)
    assert public.state is state
    assert editor.get("/news/public").status_code == 404
    undo(editor, session, page)
    assert (public.state, public.publish_at) == (State.PUBLISHED, LONG_AGO)
    assert editor.get("/news/public").status_code == 200


def test_article_with_a_time_to_come_is_scheduled(editor: CheckedClient, session: Session, section: Section) -> None:
    to_come = clock.now() + timedelta(days=9)
    article = add_article(session, section, publish=False, publish_at=to_come)
    assert rows(plan(editor, [article], "publish")) == [["An announcement", "Draft", "Scheduled"]]


def test_article_that_was_changed_after_the_plan_is_named_and_left(
    editor: CheckedClient, session: Session, articles: list[Article]
) -> None:
    public, draft, _ = articles
    stale = [("article", f"{public.id}:{public.version}"), ("article", f"{draft.id}:{draft.version}"), ("kind", "bin")]
    public.title = "Public, changed"
    session.commit()
    page = post(editor, session, "/admin/articles/changes", stale)
    assert "Moved 1 article to the bin." in page
    assert "It was changed after you had looked, by somebody." in page
    assert (public.state, draft.state) == (State.PUBLISHED, State.BINNED)


def test_article_that_was_changed_since_is_not_undone(
    editor: CheckedClient, session: Session, articles: list[Article]
) -> None:
    public, draft, _ = articles
    page = change(editor, session, [public, draft], "add-tag", tag="Ore")
    public.title = "Public, changed"
    session.commit()
    page = undo(editor, session, page)
    assert "Undone: 1 article is as before." in page
    assert "It was changed since, by editor@example.com. Its history leads back." in page
    assert (names(public), names(draft)) == (["Ore", "Steel"], [])
    # Nothing is left that could be undone.
    assert "/undo" not in page


def test_checks_that_stop_publishing_stop_it_here_too(
    editor: CheckedClient, session: Session, section: Section
) -> None:
    site_editing.save(session, {"stopping_checks": "doubled-spaces"}, {}, {})
    bad = add_article(session, section, title="Bad", publish=False, body="<p>Two  spaces.</p>")
    good = add_article(session, section, title="Good", publish=False)
    assert ["Bad", "Draft", "The checks stop it: Doubled spaces."] in rows(plan(editor, [bad, good], "publish"))
    fields = [("article", f"{article.id}:{article.version}") for article in (bad, good)]
    page = post(editor, session, "/admin/articles/changes", [*fields, ("kind", "publish")])
    assert "Published 1 article." in page
    assert "The checks stop it: Doubled spaces." in page
    assert (bad.state, good.state) == (State.DRAFT, State.PUBLISHED)


def test_only_who_made_a_change_undoes_it(
    app: Flask, editor: CheckedClient, session: Session, articles: list[Article]
) -> None:
    page = change(editor, session, [articles[0]], "bin")
    with app.app_context():
        add_user("colleague@example.com", "editor")
    colleague = app.test_client()
    assert isinstance(colleague, CheckedClient)
    colleague.sign_in("colleague@example.com", PASSWORD)
    key = session.scalars(select(BulkChange.key)).one()
    assert colleague.send(f"/admin/articles/changes/{key}/undo").status_code == 404
    assert "/undo" not in colleague.get(f"/admin/articles?changed={key}").get_data(as_text=True)
    undo(editor, session, page)
    assert articles[0].state is State.PUBLISHED


def test_change_leads_back_to_the_list_as_it_was_filtered(
    editor: CheckedClient, session: Session, articles: list[Article]
) -> None:
    chosen: dict[str, Any] = {"article": f"{articles[0].id}:{articles[0].version}", "kind": "unpublish"}
    answer = editor.send("/admin/articles/changes", {**chosen, "list": "q=Pub&sort=title&evil=//example.com"})
    address = answer.headers["Location"]
    key = session.scalars(select(BulkChange.key)).one()
    assert address == f"/admin/articles?q=Pub&sort=title&changed={key}"


def test_old_changes_are_forgotten(editor: CheckedClient, session: Session, articles: list[Article]) -> None:
    change(editor, session, [articles[0]], "unpublish")
    (row,) = session.scalars(select(BulkChange))
    row.at = LONG_AGO
    session.commit()
    change(editor, session, [articles[1]], "bin")
    assert [row.article_id for row in session.scalars(select(BulkChange))] == [articles[1].id]


def test_all_on_the_page_are_chosen_without_script(editor: CheckedClient, articles: list[Article]) -> None:
    def ticked(query: str) -> int:
        page = html.parse(editor.get(f"/admin/articles?{query}").get_data(as_text=True))
        boxes = [box for box in page.iter("input") if box.get("name") == "article"]
        assert len(boxes) == 2
        return sum(box.get("checked") is not None for box in boxes)

    assert (ticked(""), ticked("choose=all")) == (0, 2)


def test_user_who_is_gone_leaves_no_changes(editor: CheckedClient, session: Session, articles: list[Article]) -> None:
    change(editor, session, [articles[0]], "bin")
    session.delete(session.scalars(select(User)).one())
    session.commit()
    assert session.scalars(select(BulkChange)).all() == []
