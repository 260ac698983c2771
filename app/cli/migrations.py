"""`flask db …`: Flask-Migrate's commands."""

from typing import Any

import click
from flask.cli import ScriptInfo

from app.foundation import migrations


class Migrations(click.Command):
    """Flask-Migrate's group, loaded when it is asked for: a server would wait for it at each start, and keep it."""

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,  # noqa: ANN401 - as click declares it
    ) -> click.Context:
        """Load the group, which takes the place of this, and go on with it."""
        app = (parent or click.get_current_context()).ensure_object(ScriptInfo).load_app()
        migrations.prepare(app)
        return app.cli.commands["db"].make_context(info_name, args, parent, **extra)


db = Migrations("db", help="Single migrations of the database.")
