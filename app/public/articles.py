"""The article's page, each view of which is counted when it is answered."""

from flask import Response, abort, g, make_response, redirect, render_template
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from app.articles import page_tags, permalinks, queries
from app.articles.composition import compose
from app.foundation import clock, page_cache
from app.foundation.database import db
from app.hits import current_counter
from app.pictures.models import PICTURES
from app.public.blueprint import public
from app.public.layout import current_site, holds_until
from app.site.models import SITE


@public.get("/news/<slug>")
def article(slug: str) -> ResponseReturnValue:
    """Show an article, or lead to it from a slug or a language that it had before."""
    session, now = db.session(), clock.now()
    found = queries.by_slug(session, slug, now) or permalinks.by_former_slug(session, slug, now) or abort(404)
    if (found.slug, found.language) != (slug, g.language):
        moved = redirect(permalinks.path(found), 301)
        # Renamed back, it would lead in a circle through what a browser remembers.
        moved.headers["Cache-Control"] = "no-cache"
        return moved
    earlier, later = queries.neighbours(session, found, now)
    shown = [article for article in (found, earlier, later) if article]
    page_cache.keep(
        [SITE, PICTURES, page_tags.order(g.language), *(page_tags.article(article.id) for article in shown)],
        until=holds_until(now),
        number=current_counter().tally(session, found.id, found.starting_hits, current_site().zone),
    )
    page = render_template(
        "public/article.html",
        article=found,
        blocks=compose(found),
        hits=Markup(page_cache.NUMBER_PLACE),  # noqa: S704 - our own constant
        earlier=earlier,
        later=later,
    )
    return _fresh(make_response(page))


def _fresh(response: Response) -> Response:
    # The number must be that of this view, so no other cache may answer for us.
    response.headers["Cache-Control"] = "no-store"
    return response
