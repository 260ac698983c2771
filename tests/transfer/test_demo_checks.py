"""The checks of the desk do not cry wolf: on real announcements they find what is there, and nothing else."""

from collections.abc import Mapping
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from app.articles import body
from app.articles.checks import reading
from app.articles.checks.check import check
from app.articles.checks.context import Context
from app.articles.content import ArticleContent, PictureContent
from app.pictures.models import Picture
from app.transfer.demo import content as demo
from app.transfer.demo.company import COMPANY
from app.transfer.demo.content import DemoArticle

ARTICLES = {article.slug: article for article in demo.articles(datetime(2026, 10, 1, tzinfo=UTC))}


def test_demo_newsroom_has_one_long_title_and_one_invitation() -> None:
    found = {(slug, finding.code.value) for slug in ARTICLES for finding in check(*written(ARTICLES[slug]))}
    assert found == {
        ("forum-declaration", "long-title"),
        # An event to come, as it should be in an invitation; the sentence at the desk says so.
        ("annual-general-meeting-2025", "event-after-publication"),
    }


def written(article: DemoArticle) -> tuple[ArticleContent, Context]:
    """Return what an editor would have written, and what stands beside it: bare pictures, and the other version."""
    bare = {
        number: Picture(id=number, file_name=picture.drawing, caption="", alternative_text="")
        for number, picture in enumerate(article.pictures, start=1)
    }
    others = {
        other.language: list(reading.passages(content_of(other)))
        for other in ARTICLES.values()
        if other.slug == article.translation_of or other.translation_of == article.slug
    }
    return content_of(article, bare), Context(ZoneInfo(COMPANY.time_zone), bare, others)


def content_of(article: DemoArticle, pictures: Mapping[int, Picture] | None = None) -> ArticleContent:
    return ArticleContent(
        language=article.language,
        section_id=1,
        title=article.title,
        subtitle=article.subtitle,
        body=body.clean(article.body),
        publish_at=article.publish_at,
        event_date=article.event_date,
        source=article.source,
        external_link=article.external_link,
        correction=article.correction,
        withdrawal_notice=article.withdrawal_notice,
        pictures=[
            PictureContent(use.key, number, use.caption, use.credit, use.alternative_text)
            for number, use in zip(pictures or {}, article.pictures, strict=False)
        ],
    )
