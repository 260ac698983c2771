"""What is stale in a translation, on both databases."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.articles import editing, translation_basis
from app.articles.basis_models import TranslationBasis
from app.articles.content import ArticleContent, content_of
from app.articles.models import Article, Section
from app.articles.translation_basis import ALL, Words
from app.foundation import clock
from tests.support.newsroom import add_article, add_section

ENGLISH = "<p>One.</p>\n<p>Two.</p>\n<p>Three.</p>"
CHINESE = "<p>一。</p>\n<p>二。</p>\n<p>三。</p>"


@pytest.fixture
def section(session: Session) -> Section:
    return add_section(session)


@pytest.fixture
def english(session: Session, section: Section) -> Article:
    return add_article(session, section, title="Signed", body=ENGLISH)


@pytest.fixture
def chinese(session: Session, section: Section, english: Article) -> Article:
    return add_article(session, section, title="签约", language="zh", body=CHINESE, translation_of=english.id)


def rewrite(session: Session, article: Article, body: str, title: str = "") -> None:
    article.body, article.title = body, title or article.title
    session.commit()


def stale(session: Session, chinese: Article, english: Article) -> list[tuple[str, str]]:
    known = translation_basis.basis(session, chinese, english)
    assert known is not None
    return [(change.before, change.after) for change in translation_basis.changes(known, english)]


def bring(session: Session, chinese: Article, english: Article, body: str, *said: str) -> None:
    before = content_of(chinese)
    rewrite(session, chinese, body)
    seen = content_of(english)
    translation_basis.bring_in_line(session, chinese, english, seen, before=before, said=said)
    session.commit()


def test_translation_begins_in_line_and_falls_behind(session: Session, english: Article, chinese: Article) -> None:
    assert stale(session, chinese, english) == []
    rewrite(session, english, ENGLISH.replace("Two", "Second"), title="Signed again")
    assert stale(session, chinese, english) == [("Signed", "Signed again"), ("<p>Two.</p>", "<p>Second.</p>")]
    assert translation_basis.basis(session, english, chinese) is None


def test_older_article_that_names_the_newer_one_is_still_the_original(session: Session, section: Section) -> None:
    english = add_article(session, section, body=ENGLISH)
    chinese = add_article(session, section, language="zh", body=CHINESE)
    content = ArticleContent("en", section.id, "Signed", body=ENGLISH, translation_of=chinese.id)
    editing.save(session, english, content, version=english.version, user_id=None, now=clock.now())
    session.commit()
    assert stale(session, chinese, english) == []
    assert translation_basis.basis(session, english, chinese) is None


def test_saving_either_again_leaves_what_is_stale(session: Session, english: Article, chinese: Article) -> None:
    rewrite(session, english, ENGLISH.replace("Two", "Second"))
    content = ArticleContent("zh", chinese.section_id, "签约", body=CHINESE, translation_of=english.id)
    editing.save(session, chinese, content, version=chinese.version, user_id=None, now=clock.now())
    session.commit()
    assert len(stale(session, chinese, english)) == 1


def test_changed_counterpart_is_in_line_and_the_others_stay_stale(
    session: Session, english: Article, chinese: Article
) -> None:
    rewrite(session, english, ENGLISH.replace("Two", "Second").replace("Three", "Third"))
    bring(session, chinese, english, CHINESE.replace("二", "第二"))
    assert stale(session, chinese, english) == [("<p>Three.</p>", "<p>Third.</p>")]


def test_what_an_editor_says_is_in_line(session: Session, english: Article, chinese: Article) -> None:
    rewrite(session, english, "<p>One.</p>\n<p>Third.</p>", title="Signed again")
    known = translation_basis.basis(session, chinese, english)
    assert known is not None
    keys = [change.key for change in translation_basis.changes(known, english)]
    bring(session, chinese, english, CHINESE, keys[0], keys[2])
    assert stale(session, chinese, english) == [("<p>Two.</p>", "<p>Third.</p>")]
    bring(session, chinese, english, CHINESE, ALL)
    assert stale(session, chinese, english) == []


def test_change_that_the_editor_has_not_seen_stays_stale(session: Session, english: Article, chinese: Article) -> None:
    seen = Words(english.title, "", ENGLISH.replace("Two", "Second"))
    rewrite(session, english, ENGLISH.replace("Two", "Last"))
    translation_basis.bring_in_line(session, chinese, english, seen, before=content_of(chinese), said=[ALL])
    session.commit()
    assert stale(session, chinese, english) == [("<p>Second.</p>", "<p>Last.</p>")]


def test_a_deleted_article_takes_what_was_noted_with_it(session: Session, english: Article, chinese: Article) -> None:
    session.delete(english)
    session.commit()
    session.expire_all()
    assert session.scalars(select(TranslationBasis)).all() == []


def test_what_repeats_itself_endlessly_is_compared_place_by_place() -> None:
    before, after = Words("", "", "<p>a</p>" * 3000), Words("", "", "<p>a</p>" * 2999 + "<p>b</p>" * 2)
    assert [(change.place, change.after) for change in translation_basis.changes(before, after)] == [
        (2999, "<p>b</p>"),
        (3000, "<p>b</p>"),
    ]
