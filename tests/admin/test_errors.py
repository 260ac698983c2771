"""What is not there, or not open to somebody, is told by a page of the desk, in its language."""

import pytest

from tests.support import html
from tests.support.client import CheckedClient


@pytest.mark.parametrize(
    ("path", "status"),
    [("/admin/articles/999", 404), ("/admin/pictures/999", 404), ("/admin/nothing", 404), ("/admin/settings", 403)],
)
def test_page_of_the_desk_leads_on(editor: CheckedClient, path: str, status: int) -> None:
    answer = editor.get(path, headers={"Accept-Language": "zh"})
    assert answer.status_code == status
    page = html.parse(answer.text)
    assert page.get("lang") == "zh"
    ways = {link.get("href") for link in page.iter("a")}
    assert {"/admin/", "/admin/articles", "/admin/pictures"} <= ways
    assert "Content-Encoding" not in answer.headers


def test_stranger_is_not_told_what_there_is(visitor: CheckedClient) -> None:
    answer = visitor.get("/admin/articles/999")
    assert answer.status_code == 302
    assert "/admin/sign-in" in answer.location


def test_stranger_learns_of_an_address_that_leads_nowhere_what_any_visitor_does(visitor: CheckedClient) -> None:
    answer = visitor.get("/admin/nothing")
    assert answer.status_code == 404
    assert "/admin/articles" not in answer.text
