"""The front page: the newest articles, then what else is new in each section."""

from datetime import datetime

from flask import g, render_template
from flask.typing import ResponseReturnValue

from app.articles import page_tags, queries
from app.articles.covers import shown_pictures
from app.articles.models import Article
from app.articles.queries import Selection
from app.foundation import clock, page_cache
from app.foundation.database import db
from app.pictures.models import PICTURES
from app.public import alternates
from app.public.blueprint import public
from app.public.layout import holds_until, navigation
from app.site.models import SITE

NEWEST = 4
IN_SECTION = 4
# Pixels that a picture must have to lead the page, where it stands large.
LEAD_WIDTH, LEAD_HEIGHT = 1200, 600


@public.get("/")
def home() -> ResponseReturnValue:
    """Show the lead, the newest articles besides it, and each section that has more; no article twice."""
    session, now = db.session(), clock.now()
    newest = queries.newest(session, Selection(g.language), NEWEST, now)
    lead = next((article for article in newest if may_lead(article, now)), newest[0] if newest else None)
    section_ids = [section.id for section in navigation()]
    others = queries.newest_in_sections(session, g.language, section_ids, NEWEST + IN_SECTION, now)
    sections = [
        (section, [other for other in others if other.section_id == section.id and other not in newest][:IN_SECTION])
        for section in navigation()
    ]
    page_cache.keep([SITE, PICTURES, page_tags.articles(g.language)], until=holds_until(now))
    return render_template(
        "public/home.html",
        lead=lead,
        lead_size=(LEAD_WIDTH, LEAD_HEIGHT),
        newest=[article for article in newest if article is not lead],
        sections=[(section, articles) for section, articles in sections if articles],
        **alternates.of_view("home"),
    )


def may_lead(article: Article, now: datetime) -> bool:
    """Say whether `article` has a picture that is large enough to lead the page."""
    pictures = shown_pictures(article, now)
    return any(picture.width >= LEAD_WIDTH and picture.height >= LEAD_HEIGHT for picture in pictures)
