"""Dateline, a corporate newsroom."""

from flask import Flask

from app import admin, cli, hits, links, public, submissions
from app.admin import sign_in
from app.foundation import (
    database,
    file_serving,
    files,
    jobs,
    limits,
    page_cache,
    page_versions,
    partial_files,
    proxies,
    request_checks,
    security_headers,
    sessions,
    translation,
)
from app.pictures import rendering, withholding
from config import PROJECT, Settings


def create_app(settings: Settings | None = None) -> Flask:
    """Make the application. Without `settings` the environment is read; a bad value raises `config.BadSetting`."""
    settings = settings or Settings.from_environment()
    app = Flask(__name__, template_folder=PROJECT / "templates", static_folder=PROJECT / "static")
    app.extensions["settings"] = settings
    # Pages without the blank lines that a template's own lines leave.
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True

    database.init_app(app, settings)
    page_versions.init_app(app, settings)
    # Each stands in front of the one before.
    file_serving.init_app(app, settings)
    page_cache.init_app(app, settings)
    proxies.init_app(app, settings)
    files.init_app(app, settings)
    request_checks.init_app(app)
    security_headers.init_app(app, settings)
    sessions.init_app(app)
    translation.init_app(app)
    limits.init_app(app, settings)
    jobs.init_app(app, settings)
    partial_files.init_app(app, settings)
    sign_in.init_app(app, settings)
    hits.init_app(app, settings)
    submissions.init_app(app)
    rendering.init_app(app)
    withholding.init_app(app)
    links.init_app(app)
    public.init_app(app)
    admin.init_app(app)
    cli.init_app(app)
    return app
