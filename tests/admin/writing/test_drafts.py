"""What an open form has sent is kept apart from the article, and offered when the article is opened again."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from app.accounts.models import User
from app.articles import body, drafts
from app.articles.draft_models import Draft, Presence
from app.articles.models import Article
from app.articles.revision_models import Revision
from app.foundation import clock
from tests.support import html
from tests.support.client import CheckedClient
from tests.support.newsroom import add_article, add_section
from tests.support.people import PASSWORD, add_user

KEY, OTHER_KEY = "1" * 32, "2" * 32
NEW = "/admin/articles/new"


@pytest.fixture
def article(session: Session) -> Article:
    return add_article(session, add_section(session), title="Stored", body="<p>Stored words.</p>")


@pytest.fixture
def colleague(app: Flask) -> CheckedClient:
    with app.app_context():
        add_user("colleague@example.com", "editor")
    client = app.test_client()
    assert isinstance(client, CheckedClient)
    client.sign_in("colleague@example.com", PASSWORD)
    return client


def fields(article: Article | None = None, **typed: Any) -> list[list[str | None]]:
    """What the form's script sends: the stored values, but for what was typed."""
    stored: dict[str, Any] = {
        "version": str(article.version) if article else "",
        "language": "en",
        "kind": "announcement",
        "title": article.title if article else "",
        "body": article.body if article else "",
        "slug": article.slug if article else "",
        "publish_at": "2021-10-31T08:00" if article else "",
        "starting_hits": "0",
        "pictures_numbered": "y",
        "minor_change": None,
        "section": str(article.section_id) if article else "",
    }
    names = [*stored, "tags", "subtitle", "translation_of", "translation_shown", "note", "source", "external_link",
             "event_date", "correction", "withdrawal_notice", "taken"]  # fmt: skip
    return [[name, {**stored, **typed}.get(name, "")] for name in names]


def answer(response: TestResponse) -> dict[str, Any]:
    assert response.status_code == 200
    found: dict[str, Any] = response.get_json()
    return found


def keep(
    client: CheckedClient,
    article: Article | None,
    key: str = KEY,
    sequence: int = 1,
    *,
    stored: bool = False,
    **typed: Any,
) -> TestResponse:
    sent = {
        "article": article.id if article else None,
        "version": article.version if article else 0,
        "sequence": sequence,
        "fields": fields(article, **typed),
        "stored": stored,
    }
    return client.put(f"/admin/drafts/{key}", json=sent, headers={"X-CSRFToken": client.token()})


def path(article: Article) -> str:
    return f"/admin/articles/{article.id}"


def offered(client: CheckedClient, address: str) -> list[str]:
    page = html.parse(client.get(address).get_data(as_text=True))
    return [html.text_of(element) for element in page.iter("div") if element.get("class") == "offer"]


def form_of(client: CheckedClient, address: str) -> dict[str, str]:
    page = html.parse(client.get(address).get_data(as_text=True))
    (form,) = [element for element in page.iter("form") if element.get("id") == "article-form"]
    return html.values(form)


def form_with(article: Article, **typed: Any) -> dict[str, Any]:
    return {str(name): value for name, value in fields(article, **typed) if value is not None}


def test_what_is_typed_and_taken_out_again_is_not_open(editor: CheckedClient, article: Article) -> None:
    keep(editor, article, title="Storedd")
    assert "Storedd" in editor.get("/admin/").get_data(as_text=True)
    assert answer(keep(editor, article, sequence=2, stored=True))["done"] == 2
    assert offered(editor, path(article)) == []
    assert KEY not in editor.get("/admin/").get_data(as_text=True)
    # What is typed after that is.
    keep(editor, article, sequence=3, title="Typed")
    # What comes late says nothing of it.
    keep(editor, article, sequence=2, stored=True)
    assert len(offered(editor, path(article))) == 1


def test_what_was_typed_is_offered_beside_what_is_stored_and_can_be_taken(
    editor: CheckedClient, session: Session, article: Article
) -> None:
    assert answer(keep(editor, article, title="Typed", body="<p>Typed words.</p>")) == {
        "done": 0,
        "others": [],
        "saved": None,
    }
    (offer,) = offered(editor, path(article))
    assert "Title Stored Stored Yours Typed" in offer
    assert "Text Stored Stored words. Yours Typed words." in offer
    page = form_of(editor, f"{path(article)}?draft={KEY}")
    assert page["title"] == "Typed"
    assert page["body"] == "<p>Typed words.</p>"
    # The article and its history know nothing of it.
    assert session.get_one(Article, article.id).title == "Stored"
    assert len(session.scalars(select(Revision)).all()) == 1


