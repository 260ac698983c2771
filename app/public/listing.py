"""Pages that list the articles of one section, one tag or one year, newest first."""

from collections.abc import Callable
from datetime import datetime

from flask import abort, g, render_template, request

from app.articles import page_tags
from app.articles.models import Article
from app.foundation import page_cache
from app.foundation.paging import Page, PageNotFound, page_number
from app.pictures.models import PICTURES
from app.public.layout import current_site, holds_until
from app.public.lists import by_year
from app.site.models import SITE


def requested(find: Callable[[int], Page[Article]]) -> Page[Article]:
    """Return the page of a list whose number the address asks for; one that the list does not have is not found."""
    try:
        return find(page_number(request.args.get("page", "1")))
    except PageNotFound:
        abort(404)


def listed(template: str, page: Page[Article], now: datetime, **shown: object) -> str:
    """Return the page of a list; `shown` is what else its template shows."""
    page_cache.keep([SITE, PICTURES, page_tags.articles(g.language)], until=holds_until(now), arguments=("page",))
    return render_template(template, page=page, groups=by_year(page.items, current_site().zone), **shown)
