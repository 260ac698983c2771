"""Another file for a picture keeps all that is said of it and every use."""

import errno
import io
import os
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.articles.content import PictureContent
from app.foundation.storage import FolderStorage
from app.pictures import library
from app.pictures.models import Picture
from tests.pictures.samples import corners, iim, jpeg_with, photoshop
from tests.support.client import CheckedClient
from tests.support.newsroom import add_article, add_picture, add_section, picture_bytes


@pytest.fixture
def picture(session: Session, storage: FolderStorage) -> Picture:
    picture = add_picture(session, storage)
    picture.caption, picture.focus_x = "The hall", 20
    add_article(session, add_section(session), title="Signed", pictures=[PictureContent("a", picture.id)])
    return picture


def send(client: CheckedClient, picture: Picture, data: bytes, name: str = "new.png", version: int = 1) -> Any:
    values = {"version": version, "file": (io.BytesIO(data), name)}
    return client.send(f"/admin/pictures/{picture.id}/file", values)


def fetched(client: CheckedClient, keys: list[str]) -> set[int]:
    return {client.get(f"/media/{key}", buffered=True).status_code for key in keys}


def keys_of(picture: Picture) -> list[str]:
    return [rendition.key for rendition in picture.renditions]


def test_uses_words_and_focus_stay_while_pages_show_the_new_file(
    editor: CheckedClient, visitor: CheckedClient, session: Session, picture: Picture
) -> None:
    before, old_id = keys_of(picture), picture.id
    assert before[0] in visitor.get("/news/signed").get_data(as_text=True)
    answer = send(editor, picture, picture_bytes("orange", (1200, 500), "PNG"))
    assert answer.status_code == 303
    session.expire_all()
    assert (picture.id, picture.file_name, picture.media_type) == (old_id, "new.png", "image/png")
    assert (picture.width, picture.height) == (1200, 500)
    assert (picture.caption, picture.focus_x) == ("The hall", 20)
    page = visitor.get("/news/signed").get_data(as_text=True)
    assert "The hall" in page
    assert not any(key in page for key in before)
    assert keys_of(picture)[0] in page
    assert fetched(visitor, keys_of(picture)) == {200}
    assert fetched(visitor, before) == {404}


def test_files_that_another_picture_needs_stay(
    editor: CheckedClient, visitor: CheckedClient, session: Session, storage: FolderStorage
) -> None:
    """Pictures that differ in their captions alone have the same renditions."""
    twins = []
    for caption in (b"One", b"Two"):
        data = jpeg_with(corners(600, 400), (0xED, photoshop(iim((2, 120, caption)))))
        twins.append(
            library.add(session, storage, data, "a.jpg", uploaded_by_id=None, max_bytes=10**7, max_pixels=10**7)
        )
    session.commit()
    one, two = twins
    assert keys_of(one) == keys_of(two)
    assert send(editor, one, picture_bytes("tomato")).status_code == 303
    session.expire_all()
    assert fetched(visitor, keys_of(two)) == {200}
    assert not library.has_lost_files(storage, two)


def test_file_of_another_picture_is_refused_with_a_way_to_it(
    editor: CheckedClient, session: Session, storage: FolderStorage, picture: Picture
) -> None:
    other = add_picture(session, storage, "red")
    session.commit()
    answer = send(editor, picture, picture_bytes("red"))
    assert answer.status_code == 409
    page = answer.get_data(as_text=True)
    assert "“red.jpg” in the library is this very file" in page
    assert f'href="/admin/pictures/{other.id}"' in page
    session.expire_all()
    assert picture.file_name == "teal.jpg"


def test_its_own_file_is_said_to_be_there(editor: CheckedClient, session: Session, picture: Picture) -> None:
    answer = send(editor, picture, picture_bytes())
    assert answer.status_code == 409
    assert "the file that the picture has already" in answer.get_data(as_text=True)


def test_picture_that_was_changed_meanwhile_is_left_alone(
    editor: CheckedClient, session: Session, picture: Picture
) -> None:
    digest = picture.digest
    answer = send(editor, picture, picture_bytes("salmon"), version=7)
    assert answer.status_code == 409
    assert "Somebody changed this picture" in answer.get_data(as_text=True)
    session.expire_all()
    assert picture.digest == digest


@pytest.mark.parametrize(("data", "why"), [(b"words alone", "is not a picture"), (b"", "is empty")])
def test_file_that_is_no_picture_is_refused(editor: CheckedClient, picture: Picture, data: bytes, why: str) -> None:
    answer = send(editor, picture, data)
    assert answer.status_code == 422
    assert why in answer.get_data(as_text=True)


def test_form_without_a_file_is_refused(editor: CheckedClient, picture: Picture) -> None:
    answer = editor.send(f"/admin/pictures/{picture.id}/file", {"version": 1})
    assert answer.status_code == 422
    assert "Choose a file." in answer.get_data(as_text=True)


def test_full_disk_is_said_and_changes_nothing(
    editor: CheckedClient,
    visitor: CheckedClient,
    session: Session,
    picture: Picture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    token = editor.token()
    with monkeypatch.context() as disk:
        disk.setattr(os, "fsync", refuse)
        values = {"version": 1, "csrf_token": token, "file": (io.BytesIO(picture_bytes("sienna")), "new.jpg")}
        answer = editor.post(f"/admin/pictures/{picture.id}/file", data=values)
    assert answer.status_code == 507
    assert "no room left on the server" in answer.get_data(as_text=True)
    session.expire_all()
    assert session.scalars(select(Picture.file_name)).all() == ["teal.jpg"]
    assert fetched(visitor, keys_of(picture)) == {200}
