"""A tag's own page: the articles that bear it."""

from flask import abort, g
from flask.typing import ResponseReturnValue

from app.articles import tags
from app.articles.tag_lists import tagged_page
from app.foundation import clock
from app.foundation.database import db
from app.public.blueprint import public
from app.public.listing import listed, requested


@public.get("/tag/<slug>/")
def tag(slug: str) -> ResponseReturnValue:
    """Show one page of the articles with a tag of the page's language."""
    session, now = db.session(), clock.now()
    found = tags.by_slug(session, g.language, slug) or abort(404)
    page = requested(lambda number: tagged_page(session, found, number, now))
    if not page.total:
        # Nobody may learn of a tag that only hidden articles bear.
        abort(404)
    return listed("public/tag.html", page, now, tag=found)
