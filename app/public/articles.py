"""The article's page, each view of which is counted when it is answered."""

from flask import Response, g, make_response, redirect, render_template
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from app.articles import page_tags, permalinks
from app.articles.composition import compose
from app.foundation import clock, page_cache
from app.foundation.database import db
from app.hits import current_counter
from app.pictures.models import PICTURES
from app.public import alternates
from app.public.around import around
from app.public.blueprint import public
from app.public.finding import visible_article
from app.public.layout import current_site, holds_until
from app.site.models import SITE


@public.get("/news/<slug>")
def article(slug: str) -> ResponseReturnValue:
    """Show an article, or lead to it from a slug or a language that it had before."""
    session, now = db.session(), clock.now()
    found = visible_article(session, slug, now)
    if (found.slug, found.language) != (slug, g.language):
        return moved(permalinks.path(found))
    others = around(session, found, now)
    page_cache.keep(
        [SITE, PICTURES, page_tags.order(g.language), page_tags.article(found.id), *others.tags()],
        until=min(holds_until(now), others.until(now)),
        number=current_counter().tally(session, found.id, found.starting_hits, current_site().zone),
    )
    page = render_template(
        "public/article.html",
        article=found,
        blocks=compose(found, now),
        hits=Markup(page_cache.NUMBER_PLACE),  # noqa: S704 - our own constant
        earlier=others.here.earlier,
        later=others.here.later,
        related=others.here.related,
        most_read=others.here.most_read,
        translations=others.translations(now),
        **alternates.of_pages(others.paths(found, now)),
    )
    return _fresh(make_response(page))


def moved(path: str) -> ResponseReturnValue:
    """Lead to where the page of an article is now."""
    answer = redirect(path, 301)
    # Renamed back, it would lead in a circle through what a browser remembers.
    answer.headers["Cache-Control"] = "no-cache"
    return answer


def _fresh(response: Response) -> Response:
    # The number must be that of this view, so no other cache may answer for us.
    response.headers["Cache-Control"] = "no-store"
    return response
