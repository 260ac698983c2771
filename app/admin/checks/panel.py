"""The panel of checks beside the form: what stops publishing, and what is advice."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from flask import current_app, request
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from app.admin.checks import words
from app.admin.differences import label_in_row
from app.admin.forms.article import ArticleForm
from app.articles import body, workflow
from app.articles.checks import check, context
from app.articles.checks.finding import Code, Finding, Place
from app.articles.models import Article, State
from app.articles.workflow import NotPossible
from app.foundation.database import db
from app.foundation.translation import in_a_row
from app.site.queries import settings

# Of a form in which one of these is wrong nothing else can be said.
_READABLE = ("language", "kind", "body", "pictures")


@dataclass(frozen=True)
class Shown:
    """One entry of the panel: where (the name of a field, and its id in the form), and what is the matter."""

    where: str
    target: str
    words: str
    finding: Finding | None = None


@dataclass(frozen=True)
class Panel:
    """What stops publishing, and what is advice."""

    stopping: Sequence[Shown]
    advice: Sequence[Shown]


def for_form(form: ArticleForm, article: Article | None) -> Panel:
    """Return the panel for a form, which was filled or validated, and the `article` that it stands for, if any."""
    stopping = list(_problems(form))
    advice: list[Shown] = []
    if not any(form[name].errors for name in _READABLE):
        chosen = _stopping(db.session())
        for finding in _findings(form, article, stopping):
            (stopping if finding.code in chosen else advice).append(_shown(finding, form))
    return Panel(stopping, advice)


def let_pass(session: Session, article: Article) -> None:
    """Refuse that an article is public, or will be, with what the settings do not let pass. Raises `check.Stopped`."""
    chosen = _stopping(session)
    if chosen and article.state is State.PUBLISHED:
        found = check.of_article(session, article, zone=settings(session).zone, host=_host())
        check.require(found, chosen)


def in_words(findings: Iterable[Finding], form: ArticleForm) -> list[str]:
    """Return a sentence about each finding that says where it is."""
    shown = [_shown(finding, form) for finding in findings]
    return [_sentence(entry, finding.place.text) for entry, finding in zip(shown, findings, strict=True)]


def _sentence(entry: Shown, text: str) -> str:
    if text:
        return _("%(where)s: %(words)s “%(text)s”", where=entry.where, words=entry.words, text=text)
    return _("%(where)s: %(words)s", where=entry.where, words=entry.words)


def _findings(form: ArticleForm, article: Article | None, stopping: list[Shown]) -> list[Finding]:
    session = db.session()
    zone = settings(session).zone
    content = form.content(zone, article)
    content = replace(content, body=body.clean(content.body))
    try:
        workflow.require_complete(content)
    except NotPossible as problem:
        stopping.append(Shown(str(form.kind.label.text), form.kind.id, str(problem)))
    pictures = form.used_pictures(session)
    beside = context.gather(session, content, article.id if article else None, pictures, zone=zone, host=_host())
    return check.check(content, beside)


def _problems(form: ArticleForm) -> Iterator[Shown]:
    """Yield what keeps the form from being saved at all."""
    rows = [(number, entry.form) for number, entry in enumerate(form.pictures, start=1)]
    for number, fields in [(0, form), *rows]:
        for field in fields:
            if field.errors and field.type not in ("FieldList", "Rows", "CSRFTokenField"):
                label = label_in_row(number, field) if number else str(field.label.text)
                yield Shown(label, field.id, in_a_row(*map(str, field.errors)))


def _shown(finding: Finding, form: ArticleForm) -> Shown:
    return Shown(*_where(finding.place, form), words.sentence(finding), finding)


def _where(place: Place, form: ArticleForm) -> tuple[str, str]:
    """Return the name of the field in which a finding stands, and its id in the form."""
    if place.picture:
        fields = next((entry.form for entry in form.pictures if entry.form.key.data == place.picture), None)
        if fields is None:
            # A colleague has added it since.
            return str(form.pictures.label.text), "pictures-heading"
    else:
        fields = form
    return str(fields[place.field].label.text), fields[place.field].id


def _stopping(session: Session) -> set[Code]:
    chosen = settings(session).stopping_checks.split()
    return {code for code in Code if code in chosen}


def _host() -> str:
    """Return the host under which the public finds the newsroom."""
    site_url: str | None = current_app.extensions["settings"].site_url
    return urlsplit(site_url).netloc if site_url else request.host
