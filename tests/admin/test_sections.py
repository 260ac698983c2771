from typing import Any
from xml.etree.ElementTree import Element

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.articles import workflow
from app.articles.models import Section
from tests.support import html
from tests.support.client import CheckedClient
from tests.support.newsroom import add_article, add_section

LIST, NEW = "/admin/sections", "/admin/sections/new"


def fields(**changes: Any) -> dict[str, Any]:
    return {"name_en": "Products", "name_zh": "产品", "slug": "", "position": "2", **changes}


def document(client: CheckedClient, path: str) -> Element:
    answer = client.get(path)
    assert answer.status_code == 200
    return html.parse(answer.get_data(as_text=True))


def labelled(page: Element, label: str) -> Element:
    """Return the one navigation of that name."""
    (found,) = [nav for nav in page.iter("nav") if nav.get("aria-label") == label]
    return found


def navigation(client: CheckedClient, path: str = "/") -> list[tuple[str, str | None]]:
    """Return name and address of each section in the head, in order; the list of all news comes first there."""
    label = "栏目导航" if path.startswith("/zh/") else "News by section"
    links = list(labelled(document(client, path), label).iter("a"))
    return [(html.text_of(link), link.get("href")) for link in links][1:]


def listed(client: CheckedClient) -> list[list[str]]:
    """Return the rows of the editors' list."""
    rows = list(document(client, LIST).iter("tr"))[1:]
    return [[html.text_of(cell) for cell in row] for row in rows]


def error(page: str, name: str) -> str:
    return next((html.text_of(e) for e in html.parse(page).iter() if e.get("id") == f"{name}-error"), "")


def stored(session: Session) -> list[Section]:
    session.expire_all()
    return list(session.scalars(select(Section).order_by(Section.id)))


def test_new_section_stands_in_list_form_and_navigation(
    administrator: CheckedClient, visitor: CheckedClient, session: Session
) -> None:
    answer = administrator.send(NEW, fields(name_en="  Products & parts "))
    assert (answer.status_code, answer.headers["Location"]) == (303, LIST)
    assert listed(administrator) == [["Products & parts", "products-parts", "2"]]
    assert navigation(visitor) == [("Products & parts", "/section/products-parts/")]
    assert navigation(visitor, "/zh/") == [("产品", "/zh/section/products-parts/")]
    assert visitor.get("/section/products-parts/").status_code == 200
    (choice,) = [e for e in document(administrator, "/admin/articles/new").iter("select") if e.get("name") == "section"]
    assert "Products & parts" in html.text_of(choice)


def test_section_without_a_chinese_name_is_called_as_in_english(
    administrator: CheckedClient, visitor: CheckedClient
) -> None:
    administrator.send(NEW, fields(name_zh="", slug="Own Address"))
    assert navigation(visitor, "/zh/") == [("Products", "/zh/section/own-address/")]


def test_renaming_follows_in_navigation_breadcrumb_and_list(
    administrator: CheckedClient, visitor: CheckedClient, session: Session
) -> None:
    section = add_section(session)
    add_article(session, section, title="Signed")
    chinese = add_article(session, section, title="签署协议", language="zh")
    answer = administrator.send(
        f"{LIST}/{section.id}", fields(name_en="Announcements", name_zh="公告", slug="announcements")
    )
    assert answer.status_code == 303
    for path, name, label, home in (
        ("/news/signed", "Announcements", "Breadcrumb", "/"),
        (f"/zh/news/{chinese.slug}", "公告", None, "/zh/"),
    ):
        prefix = home.rstrip("/")
        address = f"{prefix}/section/announcements/"
        assert navigation(visitor, home) == [(name, address)]
        page = document(visitor, path)
        (crumbs,) = [nav for nav in page.iter("nav") if nav.get("class") == "crumbs"]
        assert label in (None, crumbs.get("aria-label"))
        links = [(html.text_of(link), link.get("href")) for link in crumbs.iter("a")]
        assert [href for _, href in links] == [home, f"{prefix}/news/", address]
        assert links[-1][0] == name
        assert html.text_of(next(document(visitor, address).iter("h1"))) == name
    assert "Company News" not in visitor.get("/").get_data(as_text=True)
    assert visitor.get("/section/company-news/").status_code == 404


