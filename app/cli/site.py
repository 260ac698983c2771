"""`flask site …`: making a newsroom ready and serving it."""

import gc
import socket
import sys

import click
from flask import current_app
from sqlalchemy.orm import configure_mappers

from app.accounts import users
from app.articles import sections
from app.cli import serving
from app.cli.group import OperatorGroup
from app.cli.search import rebuild_index
from app.foundation import clock
from app.foundation.database import db
from app.foundation.files import media
from app.foundation.migrations import upgrade
from app.search import index
from app.transfer.demo import loader
from config import Settings

site = OperatorGroup("site", help="The newsroom as a whole: make it ready, serve it.")


@site.command()
def prepare() -> None:
    """Bring the database up to date and make what is missing.

    That is a first section, the first administrator (ADMIN_EMAIL and ADMIN_PASSWORD, or made up and printed), the
    search index after an upgrade that brings it and, with DEMO=1, the demo newsroom in an empty one. Run again, it does
    only what is left to do.
    """
    settings: Settings = current_app.extensions["settings"]
    upgrade()
    session = db.session()
    if settings.demo and loader.is_empty(session):
        _load_demo(settings)
    sections.ensure_one(session)
    credentials = users.add_first(session, settings.admin_email, settings.admin_password)
    session.commit()
    if index.is_missing(session):
        rebuild_index(session)
    click.echo(f"\n  The newsroom  http://{settings.host}:{settings.port}/")
    click.echo(f"  The desk      http://{settings.host}:{settings.port}/admin/")
    if credentials:
        click.echo(f"  Sign in       {credentials.email}")
        click.echo(f"  Password      {credentials.password}    (shown this once)")
    click.echo()


@site.command()
def serve() -> None:
    """Serve the newsroom with the production server until it is stopped."""
    settings: Settings = current_app.extensions["settings"]
    _require_free_port(settings.host, settings.port)
    # The workers are forked from here. What is made by now they share, if their garbage collectors leave it alone.
    configure_mappers()
    for name in current_app.jinja_env.list_templates():
        current_app.jinja_env.get_template(name)
    gc.collect()
    gc.freeze()
    serving.server("wsgi:app", settings.host, settings.port).serve()


def _require_free_port(host: str, port: int) -> None:
    """Refuse a port that somebody listens on: Granian would share it, and answer half of the other's visitors."""
    try:
        with socket.create_server((host, port), family=socket.getaddrinfo(host, port)[0][0]):
            return
    except OSError as error:
        raise click.ClickException(
            f"cannot listen on {host}:{port}: {error.strerror or error}. Choose another with PORT=8001 or HOST=…"
        ) from error


def _load_demo(settings: Settings) -> None:
    session = db.session()
    with click.progressbar(length=1, label="Loading the demo newsroom", file=sys.stderr) as bar:
        for number, total in loader.load(session, media(), settings, clock.now()):
            session.commit()
            bar.length = total
            bar.update(number - bar.pos)
