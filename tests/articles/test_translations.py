"""Which articles are translations of one another, on both databases."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from app.articles import editing, translations, workflow
from app.articles.content import ArticleContent
from app.articles.models import Article, Section, TranslationGroup
from app.articles.translations import NoTranslation
from app.foundation import clock
from tests.support.newsroom import add_article, add_section


@pytest.fixture
def section(session: Session) -> Section:
    return add_section(session)


def rewrite(session: Session, article: Article, **changes: Any) -> None:
    values = {"language": article.language, "section_id": article.section_id, "title": article.title, **changes}
    editing.save(
        session, article, ArticleContent(**values), version=article.version, user_id=None, now=clock.now()
    )  # fmt: skip
    session.commit()


def other_ids(session: Session, article: Article) -> list[int]:
    session.expire_all()
    return [other.id for other in translations.others(session, article)]


def groups(session: Session) -> int:
    return session.scalars(select(func.count()).select_from(TranslationGroup)).one()


def test_two_are_translations_of_each_other_and_the_older_gets_no_new_version(
    session: Session, section: Section
) -> None:
    english = add_article(session, section)
    version = english.version
    chinese = add_article(session, section, language="zh", translation_of=english.id)
    assert (other_ids(session, english), other_ids(session, chinese)) == ([chinese.id], [english.id])
    assert english.version == version


def test_a_third_joins_by_either_and_all_know_all(session: Session, section: Section) -> None:
    english = add_article(session, section)
    chinese = add_article(session, section, language="zh", translation_of=english.id)
    german = add_article(session, section, language="de", translation_of=chinese.id)
    assert other_ids(session, english) == [german.id, chinese.id]
    assert other_ids(session, german) == [english.id, chinese.id]
    rewrite(session, chinese, translation_of=None)
    assert other_ids(session, chinese) == []
    assert other_ids(session, english) == [german.id]


def test_saved_again_with_either_of_the_others_nothing_changes(session: Session, section: Section) -> None:
    english = add_article(session, section)
    chinese = add_article(session, section, language="zh", translation_of=english.id)
    german = add_article(session, section, language="de", translation_of=english.id)
    for other in (english, german):
        rewrite(session, chinese, translation_of=other.id)
        assert other_ids(session, chinese) == [german.id, english.id]
    assert groups(session) == 1


def test_both_leave_and_nothing_is_left_behind(session: Session, section: Section) -> None:
    english = add_article(session, section)
    chinese = add_article(session, section, language="zh", translation_of=english.id)
    rewrite(session, chinese, translation_of=None)
    assert other_ids(session, english) == []
    rewrite(session, english, translation_of=None)
    assert groups(session) == 0


def test_one_that_was_left_alone_gets_another_translation(session: Session, section: Section) -> None:
    english = add_article(session, section)
    first = add_article(session, section, language="zh", translation_of=english.id)
    rewrite(session, first, translation_of=None)
    second = add_article(session, section, language="zh", translation_of=english.id)
    assert (other_ids(session, english), other_ids(session, first)) == ([second.id], [])


def test_moving_to_another_group_leaves_the_first(session: Session, section: Section) -> None:
    one, two = add_article(session, section, title="One"), add_article(session, section, title="Two")
    chinese = add_article(session, section, language="zh", translation_of=one.id)
    rewrite(session, chinese, translation_of=two.id)
    assert (other_ids(session, one), other_ids(session, two)) == ([], [chinese.id])


def test_language_that_is_there_already_is_refused(session: Session, section: Section) -> None:
    english = add_article(session, section)
    add_article(session, section, title="首个", language="zh", translation_of=english.id)
    with pytest.raises(NoTranslation, match="“首个” is there already in 中文"):
        add_article(session, section, language="zh", translation_of=english.id)
    session.rollback()
    with pytest.raises(NoTranslation, match="is there already in English"):
        add_article(session, section, translation_of=english.id)
    session.rollback()
    assert len(other_ids(session, english)) == 1


def test_translation_that_changes_into_a_language_which_is_there_is_refused(session: Session, section: Section) -> None:
    english = add_article(session, section, title="The English one")
    chinese = add_article(session, section, language="zh", translation_of=english.id)
    with pytest.raises(NoTranslation, match="“The English one” is there already in English"):
        rewrite(session, chinese, language="en", translation_of=english.id)
    session.rollback()
    rewrite(session, chinese, language="de", translation_of=english.id)
    assert other_ids(session, english) == [chinese.id]


def test_language_and_group_change_in_one_save(session: Session, section: Section) -> None:
    english = add_article(session, section)
    add_article(session, section, language="zh", translation_of=english.id)
    alone = add_article(session, section, title="Alone", language="zh")
    rewrite(session, alone, language="de", translation_of=english.id)
    assert len(other_ids(session, english)) == 2


def test_neither_itself_nor_one_that_is_not_there(session: Session, section: Section) -> None:
    article = add_article(session, section)
    for other_id in (article.id, article.id + 1):
        with pytest.raises(NoTranslation, match="no other article"):
            rewrite(session, article, translation_of=other_id)
        session.rollback()
    assert groups(session) == 0


def test_one_that_was_deleted_leaves_the_others(session: Session, section: Section) -> None:
    english = add_article(session, section)
    chinese = add_article(session, section, language="zh", translation_of=english.id)
    session.delete(chinese)
    session.commit()
    assert other_ids(session, english) == []
    new = add_article(session, section, language="zh", translation_of=english.id)
    assert other_ids(session, english) == [new.id]


def test_one_in_the_bin_still_has_its_place_and_is_named_so(session: Session, section: Section) -> None:
    english = add_article(session, section)
    binned = add_article(session, section, title="旧译", language="zh", translation_of=english.id)
    workflow.move_to_bin(binned)
    session.commit()
    with pytest.raises(NoTranslation, match="“旧译” is there already in 中文, though in the bin"):
        add_article(session, section, language="zh", translation_of=english.id)


def test_suggested_are_articles_without_a_translation_into_the_language(session: Session, section: Section) -> None:
    alone = add_article(session, section, title="Alone")
    paired = add_article(session, section, title="Paired")
    chinese = add_article(session, section, language="zh", translation_of=paired.id)
    binned = add_article(session, section, title="Binned")
    workflow.move_to_bin(binned)
    draft = add_article(session, section, title="Draft", publish=False)
    session.commit()
    assert translations.suggested(session, "zh") == [draft, alone]
    assert translations.suggested(session, "en") == []
    assert translations.suggested(session, "de") == [draft, chinese, paired, alone]


def test_two_editors_translate_the_same_article_at_once(session: Session, section: Section) -> None:
    english = add_article(session, section)
    english_id, section_id = english.id, section.id
    engine = session.get_bind()
    assert isinstance(engine, Engine)
    session.close()

    def translate() -> int:
        with Session(engine) as own:
            content = ArticleContent(language="zh", section_id=section_id, title="后者", translation_of=english_id)
            article = editing.create(own, content, None, clock.now())
            own.commit()
            return article.id

    with ThreadPoolExecutor(1) as pool, Session(engine) as first:
        content = ArticleContent(language="zh", section_id=section_id, title="前者", translation_of=english_id)
        editing.create(first, content, None, clock.now())
        second = pool.submit(translate)
        with pytest.raises(TimeoutError):
            second.result(timeout=0.5)
        first.commit()
        with pytest.raises(NoTranslation, match="“前者” is there already"):
            second.result(timeout=30)
    assert len(other_ids(session, session.get_one(Article, english_id))) == 1
