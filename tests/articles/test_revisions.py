"""Every change of an article leaves a revision, in the same transaction, whoever makes it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.articles import editing, revisions, workflow
from app.articles.content import ArticleContent, PictureContent, content_of, from_json, to_json
from app.articles.models import Article, Kind, Section
from app.articles.revision_models import Action, Revision
from app.foundation import clock
from app.foundation.storage import FolderStorage
from app.pictures.models import Picture
from tests.support.newsroom import LONG_AGO, add_article, add_picture, add_section


@pytest.fixture
def section(session: Session) -> Section:
    return add_section(session)


def actions(session: Session, article: Article) -> list[str]:
    of_article = select(Revision).where(Revision.article_id == article.id).order_by(Revision.number)
    found = session.scalars(of_article).all()
    assert [revision.number for revision in found] == list(range(1, len(found) + 1))
    return [revision.action for revision in found]


def save(session: Session, article: Article, **changes: Any) -> None:
    content = replace(content_of(article), **changes)
    editing.save(session, article, content, version=article.version, user_id=None, now=clock.now())
    session.commit()


def test_each_step_is_told_by_what_became_of_the_article(session: Session, section: Section) -> None:
    article = add_article(session, section, publish=False)
    now = clock.now()

    def at(time: datetime) -> Article:
        article.publish_at = time
        return article

    steps: list[Callable[[], None]] = [
        lambda: workflow.publish(article, now),
        lambda: workflow.unpublish(article, now),
        lambda: workflow.move_to_bin(article),
        lambda: workflow.restore(article),
        lambda: workflow.schedule(at(now + timedelta(days=1)), now),
        lambda: workflow.keep(at(LONG_AGO), now),
        lambda: workflow.withdraw(article, now),
    ]
    for step in steps:
        step()
        session.commit()
    assert actions(session, article) == [
        Action.CREATED,
        Action.PUBLISHED,
        Action.UNPUBLISHED,
        Action.BINNED,
        Action.TAKEN_BACK,
        Action.SCHEDULED,
        Action.SAVED,
        Action.WITHDRAWN,
    ]


def test_saving_without_a_change_leaves_none(session: Session, section: Section) -> None:
    article = add_article(session, section)
    save(session, article)
    assert actions(session, article) == [Action.PUBLISHED]


@pytest.mark.parametrize(
    "changes",
    [
        {"title": "Another"},
        {"tags": ["Steel"]},
        {"pictures": [PictureContent("k1", None, caption="A place that waits")]},
        {"pictures_numbered": False},
        {"correction": "It is 41."},
        {"event_date": date(2021, 10, 30)},
    ],
)
def test_whatever_is_written_is_kept(session: Session, section: Section, changes: dict[str, Any]) -> None:
    article = add_article(session, section)
    save(session, article, **changes)
    assert actions(session, article) == [Action.PUBLISHED, Action.SAVED]
    last = revisions.revision(session, article, 2)
    assert last is not None
    assert from_json(last.content) == content_of(article)


def test_what_is_rolled_back_leaves_none(session: Session, section: Section) -> None:
    article = add_article(session, section)
    article.title = "Never stored"
    session.flush()
    session.rollback()
    save(session, article, title="Stored")
    assert actions(session, article) == [Action.PUBLISHED, Action.SAVED]


def test_article_from_before_the_history_is_kept_when_it_is_first_changed(session: Session, section: Section) -> None:
    article = add_article(session, section, title="As it was")
    session.execute(delete(Revision))
    session.commit()
    save(session, article, title="As it is")
    assert actions(session, article) == [Action.SAVED, Action.SAVED]
    first = revisions.revision(session, article, 1)
    assert first is not None
    assert from_json(first.content).title == "As it was"


def test_content_survives_its_way_through_a_revision() -> None:
    content = ArticleContent(
        language="zh",
        section_id=3,
        title="“标题” & <b>",
        publish_at=LONG_AGO,
        event_date=date(2021, 10, 30),
        kind=Kind.COVERAGE,
        tags=["a", "b"],
        pictures=[PictureContent("k1", 7, "c", "d", "e"), PictureContent("k2", None)],
    )
    assert from_json(to_json(content)) == content


def test_restoring_brings_back_what_was_said_and_leaves_the_rest(
    session: Session, storage: FolderStorage, section: Section
) -> None:
    other_section = add_section(session, "products", "Products")
    kept, gone = add_picture(session, storage, "red"), add_picture(session, storage, "blue")
    article = add_article(
        session,
        section,
        title="First",
        body="<p>One.</p>",
        tags=["Steel"],
        pictures=[PictureContent("a", kept.id, "A"), PictureContent("b", gone.id, "B")],
    )
    save(
        session,
        article,
        title="Second",
        slug="second",
        body="<p>Two.</p>",
        tags=[],
        pictures=[],
        section_id=other_section.id,
        starting_hits=7,
    )
    session.delete(session.get_one(Picture, gone.id))
    session.commit()
    older = revisions.revision(session, article, 1)
    assert older is not None
    editing.restore(session, article, older, version=article.version, user_id=None, now=clock.now())
    session.commit()
    now = content_of(article)
    assert (now.title, now.body, now.tags, now.section_id) == ("First", "<p>One.</p>", ["Steel"], section.id)
    assert now.pictures == [PictureContent("a", kept.id, "A"), PictureContent("b", None, "B")]
    assert (now.slug, now.starting_hits, now.publish_at) == ("second", 7, LONG_AGO)
    assert actions(session, article) == [Action.PUBLISHED, Action.SAVED, Action.RESTORED]
    assert session.scalars(select(Revision.note).where(Revision.number == 3)).one() == "Revision 1"


def test_restoring_into_a_section_that_is_gone_keeps_the_present_one(session: Session, section: Section) -> None:
    gone = add_section(session, "products", "Products")
    article = add_article(session, gone, title="First")
    save(session, article, title="Second", section_id=section.id)
    session.delete(gone)
    session.commit()
    older = revisions.revision(session, article, 1)
    assert older is not None
    editing.restore(session, article, older, version=article.version, user_id=None, now=clock.now())
    session.commit()
    assert (article.title, article.section_id) == ("First", section.id)
