"""The keys of the desk: what each does, and where those lead that open a page."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask import render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext
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
    Shortcut("n", lazy_gettext("Write a new article"), "admin.new_article"),
    Shortcut("/", lazy_gettext("Go to the search field of the page")),
    Shortcut("?", lazy_gettext("Show this page"), "admin.shortcuts"),
    Shortcut("g d", lazy_gettext("Go to the desk’s front page"), "admin.front"),
    Shortcut("g a", lazy_gettext("Go to the articles"), "admin.articles"),
    Shortcut("g p", lazy_gettext("Go to the pictures"), "admin.picture_library"),
    Shortcut("g t", lazy_gettext("Go to the statistics"), "admin.statistics"),
    Shortcut("g e", lazy_gettext("Go to the sections"), "admin.sections", Right.SET_UP),
    Shortcut("g s", lazy_gettext("Go to the settings"), "admin.site_settings", Right.SET_UP),
)
LISTS = (
    Shortcut("j", lazy_gettext("Go to the next row; so does the down arrow once a row has the focus")),
    Shortcut("k", lazy_gettext("Go to the row before; so does the up arrow")),
    Shortcut("Enter", lazy_gettext("Open the row that has the focus")),
    Shortcut("x", lazy_gettext("Choose the row, or choose it no more")),
)
# Of the form of an article. static/admin/ does them; on a Mac it is Command for Control.
EDITOR = (
    Shortcut("Control+B", lazy_gettext("Bold")),
    Shortcut("Control+I", lazy_gettext("Italic")),
    Shortcut("Control+.", lazy_gettext("Superscript, x²")),
    Shortcut("Control+,", lazy_gettext("Subscript, x₂")),
    Shortcut("Control+Shift+8", lazy_gettext("Bullets")),
    Shortcut("Control+Shift+7", lazy_gettext("Numbers")),
    Shortcut("Control+Shift+B", lazy_gettext("Quote")),
    Shortcut("Control+Z", lazy_gettext("Undo")),
    Shortcut("Control+Shift+Z", lazy_gettext("Redo")),
    Shortcut("Control+K", lazy_gettext("A link")),
    Shortcut("Control+F", lazy_gettext("Find and replace")),
    Shortcut("Control+Shift+F", lazy_gettext("Full screen, until Escape")),
    Shortcut("Control+Shift+V", lazy_gettext("Paste the words alone")),
    Shortcut("Alt+F10", lazy_gettext("Go to the toolbar; Escape leads back")),
    Shortcut("Tab", lazy_gettext("With a picture in the text selected: go to its caption, then to its buttons")),
)


@admin.get("/shortcuts")
def shortcuts() -> str:
    """List all keys, and let them be switched off."""
    groups = {
        _("Everywhere at the desk"): _allowed(DESK),
        _("In lists"): LISTS,
        _("In the text of an article"): EDITOR,
    }
    return render_template("admin/shortcuts.html", groups=groups)


def pages() -> dict[str, str]:
    """Return the addresses that keys open, by the keys."""
    return {shortcut.keys: url_for(shortcut.endpoint) for shortcut in _allowed(DESK) if shortcut.endpoint}


def _allowed(shortcuts: tuple[Shortcut, ...]) -> Iterator[Shortcut]:
    return (shortcut for shortcut in shortcuts if policy.may(current_user, shortcut.right))
