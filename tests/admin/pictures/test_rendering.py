"""Renditions are made as a job; until it is done, something stands in for them."""

import io
import logging
import threading
from collections.abc import Callable, Iterable
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from app.articles.content import PictureContent
from app.foundation import clock, locks
from app.foundation.database import db
from app.foundation.storage import FolderStorage, StorageFull
from app.pictures import library, metadata, rendering, renditions, replacement, withholding
from app.pictures.decoding import opened
from app.pictures.models import Picture
from tests.pictures.samples import corners, encoded, jpeg_with, xmp
from tests.support.client import CheckedClient
from tests.support.newsroom import add_article, add_section, picture_bytes
from tests.support.waiting import PATIENCE

XMP_MARK = b"http://ns.adobe.com/xap/1.0/\0"
SAID = xmp("<photoshop:Credit>Old agency</photoshop:Credit><photoshop:Source>Archive</photoshop:Source>")
# Small enough to be kept in memory on its way.
OPTIONS = {"TIFF": {"compression": "tiff_lzw"}}


@pytest.fixture
def work(app: Flask, session: Session) -> Callable[[], None]:
    """Does what the server does beside the requests."""

    def work() -> None:
        session.commit()
        with app.app_context():
            rendering.make_all_due()
        session.expire_all()

    return work


def upload(editor: CheckedClient, session: Session, data: bytes, name: str = "hall.jpg") -> Picture:
    send(editor, data, name)
    return session.scalars(select(Picture)).one()


def send(editor: CheckedClient, data: bytes, name: str) -> None:
    """Send a file as the form's script does; a row is a part of a page, which the checked client would refuse."""
    values = {"file": (io.BytesIO(data), name), "csrf_token": editor.token()}
    answer = FlaskClient.open(editor, "/admin/pictures?index=0", method="POST", data=values)
    assert answer.status_code == 200, answer.get_data(as_text=True)


def rewrite(editor: CheckedClient, picture: Picture, **words: str) -> None:
    values = {"version": picture.version, "focus_x": 50, "focus_y": 50, **words}
    assert editor.send(f"/admin/pictures/{picture.id}", values).status_code == 303


def kinds(picture: Picture) -> list[tuple[str, str]]:
    return [(rendition.name, rendition.media_type) for rendition in picture.renditions]


def keys(picture: Picture) -> set[str]:
    return {rendition.key for rendition in picture.renditions}


def delivered(client: CheckedClient, picture: Picture) -> list[metadata.EditorialMetadata]:
    found = []
    for rendition in picture.renditions:
        answer = client.get(f"/media/{rendition.key}", buffered=True)
        assert answer.status_code == 200
        with opened(answer.get_data()) as image:
            image.load()
            found.append(metadata.read(image))
    return found


def fall_due(session: Session, picture: Picture) -> None:
    picture.renditions_due_at = clock.now() - timedelta(seconds=1)
    session.commit()


@pytest.mark.parametrize("kind", ["JPEG", "HEIF", "TIFF", "PNG"])
def test_a_jpeg_stands_in_until_the_job_is_done(
    editor: CheckedClient, visitor: CheckedClient, session: Session, work: Callable[[], None], kind: str
) -> None:
    picture = upload(editor, session, encoded(corners(1200, 800), kind, **OPTIONS.get(kind, {})))
    add_article(session, add_section(session), title="Signed", pictures=[PictureContent("a", picture.id)])
    assert kinds(picture) == [("medium", "image/jpeg")]
    (stand_in,) = keys(picture)
    for address in ("/news/signed", "/news/signed/pictures/1", "/news/", "/", "/sitemap.xml", "/feed.atom"):
        assert visitor.get(address).status_code == 200
    for address in ("/news/signed/release.pdf", "/news/signed/press-kit.zip"):
        assert visitor.get(address, buffered=True).status_code == 200
    page = visitor.get("/news/signed").get_data(as_text=True)
    assert stand_in in page
    assert "image/avif" not in page
    for address in (f"/admin/pictures/{picture.id}", "/admin/pictures"):
        assert stand_in in editor.get(address).get_data(as_text=True)
    work()
    assert len(kinds(picture)) == 9
    assert picture.renditions_due_at is None
    assert stand_in in keys(picture)
    delivered(visitor, picture)
    assert "image/avif" in visitor.get("/news/signed").get_data(as_text=True)


