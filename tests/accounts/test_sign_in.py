import re
import secrets
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from flask import Flask

from app import create_app
from app.foundation.database import db
from tests.conftest import make_settings
from tests.support.client import CheckedClient
from tests.support.people import EDITOR, PASSWORD


def attempt(client: CheckedClient, password: str, **query: str) -> int:
    data = {"email": EDITOR, "password": password, "csrf_token": client.token("/admin/sign-in")}
    return client.post("/admin/sign-in", data=data, query_string=query).status_code


def test_sign_in_and_out(editor: CheckedClient) -> None:
    cookie = editor.get_cookie("dateline_session", path="/admin")
    assert cookie is not None
    assert (cookie.http_only, cookie.same_site, cookie.path) == (True, "Lax", "/admin")
    assert editor.get("/admin/").status_code == 200
    token = editor.token()
    assert editor.get("/admin/sign-out").status_code == 405
    assert editor.post("/admin/sign-out").status_code == 400
    assert editor.post("/admin/sign-out", data={"csrf_token": token}).status_code == 302
    assert editor.get("/admin/").status_code == 302


def test_copied_session_does_not_outlive_the_sign_out(editor: CheckedClient, app: Flask) -> None:
    copied = editor.get_cookie("dateline_session", path="/admin")
    assert copied is not None
    editor.post("/admin/sign-out", data={"csrf_token": editor.token()})
    thief = app.test_client()
    thief.set_cookie("dateline_session", copied.value, path="/admin")
    assert thief.get("/admin/").status_code == 302


def test_nobody_is_remembered_beyond_the_session(editor: CheckedClient, visitor: CheckedClient) -> None:
    data = {"email": EDITOR, "password": PASSWORD, "remember": "y", "csrf_token": visitor.token("/admin/sign-in")}
    answer = visitor.post("/admin/sign-in", data=data)
    assert [cookie.split("=")[0] for cookie in answer.headers.getlist("Set-Cookie")] == ["dateline_session"]
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("length", [1025, 4097, 50_000])
def test_password_of_any_length_is_answered(editor: CheckedClient, visitor: CheckedClient, length: int) -> None:
    assert attempt(visitor, "x" * length) == 200


def test_stranger_cannot_send_much(visitor: CheckedClient) -> None:
    for path in ("/admin/sign-in", "/admin/articles/new"):
        assert (
            visitor.post(path, data=b"a&" * 50_000, content_type="application/x-www-form-urlencoded").status_code == 413
        )


def test_wrong_password_and_unknown_address_are_told_alike(editor: CheckedClient, visitor: CheckedClient) -> None:
    token = visitor.token("/admin/sign-in")
    answers = [
        visitor.post("/admin/sign-in", data={"email": email, "password": "wrong", "csrf_token": token})
        for email in (EDITOR, "nobody@example.com")
    ]
    varying = re.compile(f'value="(?:{EDITOR}|nobody@example.com|[^"]{{40,}})"')
    pages = [varying.sub("", answer.get_data(as_text=True)) for answer in answers]
    assert pages[0] == pages[1]
    assert visitor.get("/admin/").status_code == 302


@pytest.mark.parametrize("place", ["https://evil.example/", "//evil.example/", "/\\evil.example"])
def test_sign_in_leads_nowhere_else(editor: CheckedClient, app: Flask, place: str) -> None:
    client = app.test_client()
    assert isinstance(client, CheckedClient)
    data = {"email": EDITOR, "password": PASSWORD, "csrf_token": client.token("/admin/sign-in"), "next": place}
    answer = client.post("/admin/sign-in", data=data, query_string={"next": place})
    assert urlsplit(answer.headers.get("Location", "")).netloc == ""


def test_secure_site_gets_secure_cookies(tmp_path: Path, app: Flask, database_url: str) -> None:
    settings = make_settings(tmp_path, DATABASE_URL=database_url, SITE_URL="https://news.example.com")
    secure = create_app(settings)
    answer = secure.test_client().get("/admin/sign-in")
    with secure.app_context():
        db.engine.dispose()
    assert "; Secure;" in answer.headers["Set-Cookie"]
    assert answer.headers["Strict-Transport-Security"]


def test_another_spelling_of_an_address_is_no_other_user(editor: CheckedClient, visitor: CheckedClient) -> None:
    token = visitor.token("/admin/sign-in")
    # Each letter of the domain as a full-width one, which the address is read without.
    name, domain = EDITOR.split("@")
    spellings = [
        f"{name}@{domain[:place]}{chr(ord(domain[place]) + 0xFEE0)}{domain[place + 1 :]}" for place in range(11)
    ]
    statuses = [
        visitor.post("/admin/sign-in", data={"email": email, "password": "wrong", "csrf_token": token}).status_code
        for email in spellings
    ]
    assert statuses == [200] * 10 + [429]


def test_attempts_are_counted_together_by_all_processes(
    tmp_path: Path, app: Flask, database_url: str, redis_url: str
) -> None:
    settings = make_settings(tmp_path, DATABASE_URL=database_url, REDIS_URL=redis_url)
    address = {"REMOTE_ADDR": f"2001:db8::{secrets.token_hex(2)}:{secrets.token_hex(2)}"}
    applications = [create_app(settings) for _ in range(2)]
    statuses = []
    for number in range(12):
        client = applications[number % 2].test_client()
        statuses.append(client.post("/admin/sign-in", data={}, environ_base=address).status_code)
    for application in applications:
        with application.app_context():
            db.engine.dispose()
    assert statuses == [400] * 10 + [429] * 2
