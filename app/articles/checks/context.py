"""What the checks must know besides the article itself, read from the database."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.articles.address_models import FormerSlug
from app.articles.checks import addresses, links, reading
from app.articles.checks.link_models import LinkCheck, is_dead
from app.articles.checks.reading import Passage
from app.articles.content import ArticleContent, content_of
from app.articles.models import Article, State
from app.pictures.models import Picture

# Why a link to an article of this newsroom leads nowhere.
NO_ARTICLE, NOT_PUBLIC = "no-article", "not-public"
# Of so many articles with the same title each is named.
_MOST_NAMED = 3


@dataclass(frozen=True)
class Context:
    """What stands beside an article.

    `pictures` by id; `others` are the passages of its other versions by language; `same_title` the ids of articles in
    its language that bear its title; `dead_links` says why of each address, as written, that leads nowhere.
    """

    zone: ZoneInfo
    pictures: Mapping[int, Picture] = field(default_factory=dict)
    others: Mapping[str, Sequence[Passage]] = field(default_factory=dict)
    same_title: Sequence[int] = ()
    dead_links: Mapping[str, str] = field(default_factory=dict)


def gather(
    session: Session,
    content: ArticleContent,
    article_id: int | None,
    pictures: Mapping[int, Picture],
    *,
    zone: ZoneInfo,
    host: str | None,
) -> Context:
    """Read what stands beside `content`, which may be stored as the article `article_id` or not.

    `pictures` are those of the content, by id; `zone` is the site's, `host` that of its public address.
    """
    return Context(
        zone=zone,
        pictures=pictures,
        others=_others(session, content, article_id),
        same_title=_same_title(session, content, article_id),
        dead_links=_dead_links(session, content, host),
    )


def _others(session: Session, content: ArticleContent, article_id: int | None) -> dict[str, list[Passage]]:
    if content.translation_of is None:
        return {}
    group = select(Article.translation_group_id).where(Article.id == content.translation_of).scalar_subquery()
    found = session.scalars(
        select(Article).where(
            (Article.id == content.translation_of) | (Article.translation_group_id == group),
            Article.id != (article_id or 0),
            Article.language != content.language,
            Article.state.in_((State.DRAFT, State.PUBLISHED)),
        )
    )
    return {other.language: list(reading.passages(content_of(other))) for other in found}


def _same_title(session: Session, content: ArticleContent, article_id: int | None) -> list[int]:
    same = (
        select(Article.id)
        .where(
            Article.title == content.title,
            Article.language == content.language,
            Article.state.in_((State.DRAFT, State.PUBLISHED)),
            Article.id != (article_id or 0),
        )
        .order_by(Article.id)
        .limit(_MOST_NAMED)
    )
    return list(session.scalars(same)) if content.title else []


def _dead_links(session: Session, content: ArticleContent, host: str | None) -> dict[str, str]:
    written = links.followed(reading.read(content.body), content.external_link)
    slugs = {address: slug for address in written if (slug := addresses.own_slug(address, host))}
    outside = {address: addresses.normalised(address) for address in written if address not in slugs}
    known = select(LinkCheck.address, LinkCheck.status).where(LinkCheck.address.in_(set(outside.values()) - {None}))
    status = {row.address: row.status for row in session.execute(known.where(is_dead()))} if outside else {}
    dead = {address: status[whole] for address, whole in outside.items() if whole in status}
    states = _states(session, set(slugs.values())) if slugs else {}
    for address, slug in slugs.items():
        if states.get(slug) is not State.PUBLISHED:
            dead[address] = NOT_PUBLIC if slug in states else NO_ARTICLE
    return dead


def _states(session: Session, slugs: set[str]) -> dict[str, State]:
    """Return the states of the articles that have, or had, these slugs."""
    now = select(Article.slug, Article.state).where(Article.slug.in_(slugs))
    former = select(FormerSlug.slug, Article.state).join(Article, Article.id == FormerSlug.article_id)
    rows = [*session.execute(former.where(FormerSlug.slug.in_(slugs))), *session.execute(now)]
    return {row.slug: row.state for row in rows}
