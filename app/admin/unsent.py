"""A form that is sent without script after its session has ended: what was typed comes back with the answer.

With script an article's form is never sent in vain; see `static/admin/submission.js`.
"""

from flask import Flask, current_app, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_security import current_user
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import BadRequest

from app.admin.forms.article import ArticleForm
from app.admin.writing.form_page import Outcome, form_page
from app.articles import queries
from app.articles.models import Article
from app.foundation import request_checks
from app.foundation.database import db

_ARTICLE_FORMS = ("admin.new_article", "admin.edit_article")
_PLAIN_FORMS = ("admin.edit_picture", "admin.new_section", "admin.edit_section", "admin.site_settings")
_FORMS = _ARTICLE_FORMS + _PLAIN_FORMS
# What belongs to the page that was sent, and to the button that was pressed.
_OF_THE_PAGE = ("csrf_token", "then")


def init_app(app: Flask) -> None:
    """Stand before the wall, and where a form's token is refused."""
    # The application's come before those of its blueprints.
    app.before_request(_keep_typed)
    request_checks.take_long_forms(app, *_FORMS)
    app.register_error_handler(CSRFError, _with_foreign_token)


def _keep_typed() -> ResponseReturnValue | None:
    """Give a form back to somebody who is no longer signed in, instead of leading to the sign-in page."""
    return _carried() if _is_ours() and not current_user.is_authenticated else None


def _with_foreign_token(error: CSRFError) -> ResponseReturnValue:
    if not _is_ours():
        return current_app.handle_http_exception(BadRequest(error.description))
    if not current_user.is_authenticated or request.endpoint in _PLAIN_FORMS:
        return _carried()
    article_id = (request.view_args or {}).get("article_id")
    article = db.session().get(Article, article_id) if article_id else None
    if article_id and article is None:
        return current_app.handle_http_exception(BadRequest(error.description))
    form = ArticleForm()
    form.offer_sections(queries.sections(db.session()))
    problem = _("This page was opened before you signed in again. Nothing you typed is lost: look it over, then save.")
    return form_page(form, article, Outcome(problems=[problem])), 400


def _is_ours() -> bool:
    """Say whether the request is one of the forms, and no other site's: its words would come with our button below.

    `Sec-Fetch-Site` (Fetch Metadata Request Headers) is sent by each browser of these years, but not over plain HTTP.
    """
    from_here = request.headers.get("Sec-Fetch-Site", "same-origin") == "same-origin"
    return request.endpoint in _FORMS and request.method == "POST" and from_here


def _carried() -> ResponseReturnValue:
    """Return a page that carries what was typed, to be sent again by an editor who is signed in."""
    fields = [(name, value) for name, value in request.form.items(multi=True) if name not in _OF_THE_PAGE]
    return render_template("admin/unsent.html", fields=fields), 400 if current_user.is_authenticated else 401