def test_what_was_taken_is_offered_no_more_once_it_goes_on_elsewhere(editor: CheckedClient, article: Article) -> None:
    keep(editor, article, title="Typed", sequence=5)
    page = form_of(editor, f"{path(article)}?draft={KEY}")
    assert page["taken"] == f"{KEY}:5"
    assert page["draft"] != KEY
    keep(editor, article, page["draft"], title="Typed on", taken=f"{KEY}:5")
    (offer,) = offered(editor, path(article))
    assert "Typed on" in offer
    # The window from which it was taken is still open, and is typed in.
    keep(editor, article, sequence=6, title="Typed in the first window")
    assert len(offered(editor, path(article))) == 2


def test_a_new_article_that_was_never_saved_is_offered(editor: CheckedClient, article: Article) -> None:
    keep(editor, None, title="Begun")
    (offer,) = offered(editor, NEW)
    assert "Title Begun" in offer
    assert offered(editor, path(article)) == []
    assert form_of(editor, f"{NEW}?draft={KEY}")["title"] == "Begun"


def test_a_draft_that_says_what_is_stored_is_not_offered(editor: CheckedClient, article: Article) -> None:
    keep(editor, article)
    assert offered(editor, path(article)) == []


def test_what_arrives_late_does_not_replace_what_is_newer(
    editor: CheckedClient, session: Session, article: Article
) -> None:
    keep(editor, article, sequence=7, title="Newer")
    keep(editor, article, sequence=6, title="Older")
    assert "Newer" in session.get_one(Draft, KEY).fields


def test_a_draft_is_left_and_comes_back_only_when_it_is_typed_on(editor: CheckedClient, article: Article) -> None:
    keep(editor, article, title="Typed")
    assert editor.send(f"/admin/drafts/{KEY}/leave").status_code == 303
    assert offered(editor, path(article)) == []
    keep(editor, article, sequence=2, title="Typed on")
    assert len(offered(editor, path(article))) == 1


def test_what_came_after_what_was_offered_is_not_left_with_it(editor: CheckedClient, article: Article) -> None:
    keep(editor, article, title="Typed")
    page = html.parse(editor.get(path(article)).get_data(as_text=True))
    (form,) = [form for form in page.iter("form") if (form.get("action") or "").endswith(f"{KEY}/leave")]
    # The window from which it came is still open, and is typed in.
    keep(editor, article, sequence=2, title="Typed on")
    assert editor.send(f"/admin/drafts/{KEY}/leave", html.values(form)).status_code == 303
    (offer,) = offered(editor, path(article))
    assert "Typed on" in offer
    for sent in ("x", "9" * 30):
        assert editor.send(f"/admin/drafts/{KEY}/leave", {"sequence": sent}).status_code == 303
        assert offered(editor, path(article)) == []


def test_a_save_ends_the_draft_even_if_its_last_change_arrives_later(
    editor: CheckedClient, session: Session, article: Article
) -> None:
    keep(editor, article, sequence=1, title="Typed")
    form = form_with(article, title="Typed")
    assert editor.send(path(article), {**form, "draft": KEY, "draft_sequence": 3}).status_code == 303
    session.refresh(article)
    assert answer(keep(editor, article, sequence=2, title="Typed, late"))["done"] == 3
    assert offered(editor, path(article)) == []


def test_a_new_article_is_made_once_however_often_its_form_is_sent(
    editor: CheckedClient, session: Session, article: Article
) -> None:
    form = {"language": "en", "section": article.section_id, "title": "Once", "draft": KEY, "draft_sequence": 1}
    assert editor.send(NEW, form).status_code == 303
    assert editor.send(NEW, {**form, "title": "Once, and more", "draft_sequence": 2}).status_code == 303
    assert [a.title for a in session.scalars(select(Article).where(Article.title.like("Once%")))] == ["Once, and more"]


