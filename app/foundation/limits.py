"""How often somebody may try: counted in Redis where there is one, else in each worker's memory."""

from flask import Flask
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

from config import Settings

limiter = Limiter(get_remote_address, default_limits=[])


def init_app(app: Flask, settings: Settings) -> None:
    """Set up Flask-Limiter; only views that ask for a limit have one."""
    app.config["RATELIMIT_STORAGE_URI"] = settings.redis_url or "memory://"
    app.config["RATELIMIT_HEADERS_ENABLED"] = False
    limiter.init_app(app)
