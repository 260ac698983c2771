"""`flask search …`: the full-text index."""

import sys

import click
from sqlalchemy.orm import Session

from app.cli.group import OperatorGroup
from app.foundation.database import db
from app.search import index

search = OperatorGroup("search", help="The full-text index of the published articles.")


@search.command()
def rebuild() -> None:
    """Make the index anew, while the newsroom is served.

    For use after articles were loaded past the application, or when a release says that it reads words differently.
    Stopped half-way, it can be run again.
    """
    done = rebuild_index(db.session())
    click.echo(f"The index is up to date with {done:,} {'article' if done == 1 else 'articles'}.")


def rebuild_index(session: Session) -> int:
    """Make the index anew with a progress bar, committing as it goes; return how many articles were looked at."""
    number = 0
    with click.progressbar(length=1, label="Indexing", file=sys.stderr) as bar:
        for number, total in index.rebuild(session):
            session.commit()
            bar.length = total
            bar.update(number - bar.pos)
    return number
