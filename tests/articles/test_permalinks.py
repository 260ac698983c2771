from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from app.articles import permalinks
from app.articles.models import SLUG_LENGTH
from tests.support.newsroom import add_article, add_section


@given(st.text(max_size=600))
def test_every_title_has_a_slug_that_fits_an_address(title: str) -> None:
    slug = permalinks.slug_from(title)
    assert 0 < len(slug) <= SLUG_LENGTH - 8
    assert not set(slug) & set(" /?#%&\\\"'<>")
    assert permalinks.slug_from(slug) == slug


def test_slug_that_is_or_was_taken_gets_a_number(session: Session) -> None:
    section = add_section(session)
    slugs = [add_article(session, section, title="The same").slug for _ in range(3)]
    assert slugs == ["the-same", "the-same-2", "the-same-3"]


def test_chinese_title_stays_readable(session: Session) -> None:
    article = add_article(session, add_section(session), title="公司签署战略合作协议", language="zh")
    assert article.slug == "公司签署战略合作协议"
    assert permalinks.path(article).startswith("/zh/news/%E5%85%AC")
