"""Where two editors' changes clash: both versions side by side, and what the editor picks of them."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import count, islice, takewhile
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from werkzeug.datastructures import MultiDict

from app.admin.differences import Difference, as_shown, in_words, label, label_in_row
from app.admin.forms.article import ArticleForm
from app.admin.forms.picture import PictureForm
from app.articles import merging
from app.articles.content import ArticleContent
from app.articles.merging import Choice, Clash
from app.articles.models import Kind

# More than two versions of one announcement can have.
_MOST = 200
_CHOICES = {
    Choice.MINE: lazy_gettext("Keep mine"),
    Choice.STORED: lazy_gettext("Take the stored one"),
    Choice.BOTH: lazy_gettext("Keep both, one behind the other"),
}


# How fields are read that JSON does not know.
_READ: dict[str, Callable[[Any], Any]] = {
    "kind": Kind,
    "tags": tuple,
    "publish_at": lambda version: datetime.fromisoformat(version) if version else None,
}
# What reading a clash raises that no form of ours has sent.
_NOT_OURS = (ValueError, KeyError, TypeError, AttributeError, RecursionError)


@dataclass(frozen=True)
class ShownClash:
    """A clash for the editor's eyes: two versions in words, what can be picked, and what the form carries along."""

    difference: Difference
    choices: dict[Choice, str]
    picked: Choice
    carried: str


def shown(clash: Clash, content: ArticleContent, zone: ZoneInfo) -> ShownClash:
    """Return a clash of `content` as the form shows it, with times in the site's zone."""
    carried = {"field": clash.field, "picture": clash.picture, "mine": clash.mine, "stored": clash.stored}
    captions = {picture.key: picture.caption for picture in content.pictures}
    picked = Choice.MINE if clash.mine else Choice.STORED
    return _shown(json.dumps(carried, default=_plainly), picked, (clash.mine, clash.stored), captions, zone)


def carried_along(form: ArticleForm, sent: MultiDict[str, str], zone: ZoneInfo) -> list[ShownClash]:
    """Return the clashes that came with a form which is shown once more, with its editor's picks."""
    captions = {str(entry.form.key.data): entry.form.caption.data or "" for entry in form.pictures}
    found = []
    for carried, choice in _sent(sent):
        try:
            values = json.loads(carried)
            read = _READ.get(values["field"], lambda version: version)
            versions = (read(values["mine"]), read(values["stored"]))
            found.append(_shown(carried, Choice(choice), versions, captions, zone))
        except _NOT_OURS:
            continue
    return found


def settle(content: ArticleContent, stored: ArticleContent, sent: MultiDict[str, str]) -> ArticleContent:
    """Return what a form holds with its editor's picks; `stored` is what it stood beside.

    A pick that cannot be understood, or whose place was changed by hand since, changes nothing.
    """
    for carried, choice in _sent(sent):
        try:
            content = merging.settle(content, _clash(json.loads(carried), content, stored), Choice(choice))
        except _NOT_OURS:
            continue
    return content


def _sent(sent: MultiDict[str, str]) -> Iterator[tuple[str, str]]:
    """Yield each clash that a form carries along, and what was picked."""
    for name in islice(takewhile(sent.__contains__, map("clash-{}".format, count())), _MOST):
        yield sent[name], sent.get(name.replace("clash", "choice"), "")


def _clash(carried: dict[str, object], content: ArticleContent, stored: ArticleContent) -> Clash:
    """Return the clash that the form has carried along, with the values of its field."""
    name, picture = str(carried["field"]), str(carried["picture"])
    if name in ("body", "pictures"):
        return Clash(name, _texts(carried["mine"]), _texts(carried["stored"]))
    mine, beside = (_value(version, name, picture) for version in (content, stored))
    if json.dumps(mine, default=_plainly) != json.dumps(carried["mine"] or carried["stored"]):
        raise ValueError("The field was changed by hand.")
    if not carried["mine"]:
        # Emptied: in the form stands what is stored.
        mine = type(beside)() if isinstance(beside, (str, int, Sequence)) else None
    return Clash(name, mine, beside, picture)


def _value(content: ArticleContent, name: str, picture: str) -> object:
    return vars({each.key: each for each in content.pictures}[picture] if picture else content)[name]


def _texts(value: object) -> Sequence[str]:
    if not isinstance(value, list) or not all(isinstance(text, str) for text in value):
        raise TypeError(value)
    return value


def _shown(
    carried: str, picked: Choice, versions: tuple[object, object], captions: Mapping[str, str], zone: ZoneInfo
) -> ShownClash:
    """Return what a form carries along as it is shown; `captions` are those of its pictures by key, in their order."""
    values = json.loads(carried)
    name, picture = str(values["field"]), str(values["picture"])
    mine, stored = (_in_words(name, version, captions, zone) for version in versions)
    difference = Difference(_label(name, picture, list(captions)), *as_shown(name, stored, mine))
    can_be_both = name == "body" and all(versions)
    choices = {choice: words for choice, words in _CHOICES.items() if choice is not Choice.BOTH or can_be_both}
    return ShownClash(difference, choices, picked, carried)


def _label(name: str, picture: str, keys: Sequence[str]) -> str:
    if not picture:
        return _("Order of the pictures") if name == "pictures" else label(name)
    return label_in_row(keys.index(picture) + 1, PictureForm()[name])


def _in_words(name: str, value: object, captions: Mapping[str, str], zone: ZoneInfo) -> str:
    if name == "body":
        return "\n".join(_texts(value))
    if name == "pictures":
        return "\n".join(captions[key] or key for key in _texts(value))
    return in_words(value, zone)


def _plainly(value: object) -> str:
    """Return a value that JSON does not know, alike in each language of the desk."""
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(value)
