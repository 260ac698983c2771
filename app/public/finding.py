"""The article that an address means, or the answer in its place."""

from datetime import datetime
from typing import NoReturn

from flask import abort, make_response, render_template
from sqlalchemy.orm import Session

from app.articles import permalinks, queries, withdrawals
from app.articles.models import Article


def visible_article(session: Session, slug: str, now: datetime) -> Article:
    """Return the visible article that has `slug`, or once had it, whatever its language.

    Answers for a withdrawn article with its notice (410), and for any other that it is not found.
    """
    found = queries.by_slug(session, slug, now) or permalinks.by_former_slug(session, slug, now)
    if found is None:
        gone(withdrawals.by_slug(session, slug) or abort(404))
    return found


def gone(article: Article) -> NoReturn:
    """Answer with the notice of a withdrawn article (RFC 9110, 15.5.11)."""
    page = make_response(render_template("public/withdrawn.html", notice=article.withdrawal_notice), 410)
    # Published again, it must be found at once.
    page.headers["Cache-Control"] = "no-store"
    abort(page)
