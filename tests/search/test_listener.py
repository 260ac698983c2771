"""The index follows every change of an article, in the transaction of the change, and can be made anew."""

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import delete, select, text, update
from sqlalchemy.orm import Session

from app.articles import workflow
from app.articles.content import PictureContent
from app.articles.models import Article, Section, Tag
from app.articles.queries import Selection
from app.foundation import clock
from app.foundation.storage import FolderStorage
from app.pictures.models import Picture
from app.search import finding, index, places, query
from app.search.models import SearchEntry
from tests.support.newsroom import LONG_AGO, add_article, add_picture, add_section


@pytest.fixture
def section(session: Session) -> Section:
    return add_section(session)


def found(session: Session, words: str, selection: Selection | None = None) -> list[str]:
    ids = finding.newest(session, query.parse(words), selection or Selection("en"), clock.now()).ids
    return [session.get_one(Article, article_id).slug for article_id in ids]


def check_whole(session: Session) -> None:
    """Check that the index says what it would say if it were made anew, and that its database finds it sound."""
    columns = select(SearchEntry.article_id, SearchEntry.place, SearchEntry.words).order_by(SearchEntry.article_id)
    kept = session.execute(columns).all()
    for _done in index.rebuild(session):
        session.commit()
    assert kept == session.execute(columns).all()
    if session.get_bind().dialect.name == "sqlite":
        # Compares the table of words with the entries; raises if they differ.
        session.execute(text("INSERT INTO search_words (search_words, rank) VALUES ('integrity-check', 1)"))
        session.commit()


def test_every_change_of_state_is_followed(session: Session, section: Section) -> None:
    article = add_article(session, section, title="Word", publish=False)
    assert session.scalars(select(SearchEntry.article_id)).all() == []
    now = clock.now()
    changes: list[tuple[Callable[[], object], bool]] = [
        (lambda: workflow.publish(article, now), True),
        (lambda: workflow.unpublish(article, now), False),
        (lambda: workflow.publish(article, now), True),
        (lambda: workflow.withdraw(article, now), False),
        (lambda: workflow.publish(article, now), True),
        (lambda: workflow.move_to_bin(article), False),
        (lambda: workflow.restore(article), False),
        (lambda: workflow.publish(article, now), True),
        (lambda: session.delete(article), False),
    ]
    for change, is_found in changes:
        change()
        session.commit()
        assert found(session, "word") == (["word"] if is_found else [])
        check_whole(session)


def test_every_text_is_followed(session: Session, section: Section, storage: FolderStorage) -> None:
    picture = add_picture(session, storage)
    picture.caption = "lily"
    article = add_article(
        session, section, title="A", slug="a", tags=["daisy"], pictures=[PictureContent("k", picture.id)]
    )
    assert found(session, "lily daisy") == ["a"]
    changes: dict[str, Callable[[], object]] = {
        "rose": lambda: setattr(article, "title", "Rose"),
        "tulip": lambda: setattr(article, "body", "<p>Tulip</p>"),
        "orchid": lambda: setattr(picture, "caption", "Orchid"),
        "iris": lambda: setattr(article.picture_uses[0], "caption", "Iris"),
        "aster": lambda: setattr(article.tags[0], "name", "Aster"),
        "peony": lambda: article.tags.append(Tag(language="en", slug="peony", name="Peony")),
    }
    for word, change in changes.items():
        change()
        session.commit()
        assert found(session, word) == ["a"], word
    assert found(session, "orchid") == found(session, "daisy") == []
    article.picture_uses.clear()
    session.commit()
    assert found(session, "iris") == []
    check_whole(session)


