"""Notes in the transaction that publishes an article, whoever does it, that search engines are to be told."""

from sqlalchemy import Connection, Table, delete, event, inspect, select
from sqlalchemy.orm import InstanceState, Mapper

from app.articles.models import Article, State
from app.foundation.database import Base, insert_for
from app.site.models import SiteSettings
from app.submissions.models import Service, Submission

_submissions: Table = Base.metadata.tables[Submission.__tablename__]
# The setting of each service; empty, it is told nothing.
SETTINGS = {Service.INDEXNOW: SiteSettings.indexnow_key, Service.BAIDU: SiteSettings.baidu_token}


@event.listens_for(Article, "after_insert")
@event.listens_for(Article, "after_update")
def _note(_mapper: Mapper[Article], connection: Connection, article: Article) -> None:
    row: InstanceState[Article] = inspect(article)
    state, publish_at = (row.attrs[name].history for name in ("state", "publish_at"))
    if article.state is State.PUBLISHED and (state.added or publish_at.added):
        _add(connection, article)
    elif State.PUBLISHED in state.deleted:
        connection.execute(delete(_submissions).where(_submissions.c.article_id == article.id))


def _add(connection: Connection, article: Article) -> None:
    """Have the services that are on told when the article's publish time comes, also of what had another time."""
    keys = connection.execute(select(*SETTINGS.values())).one_or_none() or ()
    rows = [
        {"article_id": article.id, "service": service, "due_at": article.publish_at, "attempts": 0, "problem": ""}
        for service, key in zip(SETTINGS, keys, strict=False)
        if key
    ]
    if rows:
        insert = insert_for(connection)(_submissions)
        anew = {name: insert.excluded[name] for name in ("due_at", "attempts", "problem")}
        connection.execute(insert.on_conflict_do_update(index_elements=["article_id", "service"], set_=anew), rows)
