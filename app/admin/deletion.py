"""The bin: deleting an article, and taking it back."""

from collections.abc import Callable

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_security import current_user
from sqlalchemy.orm.exc import StaleDataError

from app.admin.articles import load_article
from app.admin.blueprint import admin
from app.articles import editing, workflow
from app.articles.models import Article
from app.articles.workflow import NotPossible
from app.foundation import clock
from app.foundation.database import db


@admin.post("/articles/<identifier:article_id>/bin")
def move_to_bin(article_id: int) -> ResponseReturnValue:
    """Delete an article so that it can be restored."""
    article = load_article(article_id)
    return _do(
        workflow.move_to_bin, article, _("“%(title)s” is in the bin. Visitors no longer see it.", title=article.title)
    )


@admin.post("/articles/<identifier:article_id>/restore")
def restore(article_id: int) -> ResponseReturnValue:
    """Take an article out of the bin."""
    article = load_article(article_id)
    return _do(workflow.restore, article, _("“%(title)s” is back, as a draft.", title=article.title))


def _do(action: Callable[[Article], None], article: Article, done: str) -> ResponseReturnValue:
    article_id = article.id
    try:
        action(article)
        editing.sign(article, current_user.id, clock.now())
        db.session.commit()
    except NotPossible as problem:
        db.session.rollback()
        flash(str(problem))
    except StaleDataError:
        db.session.rollback()
        flash(_("Somebody saved this article at the same moment. Look at it, then try again."))
    else:
        flash(done)
    return redirect(url_for("admin.edit_article", article_id=article_id), 303)
