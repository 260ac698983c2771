"""Large pictures come in parts, and a cut upload goes on where it stopped."""

import io
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from app.foundation.partial_files import PartialFiles
from app.foundation.storage import StorageFull
from app.pictures.models import Picture
from tests.support.client import CheckedClient
from tests.support.newsroom import picture_bytes
from tests.support.people import PASSWORD, add_user

DATA = picture_bytes("crimson", (300, 200))


def begin(client: CheckedClient, size: int | str = len(DATA), name: str = "hall.jpg") -> TestResponse:
    return client.send("/admin/uploads", {"name": name, "size": size, "modified": "1700000000000"})


def part(client: CheckedClient, key: str, data: bytes, offset: int | str, token: str | None = None) -> TestResponse:
    headers = {"X-CSRFToken": client.token() if token is None else token, "Upload-Offset": str(offset)}
    body: dict[str, Any] = {"data": data, "content_type": "application/partial-upload"}
    return client.patch(f"/admin/uploads/{key}", headers=headers, **body)


def finish(client: CheckedClient, key: str, name: str = "hall.jpg") -> TestResponse:
    """Ask for the row, which is a part of a page and would be refused by the checked client."""
    values = {"upload": key, "name": name, "csrf_token": client.token()}
    return FlaskClient.open(client, "/admin/pictures?index=0", method="POST", data=values)


def pictures(session: Session) -> list[Picture]:
    session.expire_all()
    return list(session.scalars(select(Picture)))


def test_a_picture_that_came_in_parts_gets_its_row(editor: CheckedClient, session: Session) -> None:
    begun = begin(editor).get_json()
    assert begun["received"] == 0
    answer = part(editor, begun["key"], DATA[:500], 0)
    assert (answer.status_code, answer.headers["Upload-Offset"]) == (204, "500")
    assert begin(editor).get_json() == {"key": begun["key"], "received": 500}
    assert finish(editor, begun["key"]).status_code == 409
    assert part(editor, begun["key"], DATA[500:], 500).headers["Upload-Offset"] == str(len(DATA))
    answer = finish(editor, begun["key"])
    assert answer.status_code == 200
    (picture,) = pictures(session)
    assert (picture.file_name, picture.byte_size) == ("hall.jpg", len(DATA))
    assert f'value="{picture.id}"' in answer.get_data(as_text=True)
    # The parts are gone.
    assert finish(editor, begun["key"]).status_code == 409
    assert begin(editor).get_json()["received"] == 0


def test_a_part_at_the_wrong_place_is_told_the_right_one(editor: CheckedClient) -> None:
    key = begin(editor).get_json()["key"]
    part(editor, key, DATA[:500], 0)
    answer = part(editor, key, DATA[:500], 0)
    assert (answer.status_code, answer.headers["Upload-Offset"]) == (409, "500")


@pytest.mark.parametrize(("size", "status", "why"), [(300 * 2**20, 413, "is larger than 60 MiB"), (0, 422, "is empty")])
def test_a_size_that_cannot_be_taken_is_refused_in_words(
    editor: CheckedClient, size: int, status: int, why: str
) -> None:
    answer = begin(editor, size)
    assert (answer.status_code, answer.mimetype) == (status, "text/plain")
    assert answer.get_data(as_text=True).startswith(f"“hall.jpg” {why}")


@pytest.mark.parametrize("size", ["", "-1", "many", "9" * 30])
def test_a_size_that_is_no_number_is_refused(editor: CheckedClient, size: str) -> None:
    assert begin(editor, size).status_code == 400


def test_a_file_that_is_no_picture_is_refused_in_words_and_forgotten(editor: CheckedClient, session: Session) -> None:
    key = begin(editor, 5, "letter.jpg").get_json()["key"]
    part(editor, key, b"words", 0)
    answer = finish(editor, key, "<b>letter.jpg")
    assert (answer.status_code, answer.mimetype) == (422, "text/plain")
    assert answer.get_data(as_text=True).startswith("“<b>letter.jpg” is not a picture")
    assert begin(editor, 5, "letter.jpg").get_json()["received"] == 0
    assert pictures(session) == []


