"""The search page: results with the words marked, narrowed by section, year and language, and every input answered."""

from datetime import UTC, datetime, timedelta
from urllib.parse import quote

import pytest
from sqlalchemy.orm import Session

from app.articles.models import Section
from app.search import finding
from tests.support import html
from tests.support.client import CheckedClient
from tests.support.newsroom import LONG_AGO, add_article, add_section

NOT_FOUND = [
    "page=2",
    "page=0",
    "page=-1",
    "page=999999",
    "page=x",
    "section=none",
    "year=abc",
    "year=1999",
    "language=xx",
]


@pytest.fixture
def section(session: Session) -> Section:
    return add_section(session)


def titles(client: CheckedClient, path: str) -> list[str]:
    document = html.parse(client.get(path).get_data(as_text=True))
    return [html.text_of(heading) for heading in next(document.iter("main")).iter("h3")]


def marks(client: CheckedClient, path: str) -> list[str]:
    document = html.parse(client.get(path).get_data(as_text=True))
    return [html.text_of(mark) for mark in document.iter("mark")]


def test_results_show_where_the_words_stand(visitor: CheckedClient, session: Session, section: Section) -> None:
    before, after = "Something else. " * 60, " And more of it." * 60
    body = f"<p>{before}</p><p>The <em>Café</em> &lt;b&gt; of the battery &amp; grid.</p><p>{after}</p>"
    add_article(session, section, title="A battery", body=body)
    page = visitor.get("/search?q=cafe+battery").get_data(as_text=True)
    assert marks(visitor, "/search?q=cafe+battery") == ["battery", "Café", "battery"]
    result = html.text_of(next(e for e in html.parse(page).iter("li") if e.get("class") == "row"))
    assert "2021-10-31" in result
    assert "Company News" in result
    assert "The Café <b> of the battery & grid." in result
    assert result.count("…") == 2
    assert len(result) < 320
    assert '<link rel="canonical" href="http://localhost/search">' in page


@pytest.mark.parametrize(
    ("words", "marked"), [("公", ["公"]), ("工厂", ["工厂"]), ("第二座工", ["第二座工"]), ("５G", ["5G"])]
)
def test_chinese_words_are_marked(
    visitor: CheckedClient, session: Session, section: Section, words: str, marked: list[str]
) -> None:
    text = "公司在巴纳赫建立了第二座工厂，生产5G网络设备。"
    add_article(
        session, section, title="签约", language="zh", body=f"<p>{'其他的内容。' * 60}{text}{'其他的内容。' * 60}</p>"
    )
    assert titles(visitor, f"/zh/search?q={quote(words)}") == ["签约"]
    assert marks(visitor, f"/zh/search?q={quote(words)}") == marked
    assert titles(visitor, f"/search?q={quote(words)}") == []
    led = visitor.get(f"/search?language=zh&q={quote(words)}&page=2")
    assert (led.status_code, led.headers["Location"]) == (302, f"/zh/search?q={quote(words)}")


def test_words_in_captions_and_letters_that_become_two_are_marked(
    visitor: CheckedClient, session: Session, section: Section
) -> None:
    add_article(session, section, title="½ Straße", body="<p>Text.</p>", tags=["Öffnung"])
    assert marks(visitor, "/search?q=STRASSE") == ["Straße"]
    assert marks(visitor, "/search?q=offnung") == ["Öffnung"]


def test_filters_narrow_and_stay_in_the_address(visitor: CheckedClient, session: Session, section: Section) -> None:
    products = add_section(session, "products", "Products")
    add_article(session, section, title="Word of news")
    add_article(session, products, title="Word of products", publish_at=datetime(2024, 5, 1, tzinfo=UTC))
    assert titles(visitor, "/search?q=word") == ["Word of products", "Word of news"]
    assert titles(visitor, "/search?q=word&section=products") == ["Word of products"]
    assert titles(visitor, "/search?q=word&year=2021") == ["Word of news"]
    assert titles(visitor, "/search?q=word&section=products&year=2024") == ["Word of products"]
    document = html.parse(visitor.get("/search?q=word&section=products&year=2024").get_data(as_text=True))
    form = next(next(document.iter("main")).iter("form"))
    assert {field.get("name"): field.get("value") for field in form.iter("input")} == {
        "q": "word",
        "section": "products",
        "year": "2024",
    }
    links = {html.text_of(link): link.get("href") for link in next(document.iter("main")).iter("a")}
    assert links["Company News"] == "/search?section=company-news&year=2024&q=word"
    current = [html.text_of(e) for e in next(document.iter("main")).iter("a") if e.get("aria-current")]
    assert current == ["Products", "2024", "English"]


def test_pages_of_results(visitor: CheckedClient, session: Session, section: Section) -> None:
    for number in range(23):
        add_article(session, section, title=f"Common {number}", publish_at=LONG_AGO + timedelta(days=number))
    assert titles(visitor, "/search?q=common&page=2") == ["Common 2", "Common 1", "Common 0"]
    assert "23 articles have “common”" in visitor.get("/search?q=common").get_data(as_text=True)
    assert visitor.get("/search?q=common&page=3").status_code == 404
    assert titles(visitor, "/news/?q=common&page=2") == ["Common 2", "Common 1", "Common 0"]


