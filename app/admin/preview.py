"""The preview: the public page of what the form holds, saved or not."""

from flask import g, render_template
from flask.typing import ResponseReturnValue

from app.admin import intake
from app.admin.blueprint import admin
from app.admin.forms.article import ArticleForm
from app.admin.saving import Outcome
from app.articles import queries
from app.articles.composition import compose
from app.articles.models import Article, PictureUse
from app.foundation import clock
from app.foundation.database import db
from app.site.queries import settings


@admin.post("/preview")
def preview() -> ResponseReturnValue:
    """Show the article as visitors will see it. Nothing but its new pictures is stored, and no view is counted."""
    session, now = db.session(), clock.now()
    zone = settings(session).zone
    form = ArticleForm()
    sections = queries.sections(session)
    form.offer_sections(sections)
    taken = intake.take_files(form)
    if not form.validate() or taken.problems:
        outcome = Outcome(problems=taken.problems)
        return render_template("admin/preview_problems.html", form=form, outcome=outcome), intake.UNPROCESSABLE
    content = form.content(zone)
    pictures = form.used_pictures(session)
    article = Article(
        language=content.language,
        section_id=content.section_id,
        section=next(section for section in sections if section.id == content.section_id),
        title=content.title,
        subtitle=content.subtitle,
        slug=content.slug,
        body=content.body,
        publish_at=content.publish_at or now,
        event_date=content.event_date,
        source=content.source,
        external_link=content.external_link,
        pictures_numbered=content.pictures_numbered,
        picture_uses=[
            PictureUse(
                key=row.key,
                picture=pictures.get(row.picture_id or 0),
                caption=row.caption,
                credit=row.credit,
                alternative_text=row.alternative_text,
            )
            for row in content.pictures
        ],
    )
    g.language = content.language
    return render_template(
        "public/article.html",
        article=article,
        blocks=compose(article),
        hits=content.starting_hits,
        earlier=None,
        later=None,
        is_preview=True,
    )
