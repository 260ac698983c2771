"""What stands around an article: its neighbours, what is about the same, and which of the most read are visible."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from sqlalchemy import Select, and_, bindparam, func, select, true, tuple_, union_all
from sqlalchemy.orm import Session, load_only

from app.articles.models import ARTICLE_TAGS, Article
from app.articles.queries import NEWEST_FIRST, OLDEST_FIRST, SHOWN_IN_LISTS
from app.articles.visibility import PUBLISHED, has_come, visible_at
from app.foundation.database import UTCDateTime

MOST_RELATED = 4
MOST_READ = 5
# Only so many of each tag, and of the section, are looked at: the newest.
_CANDIDATES = 40
# Of an article with more tags, the first count.
_TAGS = 10
# A tag that is shared says as much as so many words.
_TAG_WEIGHT = 3
# Shorter words mostly say nothing: "of", "the", "and".
_WORD_LENGTH = 4
_HAN, _WORD = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]+"), re.compile(r"\w+")


@dataclass(frozen=True)
class Surroundings:
    """Visible articles of the same language. `earlier` and `later` are the next ones in the section, by time."""

    earlier: Article | None
    later: Article | None
    related: list[Article]
    most_read: list[Article]


def surroundings(session: Session, article: Article, most_read: Sequence[int], now: datetime) -> Surroundings:
    """Read, in one statement, what stands around `article`, which need not be stored nor visible.

    `most_read` are the ids of the most read articles; the first `MOST_READ` of those that are visible are returned in
    that order. Related are those that have most in common with the article: tags, words of the title, the section;
    those of equal rank stand newest first. What an older one than the candidates has in common is not seen: that
    bounds the cost.
    """
    tag_ids = [tag.id for tag in article.tags if tag.id is not None][:_TAGS]
    instant = article.publish_at or now
    values = {
        "id": article.id,
        "language": article.language,
        "section": article.section_id,
        "instant": instant,
        "past": min(instant, now),
        "now": now,
        "tags": tag_ids,
        "most_read": most_read,
    }
    each_tag = {f"tag_{number}": tag_id for number, tag_id in enumerate(tag_ids)}
    rows = session.execute(_statement(len(tag_ids)), values | each_tag).all()
    shared = {other: tags for other, tags in rows if other.id != article.id}
    place = instant, article.id
    in_section = [other for other in shared if other.section_id == article.section_id]
    earlier = max((other for other in in_section if _place(other) < place), key=_place, default=None)
    later = min((other for other in in_section if _place(other) > place), key=_place, default=None)
    words = _words(article.title)

    def rank(other: Article) -> tuple[int, tuple[datetime, int]]:
        return _TAG_WEIGHT * shared[other] + len(words & _words(other.title)), _place(other)

    by_id = {other.id: other for other in shared}
    candidates = shared.keys() - {earlier, later}
    return Surroundings(
        earlier,
        later,
        sorted(candidates, key=rank, reverse=True)[:MOST_RELATED],
        [by_id[number] for number in most_read if number in by_id][:MOST_READ],
    )


@cache
def _statement(tags: int) -> Select[Article, int]:
    """Return what reads the articles around one with so many tags, and how many of its tags each has.

    Built once for each number: that takes longer than the database does.
    """
    now, article_id = bindparam("now", type_=UTCDateTime()), bindparam("id", type_=Article.id.type)
    of_language = Article.language == bindparam("language")
    in_section = and_(of_language, Article.section_id == bindparam("section"))
    place = tuple_(Article.publish_at, Article.id)
    # One bound in each direction: given the present besides, SQLite would begin there and read up to the article.
    past, instant = bindparam("past", type_=UTCDateTime()), bindparam("instant", type_=UTCDateTime())
    earlier = select(Article.id).where(in_section, PUBLISHED, place < tuple_(past, article_id))
    later = select(Article.id).where(in_section, PUBLISHED, place > tuple_(instant, article_id), has_come(now))
    newest = select(Article.id).where(in_section, visible_at(now))
    looked_up = [
        earlier.order_by(*NEWEST_FIRST).limit(1),
        later.order_by(*OLDEST_FIRST).limit(1),
        newest.order_by(*NEWEST_FIRST).limit(_CANDIDATES),
        select(Article.id).where(Article.id.in_(bindparam("most_read", expanding=True))),
    ]
    for number in range(tags):
        bearers = select(ARTICLE_TAGS.c.article_id).where(ARTICLE_TAGS.c.tag_id == bindparam(f"tag_{number}"))
        looked_up.append(bearers.order_by(ARTICLE_TAGS.c.article_id.desc()).limit(_CANDIDATES))
    ids = union_all(*(select(candidates.subquery().c[0]) for candidates in looked_up))
    borne = ARTICLE_TAGS.c.tag_id.in_(bindparam("tags", expanding=True))
    shared = select(func.count()).where(ARTICLE_TAGS.c.article_id == Article.id, borne).scalar_subquery()
    # Put so that no index fits but that of the ids, and not ordered here: else a database may go through all articles.
    public = and_(of_language, visible_at(now)).is_(true())
    return select(Article, shared).where(Article.id.in_(ids), public).options(load_only(*SHOWN_IN_LISTS))


def _place(article: Article) -> tuple[datetime, int]:
    """Return where a visible article stands in the lists."""
    assert article.publish_at is not None  # noqa: S101 - for the type checker: visible articles have a time
    return article.publish_at, article.id


def _words(title: str) -> set[str]:
    """Return the words of a title that may say what it is about; of Han characters, which no space parts, the pairs."""
    pairs = {run[place : place + 2] for run in _HAN.findall(title) for place in range(len(run) - 1)}
    words = {word for word in _WORD.findall(_HAN.sub(" ", title.casefold())) if len(word) >= _WORD_LENGTH}
    return pairs | words