def test_a_save_whose_answer_was_lost_is_no_conflict_with_the_next(
    editor: CheckedClient, session: Session, article: Article
) -> None:
    form = form_with(article) | {"draft": KEY}
    assert editor.send(path(article), {**form, "title": "First", "draft_sequence": 1}).status_code == 303
    assert editor.send(path(article), {**form, "title": "Second", "draft_sequence": 2}).status_code == 303
    session.refresh(article)
    assert article.title == "Second"


def test_nobody_reads_or_changes_the_draft_of_another(
    editor: CheckedClient, colleague: CheckedClient, session: Session, article: Article
) -> None:
    keep(editor, article, title="Mine")
    assert keep(colleague, article, sequence=9, title="Theirs").status_code == 403
    assert colleague.get(f"{path(article)}?draft={KEY}").status_code == 404
    assert colleague.send(f"/admin/drafts/{KEY}/leave").status_code == 404
    assert offered(colleague, path(article)) == []
    form = form_with(article, title="Theirs")
    assert colleague.send(path(article), {**form, "draft": KEY, "draft_sequence": 99}).status_code == 303
    assert session.get_one(Draft, KEY).done == 0


def test_a_draft_from_an_older_form_keeps_what_it_did_not_know(
    editor: CheckedClient, session: Session, article: Article
) -> None:
    sent = {"article": article.id, "version": article.version, "sequence": 1}
    older = [["title", "Typed"], ["body", article.body], ["gone", "x"], ["section", "987654"], ["kind", "rumour"]]
    editor.put(f"/admin/drafts/{KEY}", json={**sent, "fields": older}, headers={"X-CSRFToken": editor.token()})
    (offer,) = offered(editor, path(article))
    assert "Title Stored Stored Yours Typed" in offer
    page = form_of(editor, f"{path(article)}?draft={KEY}")
    assert (page["title"], page["slug"], page["kind"]) == ("Typed", article.slug, "announcement")
    assert (page["section"], page["pictures_numbered"]) == (str(article.section_id), "y")


def test_who_else_has_it_open_is_told_and_who_has_saved_it(
    editor: CheckedClient, colleague: CheckedClient, session: Session, article: Article
) -> None:
    sign = {"article": article.id, "version": article.version, "sequence": 0}
    headers = {"X-CSRFToken": colleague.token()}
    assert answer(colleague.put(f"/admin/drafts/{OTHER_KEY}", json=sign, headers=headers))["others"] == []
    assert answer(keep(editor, article))["others"] == ["colleague@example.com"]
    form = form_with(article, title="Saved")
    editor.send(path(article), form)
    saved = answer(colleague.put(f"/admin/drafts/{OTHER_KEY}", json=sign, headers=headers))["saved"]
    assert (saved["who"], saved["mine"]) == ("editor@example.com", False)
    assert session.get(Draft, OTHER_KEY) is None
    assert {presence.key for presence in session.scalars(select(Presence))} == {KEY, OTHER_KEY}


@pytest.mark.parametrize(
    "sent",
    [None, [], {}, {"article": "1", "version": 0, "sequence": 1}, {"article": None, "version": 0, "sequence": -1},
     {"article": None, "version": 0, "sequence": 10**30}, {"article": 0, "version": 0, "sequence": 1, "fields": [1]},
     {"article": None, "version": 0, "sequence": 1, "fields": [["title", 5]]}],
)  # fmt: skip
def test_what_no_form_sends_is_refused(editor: CheckedClient, sent: Any) -> None:
    refused = editor.put(f"/admin/drafts/{KEY}", json=sent, headers={"X-CSRFToken": editor.token()})
    assert refused.status_code == 400


def test_bad_keys_and_articles_that_do_not_exist_are_not_found(editor: CheckedClient, article: Article) -> None:
    headers = {"X-CSRFToken": editor.token()}
    sent = {"article": 987654, "version": 1, "sequence": 1, "fields": []}
    assert editor.put(f"/admin/drafts/{KEY}", json=sent, headers=headers).status_code == 404
    assert editor.put("/admin/drafts/short", json=sent, headers=headers).status_code == 404
    assert editor.get(f"{path(article)}?draft={KEY}").status_code == 404


