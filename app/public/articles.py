"""The article's page, each view of which is counted."""

from secrets import token_hex

from flask import Response, abort, g, make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from app.articles import permalinks, queries
from app.articles.composition import compose
from app.foundation import clock
from app.foundation.database import db
from app.hits import counter
from app.public.blueprint import public
from app.public.layout import current_site

# Stands for the number while the page is made: it is known only when the view is counted, which comes last.
HITS_PLACE = f"\ue000{token_hex(8)}\ue000"


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
    page = render_template(
        "public/article.html",
        article=found,
        blocks=compose(found),
        hits=Markup(HITS_PLACE),  # noqa: S704 - our own constant
        earlier=earlier,
        later=later,
    )
    starting_hits, article_id = found.starting_hits, found.id
    if is_view():
        hits = counter.count_view(session, article_id, now.astimezone(current_site().zone).date())
        session.commit()
    else:
        hits = counter.counted(session, [article_id])[article_id]
    return _fresh(make_response(page.replace(HITS_PLACE, str(starting_hits + hits))))


def is_view() -> bool:
    """Say whether answering this request is a view: a GET that is no prefetch (Fetch standard, `Sec-Purpose`)."""
    purposes = (request.headers.get("Sec-Purpose", ""), request.headers.get("Purpose", ""))
    return request.method == "GET" and not any("prefetch" in purpose.lower() for purpose in purposes)


def _fresh(response: Response) -> Response:
    # The number must be that of this view, so no cache may answer for us.
    response.headers["Cache-Control"] = "no-store"
    return response
