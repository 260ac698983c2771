"""Where two editors' changes clash: both versions side by side, and what the editor picks of them."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import count, takewhile
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from flask_babel import lazy_gettext

from app.admin.differences import Difference, as_shown, in_words, label, label_in_row
from app.admin.forms.article import ArticleForm
from app.admin.forms.picture import PictureForm
from app.articles import merging
from app.articles.content import ArticleContent
from app.articles.merging import ChangedSince, Choice, Clash
from app.articles.models import Kind

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
    "event_date": lambda version: date.fromisoformat(version) if version else None,
}
# What reading a clash raises that no form of ours has sent.
_NOT_OURS = (ValueError, KeyError, TypeError, AttributeError, RecursionError)


@dataclass(frozen=True)
class ShownClash:
    """A clash for the editor's eyes: two versions in words, what can be picked, and what the form carries along."""

    difference: Difference
    choices: dict[Choice, str]
    picked: Choice | None
    carried: str


def shown(clash: Clash, content: ArticleContent, zone: ZoneInfo) -> ShownClash:
    """Return a clash of `content` as the form shows it, with times in the site's zone."""
    captions = {picture.key: picture.caption for picture in content.pictures}
    return _shown(_carried(clash), None, (clash.mine, clash.stored), captions, zone)


def carried_along(form: ArticleForm, sent: Mapping[str, str], zone: ZoneInfo) -> list[ShownClash]:
    """Return the clashes that came with a form which is shown once more, with what its editor has picked so far."""
    captions = {str(entry.form.key.data): entry.form.caption.data or "" for entry in form.pictures}
    found = []
    for carried, choice in _sent(sent):
        try:
            values = json.loads(carried)
            read = _read(values["field"])
            versions = (read(values["mine"]), read(values["stored"]))
            found.append(_shown(carried, _choice(choice), versions, captions, zone))
        except _NOT_OURS:
            continue
    return found


def settle(
    content: ArticleContent, stored: ArticleContent, sent: Mapping[str, str]
) -> tuple[ArticleContent, dict[str, str]]:
    """Return what a form holds with its editor's picks, and then the form's fields of what is still to be picked from.

    `stored` is what it stood beside. What no form of ours has sent changes nothing.
    """
    unsettled: dict[str, str] = {}
    # The last first: it moves those before it by nothing.
    for number, (carried, chosen) in reversed(list(enumerate(_sent(sent)))):
        try:
            clash = _clash(json.loads(carried), stored)
            choice = _choice(chosen)
            if choice is None:
                raise ChangedSince(clash)
            content = merging.settle(content, clash, choice, stored)
        except ChangedSince as again:
            unsettled |= {f"clash-{number}": _carried(again.clash), f"choice-{number}": ""}
        except _NOT_OURS:
            continue
    return content, unsettled


def _choice(chosen: str) -> Choice | None:
    return next((choice for choice in Choice if choice == chosen), None)


def _carried(clash: Clash) -> str:
    """Return what the form carries along of a clash."""
    return json.dumps(vars(clash), default=_plainly)


def _sent(sent: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield each clash that a form carries along, and what was picked."""
    for name in takewhile(sent.__contains__, map("clash-{}".format, count())):
        yield sent[name], sent.get(name.replace("clash", "choice"), "")


def _clash(carried: dict[str, object], stored: ArticleContent) -> Clash:
    """Return the clash that the form has carried along, with the stored value of its field."""
    name, picture = str(carried["field"]), str(carried["picture"])
    if name in ("body", "pictures"):
        place = carried.get("place")
        texts = _texts(carried["mine"]), _texts(carried["stored"])
        return Clash(name, *texts, place=place if isinstance(place, int) else 0)
    beside = _value(stored, name, picture)
    if carried["mine"]:
        mine = _read(name)(carried["mine"])
    else:
        # Emptied: in the form stands what is stored.
        mine = type(beside)() if isinstance(beside, (str, int, Sequence)) else None
    return Clash(name, mine, beside, picture)


def _read(name: str) -> Callable[[Any], Any]:
    return _READ.get(name, lambda version: version)


def _value(content: ArticleContent, name: str, picture: str) -> object:
    return vars({each.key: each for each in content.pictures}[picture] if picture else content)[name]


def _texts(value: object) -> Sequence[str]:
    if not isinstance(value, list) or not all(isinstance(text, str) for text in value):
        raise TypeError(value)
    return value


def _shown(
    carried: str, picked: Choice | None, versions: tuple[object, object], captions: Mapping[str, str], zone: ZoneInfo
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