def test_texts_of_each_language_are_stored_and_shown(administrator: CheckedClient, session: Session) -> None:
    texts = {
        "description_en": "What we make.", "press_contact_zh": "唐梅\r\n电话", "boilerplate_en": "One.\r\n\r\nTwo.",
    }  # fmt: skip
    administrator.send(NEW, fields(**texts))
    (section,) = stored(session)
    assert section.text("description", "en") == "What we make."
    assert section.text("press_contact", "zh") == "唐梅\n电话"
    assert section.text("boilerplate", "en") == "One.\n\nTwo."
    assert section.text("boilerplate", "zh") == ""
    page = document(administrator, f"{LIST}/{section.id}")
    shown = {e.get("name"): (e.text or "").strip() for e in page.iter("textarea")}
    assert shown["boilerplate_en"] == "One.\n\nTwo."
    administrator.send(f"{LIST}/{section.id}", fields(slug="products"))
    assert stored(session)[0].text("boilerplate", "en") == ""


def test_texts_in_a_language_without_a_name_are_refused_and_kept(
    administrator: CheckedClient, session: Session
) -> None:
    answer = administrator.send(NEW, fields(name_zh="", description_zh="我们的产品"))
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert error(page, "name_zh") == "Give the section a name in 中文, or empty its other texts there."
    assert "我们的产品" in page
    assert stored(session) == []


def test_form_shows_what_is_stored(administrator: CheckedClient, session: Session) -> None:
    section = add_section(session)
    page = document(administrator, f"{LIST}/{section.id}")
    values = {e.get("name"): e.get("value") for e in page.iter("input") if e.get("type") != "hidden"}
    assert values == {
        "name_en": "Company News",
        "name_zh": "公司新闻",
        "slug": "company-news",
        "position": "1",
    }


def test_order_follows_the_numbers(administrator: CheckedClient, visitor: CheckedClient, session: Session) -> None:
    for name, position in (("One", 1), ("Two", 2), ("Three", 3)):
        administrator.send(NEW, fields(name_en=name, position=position))
    assert [name for name, _ in navigation(visitor)] == ["One", "Two", "Three"]
    one, _two, three = stored(session)
    administrator.send(f"{LIST}/{three.id}", fields(name_en="Three", slug="three", position="0"))
    administrator.send(f"{LIST}/{one.id}", fields(name_en="One", slug="one", position="1000"))
    assert [name for name, _ in navigation(visitor)] == ["Three", "Two", "One"]
    assert [row[0] for row in listed(administrator)] == ["Three", "Two", "One"]


def test_address_that_another_section_has_is_refused(administrator: CheckedClient, session: Session) -> None:
    add_section(session)
    other = add_section(session, "products", "Products")
    for path in (NEW, f"{LIST}/{other.id}"):
        answer = administrator.send(path, fields(name_en="Renamed", slug="Company News"))
        page = answer.get_data(as_text=True)
        assert answer.status_code == 422
        assert "Another section has the address “company-news”." in error(page, "slug")
        assert 'value="Renamed"' in page
        assert [section.name("en") for section in stored(session)] == ["Company News", "Products"]


def test_section_may_keep_its_own_address(administrator: CheckedClient, session: Session) -> None:
    section = add_section(session)
    assert administrator.send(f"{LIST}/{section.id}", fields(slug="company-news")).status_code == 303
    assert [(kept.slug, kept.name("en")) for kept in stored(session)] == [("company-news", "Products")]


