"""Pictures without alternative text (WCAG 2.2, 1.1.1) or caption."""

from collections.abc import Iterator, Mapping

from app.articles.checks.finding import Code, Finding, Place
from app.articles.content import ArticleContent
from app.pictures.models import Picture


def check(content: ArticleContent, pictures: Mapping[int, Picture]) -> Iterator[Finding]:
    """Find pictures of which neither the article nor the picture itself (`pictures`, by id) has the words.

    One that waits for its file is seen by nobody yet.
    """
    for use in content.pictures:
        picture = pictures.get(use.picture_id or 0)
        if picture is None:
            continue
        if not (use.alternative_text or picture.alternative_text):
            yield Finding(Code.NO_ALTERNATIVE_TEXT, Place("alternative_text", use.key), (picture.file_name,))
        if not (use.caption or picture.caption):
            yield Finding(Code.NO_CAPTION, Place("caption", use.key), (picture.file_name,))
