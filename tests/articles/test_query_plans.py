"""What pages ask of the articles is found by an index: no statement goes through the table, however large it is.

The desk's searches are left out: they read every title in an index.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Engine, event, text
from sqlalchemy.orm import Session

from app.articles import counts
from app.articles.models import Tag
from app.foundation import page_versions
from app.foundation.database import db
from app.search import index
from bench.lists import fill
from tests.support.client import CheckedClient
from tests.support.newsroom import add_section

ARTICLES = 20_000
PUBLIC = [
    *("/", "/zh/", "/news/", "/news/?page=500", "/news/?page=950", "/news/?section=section-2", "/news/?year=2003"),
    *("/search?q=number", "/search?q=7000&year=2003", "/search?q=%22announcement+number%22&section=section-2"),
    "/news/?q=number&page=2",
    *("/news/?section=section-2&year=2003&page=5", "/news/announcement-7000", "/news/announcement-20000"),
    *("/section/section-2/?page=100", "/year/2003/", "/tag/rare/", "/tag/frequent/?page=50"),
]
DESK = [
    *(
        "/admin/",
        "/admin/articles",
        "/admin/articles?page=300",
        "/admin/articles?state=draft",
        "/admin/articles?state=published&page=200",
        "/admin/articles?sort=title",
    ),
    *(
        "/admin/articles?sort=-title&page=200",
        "/admin/articles?sort=published",
        "/admin/articles?sort=-published&page=200",
    ),
    *("/admin/articles?section=section-2&language=en", "/admin/articles?state=scheduled", "/admin/articles/7000"),
]
Executed = list[tuple[str, Any]]


@pytest.fixture
def engine(app: Flask) -> Engine:
    with app.app_context():
        return db.engine


@pytest.fixture(autouse=True)
def articles(app: Flask, session: Session, engine: Engine) -> Iterator[None]:
    sections = [add_section(session, f"section-{number}", f"Section {number}").id for number in range(1, 6)]
    session.execute(text(fill(engine.dialect.name, ARTICLES, min(sections))))
    session.execute(text("UPDATE articles SET state = 'draft' WHERE id % 20 = 7"))
    session.add_all(
        [Tag(id=1, language="en", slug="rare", name="Rare"), Tag(id=2, language="en", slug="frequent", name="F")]
    )
    session.flush()
    for tag_id, every in ((1, 100), (2, 3)):
        session.execute(text(f"INSERT INTO article_tags SELECT id, {tag_id} FROM articles WHERE id % {every} = 0"))
    counts.recount(session)
    # Enough of the newest for pages of results; all would take long.
    index.index(session, range(ARTICLES - 500, ARTICLES + 1))
    session.commit()
    analyse(engine)
    yield
    with engine.begin() as connection:
        connection.execute(text("DELETE FROM article_tags"))
        connection.execute(text("DELETE FROM articles"))
    analyse(engine)


def analyse(engine: Engine) -> None:
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        # As PostgreSQL does by itself after a while: it reads an index alone only where it knows that rows are settled.
        connection.execute(text("VACUUM ANALYZE" if engine.dialect.name == "postgresql" else "ANALYZE"))


@contextmanager
def executed(engine: Engine) -> Iterator[Executed]:
    statements: Executed = []

    def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_rest: Any) -> None:
        if statement.startswith(("SELECT", "WITH")):
            statements.append((statement, parameters))

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(engine, "before_cursor_execute", note)


def plan(engine: Engine, statement: str, parameters: Any) -> str:
    words = "EXPLAIN" if engine.dialect.name == "postgresql" else "EXPLAIN QUERY PLAN"
    with engine.connect() as connection:
        rows = connection.exec_driver_sql(f"{words} {statement}", parameters).all()
    return "\n".join(str(row[-1]) for row in rows)


# SQLite: a walk through the table. One through an index that covers the question, in its order, is what lists are.
WALK = {"sqlite": re.compile(r"SCAN articles(?! USING)"), "postgresql": re.compile(r"Seq Scan on articles\b")}


def walks(client: CheckedClient, engine: Engine, paths: list[str]) -> list[str]:
    found = []
    for path in paths:
        page_versions.of(client.application).mark([page_versions.EVERYTHING])
        with executed(engine) as statements:
            assert client.get(path).status_code == 200, path
        assert any("articles" in statement for statement, _parameters in statements), path
        for statement, parameters in statements:
            how = plan(engine, statement, parameters)
            if WALK[engine.dialect.name].search(how):
                found.append(f"{path}\n{statement}\n{how}")
    return found


def test_public_pages_never_walk_through_the_articles(visitor: CheckedClient, engine: Engine) -> None:
    assert walks(visitor, engine, PUBLIC) == []


def test_the_desk_never_walks_through_the_articles(editor: CheckedClient, engine: Engine) -> None:
    assert walks(editor, engine, DESK) == []


def test_a_walk_is_seen(engine: Engine) -> None:
    how = plan(engine, "SELECT body FROM articles WHERE length(body) = 7", ())
    assert WALK[engine.dialect.name].search(how)
