"""Files that are served: the style sheets and scripts, under addresses that change with their content, and media."""

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import Any

from flask import Flask, current_app

from app.foundation.storage import FolderStorage
from config import Settings

# RFC 9111 and RFC 8246: an address that changes with its content may be kept for a year without asking again.
IMMUTABLE = f"public, max-age={365 * 24 * 3600}, immutable"


def init_app(app: Flask, settings: Settings) -> None:
    """Set up the media folder and versioned addresses of static files."""
    app.extensions["media"] = FolderStorage(settings.media_dir)
    app.config["MAX_CONTENT_LENGTH"] = settings.max_request_bytes
    # A form may be long: it is refused field by field, with what was typed kept, and not as a whole.
    app.config["MAX_FORM_MEMORY_SIZE"] = settings.max_request_bytes
    app.config["MAX_FORM_PARTS"] = 5000

    @app.url_defaults
    def add_version(endpoint: str, values: dict[str, Any]) -> None:
        if endpoint == "static" and app.static_folder is not None:
            path = Path(app.static_folder) / values["filename"]
            if path.is_file():
                values["v"] = version(path)


def media() -> FolderStorage:
    """Return the current application's storage of media files."""
    storage: FolderStorage = current_app.extensions["media"]
    return storage


def version(path: Path) -> str:
    """Return what tells the content of the file at `path` from any other: 12 hexadecimal digits of its SHA-256.

    Raises `FileNotFoundError`.
    """
    state = path.stat()
    return _digest(path, state.st_mtime_ns, state.st_size)


# Time and size are part of the key: a file that has changed is read anew.
@lru_cache(maxsize=256)
def _digest(path: Path, _changed_at: int, _size: int) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:12]
