"""The bin: deleting an article, and taking it back."""

from collections.abc import Callable

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from app.admin.articles import load_article
from app.admin.blueprint import admin
from app.articles import workflow
from app.articles.models import Article
from app.articles.workflow import NotPossible
from app.foundation.database import db


@admin.post("/articles/<int:article_id>/bin")
def move_to_bin(article_id: int) -> ResponseReturnValue:
    """Delete an article so that it can be restored."""
    return _do(workflow.move_to_bin, load_article(article_id), "“{}” is in the bin. Visitors no longer see it.")


@admin.post("/articles/<int:article_id>/restore")
def restore(article_id: int) -> ResponseReturnValue:
    """Take an article out of the bin."""
    return _do(workflow.restore, load_article(article_id), "“{}” is back, as a draft.")


def _do(action: Callable[[Article], None], article: Article, done: str) -> ResponseReturnValue:
    try:
        action(article)
    except NotPossible as problem:
        flash(str(problem))
    else:
        db.session.commit()
        flash(done.format(article.title))
    return redirect(url_for("admin.edit_article", article_id=article.id), 303)