def test_place_and_marks_are_followed(session: Session, section: Section) -> None:
    other = add_section(session, "products", "Products")
    article = add_article(session, section, title="Word", slug="a")
    add_article(session, section, title="Word", slug="b", publish_at=LONG_AGO + timedelta(days=1))
    article.publish_at = LONG_AGO + timedelta(days=400)
    session.commit()
    assert found(session, "word") == ["a", "b"]
    article.section_id = other.id
    session.commit()
    assert found(session, "word", Selection("en", other.id)) == ["a"]
    assert found(session, "word", Selection("en", section.id)) == ["b"]
    article.language = "zh"
    session.commit()
    assert found(session, "word", Selection("zh")) == ["a"]
    assert found(session, "word") == ["b"]
    check_whole(session)


def test_a_change_that_is_taken_back_leaves_the_index(session: Session, section: Section) -> None:
    article = add_article(session, section, title="Word", slug="a")
    article.title = "Another"
    session.flush()
    session.rollback()
    assert found(session, "word") == ["a"]
    with session.begin_nested() as savepoint:
        article.title = "Another"
        session.flush()
        savepoint.rollback()
    article.subtitle = "Beside"
    session.commit()
    assert found(session, "word beside") == ["a"]
    check_whole(session)


def test_bulk_changes_are_followed_by_a_rebuild(session: Session, section: Section) -> None:
    add_article(session, section, title="Word", slug="a")
    add_article(session, section, title="Gone", slug="gone")
    session.execute(update(Article).where(Article.slug == "a").values(title="Other"))
    session.execute(delete(Article).where(Article.slug == "gone"))
    session.execute(delete(SearchEntry))
    session.commit()
    assert index.is_missing(session)
    assert list(index.rebuild(session)) == [(1, 1)]
    session.commit()
    assert not index.is_missing(session)
    assert found(session, "other") == ["a"]
    assert found(session, "gone") == []
    check_whole(session)


def test_index_has_no_say_in_what_is_public(session: Session, section: Section) -> None:
    add_article(session, section, title="Word", slug="a")
    session.execute(update(Article).values(state="draft"))
    session.commit()
    assert session.scalars(select(SearchEntry.article_id)).all() != []
    assert found(session, "word") == []


def test_a_very_long_text_is_taken(session: Session, section: Section) -> None:
    words = " ".join(f"word{number}" for number in range(90_000))
    article = add_article(session, section, title="Long", slug="long", body=f"<p>first words {words}</p>")
    assert found(session, '"first words" word89') == ["long"]
    run = "".join(chr(0x4E00 + number * 7919 % 20_000) for number in range(300_000))
    article.body = f"<p>{'x' * 100_000} {run}</p>"
    session.commit()
    assert found(session, run[5_000:5_004]) == ["long"]
    assert found(session, "x" * 100_000) == ["long"]


def test_changes_at_once_to_an_article_and_its_caption_are_both_seen(
    app: Flask, session: Session, section: Section, storage: FolderStorage
) -> None:
    picture = add_picture(session, storage)
    article = add_article(session, section, title="A", slug="a", pictures=[PictureContent("k", picture.id)])
    engine = session.get_bind()
    if engine.dialect.name == "sqlite":
        pytest.skip("SQLite has one writer at a time")
    article.title = "Rose"
    session.flush()

    def caption() -> None:
        with Session(engine) as other:
            other.get_one(Picture, picture_id).caption = "Lily"
            other.commit()

    picture_id = picture.id
    thread = threading.Thread(target=caption)
    thread.start()
    thread.join(0.3)
    assert thread.is_alive(), "the second change did not wait for the first"
    session.commit()
    thread.join()
    session.expire_all()
    assert found(session, "rose lily") == ["a"]


def test_places_order_by_time_and_tell_the_article() -> None:
    first, last = LONG_AGO.replace(year=1, month=1), LONG_AGO.replace(year=9999)
    ordered = [places.place(first, 9), places.place(LONG_AGO, 7), places.place(LONG_AGO, 8), places.place(last, 1)]
    assert ordered == sorted(ordered)
    assert [places.article_id(place) for place in ordered] == [9, 7, 8, 1]
    assert ordered[0] > -(1 << 62)
    assert ordered[-1] < 1 << 63
