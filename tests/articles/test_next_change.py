"""When the next article appears by itself."""

from datetime import timedelta

from sqlalchemy.orm import Session

from app.articles import queries, workflow
from app.foundation import clock
from tests.support.newsroom import LONG_AGO, add_article, add_section

NOW = clock.now()


def test_nothing_scheduled_changes_nothing(session: Session) -> None:
    add_article(session, add_section(session), publish_at=LONG_AGO)
    assert queries.next_change(session, "en", NOW) is None


def test_earliest_scheduled_article_comes_next(session: Session) -> None:
    section = add_section(session)
    for hours in (3, 1, 2):
        add_article(session, section, publish_at=NOW + timedelta(hours=hours))
    assert queries.next_change(session, "en", NOW) == NOW + timedelta(hours=1)
    assert queries.next_change(session, "en", NOW + timedelta(hours=1)) == NOW + timedelta(hours=2)


def test_drafts_the_bin_and_other_languages_do_not_count(session: Session) -> None:
    section = add_section(session)
    soon = NOW + timedelta(hours=1)
    add_article(session, section, publish_at=soon, publish=False)
    workflow.move_to_bin(add_article(session, section, publish_at=soon))
    session.commit()
    add_article(session, section, publish_at=soon, language="zh")
    assert queries.next_change(session, "en", NOW) is None
    assert queries.next_change(session, "zh", NOW) == soon
