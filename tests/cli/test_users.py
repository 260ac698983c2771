import re

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts.models import User
from tests.support.client import CheckedClient


@pytest.fixture
def run(app: Flask) -> FlaskCliRunner:
    return app.test_cli_runner()


def test_added_user_signs_in(run: FlaskCliRunner, visitor: CheckedClient) -> None:
    done = run.invoke(args=["users", "add", "Writer@Example.com", "--role", "editor", "--name", "A writer"])
    assert done.exit_code == 0, done.output
    made_up = re.search(r"signs in with: (\S+)", done.output)
    assert made_up is not None
    visitor.sign_in("writer@example.com", made_up[1])
    assert "A writer" in visitor.get("/admin/").get_data(as_text=True)
    assert "writer@example.com\teditor\tactive" in run.invoke(args=["users", "list"]).output


def test_new_password_ends_the_sessions(run: FlaskCliRunner, editor: CheckedClient) -> None:
    assert editor.get("/admin/").status_code == 200
    done = run.invoke(args=["users", "password", "editor@example.com", "--password", "another long one"])
    assert done.exit_code == 0, done.output
    assert editor.get("/admin/").status_code == 302


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["add", "nobody"], "EMAIL"),
        (["add", "editor@example.com"], "may sign in already"),
        (["add", "new@example.com", "--password", "short"], "at least 10 characters"),
        (["add", "new@example.com", "--role", "king"], "king"),
        (["password", "new@example.com"], "nobody signs in as"),
    ],
)
def test_bad_input_names_the_thing(
    run: FlaskCliRunner, editor: CheckedClient, session: Session, arguments: list[str], message: str
) -> None:
    done = run.invoke(args=["users", *arguments])
    assert done.exit_code != 0
    assert message in done.output
    assert len(session.scalars(select(User)).all()) == 1
