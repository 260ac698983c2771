"""Notes in the transaction that saves an article, whoever does it, that its links are to be visited."""

from sqlalchemy import Connection, event
from sqlalchemy.orm import Mapper

from app.articles.checks import links, reading
from app.articles.checks.addresses import normalised
from app.articles.models import Article, State
from app.foundation import clock
from app.links import queue

# Of one article.
_MOST = 200


@event.listens_for(Article, "after_insert")
@event.listens_for(Article, "after_update")
def _note(_mapper: Mapper[Article], connection: Connection, article: Article) -> None:
    if article.state is not State.BINNED and ("<a " in article.body or article.external_link):
        written = links.followed(reading.read(article.body), article.external_link)[:_MOST]
        queue.add(connection, filter(None, map(normalised, written)), clock.now())
