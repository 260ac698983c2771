from datetime import UTC, datetime

import pytest
from sqlalchemy.orm import Session

from app.articles import sections
from app.articles.models import Kind, Section
from tests.support import html
from tests.support.client import CheckedClient
from tests.support.newsroom import LONG_AGO, add_article, add_section


def described(session: Session, slug: str, **texts: str) -> Section:
    section = sections.save(session, None, slug=slug, texts={"en": {"name": "Products", **texts}}, position=2)
    session.commit()
    return section


def canonical(page: str) -> str | None:
    return next((link.get("href") for link in html.parse(page).iter("link") if link.get("rel") == "canonical"), None)


def test_section_says_what_it_is_about_and_lists_its_articles(visitor: CheckedClient, session: Session) -> None:
    products = described(session, "products", description="What we make.\n\nAnd for whom.")
    add_article(session, products, title="A cell")
    add_article(session, add_section(session), title="A result")
    page = visitor.get("/section/products/").get_data(as_text=True)
    main = html.text_of(next(html.parse(page).iter("main")))
    assert "What we make." in main
    assert "And for whom." in main
    assert "A cell" in main
    assert "A result" not in main


def test_pages_of_a_section_go_on_and_come_to_an_end(visitor: CheckedClient, session: Session) -> None:
    products = described(session, "products", description="What we make.")
    for number in range(21):
        add_article(session, products, title=f"Cell {number}", publish_at=LONG_AGO)
    first, second = (visitor.get(f"/section/products/?page={page}").get_data(as_text=True) for page in (1, 2))
    assert "/section/products/?page=2" in first
    assert canonical(first) == "http://localhost/section/products/"
    assert canonical(second) == "http://localhost/section/products/?page=2"
    assert "Cell 0" in second
    assert "What we make." not in second


@pytest.mark.parametrize("page", ["0", "-1", "3", "999999", "abc", "١", ""])
def test_page_that_a_section_does_not_have_is_not_found(visitor: CheckedClient, session: Session, page: str) -> None:
    add_article(session, add_section(session), title="A")
    assert visitor.get(f"/section/company-news/?page={page}").status_code == 404


def test_unknown_section_year_and_language_are_not_found(visitor: CheckedClient, session: Session) -> None:
    add_article(session, add_section(session), title="A")
    paths = (
        "/section/none/",
        "/zh/section/none/",
        "/fr/section/company-news/",
        "/year/abc/",
        "/year/1900/",
        "/year/02021/",
    )
    for path in paths:
        assert visitor.get(path).status_code == 404, path


def test_section_is_there_in_every_language(visitor: CheckedClient, session: Session) -> None:
    section = add_section(session)
    add_article(session, section, title="签署协议", language="zh")
    page = visitor.get("/zh/section/company-news/").get_data(as_text=True)
    assert "签署协议" in page
    assert "公司新闻" in page
    switch = [link.get("href") for link in html.parse(page).iter("a") if link.get("hreflang") == "en"]
    assert switch == ["/section/company-news/"]
    assert "签署协议" not in visitor.get("/section/company-news/").get_data(as_text=True)


def test_year_has_a_page_by_the_site_zone(visitor: CheckedClient, session: Session) -> None:
    section = add_section(session)
    add_article(session, section, title="Older", publish_at=datetime(2020, 5, 1, tzinfo=UTC))
    add_article(session, section, title="Newer", publish_at=datetime(2021, 5, 1, tzinfo=UTC))
    page = visitor.get("/year/2020/").get_data(as_text=True)
    assert "Older" in page
    assert "Newer" not in page


def test_addresses_with_filters_name_the_page_of_their_list(visitor: CheckedClient, session: Session) -> None:
    add_article(session, add_section(session), title="A")
    names = {
        "/news/": "/news/",
        "/news/?section=company-news": "/section/company-news/",
        "/news/?year=2021": "/year/2021/",
        "/year/2021/?utm_source=x": "/year/2021/",
        "/news/?section=company-news&year=2021": "/news/?section=company-news&year=2021",
    }
    for path, name in names.items():
        assert canonical(visitor.get(path).get_data(as_text=True)) == f"http://localhost{name}"


def test_media_coverage_leads_to_its_source(visitor: CheckedClient, session: Session) -> None:
    link = "https://www.example.com/a"
    kind, section = Kind.COVERAGE, add_section(session)
    add_article(session, section, title="They say", kind=kind, source="The Times", external_link=link)
    add_article(session, section, title="We say", source="Ourselves", external_link="https://www.example.com/b")
    for path in ("/section/company-news/", "/news/", "/news/they-say"):
        document = html.parse(visitor.get(path).get_data(as_text=True))
        ways = {html.text_of(link): link.get("href") for link in document.iter("a")}
        assert ways["Read at The Times"] == link, path
        assert "Read at Ourselves" not in ways
