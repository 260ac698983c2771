"""The door for operators: `flask articles | db | search | site | users`."""

from flask import Flask

from app.cli import articles, migrations, search, site, users, word


def init_app(app: Flask) -> None:
    """Add the operators' commands."""
    articles.articles.add_command(word.import_word)
    app.cli.add_command(articles.articles)
    app.cli.add_command(migrations.db)
    app.cli.add_command(search.search)
    app.cli.add_command(site.site)
    app.cli.add_command(users.users)
