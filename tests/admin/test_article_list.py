from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from tests.support import html
from tests.support.client import CheckedClient
from tests.support.newsroom import LONG_AGO, add_article, add_section


@pytest.fixture(autouse=True)
def articles(session: Session) -> None:
    news, products = add_section(session), add_section(session, "products", "Products")
    add_article(session, news, title="Beta", publish_at=LONG_AGO, starting_hits=5)
    add_article(session, products, title="Alpha", publish_at=LONG_AGO + timedelta(days=1))
    add_article(session, news, title="Gamma 100%", publish=False, publish_at=None)
    add_article(session, news, title="Delta", publish_at=LONG_AGO + timedelta(days=90_000), language="zh")


def titles(client: CheckedClient, query: str) -> list[str]:
    answer = client.get(f"/admin/articles?{query}")
    assert answer.status_code == 200
    document = html.parse(answer.get_data(as_text=True))
    return [html.text_of(cell) for cell in document.iter("th") if cell.get("scope") == "row"]


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", ["Delta", "Gamma 100%", "Alpha", "Beta"]),
        ("sort=-changed", ["Beta", "Alpha", "Gamma 100%", "Delta"]),
        ("sort=title", ["Alpha", "Beta", "Delta", "Gamma 100%"]),
        ("sort=-title", ["Gamma 100%", "Delta", "Beta", "Alpha"]),
        ("sort=published", ["Delta", "Alpha", "Beta", "Gamma 100%"]),
        ("sort=-published", ["Beta", "Alpha", "Delta", "Gamma 100%"]),
        ("sort=nonsense", ["Delta", "Gamma 100%", "Alpha", "Beta"]),
        ("state=draft", ["Gamma 100%"]),
        ("state=scheduled", ["Delta"]),
        ("state=published", ["Alpha", "Beta"]),
        ("state=binned", []),
        ("section=products", ["Alpha"]),
        ("language=zh", ["Delta"]),
        ("q=100%25", ["Gamma 100%"]),
        ("q=a+l", ["Delta", "Alpha"]),
        ("state=x&section=x&language=x", ["Delta", "Gamma 100%", "Alpha", "Beta"]),
    ],
)
def test_list_is_filtered_and_sorted_as_its_address_says(editor: CheckedClient, query: str, shown: list[str]) -> None:
    assert titles(editor, query) == shown


def test_list_shows_hits_and_standing(editor: CheckedClient, fold: Callable[[], None]) -> None:
    editor.get("/news/beta")
    fold()
    document = html.parse(editor.get("/admin/articles?q=beta").get_data(as_text=True))
    row = next(row for row in document.iter("tr") if "Beta" in html.text_of(row))
    cells = [html.text_of(cell) for cell in row]
    assert cells[1:6] == ["Beta", "Published", "Company News", "2021-10-31 08:00", "6"]
