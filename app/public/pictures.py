"""One picture of an article, as large as it is there."""

from flask import abort, g, render_template
from flask.typing import ResponseReturnValue

from app.articles import page_tags, permalinks
from app.articles.composition import Figure, compose
from app.foundation import clock, page_cache
from app.foundation.database import db
from app.foundation.paging import page_number
from app.pictures.models import PICTURES
from app.public.articles import moved
from app.public.blueprint import public
from app.public.finding import visible_article
from app.public.layout import holds_until
from app.site.models import SITE


@public.get("/news/<slug>/pictures/<number>")
def picture(slug: str, number: str) -> ResponseReturnValue:
    """Show the picture that is the `number`th (from 1) on the article's page; it is no view of the article."""
    session, now = db.session(), clock.now()
    article = visible_article(session, slug, now)
    if (article.slug, article.language) != (slug, g.language):
        return moved(f"{permalinks.path(article)}/pictures/{page_number(number)}")
    figures = [block for block in compose(article, now) if isinstance(block, Figure)]
    place = page_number(number)
    if str(place) != number or not 1 <= place <= len(figures):
        abort(404)
    page_cache.keep([SITE, PICTURES, page_tags.article(article.id)], until=holds_until(now))
    return render_template(
        "public/picture.html", article=article, figure=figures[place - 1], number=place, last=len(figures)
    )
