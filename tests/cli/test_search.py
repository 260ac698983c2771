"""`flask search rebuild`, and the index after an upgrade."""

from pathlib import Path

from flask import Flask
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.search.models import SearchEntry
from tests.cli.test_site import flask
from tests.support.newsroom import add_article, add_section


def test_rebuild_makes_the_index_anew(app: Flask, session: Session) -> None:
    article = add_article(session, add_section(session), title="A word")
    session.execute(delete(SearchEntry))
    session.commit()
    done = app.test_cli_runner().invoke(args=["search", "rebuild"])
    assert (done.exit_code, "up to date with 1 article." in done.output) == (0, True), done.output
    assert session.scalars(select(SearchEntry.article_id)).all() == [article.id]


def test_rebuild_of_an_empty_newsroom(app: Flask) -> None:
    done = app.test_cli_runner().invoke(args=["search", "rebuild"])
    assert (done.exit_code, "up to date with 0 articles." in done.output) == (0, True), done.output


def test_prepare_fills_the_index_after_an_upgrade(app: Flask, session: Session) -> None:
    article = add_article(session, add_section(session), title="A word")
    session.execute(delete(SearchEntry))
    session.commit()
    for _ in range(2):
        done = app.test_cli_runner().invoke(args=["site", "prepare"])
        assert done.exit_code == 0, done.output
        assert session.scalars(select(SearchEntry.article_id)).all() == [article.id]
        session.commit()


def test_database_that_was_never_prepared_is_said_in_words(tmp_path: Path) -> None:
    done = flask(tmp_path, "search", "rebuild")
    assert done.returncode == 1
    assert "flask site prepare" in done.stderr
