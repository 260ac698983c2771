"""From draft to public and back: handing in, publishing, unpublishing, withdrawing, the bin.

None of these commits. Each raises `NotPossible`, with words for the editor, where the state does not allow it.
"""

from datetime import datetime

from flask_babel import gettext as _

from app.articles.content import ArticleContent
from app.articles.models import Article, Kind, State
from app.articles.visibility import is_visible


class NotPossible(Exception):
    """The article's state does not allow what was asked. The message is for the editor."""


def keep(article: Article, _now: datetime) -> None:
    """Leave the article in its state; published, it must stay complete."""
    if article.state is State.PUBLISHED:
        require_complete(article)


def submit(article: Article, now: datetime) -> None:
    """Hand in a draft, so that another editor publishes it; whoever has last changed it hands it in."""
    if article.state is not State.DRAFT:
        raise NotPossible(_("Only a draft can be submitted, and this article is none."))
    article.submitted_at = now
    article.submitted_by_id = article.updated_by_id


def take_back(article: Article, _now: datetime | None = None) -> None:
    """Have the draft wait for nobody any more."""
    article.submitted_at = article.submitted_by_id = None


def publish(article: Article, now: datetime) -> None:
    """Make the article public from its publish time on, or from `now` if it has none.

    A publish time to come schedules it: visibility is asked of the clock at each view, so no job can miss it.
    """
    if article.state is State.BINNED:
        raise NotPossible(_("This article is in the bin. Restore it first, then publish it."))
    require_complete(article)
    # To the minute, as the form shows it: saved again untouched, the time must not move.
    article.publish_at = article.publish_at or now.replace(second=0, microsecond=0)
    article.first_published_at = article.first_published_at or now
    if article.state is State.WITHDRAWN:
        article.withdrawal_notice = ""
    article.state = State.PUBLISHED
    take_back(article)


def schedule(article: Article, now: datetime) -> None:
    """Publish the article at a time to come."""
    if article.publish_at is None or article.publish_at <= now:
        raise NotPossible(_("To schedule an article, give it a publish time in the future."))
    publish(article, now)


def publish_with(article: Article, other: Article, now: datetime) -> None:
    """Make the article public together with `other`, which is published, or will be: at its time.

    An article that was public before keeps its own, and so its place in the lists, if both are public at once.
    """
    if article.state is State.WITHDRAWN:
        raise NotPossible(_("This article is withdrawn. Publish it again by itself, if that is what you want."))
    was_public = article.first_published_at and article.publish_at and article.publish_at <= now
    if not (was_public and is_visible(other, now)):
        article.publish_at = other.publish_at
    publish(article, now)


def unpublish(article: Article, _now: datetime) -> None:
    """Take the article back from the public; it becomes a draft and keeps its publish time."""
    if article.state is not State.PUBLISHED:
        raise NotPossible(_("This article is not published, so there is nothing to unpublish."))
    article.state = State.DRAFT


def withdraw(article: Article, now: datetime) -> None:
    """Take the article back from the public in the open: its address answers with its notice."""
    if not is_visible(article, now):
        raise NotPossible(_("This article is not public, so there is nothing to withdraw."))
    article.state = State.WITHDRAWN


def move_to_bin(article: Article) -> None:
    """Delete the article so that it can be restored."""
    if article.state is State.BINNED:
        raise NotPossible(_("This article is in the bin already."))
    article.state = State.BINNED
    take_back(article)


def restore(article: Article) -> None:
    """Take the article out of the bin, as a draft: nothing becomes public by being restored."""
    if article.state is not State.BINNED:
        raise NotPossible(_("This article is not in the bin."))
    article.state = State.DRAFT


def require_complete(article: Article | ArticleContent) -> None:
    """Leave an article alone that has what the public must find in it."""
    if article.kind is Kind.COVERAGE and not (article.source and article.external_link):
        raise NotPossible(
            _("Media coverage leads to the report of others: give its source and its external link, then publish it.")
        )
