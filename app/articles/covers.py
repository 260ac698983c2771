"""The pictures that can stand for an article elsewhere: in lists, and at the head of the front page."""

from datetime import datetime

from app.articles.models import Article
from app.pictures.licences import may_be_shown
from app.pictures.models import Picture


def shown_pictures(article: Article, now: datetime) -> list[Picture]:
    """Return the pictures of `article` that visitors may see at `now`, in their order."""
    pictures = [use.picture for use in article.picture_uses if use.picture is not None]
    return [picture for picture in pictures if may_be_shown(picture, now)]


def possible_covers(article: Article, now: datetime) -> list[Picture]:
    """Return the pictures that can be the first of `article` to fill a given size, whatever the size.

    No other than these can stand in a list: an earlier one, at least as wide and as high, comes before it.
    """
    covers: list[Picture] = []
    for picture in shown_pictures(article, now):
        if not any(c.width >= picture.width and c.height >= picture.height for c in covers):
            covers.append(picture)
    return covers
