"""The door for operators: `flask articles | search | site | users`."""

from flask import Flask

from app.cli import articles, search, site, users


def init_app(app: Flask) -> None:
    """Add the operators' commands."""
    app.cli.add_command(articles.articles)
    app.cli.add_command(search.search)
    app.cli.add_command(site.site)
    app.cli.add_command(users.users)
