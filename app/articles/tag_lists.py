"""The articles that bear a tag, in bounded time, however many there are."""

from datetime import datetime

from sqlalchemy import exists, func, select, true
from sqlalchemy.orm import Session

from app.articles.models import ARTICLE_TAGS, Article, Tag
from app.articles.queries import NEWEST_FIRST, PAGE_SIZE, with_pictures
from app.articles.visibility import visible_at
from app.foundation.paging import Page, PageNotFound

# A longer list ends here, and says so.
MOST = 1000
# So many are read and sorted; where more bear the tag, each stretch of the newest articles has some of them.
_SORTED = 5000


def tagged_page(session: Session, tag: Tag, number: int, now: datetime) -> Page[Article]:
    """Return page `number` (from 1) of the newest visible articles with a tag, each with its pictures.

    Raises `PageNotFound` for a page that the list does not have.
    """
    bearers = select(ARTICLE_TAGS.c.article_id).where(ARTICLE_TAGS.c.tag_id == tag.id)
    bearing = session.execute(select(func.count()).select_from(bearers.limit(_SORTED + 1).subquery())).scalar_one()
    if bearing > _SORTED:
        window = Page.window(number, PAGE_SIZE, MOST)
        borne = exists().where(ARTICLE_TAGS.c.article_id == Article.id, ARTICLE_TAGS.c.tag_id == tag.id)
        visible = select(Article.id).where(Article.language == tag.language, visible_at(now), borne)
        ids = visible.order_by(*NEWEST_FIRST).offset(window.start).limit(len(window))
        articles = with_pictures(session, ids, now)
        if not articles:
            raise PageNotFound(f"there is no page {number}")
        return Page(articles, number, PAGE_SIZE, MOST, is_cut=True)
    # Order and visibility by expressions that no index fits: else a database may walk through all articles instead.
    newest_first = func.coalesce(Article.publish_at, now).desc(), Article.id.desc()
    borne_and_visible = select(Article.id).where(Article.id.in_(bearers), visible_at(now).is_(true()))
    found = session.scalars(borne_and_visible.order_by(*newest_first).limit(MOST + 1)).all()
    window = Page.window(number, PAGE_SIZE, min(len(found), MOST))
    articles = with_pictures(session, select(Article.id).where(Article.id.in_(found[window.start : window.stop])), now)
    return Page(articles, number, PAGE_SIZE, min(len(found), MOST), is_cut=len(found) > MOST)
