"""The picture by which previews show an article that has none."""

from flask import Response
from flask.typing import ResponseReturnValue

from app.articles import page_tags, permalinks
from app.feeds import card
from app.foundation import clock, page_cache
from app.foundation.database import db
from app.public.articles import moved
from app.public.blueprint import public
from app.public.finding import visible_article
from app.public.layout import current_site
from app.site.models import SITE

# Whoever shows a preview keeps its picture; a title that is mended may be seen an hour later.
_CACHE_CONTROL = "public, max-age=3600"


@public.get("/news/<slug>/card.png")
def article_card(slug: str) -> ResponseReturnValue:
    """Draw the card of an article; no view is counted."""
    article = visible_article(db.session(), slug, clock.now())
    if article.slug != slug:
        return moved(f"{permalinks.path(article)}/card.png")
    site = current_site()
    page_cache.keep([SITE, page_tags.article(article.id)])
    response = Response(card.png(article.title, site.texts.company_name, site.settings.brand_colour))
    response.content_type = "image/png"
    response.headers["Cache-Control"] = _CACHE_CONTROL
    return response
