"""After the end of its licence nothing of a picture is public, at any address that there is."""

import json
from datetime import timedelta
from urllib.parse import quote

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from app.articles.content import PictureContent
from app.articles.models import Article
from app.foundation import clock
from app.foundation.storage import FolderStorage
from app.pictures import withholding
from app.pictures.models import Picture
from app.site import editing as site_editing
from tests.guards.test_nothing_leaks import said_by
from tests.support.addresses import address, rules
from tests.support.client import CheckedClient
from tests.support.newsroom import add_article, add_picture, add_section
from tests.support.waiting import wait_for

# What is said of the picture itself and of its use: words that stand nowhere else.
OWN = {"caption": "qxowncaptionxq", "credit": "qxowncreditxq", "creator": "qxcreatorxq", "copyright": "qxcopyrightxq"}
IN_USE = {"caption": "qxusecaptionxq", "credit": "qxusecreditxq", "alternative_text": "qxusealternativexq"}


@pytest.fixture
def pictures(session: Session, storage: FolderStorage) -> tuple[Picture, Picture]:
    """Two pictures, the first of which has a licence."""
    licensed, free = (add_picture(session, storage, colour, (1400, 800)) for colour in ("crimson", "navy"))
    for name, word in OWN.items():
        setattr(licensed, name, word)
    session.commit()
    return licensed, free


@pytest.fixture
def article(session: Session, pictures: tuple[Picture, Picture]) -> Article:
    """An article that shows the licensed picture first, twice, then the other one."""
    licensed, free = pictures
    uses = [
        PictureContent("a", licensed.id, **IN_USE),
        PictureContent("b", licensed.id),
        PictureContent("c", free.id, caption="The quay"),
    ]
    body = '<p>Words.</p><figure data-picture="a"></figure><p>More.</p>'
    return add_article(session, add_section(session), title="Signed", tags=["Steel"], body=body, pictures=uses)


def marks(picture: Picture) -> list[str]:
    """Return all that would betray the picture: its words, and the addresses of its files."""
    return [*OWN.values(), *IN_USE.values(), *(rendition.key for rendition in picture.renditions)]


def addresses(app: Flask, article: Article, picture: Picture) -> list[str]:
    """Return each public address as if for the article, and searches that would find it by the picture's words."""
    found = []
    for rule in rules(app):
        if not rule.rule.startswith("/admin") and "GET" in (rule.methods or set()):
            key = picture.renditions[-1].key
            slugs = ("signed", "company-news", "steel")
            found += [address(app, rule, article, slug=slug, key=key) for slug in slugs]
    for word in (*OWN.values(), *IN_USE.values(), "signed"):
        found += [f"{path}?q={quote(word)}" for path in ("/search", "/news/")]
    return list(dict.fromkeys(found))


@pytest.mark.parametrize("is_logo", [False, True])
def test_nothing_of_it_is_said_at_any_address(
    app: Flask,
    visitor: CheckedClient,
    session: Session,
    article: Article,
    pictures: tuple[Picture, Picture],
    is_logo: bool,
) -> None:
    licensed, _free = pictures
    if is_logo:
        site_editing.save(session, {"logo_id": licensed.id}, {}, {})
        session.commit()
    paths = addresses(app, article, licensed)
    before = {path: said_by(visitor.get(path, buffered=True)) for path in paths}
    # All of it is there, so that its absence afterwards means something.
    together = "\n".join(before.values())
    assert [mark for mark in [*OWN.values(), *IN_USE.values()] if mark not in together] == []
    session.refresh(licensed)
    licensed.licence_ends = clock.now() - timedelta(microseconds=1)
    session.commit()
    with app.app_context():
        withholding.apply_all()
    tried = 0
    for path in paths:
        answer = visitor.get(path, buffered=True)
        assert answer.status_code < 500, path
        said, asked = said_by(answer), path.lower()
        for mark in marks(licensed):
            if mark not in asked:
                assert mark not in said, f"{path} says {mark}"
        tried += 1
    assert tried > 15
    assert "/news/signed" not in said_by(visitor.get(f"/search?q={IN_USE['caption']}"))
    for rendition in licensed.renditions:
        assert visitor.get(f"/media/{rendition.key}", buffered=True).status_code == 404


def test_stored_pages_lose_it_at_that_very_moment_and_numbers_close_up(
    visitor: CheckedClient, session: Session, article: Article, pictures: tuple[Picture, Picture]
) -> None:
    """Nothing but time passes: no job has run, and nobody has changed anything."""
    licensed, _free = pictures
    ends = clock.now() + timedelta(seconds=3)
    licensed.licence_ends = ends
    session.commit()
    pages = ("/news/signed", "/", "/news/", "/section/company-news/", "/feed.atom", "/feed.json", "/sitemap.xml")
    before = {path: said_by(visitor.get(path)) for path in pages}
    in_time = clock.now() < ends
    wait_for(lambda: clock.now() >= ends)
    for path in pages:
        after = said_by(visitor.get(path))
        assert [mark for mark in marks(licensed) if mark in after] == [], path
        if in_time:
            assert [mark for mark in marks(licensed) if mark in before[path]] != [], path
    page = said_by(visitor.get("/news/signed"))
    assert "Picture 1 The quay" in page
    assert "Picture 2" not in page
    assert visitor.get("/news/signed/pictures/2").status_code == 404
    assert len(json.loads(visitor.get("/feed.json").get_data())["items"]) == 1


def test_renewed_it_is_all_there_again(
    app: Flask, visitor: CheckedClient, session: Session, article: Article, pictures: tuple[Picture, Picture]
) -> None:
    licensed, _free = pictures
    for ends in (clock.now() - timedelta(days=1), clock.now() + timedelta(days=1)):
        session.refresh(licensed)
        licensed.licence_ends = ends
        session.commit()
        with app.app_context():
            withholding.apply_all()
    page = said_by(visitor.get("/news/signed"))
    assert [mark for mark in [*OWN.values(), *IN_USE.values()] if mark not in page] == []
    assert "Signed" in said_by(visitor.get(f"/search?q={IN_USE['caption']}"))
    for rendition in licensed.renditions:
        assert visitor.get(f"/media/{rendition.key}", buffered=True).status_code == 200
