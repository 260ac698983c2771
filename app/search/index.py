"""Writing the index. None of these commits."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from types import ModuleType

from sqlalchemy import Table, delete, func, select
from sqlalchemy.orm import Session

from app.articles import counts
from app.articles.body import plain_text
from app.articles.models import ARTICLE_TAGS, Article, PictureUse, Tag
from app.articles.visibility import PUBLISHED
from app.foundation import clock
from app.foundation.database import Base
from app.pictures.licences import shown_at
from app.pictures.models import Picture
from app.search import marks, places, postgresql, sqlite, words
from app.search.models import SearchEntry

BATCH = 500
_entries: Table = Base.metadata.tables[SearchEntry.__tablename__]
# The caption that an article shows with a picture.
_CAPTION = func.coalesce(func.nullif(PictureUse.caption, ""), Picture.caption)


def dialect(session: Session) -> ModuleType:
    """Return the module that speaks the language of the session's database."""
    return postgresql if session.get_bind().dialect.name == "postgresql" else sqlite


def index(session: Session, article_ids: Collection[int]) -> None:
    """Bring the index up to date with these articles as they are stored: in it are those that are published.

    Who does it for the same article meanwhile is waited for, so that the last one has seen what the others wrote.
    """
    ids = sorted(article_ids)
    for start in range(0, len(ids), BATCH):
        _index(session, ids[start : start + BATCH])


def rebuild(session: Session) -> Iterator[tuple[int, int]]:
    """Write the whole index anew while it is in use; yield how many of how many articles are done, to be committed."""
    total = session.execute(select(func.count()).select_from(Article)).scalar_one()
    done, last = 0, 0
    while ids := list(session.scalars(select(Article.id).where(Article.id > last).order_by(Article.id).limit(BATCH))):
        index(session, ids)
        done, last = done + len(ids), ids[-1]
        yield done, max(done, total)


def is_missing(session: Session) -> bool:
    """Say whether nothing is in the index although articles are published, as after an upgrade."""
    published = session.scalar(select(Article.id).where(PUBLISHED).limit(1))
    return published is not None and session.scalar(select(SearchEntry.place).limit(1)) is None


def _index(session: Session, ids: list[int]) -> None:
    # Locked before they are read (PostgreSQL), but not against hits, which refer to them.
    session.execute(select(Article.id).where(Article.id.in_(ids)).order_by(Article.id).with_for_update(key_share=True))
    # First, so that SQLite takes the right to write before it reads.
    session.execute(delete(_entries).where(_entries.c.article_id.in_(ids)))
    columns = (Article.id, Article.language, Article.section_id, Article.publish_at)
    texts_of = (Article.title, Article.subtitle, Article.correction, Article.body)
    articles = session.execute(select(*columns, *texts_of).where(Article.id.in_(ids), PUBLISHED)).all()
    if not articles:
        return
    around = tags_and_captions(session, ids)
    stored = dialect(session).stored
    rows = []
    for article_id, language, section_id, publish_at, title, subtitle, correction, body in articles:
        assert publish_at is not None  # noqa: S101 - for the type checker: published articles have a time
        texts = [title, subtitle, *around[article_id], correction, plain_text(body)]
        fields = [list(words.tokens(text)) for text in texts]
        marked = marks.language(language), marks.section(section_id), marks.month(language, counts.month_of(publish_at))
        singles = words.characters(token for field in fields for token in field)
        rows.append(
            {
                "place": places.place(publish_at, article_id),
                "article_id": article_id,
                "words": stored(fields, singles, marked),
            }
        )
    session.execute(_entries.insert(), rows)


def tags_and_captions(session: Session, ids: Sequence[int]) -> defaultdict[int, list[str]]:
    """Return what stands around the texts of these articles: the names of their tags, and the captions they show."""
    tags = select(ARTICLE_TAGS.c.article_id, Tag.name).join(Tag).where(ARTICLE_TAGS.c.article_id.in_(ids))
    captions = select(PictureUse.article_id, _CAPTION).join(PictureUse.picture)
    captions = captions.where(PictureUse.article_id.in_(ids), shown_at(clock.now()))
    found: defaultdict[int, list[str]] = defaultdict(list)
    for question in (tags, captions):
        for article_id, text in session.execute(question):
            found[article_id].append(text)
    return found
