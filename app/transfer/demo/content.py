"""The articles of the demo newsroom, read from the files beside this module.

A file is named `<number>-<slug>.<language>.html`. Between two lines of `+++` stands its head in TOML, after it the
body in HTML, where `<figure data-picture="KEY"></figure>` marks the place of a picture.

When an article is published is said by one of four entries: `publish_at` (a local time of the company's zone),
`published_days_ago` or `publish_in_days` (with `publish_time`, so that the demo always has fresh news and something to
come), or `draft = true`. One that has a `withdrawal_notice` is withdrawn. `translation_of` is the slug of an article in
another language whose file comes before.
"""

import tomllib
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from app.articles.models import Kind, State
from app.transfer.demo.company import COMPANY

ARTICLES = Path(__file__).parent / "articles"
FENCE = "+++\n"
# What a head may leave out.
DEFAULTS: dict[str, Any] = {
    "subtitle": "",
    "kind": "announcement",
    "tags": [],
    "translation_of": "",
    "withdrawal_notice": "",
    "correction": "",
    "event_date": None,
    "source": "",
    "external_link": "",
    "starting_hits": 0,
    "pictures_numbered": True,
}


@dataclass(frozen=True)
class DemoPicture:
    """A picture's use in an article; `drawing` is its name among the drawings."""

    key: str
    drawing: str
    caption: str
    credit: str
    alternative_text: str


@dataclass(frozen=True)
class DemoArticle:
    """An article. `publish_at` is aware, in UTC, and `None` for a draft; to come, where the article is scheduled.

    `translation_of` is the slug of an article that stands before this one, or empty.
    """

    slug: str
    language: str
    section: str
    state: State
    kind: Kind
    title: str
    subtitle: str
    tags: tuple[str, ...]
    translation_of: str
    body: str
    publish_at: datetime | None
    event_date: date | None
    source: str
    external_link: str
    starting_hits: int
    pictures_numbered: bool
    withdrawal_notice: str
    correction: str
    pictures: tuple[DemoPicture, ...]


def articles(now: datetime) -> list[DemoArticle]:
    """Return all articles in the order of their files; `now` is aware and decides the relative publish times.

    Raises `ValueError`, naming the file, where one cannot be understood.
    """
    found = []
    for path in sorted(ARTICLES.glob("*.html")):
        try:
            found.append(_article(path, now))
        except (KeyError, TypeError, ValueError) as error:
            raise ValueError(f"{path.name}: {error}") from error
    return found


def _article(path: Path, now: datetime) -> DemoArticle:
    name, language, _ = path.name.split(".")
    nothing, head, body = path.read_text(encoding="utf-8").split(FENCE, 2)
    if nothing:
        raise ValueError("begins before its head")
    entries = {**DEFAULTS, **tomllib.loads(head)}
    pictures = tuple(DemoPicture(**entry) for entry in entries.pop("pictures", []))
    publish_at = _publish_at(entries, now)
    return DemoArticle(
        slug=name.partition("-")[2],
        language=language,
        state=_state(publish_at, entries["withdrawal_notice"]),
        kind=Kind(entries.pop("kind")),
        tags=tuple(entries.pop("tags")),
        body=body.strip(),
        publish_at=publish_at,
        pictures=pictures,
        **entries,
    )


def _state(publish_at: datetime | None, withdrawal_notice: str) -> State:
    if publish_at is None:
        return State.DRAFT
    return State.WITHDRAWN if withdrawal_notice else State.PUBLISHED


def _publish_at(entries: dict[str, Any], now: datetime) -> datetime | None:
    """Take the publish time out of the head; `None` for a draft."""
    zone = ZoneInfo(COMPANY.time_zone)
    if entries.pop("draft", False):
        return None
    if "publish_at" in entries:
        local: datetime = entries.pop("publish_at")
    else:
        days = entries.pop("publish_in_days", None)
        days = -entries.pop("published_days_ago") if days is None else days
        at: time = entries.pop("publish_time")
        local = datetime.combine(now.astimezone(zone).date() + timedelta(days=days), at)
    return local.replace(tzinfo=zone).astimezone(UTC)
