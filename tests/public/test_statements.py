"""How many SQL statements a page takes does not depend on how much there is to show."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Engine, event
from sqlalchemy.orm import Session

from app.articles.content import PictureContent
from app.articles.models import Article, PictureUse, Section
from app.foundation import page_versions
from app.foundation.database import db
from app.foundation.storage import FolderStorage
from app.pictures.models import Picture
from tests.support.client import CheckedClient
from tests.support.newsroom import LONG_AGO, add_article, add_picture, add_section

MORE_COLOURS = ["blue", "teal", "navy", "gold", "plum", "pink", "tan", "gray", "olive", "coral"]
PAGES = [
    *("/", "/zh/", "/news/", "/news/?section=section-0", "/news/?year=2021", "/news/?q=first", "/news/first"),
    *("/section/section-0/", "/year/2021/", "/tag/steel/", "/news/first/pictures/1"),
]
DESK = [
    *("/admin/", "/admin/articles", "/admin/articles?state=published", "/admin/articles?section=section-0"),
    *("/admin/articles?q=first", "/admin/pictures", "/admin/pictures?q=first"),
]


@contextmanager
def counted(engine: Engine) -> Iterator[list[str]]:
    """Collect the statements that the block executes."""
    statements: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        statements.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(engine, "before_cursor_execute", note)


@pytest.fixture
def engine(app: Flask) -> Engine:
    with app.app_context():
        return db.engine


class Newsroom:
    """A newsroom that can grow: each article shows all pictures."""

    def __init__(self, session: Session, storage: FolderStorage) -> None:
        self.session = session
        self.storage = storage
        self.sections: list[Section] = []
        self.pictures: list[Picture] = []
        self.articles: list[Article] = []

    def add_sections(self, count: int) -> None:
        for number in range(len(self.sections), len(self.sections) + count):
            self.sections.append(add_section(self.session, f"section-{number}", f"Section {number}"))

    def add_pictures(self, colours: list[str]) -> None:
        for colour in colours:
            picture = add_picture(self.session, self.storage, colour)
            self.pictures.append(picture)
            for article in self.articles:
                position = len(self.pictures)
                article.picture_uses.append(PictureUse(picture=picture, key=f"k{position}", position=position))
        self.session.commit()

    def add_articles(self, titles: list[str]) -> None:
        """Add articles by turns to the sections there are, each a minute younger than the one before."""
        for title in titles:
            minutes = timedelta(minutes=len(self.articles))
            section = self.sections[len(self.articles) % len(self.sections)]
            uses = [PictureContent(f"k{at}", picture.id) for at, picture in enumerate(self.pictures, start=1)]
            content: dict[str, Any] = {
                "title": title,
                "publish_at": LONG_AGO + minutes,
                "tags": ["Steel"],
                "pictures": uses,
            }
            self.articles.append(add_article(self.session, section, **content))

    def add_everything(self) -> None:
        self.add_sections(6)
        self.add_pictures(MORE_COLOURS)
        self.add_articles(["More first"] * 54)


@pytest.fixture
def newsroom(session: Session, storage: FolderStorage) -> Newsroom:
    """Two sections, two pictures, six articles; the one called First stands between two others of its section."""
    newsroom = Newsroom(session, storage)
    newsroom.add_sections(2)
    newsroom.add_pictures(["red", "green"])
    newsroom.add_articles(["Before", "Other", "First", "Other", "After", "Other"])
    return newsroom


def statements(client: CheckedClient, engine: Engine, paths: list[str]) -> dict[str, list[str]]:
    """Return the statements with which each page is rendered, after a first time that makes what is made once."""
    found = {}
    for path in paths:
        client.get(path)
        page_versions.of(client.application).mark([page_versions.EVERYTHING])
        with counted(engine) as executed:
            assert client.get(path).status_code == 200, path
        assert executed, f"{path} asked the database nothing"
        found[path] = [" ".join(statement.split())[:100] for statement in executed]
    return found


def check_constant(client: CheckedClient, engine: Engine, paths: list[str], newsroom: Newsroom) -> None:
    before = statements(client, engine, paths)
    newsroom.add_everything()
    after = statements(client, engine, paths)
    for path in paths:
        assert len(after[path]) == len(before[path]), f"{path}: {after[path]}"


def test_public_pages_take_a_constant_number_of_statements(
    visitor: CheckedClient, engine: Engine, newsroom: Newsroom
) -> None:
    check_constant(visitor, engine, PAGES, newsroom)


def test_desk_takes_a_constant_number_of_statements(editor: CheckedClient, engine: Engine, newsroom: Newsroom) -> None:
    form, picture = f"/admin/articles/{newsroom.articles[2].id}", f"/admin/pictures/{newsroom.pictures[0].id}"
    newsroom.pictures[0].licence_ends = newsroom.pictures[1].licence_ends = LONG_AGO
    newsroom.session.commit()
    check_constant(editor, engine, [*DESK, "/admin/articles/new", form, picture], newsroom)


def test_growth_is_seen(visitor: CheckedClient, newsroom: Newsroom) -> None:
    """What the other tests compare does differ: the pages after growing show more."""
    before = {path: len(visitor.get(path).get_data()) for path in ("/", "/news/", "/news/first")}
    newsroom.add_everything()
    for path, size in before.items():
        assert len(visitor.get(path).get_data()) > size + 1000, path
