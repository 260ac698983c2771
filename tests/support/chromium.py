"""A real browser: the system's Chromium, driven by Playwright."""

import os
import shutil

NAMES = ("chromium", "chromium-browser", "google-chrome")
# The first three are for containers, the others keep the browser from asking the network for anything of its own.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def path() -> str | None:
    """Return where the system's Chromium is, if there is one; `CHROMIUM` names another."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
