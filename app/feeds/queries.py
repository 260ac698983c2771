"""What feeds and sitemaps read of articles."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, exists, func, literal, select
from sqlalchemy.orm import Session, load_only, selectinload

from app.articles.models import Article, PictureUse
from app.articles.queries import NEWEST_FIRST
from app.articles.visibility import visible_at
from app.foundation.languages import LANGUAGES
from app.pictures.licences import shown_at
from app.pictures.models import Picture, Rendition

# A part of the sitemap has the articles with so many ids, so that an article never moves to another part. The protocol
# allows 50,000 addresses, in 50 MiB; so few take little memory, and do not keep a processor busy for long.
PART_SIZE = 5_000
# PostgreSQL's integers, which ids are, go no further.
MOST_PARTS = (2**31 - 1) // PART_SIZE
# Google's rules for news sitemaps.
NEWS_AGE = timedelta(days=2)
MOST_NEWS = 1000
_SHOWN = load_only(
    Article.language, Article.slug, Article.title, Article.publish_at, Article.revised_at, Article.translation_group_id
)


@dataclass(frozen=True)
class Listed:
    """An article of a sitemap, the largest rendition of each of its pictures, and its visible translations.

    It is among its translations itself; where there is none, they are empty.
    """

    article: Article
    pictures: Sequence[Rendition]
    translations: Sequence[Article]


def whole(session: Session, articles: Iterable[Article]) -> list[Article]:
    """Return the same articles, newest first, with everything that feeds tell of them.

    Takes a constant number of statements, also where the articles were read in part.
    """
    found = session.scalars(
        select(Article)
        .where(Article.id.in_([article.id for article in articles]))
        .order_by(*NEWEST_FIRST)
        .options(selectinload(Article.picture_uses), selectinload(Article.tags))
        .execution_options(populate_existing=True)
    )
    return list(found)


def parts(session: Session, now: datetime) -> list[int]:
    """Return the numbers, from 1, of the parts of the sitemap that have visible articles, in order.

    Of each part it is looked whether it has one: reading the ids of a million takes half a second.
    """
    last = select((func.max(Article.id) - 1) // PART_SIZE + 1).scalar_subquery()
    part = select(literal(1).label("number")).cte("part", recursive=True)
    part = part.union_all(select(part.c.number + 1).where(part.c.number < last))
    before = (part.c.number - 1) * PART_SIZE
    has_visible = exists().where(Article.id > before, Article.id <= before + PART_SIZE, visible_at(now))
    return list(session.scalars(select(part.c.number).where(has_visible).order_by(part.c.number)))


def listed(session: Session, part: int, now: datetime) -> list[Listed]:
    """Return the visible articles of a part of the sitemap, in three statements."""
    last = part * PART_SIZE
    in_part = Article.id.between(last - PART_SIZE + 1, last)
    articles = session.scalars(select(Article).where(in_part, visible_at(now)).order_by(Article.id).options(_SHOWN))
    pictures = _pictures(session, PictureUse.article_id.between(last - PART_SIZE + 1, last), now)
    translations = _translations(session, select(Article.translation_group_id).where(in_part), now)
    return [
        Listed(article, list(pictures[article.id].values()), translations.get(article.translation_group_id, ()))
        for article in articles
    ]


def recent(session: Session, now: datetime) -> list[Article]:
    """Return the articles of a news sitemap, newest first."""
    found = select(Article).where(Article.language.in_(LANGUAGES), visible_at(now), Article.publish_at > now - NEWS_AGE)
    return list(session.scalars(found.order_by(*NEWEST_FIRST).limit(MOST_NEWS).options(_SHOWN)))


def _pictures(
    session: Session, of_articles: ColumnElement[bool], now: datetime
) -> Mapping[int, Mapping[int, Rendition]]:
    """Return the widest JPEG of each picture that may be shown at `now`, by the article and its position there."""
    found = session.execute(
        select(PictureUse.article_id, PictureUse.position, Rendition)
        .join(PictureUse.picture)
        .join(Picture.renditions)
        .where(of_articles, shown_at(now), Rendition.media_type == "image/jpeg")
        .order_by(PictureUse.article_id, PictureUse.position, Rendition.width)
        .options(load_only(Rendition.key))
    )
    by_article: defaultdict[int, dict[int, Rendition]] = defaultdict(dict)
    for article_id, position, rendition in found:
        by_article[article_id][position] = rendition
    return by_article


def _translations(
    session: Session, groups: Select[int | None], now: datetime
) -> Mapping[int | None, Sequence[Article]]:
    """Return the visible articles of these groups of translations, by their group."""
    found = session.scalars(
        select(Article).where(Article.translation_group_id.in_(groups), visible_at(now)).options(_SHOWN)
    )
    by_group: defaultdict[int | None, list[Article]] = defaultdict(list)
    for article in found:
        by_group[article.translation_group_id].append(article)
    return by_group
