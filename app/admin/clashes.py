"""Where two editors' changes clash: both versions side by side, and what the editor picks of them."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count, takewhile

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from werkzeug.datastructures import MultiDict

from app.admin.differences import as_shown, in_words, label, label_in_row
from app.admin.forms.picture import PictureForm
from app.articles import merging
from app.articles.content import ArticleContent
from app.articles.merging import Choice, Clash

_CHOICES = {
    Choice.MINE: lazy_gettext("Keep mine"),
    Choice.STORED: lazy_gettext("Take the stored one"),
    Choice.BOTH: lazy_gettext("Keep both, one behind the other"),
}


@dataclass(frozen=True)
class ShownClash:
    """A clash for the editor's eyes: two versions in words, what can be picked, and what the form carries along."""

    label: str
    stored: str
    mine: str
    choices: dict[Choice, str]
    picked: Choice
    carried: str


def shown(clash: Clash, content: ArticleContent) -> ShownClash:
    """Return a clash of `content` as the form shows it."""
    stored, mine = as_shown(
        clash.field, *(_in_words(clash.field, value, content) for value in (clash.stored, clash.mine))
    )
    choices = {choice: words for choice, words in _CHOICES.items() if choice is not Choice.BOTH or _can_be_both(clash)}
    carried = {"field": clash.field, "picture": clash.picture, "mine": clash.mine, "stored": clash.stored}
    picked = Choice.MINE if clash.mine else Choice.STORED
    return ShownClash(_label(clash, content), stored, mine, choices, picked, json.dumps(carried, default=in_words))


def settle(content: ArticleContent, stored: ArticleContent, sent: MultiDict[str, str]) -> ArticleContent:
    """Return what a form holds with its editor's picks; `stored` is what it stood beside.

    A pick that cannot be understood, or whose place was changed by hand since, changes nothing.
    """
    for name in takewhile(sent.__contains__, map("clash-{}".format, count())):
        try:
            clash = _clash(json.loads(sent[name]), content, stored)
            choice = Choice(sent[name.replace("clash", "choice")])
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            continue
        content = merging.settle(content, clash, choice)
    return content


def _clash(carried: dict[str, object], content: ArticleContent, stored: ArticleContent) -> Clash:
    """Return the clash that the form has carried along, with the values of its field."""
    name, picture = str(carried["field"]), str(carried["picture"])
    if name in ("body", "pictures"):
        return Clash(name, _texts(carried["mine"]), _texts(carried["stored"]))
    mine, beside = (_value(version, name, picture) for version in (content, stored))
    if json.dumps(mine, default=in_words) != json.dumps(carried["mine"] or carried["stored"]):
        raise ValueError("The field was changed by hand.")
    return Clash(name, mine, beside, picture)


def _value(content: ArticleContent, name: str, picture: str) -> object:
    return vars({each.key: each for each in content.pictures}[picture] if picture else content)[name]


def _texts(value: object) -> Sequence[str]:
    if not isinstance(value, list) or not all(isinstance(text, str) for text in value):
        raise TypeError(value)
    return value


def _can_be_both(clash: Clash) -> bool:
    return clash.field == "body" and bool(clash.mine and clash.stored)


def _label(clash: Clash, content: ArticleContent) -> str:
    if not clash.picture:
        return _("Order of the pictures") if clash.field == "pictures" else label(clash.field)
    number = [picture.key for picture in content.pictures].index(clash.picture) + 1
    return label_in_row(number, PictureForm()[clash.field])


def _in_words(name: str, value: object, content: ArticleContent) -> str:
    if name == "body":
        return "\n".join(_texts(value))
    if name == "pictures":
        captions = {picture.key: picture.caption or picture.key for picture in content.pictures}
        return "\n".join(captions[key] for key in _texts(value))
    return in_words(value)
