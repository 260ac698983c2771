"""What a form holds beside what is stored, in words for the editor."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from wtforms import Field

from app.admin.forms.article import KINDS, ArticleForm
from app.articles import body, comparison
from app.articles.comparison import Piece
from app.articles.models import Article, Kind
from app.foundation.translation import listed

# In the order of the form.
_COMPARED = (
    "title", "subtitle", "body", "pictures", "pictures_numbered", "publish_at", "language", "slug", "kind", "tags",
    "event_date", "source", "external_link", "starting_hits", "correction",
    "withdrawal_notice",
)  # fmt: skip


@dataclass(frozen=True)
class Difference:
    """A field in which a form differs from what is stored."""

    label: str
    stored: str
    typed: str

    @property
    def is_compared(self) -> bool:
        """Whether the words are compared: not of what is longer than an article can be, which would take seconds."""
        return _is_short(self.stored, self.typed)

    @cached_property
    def pieces(self) -> Sequence[Piece]:
        """Both values in one, word by word."""
        return comparison.of_texts(self.stored, self.typed)


def differences(form: ArticleForm, article: Article | None, zone: ZoneInfo) -> Iterator[Difference]:
    """Yield in which fields a form differs from the stored article, or from an empty form; it need not be valid."""
    stored_form = ArticleForm(formdata=None)
    stored_form.section.data = form.section.data
    if article is not None:
        stored_form.fill(article, zone)
    stored = stored_form.content(zone, article)
    typed = form.content(zone, article)
    if _is_short(typed.body):
        typed = replace(typed, body=body.clean(typed.body))
    for name in _COMPARED:
        if getattr(stored, name) != getattr(typed, name):
            values = in_words(getattr(stored, name), zone), in_words(getattr(typed, name), zone)
            yield Difference(label(name), *as_shown(name, *values))
    if stored.section_id != typed.section_id:
        names = form.section_names
        yield Difference(label("section_id"), names.get(stored.section_id, ""), names.get(typed.section_id, ""))
    if form.translation_of.data != form.translation_shown.data:
        of = (form.translation_shown.data or "", form.translation_of.data or "")
        yield Difference(label("translation_of"), *of)
    if form.note.data:
        yield Difference(label("note"), "", form.note.data)


def label(name: str) -> str:
    """Return what the form calls a field of `ArticleContent`."""
    return str(ArticleForm(formdata=None)[name.removesuffix("_id")].label.text)


def label_in_row(number: int, field: Field) -> str:
    """Return what is said of a field in a picture's row; rows are counted from 1."""
    return _("Picture in row %(number)s, %(field)s", number=number, field=str(field.label.text).lower())


def as_shown(name: str, stored: str, typed: str) -> tuple[str, str]:
    """Return two values for an editor's eyes: the text without its tags, unless it differs in nothing else.

    A text that is longer than an article can be comes with its tags, too.
    """
    if name == "body" and _is_short(stored, typed):
        words = body.plain_text(stored), body.plain_text(typed)
        return words if words[0] != words[1] else (stored, typed)
    return stored, typed


def _is_short(*values: str) -> bool:
    return all(len(value) <= body.MAX_LENGTH for value in values)


def in_words(value: object, zone: ZoneInfo) -> str:
    """Return a value of `ArticleContent` as an editor reads it, a time in the site's zone."""
    match value:
        case None:
            return ""
        case bool():
            return _("yes") if value else _("no")
        case Kind():
            return str(KINDS[value])
        case datetime():
            return f"{value.astimezone(zone):%Y-%m-%d %H:%M %Z}"
        case tuple():
            return listed(value)
        case list():
            return "\n".join(" · ".join(filter(None, (row.caption, row.credit, row.alternative_text))) for row in value)
        case _:
            return str(value)
