"""A form that is sent without script after its session has ended comes back with all that was typed."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.articles.models import Article
from tests.support import html
from tests.support.client import CheckedClient
from tests.support.newsroom import add_section
from tests.support.people import EDITOR, PASSWORD

NEW = "/admin/articles/new"


@pytest.fixture
def typed(session: Session) -> dict[str, Any]:
    return {"language": "en", "section": add_section(session).id, "title": "A <b>title</b>", "body": "Typed & kept."}


def form_in(answer: Any, action: str) -> dict[str, str]:
    page = html.parse(answer.get_data(as_text=True))
    (form,) = [form for form in page.iter("form") if form.get("action") == action]
    return html.values(form)


@pytest.mark.parametrize("ending", ["cookie", "everywhere"])
def test_typed_text_is_given_back_sent_again_and_saved(
    app: Flask, editor: CheckedClient, session: Session, typed: dict[str, Any], ending: str
) -> None:
    token = editor.token(NEW)
    if ending == "cookie":
        editor.delete_cookie("dateline_session", path="/admin")
    else:
        elsewhere = app.test_client()
        assert isinstance(elsewhere, CheckedClient)
        elsewhere.sign_in(EDITOR, PASSWORD)
        elsewhere.send("/admin/sign-out")
    answer = editor.post(NEW, data={**typed, "csrf_token": token, "then": "publish"})
    assert answer.status_code == 401
    carried = form_in(answer, NEW)
    assert (carried["title"], carried["body"]) == ("A <b>title</b>", "Typed & kept.")
    assert "then" not in carried
    editor.sign_in(EDITOR, PASSWORD)
    assert editor.post(NEW, data=carried).status_code == 303
    assert [article.title for article in session.scalars(select(Article))] == ["A <b>title</b>"]


def test_form_from_before_another_sign_in_comes_back_to_be_saved_again(
    editor: CheckedClient, session: Session, typed: dict[str, Any]
) -> None:
    answer = editor.post(NEW, data={**typed, "csrf_token": "that of another session"})
    assert answer.status_code == 400
    assert "opened before you signed in again" in answer.get_data(as_text=True)
    assert session.scalars(select(Article)).all() == []
    form = form_in(answer, NEW)
    assert form["body"] == "Typed & kept."
    assert editor.post(NEW, data={**form, "then": "save"}).status_code == 303
    assert [article.title for article in session.scalars(select(Article))] == ["A <b>title</b>"]


@pytest.mark.parametrize("ending", ["signed out", "signed in again"])
def test_settings_are_given_back_too(administrator: CheckedClient, ending: str) -> None:
    page = html.parse(administrator.get("/admin/settings").get_data(as_text=True))
    (form,) = [form for form in page.iter("form") if form.get("action") == "/admin/settings"]
    sent = {**html.values(form), "telephone": "+86 000 0000 0000", "csrf_token": "that of another session"}
    if ending == "signed out":
        administrator.delete_cookie("dateline_session", path="/admin")
    answer = administrator.post("/admin/settings", data=sent)
    assert answer.status_code == {"signed out": 401, "signed in again": 400}[ending]
    carried = form_in(answer, "/admin/settings")
    assert carried["telephone"] == "+86 000 0000 0000"
    if ending == "signed out":
        administrator.sign_in("administrator@example.com", PASSWORD)
    assert administrator.post("/admin/settings", data=carried).status_code == 303
    assert "+86 000 0000 0000" in administrator.get("/admin/settings").get_data(as_text=True)


@pytest.mark.parametrize("path", [NEW, "/admin/settings"])
def test_what_another_site_sends_is_not_put_behind_our_button(
    visitor: CheckedClient, administrator: CheckedClient, path: str
) -> None:
    for client in (visitor, administrator):
        answer = client.post(path, data={"title": "Theirs"}, headers={"Sec-Fetch-Site": "cross-site"})
        assert answer.status_code in (302, 400)
        assert "Theirs" not in answer.get_data(as_text=True)


def test_form_of_an_article_that_is_gone_is_refused_as_ever(editor: CheckedClient, typed: dict[str, Any]) -> None:
    assert editor.post("/admin/articles/987654", data={**typed, "csrf_token": "old"}).status_code == 400


def test_another_form_with_a_foreign_token_is_refused_as_ever(editor: CheckedClient) -> None:
    answer = editor.post("/admin/language", data={"csrf_token": "old", "language": "zh"})
    assert answer.status_code == 400
    assert "this page carries it" not in answer.get_data(as_text=True)


def long_form(visitor: CheckedClient, text: str, path: str = NEW, *, picture: str = "") -> Any:
    # The test client would put a long form into a file, which nobody closes where the form is refused.
    body = f'--b\r\nContent-Disposition: form-data; name="body"\r\n\r\n{text}\r\n'
    body += f'--b\r\nContent-Disposition: form-data; name="files"; filename="a.jpg"\r\n\r\n{picture}\r\n--b--\r\n'
    return visitor.post(path, data=body.encode(), content_type="multipart/form-data; boundary=b")


def test_long_text_comes_back_too(editor: CheckedClient, visitor: CheckedClient) -> None:
    text = "春" * 200_000
    answer = long_form(visitor, text)
    assert answer.status_code == 401
    assert form_in(answer, NEW)["body"] == text


def test_text_comes_back_whatever_pictures_were_chosen_beside_it(visitor: CheckedClient) -> None:
    answer = long_form(visitor, "Typed.", picture="x" * 30_000_000)
    assert answer.status_code == 401
    assert form_in(answer, NEW)["body"] == "Typed."
    # So much is not even read.
    assert long_form(visitor, "Typed.", picture="x" * 70_000_000).status_code == 413


def test_what_no_article_takes_is_refused_to_strangers(visitor: CheckedClient) -> None:
    assert long_form(visitor, "x" * 9_000_000).status_code == 413
    # Where nothing is written there is nothing to give back.
    assert long_form(visitor, "x" * 100_000, "/admin/language").status_code == 413


def test_a_stranger_sends_long_forms_now_and_then_only(visitor: CheckedClient) -> None:
    answers = [long_form(visitor, "x" * 100_000).status_code for _ in range(11)]
    assert answers == [401] * 10 + [429]
    # Short ones are as light as any other request.
    assert long_form(visitor, "short").status_code == 401
