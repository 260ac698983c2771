"""The page with the form of an article: what it holds, and what became of a submission of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from flask import render_template, request
from sqlalchemy.orm import Session

from app.admin.checks import panel
from app.admin.forms.article import ArticleForm
from app.admin.writing import beside_pane, clashes
from app.admin.writing.clashes import ShownClash
from app.admin.writing.drafts import Offer, form_data
from app.articles import desk, presence, tags, translations
from app.articles.draft_models import Draft
from app.articles.models import Article
from app.foundation import clock
from app.foundation.database import db
from app.foundation.languages import LANGUAGES
from app.hits import queries as hits_queries
from app.site.queries import settings


@dataclass(frozen=True)
class FromWord:
    """What became of a Word file from which an article was to start: notes on what it lost, or why it was refused."""

    file_name: str = ""
    notes: Sequence[str] = ()
    refusal: str = ""


@dataclass(frozen=True)
class Outcome:
    """What became of a submission: the saved article, or why there is none; then `form`, if given, is to be shown."""

    article: Article | None = None
    message: str = ""
    status: int = 200
    problems: Sequence[str] = ()
    clashes: Sequence[ShownClash] = ()
    # Of the clashes that came with the form, the fields of those that are still to be picked from.
    unsettled: Mapping[str, str] = field(default_factory=dict)
    form: ArticleForm | None = None


def form_page(
    form: ArticleForm,
    article: Article | None,
    outcome: Outcome | None = None,
    *,
    offers: Sequence[Offer] = (),
    draft: Draft | None = None,
    from_word: FromWord | None = None,
) -> str:
    """Return the page with the form, which holds what is stored, or `draft`, or what was submitted.

    `from_word` is what is to be said of the Word file from which it was filled.
    """
    session, now = db.session(), clock.now()
    zone = settings(session).zone
    outcome = outcome or Outcome()
    form = outcome.form or form
    form.name_draft()
    sent = {**(form_data(draft) if draft else request.form).to_dict(), **outcome.unsettled}
    return render_template(
        "admin/article.html",
        form=form,
        article=article,
        outcome=outcome,
        offers=offers,
        is_draft=draft is not None,
        # Clashes stay until they are settled, whatever else keeps the form from being saved.
        clashes=outcome.clashes or clashes.carried_along(form, sent, zone),
        from_word=from_word,
        sign_every=presence.SIGN_EVERY,
        standing=desk.standing(article, now) if article else None,
        standing_of=lambda other: desk.standing(other, now),
        hits=article.starting_hits + hits_queries.counted(session, [article.id])[article.id] if article else 0,
        pictures=form.used_pictures(session),
        translations=translations.others(session, article) if article else [],
        tag_names=_tag_names(session),
        translatable={language: translations.suggested(session, language) for language in LANGUAGES},
        zone=zone,
        beside=beside_pane.pane(form, article),
        checks=panel.for_form(form, article) if article or form.title.data else None,
    )


def _tag_names(session: Session) -> dict[str, list[str]]:
    """Return what is suggested as tags in each language."""
    suggested = tags.recent(session)
    return {language: [tag.name for tag in suggested if tag.language == language] for language in LANGUAGES}
