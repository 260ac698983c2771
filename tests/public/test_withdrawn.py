"""The addresses of a withdrawn article."""

import pytest
from sqlalchemy.orm import Session

from app.articles import editing, workflow
from app.articles.address_models import LegacyAddress
from app.articles.content import ArticleContent
from app.articles.models import Article
from app.foundation import clock
from tests.support.client import CheckedClient
from tests.support.newsroom import LONG_AGO, add_article, add_section

OLD_ADDRESS = "/CompanyNews/info_itemid_12.html"
ADDRESSES = ("/news/merger", "/news/first-name", OLD_ADDRESS, "/zh/news/merger", "/news/merger/pictures/1")


@pytest.fixture
def withdrawn(session: Session) -> Article:
    """An article that had another slug and an address on the old site, and is withdrawn."""
    section = add_section(session)
    article = add_article(session, section, title="Merger with the moon", slug="first-name")
    content = ArticleContent(
        language="en",
        section_id=section.id,
        title="Merger with the moon",
        slug="merger",
        body="<p>Secret terms.</p>",
        publish_at=LONG_AGO,
        withdrawal_notice="It was a <mistake>.\n\nWe are sorry.",
    )
    editing.save(session, article, content, version=article.version, user_id=None, now=clock.now())
    session.add(LegacyAddress(host="old.example.com", number=12, path=OLD_ADDRESS, article_id=article.id))
    workflow.withdraw(article, clock.now())
    session.commit()
    return article


@pytest.mark.parametrize("path", ADDRESSES)
def test_address_of_a_withdrawn_article_answers_with_its_notice(
    visitor: CheckedClient, withdrawn: Article, path: str
) -> None:
    answer = visitor.get(path)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 410
    assert answer.headers["Cache-Control"] == "no-store"
    assert "<p>It was a &lt;mistake&gt;.</p>" in page
    assert "<p>We are sorry.</p>" in page
    assert withdrawn.title not in page
    assert "Secret terms" not in page


def test_it_stands_in_no_list(visitor: CheckedClient, withdrawn: Article) -> None:
    for path in ("/", "/news/", "/section/company-news/"):
        assert withdrawn.title not in visitor.get(path).get_data(as_text=True)


def test_published_again_it_is_back_at_once(visitor: CheckedClient, session: Session, withdrawn: Article) -> None:
    assert visitor.get("/news/merger").status_code == 410
    workflow.publish(withdrawn, clock.now())
    session.commit()
    assert visitor.get("/news/merger").status_code == 200
    assert [visitor.get(path).status_code for path in ("/news/first-name", OLD_ADDRESS)] == [301, 301]


def test_in_the_bin_it_is_not_found(visitor: CheckedClient, session: Session, withdrawn: Article) -> None:
    workflow.move_to_bin(withdrawn)
    session.commit()
    assert [visitor.get(path).status_code for path in ADDRESSES] == [404] * len(ADDRESSES)
