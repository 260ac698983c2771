"""The checks of an article while it is written."""

from flask import render_template
from flask.typing import ResponseReturnValue

from app.admin.articles import load_article
from app.admin.blueprint import admin
from app.admin.checks import panel
from app.admin.forms.article import ArticleForm
from app.articles import queries
from app.foundation.database import db


@admin.post("/checks")
@admin.post("/articles/<identifier:article_id>/checks")
def article_checks(article_id: int | None = None) -> ResponseReturnValue:
    """Check the form as it stands and answer with the panel, a part of a page. Nothing is stored."""
    article = load_article(article_id) if article_id else None
    form = ArticleForm()
    form.offer_sections(queries.sections(db.session()))
    form.validate()
    return render_template("admin/checks.html", checks=panel.for_form(form, article), form=form)
