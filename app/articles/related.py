"""Which articles are about the same: by tags, by words of the title, by section."""

import re
from collections.abc import Collection
from datetime import datetime

from sqlalchemy import and_, func, select, true, union_all
from sqlalchemy.orm import Session

from app.articles import queries
from app.articles.models import ARTICLE_TAGS, Article
from app.articles.queries import NEWEST_FIRST, Selection
from app.articles.visibility import visible_at

MOST = 4
# Only so many of each tag, and of the section, are looked at: the newest.
_CANDIDATES = 40
# Of an article with more tags, the first count.
_TAGS = 10
# A tag that is shared says as much as so many words.
_TAG_WEIGHT = 3
# Shorter words mostly say nothing: "of", "the", "and".
_WORD_LENGTH = 4
_HAN, _WORD = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]+"), re.compile(r"\w+")


def related(session: Session, article: Article, now: datetime, besides: Collection[Article] = ()) -> list[Article]:
    """Return the visible articles of the same language that have most in common with `article`, at most `MOST`.

    Those of equal rank stand newest first; `besides` are left out. What an older article than the candidates has in
    common is not seen: that bounds the cost.
    """
    tag_ids = [tag.id for tag in article.tags[:_TAGS]]
    newest = select(Article.id).where(*Selection(article.language, article.section_id).conditions(now))
    looked_up = [newest.order_by(*NEWEST_FIRST).limit(_CANDIDATES)]
    for tag_id in tag_ids:
        bearers = select(ARTICLE_TAGS.c.article_id).where(ARTICLE_TAGS.c.tag_id == tag_id)
        looked_up.append(bearers.order_by(ARTICLE_TAGS.c.article_id.desc()).limit(_CANDIDATES))
    ids = union_all(*(select(candidates.subquery().c[0]) for candidates in looked_up))
    left_out = [article.id, *(other.id for other in besides)]
    borne = ARTICLE_TAGS.c.article_id == Article.id, ARTICLE_TAGS.c.tag_id.in_(tag_ids)
    shared = select(func.count()).select_from(ARTICLE_TAGS).where(*borne).scalar_subquery()
    # Put so that no index fits but that of the ids, and not ordered here: else a database may go through all articles.
    public = and_(Article.language == article.language, visible_at(now)).is_(true())
    others = session.execute(
        select(Article.id, Article.title, Article.publish_at, shared).where(
            Article.id.in_(ids), Article.id.not_in(left_out), public
        )
    ).all()
    words = _words(article.title)
    ranks = {
        other_id: (_TAG_WEIGHT * tags + len(words & _words(title)), publish_at, other_id)
        for other_id, title, publish_at, tags in others
    }
    best = sorted(ranks, key=ranks.__getitem__, reverse=True)[:MOST]
    return queries.visible_of(session, best, article.language, now)


def _words(title: str) -> set[str]:
    """Return the words of a title that may say what it is about; of Han characters, which no space parts, the pairs."""
    pairs = {run[place : place + 2] for run in _HAN.findall(title) for place in range(len(run) - 1)}
    words = {word for word in _WORD.findall(_HAN.sub(" ", title.casefold())) if len(word) >= _WORD_LENGTH}
    return pairs | words
