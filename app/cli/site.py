"""`flask site …`: making a newsroom ready and serving it."""

import click
from flask import current_app
from flask.cli import AppGroup
from flask_migrate import upgrade
from granian import Granian
from granian.constants import Interfaces

from app.accounts import users
from app.foundation.database import db
from config import Settings

site = AppGroup("site", help="The newsroom as a whole: make it ready, serve it.")

WORKERS = 2
THREADS = 4


@site.command()
def prepare() -> None:
    """Bring the database up to date and make what is missing: the first administrator, the demo newsroom.

    Run again, it does only what is left to do.
    """
    settings: Settings = current_app.extensions["settings"]
    upgrade()
    session = db.session()
    credentials = users.add_first(session, settings.admin_email, settings.admin_password)
    session.commit()
    if credentials:
        click.echo(f"First sign-in: {credentials.email}  {credentials.password}")


@site.command()
def serve() -> None:
    """Serve the newsroom with the production server until it is stopped."""
    settings: Settings = current_app.extensions["settings"]
    Granian(
        "wsgi:app",
        address=settings.host,
        port=settings.port,
        interface=Interfaces.WSGI,
        workers=WORKERS,
        blocking_threads=THREADS,
    ).serve()
