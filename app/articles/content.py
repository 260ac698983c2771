"""What editors write of an article, in plain values: what a form hands in, and what a revision keeps."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime

from app.articles.models import Article, Kind

# Pictures of one article.
MAX_PICTURES = 200


@dataclass(frozen=True)
class PictureContent:
    """One picture of an article as an editor left it. Without `picture_id` it waits for its file."""

    key: str
    picture_id: int | None
    caption: str = ""
    credit: str = ""
    alternative_text: str = ""


@dataclass(frozen=True)
class ArticleContent:
    """Everything of an article that an editor writes. `publish_at` is aware; an empty slug is made from the title.

    `tags` are names; `translation_of` is the id of an article in another language; a `minor_change` is one of which
    feeds tell nobody.
    """

    language: str
    section_id: int
    title: str
    subtitle: str = ""
    slug: str = ""
    body: str = ""
    publish_at: datetime | None = None
    event_date: date | None = None
    source: str = ""
    external_link: str = ""
    starting_hits: int = 0
    pictures_numbered: bool = True
    kind: Kind = Kind.ANNOUNCEMENT
    tags: Sequence[str] = ()
    translation_of: int | None = None
    minor_change: bool = False
    withdrawal_notice: str = ""
    correction: str = ""
    pictures: Sequence[PictureContent] = ()


# What belongs to one moment or to other articles, and is no part of what a revision keeps.
_NOT_KEPT = ("translation_of", "minor_change")


def content_of(article: Article) -> ArticleContent:
    """Return what is stored of an article, without its translations."""
    return ArticleContent(
        language=article.language,
        section_id=article.section_id,
        title=article.title,
        subtitle=article.subtitle,
        slug=article.slug,
        body=article.body,
        publish_at=article.publish_at,
        event_date=article.event_date,
        source=article.source,
        external_link=article.external_link,
        starting_hits=article.starting_hits,
        pictures_numbered=article.pictures_numbered,
        kind=article.kind,
        tags=[tag.name for tag in article.tags],
        withdrawal_notice=article.withdrawal_notice,
        correction=article.correction,
        pictures=[
            PictureContent(use.key, use.picture_id, use.caption, use.credit, use.alternative_text)
            for use in article.picture_uses
        ],
    )


def to_json(content: ArticleContent) -> str:
    """Return content as JSON: equal content gives equal text."""
    values = {name: value for name, value in asdict(content).items() if name not in _NOT_KEPT}
    return json.dumps(values, ensure_ascii=False, sort_keys=True, default=lambda moment: moment.isoformat())


def from_json(text: str) -> ArticleContent:
    """Return what `to_json` has written, also by an older version that knew fewer fields."""
    values = json.loads(text)
    publish_at, event_date = values["publish_at"], values["event_date"]
    return ArticleContent(
        **values
        | {
            "kind": Kind(values["kind"]),
            "publish_at": publish_at and datetime.fromisoformat(publish_at),
            "event_date": event_date and date.fromisoformat(event_date),
            "pictures": [PictureContent(**picture) for picture in values["pictures"]],
        }
    )
