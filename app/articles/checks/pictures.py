"""Pictures without alternative text (WCAG 2.2, 1.1.1) or caption, or that visitors will not see."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from app.articles.checks.finding import Code, Finding, Place
from app.articles.content import ArticleContent
from app.pictures.licences import may_be_shown
from app.pictures.models import Picture


def check(content: ArticleContent, pictures: Mapping[int, Picture], now: datetime) -> Iterator[Finding]:
    """Find pictures of which neither the article nor the picture itself (`pictures`, by id) has the words.

    One that waits for its file is seen by nobody yet. Also those whose licence has ended by the instant `now`, or by
    the publish time where that is later.
    """
    from_then_on = max(content.publish_at or now, now)
    for use in content.pictures:
        picture = pictures.get(use.picture_id or 0)
        if picture is None:
            continue
        if not (use.alternative_text or picture.alternative_text):
            yield Finding(Code.NO_ALTERNATIVE_TEXT, Place("alternative_text", use.key), (picture.file_name,))
        if not (use.caption or picture.caption):
            yield Finding(Code.NO_CAPTION, Place("caption", use.key), (picture.file_name,))
        if not may_be_shown(picture, from_then_on):
            yield Finding(Code.ENDED_LICENCE, Place("caption", use.key), (picture.file_name,))
