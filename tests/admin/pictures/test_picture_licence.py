"""The licence of a picture: its last day is one of the site's zone, and its files follow it."""

import shutil
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from app.articles.content import PictureContent
from app.foundation import clock
from app.foundation.storage import FolderStorage
from app.pictures import library, withholding
from app.pictures.models import Picture
from app.site import editing as site_editing
from tests.pictures.samples import corners, iim, jpeg_with, photoshop
from tests.support import html
from tests.support.client import CheckedClient
from tests.support.newsroom import add_article, add_picture, add_section


@pytest.fixture
def picture(session: Session, storage: FolderStorage) -> Picture:
    """A picture of its own in a newsroom in Shanghai."""
    picture = add_picture(session, storage)
    site_editing.save(session, {"time_zone": "Asia/Shanghai"}, {}, {})
    session.commit()
    return picture


def save(client: CheckedClient, session: Session, picture: Picture, day: date | str) -> None:
    session.refresh(picture)
    fields = {"version": picture.version, "focus_x": 50, "focus_y": 50, "licence_last_day": str(day)}
    assert client.send(f"/admin/pictures/{picture.id}", fields).status_code == 303
    session.expire_all()


def statuses(client: CheckedClient, picture: Picture) -> set[int]:
    return {client.get(f"/media/{rendition.key}", buffered=True).status_code for rendition in picture.renditions}


def end(app: Flask, session: Session, *pictures: Picture) -> None:
    """Let the licences end, and do what is done every minute."""
    for picture in pictures:
        picture.licence_ends = clock.now() - timedelta(seconds=1)
    session.commit()
    with app.app_context():
        withholding.apply_all()
    session.expire_all()


def test_last_day_lasts_until_midnight_where_the_newsroom_is(
    editor: CheckedClient, session: Session, picture: Picture
) -> None:
    save(editor, session, picture, "2030-03-14")
    assert picture.licence_ends == datetime(2030, 3, 14, 16, tzinfo=UTC)
    page = html.parse(editor.get(f"/admin/pictures/{picture.id}").get_data(as_text=True))
    shown = next(e.get("value") for e in page.iter("input") if e.get("name") == "licence_last_day")
    assert shown == "2030-03-14"


def test_saved_again_untouched_its_instant_stays_also_in_another_zone(
    editor: CheckedClient, session: Session, picture: Picture
) -> None:
    save(editor, session, picture, "2030-03-14")
    site_editing.save(session, {"time_zone": "America/New_York"}, {}, {})
    session.commit()
    save(editor, session, picture, "2030-03-14")
    assert picture.licence_ends == datetime(2030, 3, 14, 16, tzinfo=UTC)
    save(editor, session, picture, "")
    assert picture.licence_ends is None


def test_files_go_at_once_when_an_editor_ends_it_and_come_back_when_it_is_renewed(
    editor: CheckedClient, visitor: CheckedClient, session: Session, storage: FolderStorage, picture: Picture
) -> None:
    yesterday = clock.now().date() - timedelta(days=2)
    save(editor, session, picture, yesterday)
    assert statuses(visitor, picture) == {404}
    assert not library.has_lost_files(storage, picture)
    save(editor, session, picture, yesterday + timedelta(days=30))
    assert statuses(visitor, picture) == {200}


def test_the_desk_still_shows_it_and_says_why_nobody_else_does(
    app: Flask, editor: CheckedClient, visitor: CheckedClient, session: Session, picture: Picture
) -> None:
    article = add_article(session, add_section(session), pictures=[PictureContent("a", picture.id)])
    end(app, session, picture)
    address = f"/admin/pictures/{picture.id}/image.jpg"
    for path in (f"/admin/articles/{article.id}", f"/admin/pictures/{picture.id}", "/admin/pictures"):
        page = editor.get(path).get_data(as_text=True)
        assert f'src="{address}"' in page, path
        assert "Licence ended on " in page, path
    image = editor.get(address)
    assert (image.status_code, image.mimetype) == (200, "image/jpeg")
    assert image.headers["Cache-Control"] == "no-store"
    assert visitor.get(address).status_code == 302


def test_the_desk_says_it_before(editor: CheckedClient, session: Session, picture: Picture) -> None:
    article = add_article(session, add_section(session), pictures=[PictureContent("a", picture.id)])
    for days, is_said in ((29, True), (31, False)):
        picture.licence_ends = clock.now() + timedelta(days=days)
        session.commit()
        for path in (f"/admin/articles/{article.id}", f"/admin/pictures/{picture.id}", "/admin/pictures"):
            assert ("Licence ends on " in editor.get(path).get_data(as_text=True)) is is_said, (path, days)


def test_the_same_file_added_again_stays_withheld(
    app: Flask, visitor: CheckedClient, session: Session, storage: FolderStorage, picture: Picture
) -> None:
    end(app, session, picture)
    assert add_picture(session, storage).id == picture.id
    session.commit()
    assert statuses(visitor, picture) == {404}
    # What is gone from the disk is written again to where it was.
    storage.delete(f"withheld/{picture.renditions[0].key}")
    assert library.has_lost_files(storage, picture)
    add_picture(session, storage)
    session.commit()
    assert not library.has_lost_files(storage, picture)
    assert statuses(visitor, picture) == {404}


def test_files_that_two_pictures_share_follow_each_of_them(
    app: Flask, visitor: CheckedClient, session: Session, storage: FolderStorage
) -> None:
    """Pictures that differ in their captions alone have the same renditions."""
    one, two = (_captioned(session, storage, caption) for caption in (b"One", b"Two"))
    session.commit()
    end(app, session, one)
    assert statuses(visitor, one) == {200}
    end(app, session, two)
    assert statuses(visitor, two) == {404}
    one.licence_ends = None
    session.commit()
    with app.app_context():
        withholding.apply_all()
    session.expire_all()
    assert statuses(visitor, one) == {200}
    assert not any(library.has_lost_files(storage, picture) for picture in (one, two))


def _captioned(session: Session, storage: FolderStorage, caption: bytes) -> Picture:
    data = jpeg_with(corners(600, 400), (0xED, photoshop(iim((2, 120, caption)))))
    return library.add(session, storage, data, "a.jpg", uploaded_by_id=None, max_bytes=10**7, max_pixels=10**7)


def test_file_that_cannot_be_moved_keeps_no_other_back(
    app: Flask, visitor: CheckedClient, session: Session, storage: FolderStorage, caplog: Any
) -> None:
    stuck, other = (add_picture(session, storage, colour) for colour in ("linen", "khaki"))
    # Other tests' files lie there.
    shutil.rmtree(storage.path("withheld"), ignore_errors=True)
    # Where its files are to go, a file stands in the way of the folder.
    for rendition in stuck.renditions:
        storage.write(f"withheld/{rendition.key[:2]}", b"")
    if {r.key[:2] for r in stuck.renditions} & {r.key[:2] for r in other.renditions}:
        pytest.fail("choose other colours: their files share a folder")
    try:
        end(app, session, stuck, other)
        assert statuses(visitor, other) == {404}
        assert f"The files of picture {stuck.id} could not be moved" in caplog.text
    finally:
        for rendition in stuck.renditions:
            storage.delete(f"withheld/{rendition.key[:2]}")
    end(app, session, stuck)
    assert statuses(visitor, stuck) == {404}
