"""The preview: the public page of what the form holds, saved or not."""

from datetime import datetime

from flask import render_template
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from app.admin.articles import load_article
from app.admin.blueprint import MAX_IDENTIFIER, admin
from app.admin.forms.article import ArticleForm
from app.admin.pictures import intake
from app.admin.writing.form_page import Outcome
from app.articles import editing, queries, tags, translations
from app.articles.composition import compose
from app.articles.content import ArticleContent
from app.articles.models import Article, PictureUse
from app.articles.surroundings import surroundings
from app.articles.visibility import is_visible
from app.foundation import clock
from app.foundation.database import db
from app.foundation.translation import speak
from app.hits import current_most_read
from app.hits import queries as hits_queries
from app.site.queries import settings


@admin.post("/preview")
@admin.post("/articles/<identifier:article_id>/preview")
def preview(article_id: int | None = None) -> ResponseReturnValue:
    """Show the article as visitors will see it. Nothing but its new pictures is stored, and no view is counted."""
    session, now = db.session(), clock.now()
    zone = settings(session).zone
    stored = load_article(article_id) if article_id else None
    form = ArticleForm()
    form.offer_sections(queries.sections(session))
    taken = intake.take_files(form)
    valid = form.validate()
    problems = [*taken.problems, *intake.missing_pictures(form, session)]
    if problems or not valid:
        return render_template("admin/preview_problems.html", form=form, outcome=Outcome(problems=problems)), 422
    article = _unsaved(session, form, form.content(zone, stored), now)
    # An article that was never saved is the newest of all.
    article.id = stored.id if stored else MAX_IDENTIFIER
    speak(article.language)
    others = surroundings(session, article, current_most_read().of(article.language), now)
    return render_template(
        "public/article.html",
        article=article,
        blocks=compose(article, now),
        hits=article.starting_hits + hits_queries.counted(session, [article.id])[article.id],
        earlier=others.earlier,
        later=others.later,
        related=others.related,
        most_read=others.most_read,
        translations=[other for other in translations.others(session, stored) if is_visible(other, now)]
        if stored
        else [],
        is_preview=True,
    )


def _unsaved(session: Session, form: ArticleForm, content: ArticleContent, now: datetime) -> Article:
    """Return the article that saving would store, outside of the session."""
    pictures = form.used_pictures(session)
    article = editing.unsaved(content, None, now)
    article.publish_at = content.publish_at or now
    article.tags = tags.unsaved(content.language, content.tags)
    article.picture_uses = [
        PictureUse(
            key=row.key,
            picture=pictures.get(row.picture_id or 0),
            caption=row.caption,
            credit=row.credit,
            alternative_text=row.alternative_text,
        )
        for row in content.pictures
    ]
    return article