def test_a_full_disk_is_said_and_keeps_what_is_there(
    app: Flask, editor: CheckedClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = begin(editor).get_json()["key"]
    part(editor, key, DATA[:500], 0)

    def refuse(*_arguments: object) -> None:
        raise StorageFull("no space is left")

    with monkeypatch.context() as disk:
        disk.setattr(PartialFiles, "append", refuse)
        answer = part(editor, key, DATA[500:], 500)
    assert (answer.status_code, answer.mimetype) == (507, "text/plain")
    assert begin(editor).get_json()["received"] == 500


def test_a_full_library_keeps_the_file_for_another_try(
    editor: CheckedClient, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = begin(editor).get_json()["key"]
    part(editor, key, DATA, 0)

    def refuse(*_arguments: object) -> None:
        raise StorageFull("no space is left")

    with monkeypatch.context() as disk:
        disk.setattr("app.foundation.storage.FolderStorage.write", refuse)
        assert finish(editor, key).status_code == 507
    assert finish(editor, key).status_code == 200


def test_parts_belong_to_who_sends_them(app: Flask, editor: CheckedClient) -> None:
    key = begin(editor).get_json()["key"]
    part(editor, key, DATA, 0)
    with app.app_context():
        add_user("other@example.com", "editor")
    other = app.test_client()
    assert isinstance(other, CheckedClient)
    other.sign_in("other@example.com", PASSWORD)
    assert part(other, key, b"x", len(DATA)).status_code == 404
    assert finish(other, key).status_code == 409
    assert begin(other).get_json()["received"] == 0


def test_a_part_without_a_token_is_refused(editor: CheckedClient) -> None:
    key = begin(editor).get_json()["key"]
    assert part(editor, key, DATA, 0, token="x").status_code == 400
    assert begin(editor).get_json()["received"] == 0


def test_an_unknown_key_is_not_found(editor: CheckedClient) -> None:
    assert part(editor, "0" * 40 + "-5", b"words", 0).status_code == 404


def test_a_part_without_its_place_is_refused(editor: CheckedClient) -> None:
    key = begin(editor).get_json()["key"]
    assert part(editor, key, DATA, "here").status_code == 400


def test_a_visitor_is_led_to_the_sign_in(visitor: CheckedClient, monkeypatch: pytest.MonkeyPatch, app: Flask) -> None:
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", False)
    answer = visitor.post("/admin/uploads", data={"name": "a.jpg", "size": "5", "modified": "0"})
    assert answer.status_code == 302
    assert "/admin/sign-in" in answer.headers["Location"]
    assert visitor.patch("/admin/uploads/x", data=io.BytesIO(b"words")).status_code == 302


def test_five_hundred_files_at_once_are_bounded_in_words(editor: CheckedClient, session: Session) -> None:
    small = picture_bytes(size=(8, 8))
    files = [(io.BytesIO(small), f"{number}.jpg") for number in range(500)]
    answer = editor.send("/admin/articles/new", {"title": "Kept", "body": "", "files": files})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert page.count("data-picture-row") == 200
    assert page.count("An article takes 200 pictures at most; “") == 300
    assert "“499.jpg” was not added" in page
    assert "Kept" in page
    assert len(pictures(session)) == 1


def test_a_form_with_one_file_too_large_keeps_all_else(
    app: Flask, editor: CheckedClient, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = app.extensions["settings"]
    monkeypatch.setitem(app.extensions, "settings", replace(settings, max_picture_bytes=2 * len(DATA)))
    files = [(io.BytesIO(bytes(3 * len(DATA))), "huge.jpg"), (io.BytesIO(DATA), "hall.jpg")]
    answer = editor.send("/admin/articles/new", {"title": "Kept", "body": "<p>Words.</p>", "files": files})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "“huge.jpg” is larger than" in page
    assert "Kept" in page
    assert "Words." in page
    assert page.count("data-picture-row") == 1
    assert [picture.file_name for picture in pictures(session)] == ["hall.jpg"]
