"""Writing a translation beside its original: the pane as it stands while one types, and new translations."""

from secrets import token_hex

from flask import abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.admin.articles import load_article
from app.admin.blueprint import admin
from app.admin.forms.article import ArticleForm
from app.admin.writing import beside_pane
from app.admin.writing.form_page import form_page
from app.articles import queries, translations
from app.articles.models import Article
from app.foundation.database import db
from app.foundation.languages import LANGUAGES


@admin.post("/beside")
@admin.post("/articles/<identifier:article_id>/beside")
def original_beside(article_id: int | None = None) -> ResponseReturnValue:
    """Compare the form with the original that it names, and answer with a part of a page. Nothing is stored."""
    article = load_article(article_id) if article_id else None
    form = ArticleForm()
    form.offer_sections(queries.sections(db.session()))
    form.validate()
    pane = beside_pane.pane(form, article) or abort(404)
    return render_template("admin/beside_pairs.html", beside=pane, form=form)


@admin.get("/articles/<identifier:article_id>/translate/<language>")
def new_translation(article_id: int, language: str) -> ResponseReturnValue:
    """Open the form of a new translation beside its original, or of the one that there is. Nothing is stored."""
    original = load_article(article_id)
    if language not in LANGUAGES or language == original.language:
        abort(404)
    for other in translations.others(db.session(), original):
        if other.language == language:
            return redirect(url_for("admin.edit_article", article_id=other.id, beside=article_id))
    form = ArticleForm(formdata=None)
    form.offer_sections(queries.sections(db.session()))
    _begin(form, original, language)
    return form_page(form, None)


def _begin(form: ArticleForm, original: Article, language: str) -> None:
    """Fill in what a translation has in common with its original."""
    form.language.data = language
    form.section.data = original.section_id
    form.kind.data = original.kind.value
    for name in ("event_date", "source", "external_link", "pictures_numbered"):
        form[name].data = getattr(original, name)
    form.translation_of.data = original.slug
    form.beside.data = original.id
    for position, use in enumerate(original.picture_uses, start=1):
        row = {"key": token_hex(5), "picture_id": use.picture_id, "credit": use.credit, "position": position}
        form.pictures.append_entry(row)
