"""What the checks have found in stored articles, kept for lists: to check ten articles takes longer than a page may."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import ForeignKey, Text, or_, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.articles.checks.finding import Code
from app.articles.models import Article, State
from app.foundation.database import Model

# Of the articles that were last changed; nobody works on older ones.
_LOOKED_AT = 100
# After this a link may be dead, or another article have the same title.
_AGES_AFTER = timedelta(hours=1)


class CheckResult(Model):
    """What was found in an article at one of its versions."""

    __tablename__ = "check_results"

    article_id: Mapped[int] = mapped_column(ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True)
    version: Mapped[int]
    # Parted by spaces, in the order of the form; one for each finding.
    codes: Mapped[str] = mapped_column(Text)
    checked_at: Mapped[datetime]


def due(session: Session, now: datetime) -> list[int]:
    """Return the ids of recently changed articles whose findings are not known, or no longer, last changed first."""
    newest = select(Article.id, Article.version, Article.state, Article.updated_at)
    of_newest = newest.order_by(Article.updated_at.desc(), Article.id.desc()).limit(_LOOKED_AT).subquery()
    old = or_(
        CheckResult.version.is_(None),
        CheckResult.version != of_newest.c.version,
        CheckResult.checked_at < now - _AGES_AFTER,
    )
    found = select(of_newest.c.id).outerjoin(CheckResult, CheckResult.article_id == of_newest.c.id)
    found = found.where(of_newest.c.state != State.BINNED, old).order_by(of_newest.c.updated_at.desc())
    return list(session.scalars(found))


def record(session: Session, article: Article, codes: Iterable[Code], now: datetime) -> None:
    """Keep what was found in an article as it is stored."""
    result = CheckResult(article_id=article.id, version=article.version, codes=" ".join(codes), checked_at=now)
    session.merge(result)


def failed(session: Session, articles: Sequence[Article]) -> list[tuple[Article, list[Code]]]:
    """Return those of `articles` in which something was found, as they are now stored, with what it was."""
    ids = [article.id for article in articles]
    found = session.scalars(select(CheckResult).where(CheckResult.article_id.in_(ids), CheckResult.codes != ""))
    results = {(result.article_id, result.version): result for result in found}
    return [
        (article, [Code(code) for code in results[article.id, article.version].codes.split()])
        for article in articles
        if (article.id, article.version) in results
    ]