def test_a_small_picture_has_a_stand_in_too(editor: CheckedClient, session: Session, work: Callable[[], None]) -> None:
    picture = upload(editor, session, picture_bytes(size=(40, 30)))
    assert kinds(picture) == [("small", "image/jpeg")]
    work()
    assert len(kinds(picture)) == 3


def test_words_changed_at_the_desk_are_in_what_is_delivered(
    editor: CheckedClient, visitor: CheckedClient, session: Session, work: Callable[[], None]
) -> None:
    picture = upload(editor, session, jpeg_with(corners(600, 400), (0xE1, XMP_MARK + SAID)))
    work()
    before = keys(picture)
    assert {(said.credit, said.source) for said in delivered(visitor, picture)} == {("Old agency", "Archive")}
    rewrite(editor, picture, credit="New agency", creator="Wáng Lì", copyright="© 2026")
    session.expire_all()
    assert keys(picture) == before
    work()
    assert not keys(picture) & before
    said = {(each.credit, each.creator, each.copyright, each.source) for each in delivered(visitor, picture)}
    assert said == {("New agency", "Wáng Lì", "© 2026", "Archive")}
    # What said the old words cannot be fetched any more.
    assert {visitor.get(f"/media/{key}", buffered=True).status_code for key in before} == {404}


def test_words_that_files_do_not_hold_leave_them_alone(
    editor: CheckedClient, session: Session, work: Callable[[], None]
) -> None:
    picture = upload(editor, session, picture_bytes())
    work()
    rewrite(editor, picture, caption="The hall", alternative_text="A hall")
    session.expire_all()
    assert picture.caption == "The hall"
    assert picture.renditions_due_at is None