def test_what_is_not_counted_to_the_end_is_said(
    visitor: CheckedClient, session: Session, section: Section, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(4):
        add_article(session, section, title="Solar field", slug=f"n{number}")
    add_article(session, section, title="Field of solar", slug="newest", publish_at=LONG_AGO + timedelta(days=1))
    monkeypatch.setattr(finding, "MOST_FOUND", 3)
    monkeypatch.setattr("app.public.search.MOST_FOUND", 3)
    assert "More than 3 articles have “solar”." in visitor.get("/search?q=solar").get_data(as_text=True)
    monkeypatch.setattr(finding, "_LOOKED_AT", 3)
    assert "2 of the newest articles have “solar field”" in visitor.get('/search?q="solar field"').get_data(
        as_text=True
    )
    monkeypatch.setattr(finding, "_LOOKED_AT", 1)
    assert "do not have them together" in visitor.get('/search?q="solar field"').get_data(as_text=True)


@pytest.mark.parametrize(
    "words",
    [
        *(
            '"',
            '"""',
            "*",
            "a*",
            "NEAR",
            "NEAR(a b, 2)",
            "a AND",
            "OR",
            "NOT a",
            "^a",
            "{a b}: c",
            "a:b",
            "-a",
            "+a",
            "'",
        ),
        *(
            "\\",
            "%",
            "_",
            "a' OR 1=1 --",
            "😀",
            "😀 a",
            "\u202e\u200b",
            "\ufeff",
            "\ue000",
            "\ud83d",
            "<script>",
            "&amp;",
        ),
        *("word " * 2_000, "x" * 10_000, "公" * 10_000, '"' * 10_000, "(" * 10_000, "a-" * 5_000, "'a' <-> 'b' & !c"),
    ],
)
def test_any_input_is_a_query(visitor: CheckedClient, session: Session, section: Section, words: str) -> None:
    add_article(session, section, title="A word")
    for path in ("/search", "/news/", "/zh/search"):
        answer = visitor.get(f"{path}?q={quote(words, errors='surrogatepass')}")
        assert answer.status_code == 200, path


@pytest.mark.parametrize("words", ["%00", "%01a", "a%1F"])
def test_control_characters_are_refused(visitor: CheckedClient, words: str) -> None:
    assert visitor.get(f"/search?q={words}").status_code == 400


@pytest.mark.parametrize("query", NOT_FOUND)
def test_what_there_is_not_is_not_found(visitor: CheckedClient, session: Session, section: Section, query: str) -> None:
    add_article(session, section, title="A word")
    assert visitor.get(f"/search?q=word&{query}").status_code == 404


def test_a_search_for_nothing_says_what_to_do(visitor: CheckedClient, session: Session, section: Section) -> None:
    add_article(session, section, title="A word")
    assert "Type words that the article has" in visitor.get("/search").get_data(as_text=True)
    assert "Type words that the article has" in visitor.get("/search?q=++").get_data(as_text=True)
    assert "“😀” has no letter" in visitor.get("/search?q=😀").get_data(as_text=True)
    assert "No article has “zeppelin”." in visitor.get("/search?q=zeppelin").get_data(as_text=True)


def test_searches_are_not_stored(visitor: CheckedClient, session: Session, section: Section) -> None:
    article = add_article(session, section, title="A word")
    assert titles(visitor, "/search?q=word") == ["A word"]
    article.title = "A word, changed"
    session.commit()
    assert titles(visitor, "/search?q=word") == ["A word, changed"]
    assert titles(visitor, "/search?q=changed") == ["A word, changed"]


def test_the_forms_of_the_pages_lead_to_the_search(visitor: CheckedClient, session: Session) -> None:
    for path, target in (("/", "/search"), ("/zh/news/", "/zh/search"), ("/news/?q=a", "/search")):
        document = html.parse(visitor.get(path).get_data(as_text=True))
        forms = [form for form in document.iter("form") if form.get("role") == "search"]
        assert [form.get("action") for form in forms] == [target]


def test_a_page_not_found_suggests_articles_with_the_words_of_its_address(
    visitor: CheckedClient, session: Session, section: Section
) -> None:
    add_article(session, section, title="The new battery line", slug="there")
    add_article(session, section, title="Secret battery line", publish=False)
    for path in ("/news/battery-line", "/old/new_battery-line.html", "/news/2019-the-battery-line-of-12", "/BATTERY"):
        answer = visitor.get(path)
        assert answer.status_code == 404
        assert titles(visitor, path) == ["The new battery line"], path
    for path in ("/news/zeppelin", "/12345", "/zh/news/battery-line", "/%F0%9F%98%80", "/news/a%22b*"):
        answer = visitor.get(path)
        assert answer.status_code == 404
        assert titles(visitor, path) == [], path
