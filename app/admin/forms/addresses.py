"""Finding the article that an editor names by its address."""

import re
from urllib.parse import unquote, urlsplit

from sqlalchemy.orm import Session

from app.admin.blueprint import MAX_IDENTIFIER
from app.articles import desk
from app.articles.models import Article


def article_at(session: Session, typed: str) -> Article | None:
    """Return the article of a slug, of the address of its page, or of the address of its form."""
    try:
        path = unquote(urlsplit(typed).path).rstrip("/")
    except ValueError:
        return None
    folders, _, last = path.rpartition("/")
    if folders.endswith("/admin/articles") and re.fullmatch("[0-9]{1,10}", last):
        return session.get(Article, min(int(last), MAX_IDENTIFIER))
    return desk.by_slug(session, last)
