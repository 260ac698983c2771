"""Tags come and go with the articles that bear them, on both databases."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from app.articles import editing, tags
from app.articles.content import ArticleContent
from app.articles.models import Article, Section, Tag
from app.articles.tags import BadTag
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


def names(article: Article) -> list[str]:
    return [tag.name for tag in article.tags]


def all_tags(session: Session) -> set[tuple[str, str, str]]:
    return {(tag.language, tag.slug, tag.name) for tag in session.scalars(select(Tag))}


def test_tags_are_shared_and_read_by_name(session: Session, section: Section) -> None:
    first = add_article(session, section, tags=["Solar power", "Batteries"])
    second = add_article(session, section, tags=["Batteries", "储能"])
    assert names(first) == ["Batteries", "Solar power"]
    assert first.tags[0] is second.tags[0]
    assert all_tags(session) == {
        ("en", "batteries", "Batteries"), ("en", "solar-power", "Solar power"), ("en", "储能", "储能"),
    }  # fmt: skip


def test_tag_that_loses_its_last_article_is_removed(session: Session, section: Section) -> None:
    first = add_article(session, section, tags=["Alone", "Shared"])
    add_article(session, section, tags=["Shared"])
    rewrite(session, first, tags=["New"])
    assert names(first) == ["New"]
    assert {name for _, _, name in all_tags(session)} == {"New", "Shared"}


def test_names_that_make_the_same_slug_are_one_tag_under_its_first_name(session: Session, section: Section) -> None:
    article = add_article(session, section, tags=["Solar Power", "solar power", "SOLAR-POWER!"])
    assert names(article) == ["Solar Power"]
    other = add_article(session, section, tags=["solar power"])
    assert names(other) == ["Solar Power"]


def test_another_language_has_tags_of_its_own(session: Session, section: Section) -> None:
    article = add_article(session, section, tags=["CATL", "Berlin"])
    add_article(session, section, tags=["Berlin"])
    rewrite(session, article, language="zh", tags=["CATL", "Berlin"])
    assert {tag.language for tag in article.tags} == {"zh"}
    assert all_tags(session) == {("zh", "catl", "CATL"), ("zh", "berlin", "Berlin"), ("en", "berlin", "Berlin")}


def test_fifty_tags_are_taken_and_one_more_is_refused(session: Session, section: Section) -> None:
    many = [f"Tag {number}" for number in range(tags.MOST_OF_AN_ARTICLE + 1)]
    assert len(add_article(session, section, tags=many[:-1]).tags) == 50
    with pytest.raises(BadTag, match="50 tags at most; these are 51"):
        add_article(session, section, tags=many)


@pytest.mark.parametrize(
    ("name", "message"),
    [("x" * 200, "at most 100 characters"), ("!!!", "“!!!” has no letter and no digit"), ("🎉", "no letter")],
)
def test_name_that_no_tag_can_have_is_refused(session: Session, section: Section, name: str, message: str) -> None:
    with pytest.raises(BadTag, match=message):
        add_article(session, section, tags=[name])


@pytest.mark.parametrize("name", ["Lithium, nickel", "锂，镍", "锂、镍"])
def test_comma_is_refused_as_the_form_would_part_the_tag_but_stored_tags_keep_theirs(
    session: Session, section: Section, name: str
) -> None:
    with pytest.raises(BadTag, match="has a comma"):
        tags.check([name])
    assert names(add_article(session, section, tags=[name])) == [name]


def test_name_of_the_greatest_length_is_taken(session: Session, section: Section) -> None:
    longest = "储" * tags.NAME_LENGTH
    assert names(add_article(session, section, tags=[longest])) == [longest]


def test_article_that_is_deleted_leaves_the_tags_of_others(session: Session, section: Section) -> None:
    first = add_article(session, section, tags=["Shared"])
    second = add_article(session, section, tags=["Shared"])
    session.delete(first)
    session.commit()
    session.expire_all()
    assert names(second) == ["Shared"]


def test_recent_tags_are_those_that_articles_bear(session: Session, section: Section) -> None:
    add_article(session, section, tags=["Zinc", "Copper"])
    add_article(session, section, tags=["铜"], language="zh")
    assert [tag.name for tag in tags.recent(session)] == ["Copper", "Zinc", "铜"]


def test_tag_given_while_another_editor_drops_it_is_kept(session: Session, section: Section) -> None:
    dropping = add_article(session, section, tags=["Contested"])
    article_id, version, section_id = dropping.id, dropping.version, section.id
    engine = session.get_bind()
    assert isinstance(engine, Engine)
    session.close()

    def drop() -> None:
        with Session(engine) as other:
            content = ArticleContent(language="en", section_id=section_id, title="Dropped")
            article = other.get_one(Article, article_id)
            editing.save(other, article, content, version=version, user_id=None, now=clock.now())
            other.commit()

    with ThreadPoolExecutor(1) as pool, Session(engine) as giving:
        content = ArticleContent(language="en", section_id=section_id, title="Given", tags=["Contested"])
        given = editing.create(giving, content, None, clock.now())
        dropped = pool.submit(drop)
        # The other editor comes as far as the tag, and waits there for this one.
        with pytest.raises(TimeoutError):
            dropped.result(timeout=0.5)
        giving.commit()
        dropped.result(timeout=30)
        giving.expire_all()
        assert names(given) == ["Contested"]
