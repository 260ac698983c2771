"""The keys of the desk: what each does, and where those lead that open a page."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask import render_template, url_for
from flask_security import current_user

from app.accounts import policy
from app.accounts.policy import Right
from app.admin.blueprint import admin


@dataclass(frozen=True)
class Shortcut:
    """Keys that are pressed one after the other, and what they do; `endpoint` is the page that they open, if any."""

    keys: str
    does: str
    endpoint: str = ""
    right: Right = Right.WRITE


# Everywhere at the desk. static/admin/shortcuts.js does the ones that open no page.
DESK = (
    Shortcut("n", "Write a new article", "admin.new_article"),
    Shortcut("/", "Go to the search field of the page"),
    Shortcut("?", "Show this page", "admin.shortcuts"),
    Shortcut("g d", "Go to the desk’s front page", "admin.front"),
    Shortcut("g a", "Go to the articles", "admin.articles"),
    Shortcut("g p", "Go to the pictures", "admin.picture_library"),
    Shortcut("g t", "Go to the statistics", "admin.statistics"),
    Shortcut("g e", "Go to the sections", "admin.sections", Right.SET_UP),
    Shortcut("g s", "Go to the settings", "admin.site_settings", Right.SET_UP),
)
LISTS = (
    Shortcut("j", "Go to the next row; so does the down arrow once a row has the focus"),
    Shortcut("k", "Go to the row before; so does the up arrow"),
    Shortcut("Enter", "Open the row that has the focus"),
    Shortcut("x", "Choose the row, or choose it no more"),
)
# Of the form of an article. static/admin/ does them; on a Mac it is Command for Control.
EDITOR = (
    Shortcut("Control+B", "Bold"),
    Shortcut("Control+I", "Italic"),
    Shortcut("Control+.", "Superscript, x²"),
    Shortcut("Control+,", "Subscript, x₂"),
    Shortcut("Control+Shift+8", "Bullets"),
    Shortcut("Control+Shift+7", "Numbers"),
    Shortcut("Control+Shift+B", "Quote"),
    Shortcut("Control+Z", "Undo"),
    Shortcut("Control+Shift+Z", "Redo"),
    Shortcut("Control+K", "A link"),
    Shortcut("Control+F", "Find and replace"),
    Shortcut("Control+Shift+F", "Full screen, until Escape"),
    Shortcut("Control+Shift+V", "Paste the words alone"),
    Shortcut("Alt+F10", "Go to the toolbar; Escape leads back"),
    Shortcut("Tab", "With a picture in the text selected: go to its caption, then to its buttons"),
)


@admin.get("/shortcuts")
def shortcuts() -> str:
    """List all keys, and let them be switched off."""
    groups = {"Everywhere at the desk": _allowed(DESK), "In lists": LISTS, "In the text of an article": EDITOR}
    return render_template("admin/shortcuts.html", groups=groups)


def pages() -> dict[str, str]:
    """Return the addresses that keys open, by the keys."""
    return {shortcut.keys: url_for(shortcut.endpoint) for shortcut in _allowed(DESK) if shortcut.endpoint}


def _allowed(shortcuts: tuple[Shortcut, ...]) -> Iterator[Shortcut]:
    return (shortcut for shortcut in shortcuts if policy.may(current_user, shortcut.right))