def test_a_draft_too_large_for_any_article_is_refused(editor: CheckedClient) -> None:
    assert keep(editor, None, body="x" * 9_000_000).status_code == 413


def test_a_draft_that_does_not_tell_its_length_is_no_larger(editor: CheckedClient) -> None:
    sent = b'{"article": null, "version": 0, "sequence": 1, "fields": [["body", "%b"]]}' % (b"x" * 9_000_000)
    headers = {"X-CSRFToken": editor.token(), "Content-Type": "application/json", "Transfer-Encoding": "chunked"}
    # As a server hands on what came in chunks.
    chunked = {"wsgi.input_terminated": True}
    refused = editor.put(f"/admin/drafts/{KEY}", data=sent, headers=headers, environ_overrides=chunked)
    # Read as far as the limit, it is a piece of JSON.
    assert refused.status_code == 400


def test_what_is_nested_too_deep_to_be_read_is_refused(editor: CheckedClient) -> None:
    headers = {"X-CSRFToken": editor.token(), "Content-Type": "application/json"}
    refused = editor.put(f"/admin/drafts/{KEY}", data="[" * 100_000 + "]" * 100_000, headers=headers)
    assert refused.status_code == 400


def test_half_a_character_breaks_no_page(editor: CheckedClient, session: Session, article: Article) -> None:
    keep(editor, article, title="Typed \ud83d")
    assert "\\ud83d" not in session.get_one(Draft, KEY).fields
    # As it was stored before.
    draft = session.get_one(Draft, KEY)
    draft.fields = draft.fields.replace("\\ufffd", "\\ud83d")
    session.commit()
    (offer,) = offered(editor, path(article))
    assert "Yours Typed \ufffd" in offer
    assert form_of(editor, f"{path(article)}?draft={KEY}")["title"] == "Typed \ufffd"


def open_drafts(session: Session, count: int) -> None:
    """Let the editor have begun so many articles and saved none."""
    user_id = session.scalars(select(User.id)).one()
    for number in range(count):
        session.add(Draft(key=f"{number:032x}", user_id=user_id, sequence=1, fields="[]", changed_at=clock.now()))
    session.commit()


def test_of_very_many_open_drafts_no_further_one_is_begun_and_each_is_kept_on(
    editor: CheckedClient, session: Session
) -> None:
    open_drafts(session, drafts.MOST_OPEN)
    first, second = f"{0:032x}", f"{1:032x}"
    assert keep(editor, None, title="One more").status_code == 507
    assert session.get(Draft, KEY) is None
    assert keep(editor, None, first, sequence=2, title="Typed on").status_code == 200
    # What is taken from one goes on in another.
    assert keep(editor, None, KEY, title="Taken", taken=f"{first}:2").status_code == 200
    assert keep(editor, None, OTHER_KEY, title="One more").status_code == 507
    assert editor.send(f"/admin/drafts/{second}/leave").status_code == 303
    assert keep(editor, None, OTHER_KEY, title="One more").status_code == 200


def test_of_very_large_open_drafts_no_further_one_is_begun(
    editor: CheckedClient, colleague: CheckedClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drafts, "LARGEST_OPEN", 5_000)
    assert keep(editor, None, body="x" * 5_000).status_code == 200
    assert keep(editor, None, OTHER_KEY).status_code == 507
    assert keep(editor, None, sequence=2, body="x" * 6_000).status_code == 200
    # Those of others are theirs.
    assert keep(colleague, None, "3" * 32).status_code == 200


@pytest.mark.parametrize("is_new", [True, False])
def test_of_a_text_that_is_too_long_for_an_article_the_ends_are_offered_unmarked(
    editor: CheckedClient, article: Article, is_new: bool
) -> None:
    words = "word " * (body.MAX_LENGTH // 5)
    assert keep(editor, None if is_new else article, body=f"<p>Begun {words} ended</p>").status_code == 200
    address = NEW if is_new else path(article)
    page = editor.get(address).get_data(as_text=True)
    offer = page[page.index('class="offer"') : page.index('id="article-form"')]
    assert "Begun word" in offer
    assert "word  ended" in offer
    assert "<mark>" not in offer
    assert len(offer) < 10_000
    assert form_of(editor, f"{address}?draft={KEY}")["body"] == f"<p>Begun {words} ended</p>"