@pytest.mark.parametrize(
    ("changes", "name", "message"),
    [
        ({"name_en": ""}, "name_en", "This field is required."),
        ({"name_en": "   "}, "name_en", "This field is required."),
        ({"name_en": "x" * 101}, "name_en", "longer than 100 characters"),
        ({"name_zh": "名" * 101}, "name_zh", "longer than 100 characters"),
        ({"slug": "x" * 201}, "slug", "longer than 200 characters"),
        ({"position": ""}, "position", "This field is required."),
        ({"position": "first"}, "position", "Not a valid integer value."),
        ({"position": "-1"}, "position", "between 0 and 1000"),
        ({"position": "1001"}, "position", "between 0 and 1000"),
        ({"position": "9" * 5000}, "position", "Not a valid integer value."),
    ],
)
def test_bad_input_is_said_at_its_field(
    administrator: CheckedClient, session: Session, changes: dict[str, str], name: str, message: str
) -> None:
    section = add_section(session)
    for path in (NEW, f"{LIST}/{section.id}"):
        answer = administrator.send(path, fields(**changes))
        page = answer.get_data(as_text=True)
        assert answer.status_code == 422
        assert message in error(page, name)
        assert changes[name] in page
        assert [kept.name("en") for kept in stored(session)] == ["Company News"]


@pytest.mark.parametrize("missing", ["name_en", "name_zh", "slug", "position"])
def test_field_that_is_not_sent_is_no_failure(administrator: CheckedClient, missing: str) -> None:
    data = fields()
    del data[missing]
    answer = administrator.send(NEW, data)
    assert answer.status_code == (422 if missing in ("name_en", "position") else 303)


def test_unused_section_is_removed(administrator: CheckedClient, visitor: CheckedClient, session: Session) -> None:
    path = f"{LIST}/{add_section(session).id}"
    answer = administrator.send(f"{path}/removal")
    assert (answer.status_code, answer.headers["Location"]) == (303, LIST)
    assert "“Company News” is removed." in administrator.get(LIST).get_data(as_text=True)
    assert stored(session) == []
    assert navigation(visitor) == []
    assert administrator.get(path).status_code == 404
    assert administrator.send(f"{path}/removal").status_code == 404


@pytest.mark.parametrize("state", ["published", "draft", "binned"])
def test_section_in_use_is_kept_and_this_is_said(
    administrator: CheckedClient, visitor: CheckedClient, session: Session, state: str
) -> None:
    section = add_section(session)
    article = add_article(session, section, publish=state != "draft")
    if state == "binned":
        workflow.move_to_bin(article)
        session.commit()
    answer = administrator.send(f"{LIST}/{section.id}/removal")
    assert (answer.status_code, answer.headers["Location"]) == (303, f"{LIST}/{section.id}")
    assert "“Company News” has articles" in administrator.get(f"{LIST}/{section.id}").get_data(as_text=True)
    assert [kept.name("en") for kept in stored(session)] == ["Company News"]
    assert navigation(visitor) == [("Company News", "/section/company-news/")]


@pytest.mark.parametrize("number", ["0", "999", "2147483648", "99999999999999999999", "x"])
def test_section_that_is_not_there_is_not_found(administrator: CheckedClient, number: str) -> None:
    assert administrator.get(f"{LIST}/{number}").status_code == 404
    assert administrator.send(f"{LIST}/{number}", fields()).status_code == 404
    assert administrator.send(f"{LIST}/{number}/removal").status_code == 404


def test_editor_is_refused(editor: CheckedClient, session: Session) -> None:
    section = add_section(session)
    for path in (LIST, NEW, f"{LIST}/{section.id}"):
        assert editor.get(path).status_code == 403
    for path in (NEW, f"{LIST}/{section.id}", f"{LIST}/{section.id}/removal"):
        assert editor.send(path, fields()).status_code == 403
    assert [kept.name("en") for kept in stored(session)] == ["Company News"]
