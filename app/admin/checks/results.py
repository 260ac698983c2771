"""Checks, beside the requests, the articles that were changed, for the front page of the desk."""

from urllib.parse import urlsplit

from flask import current_app
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from app.articles.checks import check, results
from app.articles.models import Article
from app.foundation import clock
from app.foundation.database import db
from app.site.queries import settings


def check_due() -> None:
    """Check what is due and commit what was found, article by article."""
    session, now = db.session(), clock.now()
    site_url: str | None = current_app.extensions["settings"].site_url
    host = urlsplit(site_url).netloc if site_url else None
    for article_id in results.due(session, now):
        article = session.get(Article, article_id)
        if article is None:
            continue
        found = check.of_article(session, article, zone=settings(session).zone, host=host)
        results.record(session, article, (finding.code for finding in found), now)
        try:
            session.commit()
        except (IntegrityError, StaleDataError):
            # Another machine was faster, or the article is gone.
            session.rollback()
