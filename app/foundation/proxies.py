"""Who asks, when reverse proxies stand in between."""

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from config import Settings


def init_app(app: Flask, settings: Settings) -> None:
    """Believe the `X-Forwarded-*` headers of as many proxies as the settings trust, and of nobody else."""
    trusted = settings.trusted_proxies
    if trusted:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=trusted, x_proto=trusted, x_host=trusted)  # type: ignore[method-assign]
