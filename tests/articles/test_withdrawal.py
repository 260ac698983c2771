"""What publishing, withdrawing and revising make of an article, on both databases."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from app.articles import counts, desk, editing, workflow
from app.articles.content import ArticleContent, PictureContent
from app.articles.models import Article, ArticleCount, Kind, Section, State
from app.articles.workflow import NotPossible
from app.foundation import clock
from tests.support.newsroom import LONG_AGO, add_article, add_section


@pytest.fixture
def section(session: Session) -> Section:
    return add_section(session)


def rewrite(session: Session, article: Article, **changes: Any) -> None:
    values = {
        "language": "en",
        "section_id": article.section_id,
        "title": article.title,
        "body": article.body,
        "publish_at": article.publish_at,
        **changes,
    }
    later = article.revised_at + timedelta(minutes=5)
    editing.save(session, article, ArticleContent(**values), version=article.version, user_id=None, now=later)
    session.commit()


def test_public_article_is_withdrawn_with_its_notice_and_published_again(session: Session, section: Section) -> None:
    article = add_article(session, section)
    rewrite(session, article, withdrawal_notice="The figures were wrong.")
    workflow.withdraw(article, clock.now())
    session.commit()
    assert (article.state, article.withdrawal_notice) == (State.WITHDRAWN, "The figures were wrong.")
    assert desk.standing(article, clock.now()) is desk.Standing.WITHDRAWN
    workflow.publish(article, clock.now())
    session.commit()
    assert (article.state, article.withdrawal_notice) == (State.PUBLISHED, "")
    assert article.publish_at == LONG_AGO


def test_withdrawn_article_may_be_edited_and_goes_through_the_bin_to_a_draft(
    session: Session, section: Section
) -> None:
    article = add_article(session, section)
    workflow.withdraw(article, clock.now())
    rewrite(session, article, title="Corrected", withdrawal_notice="Withdrawn.")
    states = [article.state]
    workflow.move_to_bin(article)
    workflow.restore(article)
    states.append(article.state)
    assert states == [State.WITHDRAWN, State.DRAFT]


@pytest.mark.parametrize("state", [State.DRAFT, State.WITHDRAWN, State.BINNED])
def test_what_is_not_public_cannot_be_withdrawn(session: Session, section: Section, state: State) -> None:
    article = add_article(session, section)
    article.state = state
    with pytest.raises(NotPossible, match="not public"):
        workflow.withdraw(article, clock.now())


def test_scheduled_article_cannot_be_withdrawn(session: Session, section: Section) -> None:
    article = add_article(session, section, publish_at=clock.now() + timedelta(days=1))
    with pytest.raises(NotPossible, match="not public"):
        workflow.withdraw(article, clock.now())


def test_withdrawn_articles_are_listed_counted_and_filtered(session: Session, section: Section) -> None:
    article = add_article(session, section)
    add_article(session, section)
    workflow.withdraw(article, clock.now())
    session.commit()
    page = desk.desk_page(session, desk.DeskSelection(standing=desk.Standing.WITHDRAWN), 1, clock.now())
    assert (page.items, page.total) == ([article], 1)
    assert desk.desk_page(session, desk.DeskSelection(), 1, clock.now()).total == 2
    kept = session.query(ArticleCount).filter_by(state=State.WITHDRAWN).one()
    assert kept.articles == 1
    counts.recount(session)
    session.expire_all()
    assert session.query(ArticleCount).filter_by(state=State.WITHDRAWN).one().articles == 1


@pytest.mark.parametrize("missing", ["source", "external_link"])
def test_media_coverage_is_published_with_source_and_link_alone(
    session: Session, section: Section, missing: str
) -> None:
    whole: dict[str, Any] = {
        "kind": Kind.COVERAGE,
        "source": "A newspaper",
        "external_link": "https://example.com/report",
    }
    draft = add_article(session, section, publish=False, **{**whole, missing: ""})
    with pytest.raises(NotPossible, match="give its source and its external link"):
        workflow.publish(draft, clock.now())
    published = add_article(session, section, **whole)
    with pytest.raises(NotPossible, match="give its source and its external link"):
        rewrite_and_keep(session, published, **{**whole, missing: ""})


def rewrite_and_keep(session: Session, article: Article, **changes: Any) -> None:
    rewrite(session, article, **changes)
    workflow.keep(article, clock.now())


@pytest.mark.parametrize("is_minor", [False, True])
@pytest.mark.parametrize(
    "change",
    [
        {"title": "Another"},
        {"subtitle": "Another"},
        {"body": "<p>Others.</p>"},
        {"source": "A newspaper"},
        {"pictures": [PictureContent("a", None, "A caption")]},
    ],
)
def test_change_of_what_it_says_revises_it_unless_it_is_minor(
    session: Session, section: Section, change: dict[str, Any], is_minor: bool
) -> None:
    article = add_article(session, section)
    before = article.revised_at
    rewrite(session, article, minor_change=is_minor, **change)
    assert (article.revised_at == before) is is_minor


@pytest.mark.parametrize("change", [{}, {"tags": ["New"]}, {"starting_hits": 9}, {"slug": "elsewhere"}])
def test_change_of_anything_else_revises_nothing(session: Session, section: Section, change: dict[str, Any]) -> None:
    article = add_article(session, section)
    before = article.revised_at
    rewrite(session, article, **change)
    assert article.revised_at == before
