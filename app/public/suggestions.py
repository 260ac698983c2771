"""What may be meant by an address at which there is no page: articles with the words of the address."""

import re
from urllib.parse import unquote

from flask import current_app, g, request
from sqlalchemy.exc import SQLAlchemyError

from app.articles import queries
from app.articles.models import Article
from app.articles.queries import Selection
from app.foundation import clock
from app.foundation.database import db
from app.search import finding
from app.search.query import parse

MOST = 5
# Of the address's last part, words that say something: neither numbers nor what ends a file's name.
_NOTHING_SAID = re.compile(r"\.\w{1,5}$|\b\d+\b|[-_+./\s]+")


def words_of_address() -> str:
    """Return the words of the last part of the request's address."""
    last = unquote(request.path).rstrip("/").rsplit("/", 1)[-1]
    return _NOTHING_SAID.sub(" ", last).strip()


def suggested() -> list[Article]:
    """Return articles, in the language of the page, with the words of the request's address, or with the longest two.

    None rather than an error: the page that shows them answers for one already.
    """
    words = words_of_address().split()
    longest = sorted(words, key=len, reverse=True)[:2]
    session, now = db.session(), clock.now()
    try:
        for wanted in [words, longest] if len(words) > 2 else [words]:
            ids = finding.ranked(session, parse(" ".join(wanted)), Selection(g.language), now).ids[:MOST]
            if ids:
                return queries.visible_of(session, ids, g.language, now)
    except SQLAlchemyError:
        current_app.logger.exception("Nothing could be suggested for %s", request.path)
        session.rollback()
    return []
