"""What the operators' command groups share."""

from typing import Any

import click
from flask.cli import AppGroup
from sqlalchemy.exc import OperationalError, ProgrammingError


class OperatorGroup(AppGroup):
    """A group of commands that says in words when the database is away or not prepared."""

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - what click declares
        """Run the command."""
        try:
            return super().invoke(ctx)
        except (OperationalError, ProgrammingError) as error:
            raise click.ClickException(
                f"the database could not be used: {error.orig}\n"
                "If it was never prepared, run 'flask site prepare' first; else check DATABASE_URL and DATA_DIR."
            ) from error
