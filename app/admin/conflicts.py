"""What two editors left differently: the stored article beside the form of whoever saves second."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from app.admin.forms.article import KINDS, ArticleForm
from app.articles import body
from app.articles.content import ArticleContent
from app.articles.models import Article, Kind

# In the order of the form.
_COMPARED = (
    "title", "subtitle", "body", "pictures", "pictures_numbered", "publish_at", "language", "slug", "kind", "tags",
    "event_date", "source", "external_link", "starting_hits", "correction",
    "withdrawal_notice",
)  # fmt: skip


@dataclass(frozen=True)
class Difference:
    """A field that two editors left differently: what is stored, beside what this form holds."""

    label: str
    stored: str
    typed: str


def differences(form: ArticleForm, article: Article, typed: ArticleContent, zone: ZoneInfo) -> Iterator[Difference]:
    """Yield what differs between the stored article and what was typed into a form that was opened before."""
    stored_form = ArticleForm(formdata=None)
    stored_form.fill(article, zone)
    stored = stored_form.content(zone, article)
    typed = replace(typed, body=body.clean(typed.body), publish_at=typed.publish_at or stored.publish_at)
    for name in _COMPARED:
        if getattr(stored, name) != getattr(typed, name):
            yield Difference(form[name].label.text, *_shown(name, getattr(stored, name), getattr(typed, name)))
    if stored.section_id != typed.section_id:
        names = form.section_names
        yield Difference("Section", names[stored.section_id], names[typed.section_id])
    if stored.translation_of != typed.translation_of:
        of = (stored_form.translation_of.data or "", form.translation_of.data or "")
        yield Difference(form.translation_of.label.text, *of)


def _shown(name: str, stored: object, typed: object) -> tuple[str, str]:
    """Return two values for an editor's eyes: the text without its tags, unless it differs in nothing else."""
    values = in_words(stored), in_words(typed)
    if name == "body":
        words = body.plain_text(values[0]), body.plain_text(values[1])
        return words if words[0] != words[1] else values
    return values


def in_words(value: object) -> str:
    """Return a value of `ArticleContent` as an editor reads it."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case Kind():
            return KINDS[value]
        case datetime():
            return f"{value:%Y-%m-%d %H:%M %Z}"
        case tuple():
            return ", ".join(value)
        case list():
            return "\n".join(" · ".join(filter(None, (row.caption, row.credit, row.alternative_text))) for row in value)
        case _:
            return str(value)
