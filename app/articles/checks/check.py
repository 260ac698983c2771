"""All checks of an article."""

from collections.abc import Collection, Iterator
from dataclasses import replace
from itertools import islice
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from app.articles import translations
from app.articles.checks import (
    context,
    dates,
    headings,
    links,
    pictures,
    punctuation,
    quotes,
    reading,
    spelling,
    titles,
    versions,
)
from app.articles.checks.context import Context
from app.articles.checks.finding import Code, Finding
from app.articles.content import ArticleContent, content_of
from app.articles.models import Article
from app.articles.workflow import NotPossible
from app.foundation import clock

# Of each kind that may be found any number of times: what is wrong everywhere is seen to be so after some.
_MOST = 20


class Stopped(NotPossible):
    """What the settings do not let pass was found."""

    def __init__(self, findings: Collection[Finding]) -> None:
        super().__init__(_("The checks that stop publishing have found something. Mend it, then publish."))
        self.findings = findings


def check(content: ArticleContent, beside: Context) -> list[Finding]:
    """Return what all checks find, in the order of the form; the body of `content` must be clean."""
    passages = [passage for passage in reading.passages(content) if passage.text]
    publish_date = content.publish_at and content.publish_at.astimezone(beside.zone).date()
    in_text: tuple[Iterator[Finding], ...] = (
        headings.check(passages),
        spelling.check_backslashes(passages),
        spelling.check_spaces(passages),
        spelling.check_words(passages, content.language),
        quotes.check(passages),
        punctuation.check(passages, content.language),
        dates.check(passages),
        links.check(passages, content.external_link, beside.dead_links),
    )
    return [
        *titles.check(content.title, passages, beside.same_title),
        *(finding for findings in in_text for finding in islice(findings, _MOST)),
        *versions.check(passages, beside.others),
        *dates.check_event(content.event_date, publish_date),
        *pictures.check(content, beside.pictures, clock.now()),
    ]


def of_article(session: Session, article: Article, *, zone: ZoneInfo, host: str | None) -> list[Finding]:
    """Return what all checks find in a stored article. `zone` and `host` are those of the site (`context.gather`)."""
    other = next((other.id for other in translations.others(session, article)), None)
    content = replace(content_of(article), translation_of=other)
    pictures = {use.picture.id: use.picture for use in article.picture_uses if use.picture}
    return check(content, context.gather(session, content, article.id, pictures, zone=zone, host=host))


def require(findings: Collection[Finding], stopping: Collection[Code]) -> None:
    """Raise `Stopped` if there is a finding of a kind in `stopping`."""
    stop = [finding for finding in findings if finding.code in stopping]
    if stop:
        raise Stopped(stop)
