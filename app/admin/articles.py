"""The list of articles, and the form in which one is written."""

from zoneinfo import ZoneInfo

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user

from app.admin import bulk_words
from app.admin.blueprint import MAX_IDENTIFIER, admin
from app.admin.forms.article import ArticleForm
from app.admin.forms.filters import ListFilters
from app.admin.writing import saving
from app.admin.writing.drafts import form_of, offers
from app.admin.writing.form_page import form_page
from app.articles import bulk, desk, drafts, queries
from app.articles.models import Article
from app.foundation import clock
from app.foundation.database import db
from app.foundation.paging import PageNotFound
from app.hits import queries as hits_queries
from app.site.queries import settings


@admin.get("/articles")
def articles() -> ResponseReturnValue:
    """Show the list, filtered as its address says."""
    session, now = db.session(), clock.now()
    sections = queries.sections(session)
    filters = ListFilters(request.args, sections)
    try:
        page = desk.desk_page(session, filters.selection(), filters.page_number, now)
    except PageNotFound:
        abort(404)
    hits = hits_queries.counted(session, [article.id for article in page.items])
    return render_template(
        "admin/articles.html",
        page=page,
        filters=filters,
        hits=hits,
        changes=bulk.changes(session, request.args["changed"], current_user.id) if "changed" in request.args else [],
        choose_all=request.args.get("choose") == "all",
        done=bulk_words.done,
        kinds=bulk_words.KINDS,
        standing=lambda article: desk.standing(article, now),
        zone=settings(session).zone,
    )


@admin.route("/articles/new", methods=["GET", "POST"])
def new_article() -> ResponseReturnValue:
    """Write a new article."""
    return _write(None)


@admin.route("/articles/<identifier:article_id>", methods=["GET", "POST"])
def edit_article(article_id: int) -> ResponseReturnValue:
    """Change an article."""
    return _write(load_article(article_id))


def load_article(article_id: int) -> Article:
    """Return the article of an address, or answer 404; that the user may write was checked at the wall."""
    return db.session().get(Article, article_id) or abort(404)


def _write(article: Article | None) -> ResponseReturnValue:
    session = db.session()
    zone = settings(session).zone
    if request.method == "GET":
        return _form(article, zone)
    form = ArticleForm()
    form.offer_sections(queries.sections(session))
    outcome = saving.save(form, article, zone)
    if outcome.article is None:
        return form_page(form, article, outcome), outcome.status
    flash(outcome.message)
    beside = form.beside.data or None
    return redirect(url_for("admin.edit_article", article_id=outcome.article.id, beside=beside), 303)


def _form(article: Article | None, zone: ZoneInfo) -> str:
    """Return the form as it is stored, or with the draft that the address asks for."""
    session = db.session()
    if "draft" in request.args:
        draft = drafts.draft(session, request.args["draft"], current_user.id)
        if draft is None or draft.article_id != (article.id if article else None):
            abort(404)
        return form_page(form_of(draft, article, zone), article, draft=draft)
    form = ArticleForm()
    form.offer_sections(queries.sections(session))
    if article is not None:
        form.fill(article, zone)
        if "beside" in request.args:
            form.beside.data = _other(article).id
    return form_page(form, article, offers=list(offers(article, zone)))


def _other(article: Article) -> Article:
    """Return the article that the address asks to see beside this one."""
    number = request.args.get("beside", type=int)
    if number is None or not 0 < number <= MAX_IDENTIFIER or number == article.id:
        abort(404)
    return load_article(number)