def test_a_change_made_meanwhile_is_not_overwritten(
    editor: CheckedClient,
    session: Session,
    work: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    picture = upload(editor, session, picture_bytes())
    make, made = renditions.make, []

    def made_while_somebody_saves(data: bytes, said: metadata.EditorialMetadata) -> list[renditions.MadeRendition]:
        made.append(said.credit)
        if len(made) == 1:
            rewrite(editor, picture, credit="New agency")
        return list(make(data, said))

    monkeypatch.setattr(renditions, "make", made_while_somebody_saves)
    work()
    assert made == ["", "New agency"]
    assert picture.renditions_due_at is None


def test_a_full_disk_is_tried_again_later(
    editor: CheckedClient,
    session: Session,
    storage: FolderStorage,
    work: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    picture = upload(editor, session, picture_bytes("thistle"))
    with monkeypatch.context() as disk, caplog.at_level(logging.ERROR):
        disk.setattr(FolderStorage, "write", _full)
        work()
    assert f"The renditions of picture {picture.id} could not be made" in caplog.text
    assert kinds(picture) == [("medium", "image/jpeg")]
    assert picture.renditions_due_at is not None
    assert picture.renditions_due_at > clock.now()
    fall_due(session, picture)
    work()
    assert len(kinds(picture)) == 6
    assert not library.has_lost_files(storage, picture)


def _full(_storage: FolderStorage, _key: str, _data: bytes) -> None:
    raise StorageFull("no space is left")


def test_a_picture_without_its_original_keeps_no_other_back(
    editor: CheckedClient,
    session: Session,
    storage: FolderStorage,
    work: Callable[[], None],
    caplog: pytest.LogCaptureFixture,
) -> None:
    lost = upload(editor, session, picture_bytes("linen"))
    storage.delete(library.original_key(lost.digest))
    send(editor, picture_bytes("plum"), "plum.jpg")
    with caplog.at_level(logging.ERROR):
        work()
    other = session.scalars(select(Picture).where(Picture.id != lost.id)).one()
    assert (len(kinds(lost)), len(kinds(other))) == (1, 6)
    assert lost.renditions_due_at is None
    # Added again, it is whole again.
    send(editor, picture_bytes("linen"), "linen.jpg")
    work()
    assert len(kinds(lost)) == 6


def test_of_two_processes_one_makes_them(
    app: Flask, editor: CheckedClient, session: Session, work: Callable[[], None]
) -> None:
    picture = upload(editor, session, picture_bytes())
    folder: Path = app.extensions["settings"].data_dir
    other = locks.take(folder / "renditions.lock")
    assert other is not None
    work()
    assert len(kinds(picture)) == 1
    other.release()
    work()
    assert len(kinds(picture)) == 6


def test_renditions_of_a_withheld_picture_lie_where_no_address_leads(
    app: Flask,
    editor: CheckedClient,
    visitor: CheckedClient,
    session: Session,
    storage: FolderStorage,
    work: Callable[[], None],
) -> None:
    # A colour of its own: the files of another test's picture may be the same.
    picture = upload(editor, session, picture_bytes("lavender"))
    picture.licence_ends = clock.now() - timedelta(days=1)
    session.commit()
    with app.app_context():
        withholding.apply_all()
    session.expire_all()
    assert picture.withheld
    work()
    assert len(kinds(picture)) == 6
    assert {visitor.get(f"/media/{key}", buffered=True).status_code for key in keys(picture)} == {404}
    assert not library.has_lost_files(storage, picture)


def test_renditions_put_just_when_the_licence_ends_are_withheld_with_the_others(
    app: Flask,
    editor: CheckedClient,
    visitor: CheckedClient,
    session: Session,
    storage: FolderStorage,
    work: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    picture = upload(editor, session, encoded(corners(1210, 800), "JPEG"))
    put, asks = library.put_renditions, threading.Event()

    def withhold() -> None:
        with app.app_context():
            withholding.apply_all()

    other = threading.Thread(target=withhold)

    def note(_connection: object, _cursor: object, statement: str, *_others: object) -> None:
        if threading.current_thread() is other and "UPDATE" in statement:
            asks.set()

    def put_while_the_licence_ends(
        session: Session, storage: FolderStorage, picture: Picture, made: Iterable[renditions.MadeRendition]
    ) -> None:
        put(session, storage, picture, made)
        other.start()
        # It cannot go on before this is committed.
        assert asks.wait(PATIENCE)

    monkeypatch.setattr(library, "put_renditions", put_while_the_licence_ends)
    picture.licence_ends = clock.now() - timedelta(days=1)
    session.commit()
    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        work()
        other.join()
    finally:
        event.remove(engine, "before_cursor_execute", note)
    session.expire_all()
    assert len(keys(picture)) == 9
    assert {visitor.get(f"/media/{key}", buffered=True).status_code for key in keys(picture)} == {404}
    assert picture.withheld
    assert not library.has_lost_files(storage, picture)


def test_another_file_that_comes_just_when_the_licence_ends_lies_where_no_address_leads(
    app: Flask,
    editor: CheckedClient,
    visitor: CheckedClient,
    session: Session,
    storage: FolderStorage,
    work: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    picture = upload(editor, session, encoded(corners(1220, 800), "JPEG"))
    before, stand_in = keys(picture), renditions.stand_in
    picture.licence_ends = clock.now() - timedelta(days=1)
    session.commit()

    def made_while_the_licence_ends(data: bytes, said: metadata.EditorialMetadata) -> list[renditions.MadeRendition]:
        made = list(stand_in(data, said))
        ending = threading.Thread(target=end)
        ending.start()
        ending.join()
        return made

    def end() -> None:
        with app.app_context():
            rendering.make_all_due()
            withholding.apply_all()

    monkeypatch.setattr(renditions, "stand_in", made_while_the_licence_ends)
    data = encoded(corners(1230, 800), "JPEG")
    with app.app_context():
        held = db.session.get_one(Picture, picture.id)
        gone = replacement.replace(
            db.session(), storage, held, data, "hall.jpg", version=held.version, max_bytes=2**20, max_pixels=10**7
        )
        db.session.commit()
        replacement.discard(db.session(), storage, gone)
    session.expire_all()
    work()
    assert (picture.withheld, len(keys(picture))) == (True, 9)
    fetched = {visitor.get(f"/media/{key}", buffered=True).status_code for key in keys(picture) | before}
    assert fetched == {404}
    assert not library.has_lost_files(storage, picture)
