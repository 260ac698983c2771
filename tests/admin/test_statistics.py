import csv
import io
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from typing import Any
from xml.etree.ElementTree import Element
from zoneinfo import ZoneInfo

import pytest
from flask import Flask
from sqlalchemy import Engine, event
from sqlalchemy.orm import Session

from app.accounts.models import User
from app.articles.models import Article, Section
from app.foundation import clock
from app.foundation.database import db
from app.hits.models import DailyHits, Hits
from app.hits.reader_models import DailyReaders, DailyReferrers, DailySiteReferrers, ReaderDay
from app.site import editing
from app.site.queries import settings
from tests.support import html
from tests.support.client import CheckedClient
from tests.support.newsroom import add_article, add_section
from tests.support.people import PASSWORD, add_user

PAGE, FILE = "/admin/statistics", "/admin/statistics.csv"
KIRITIMATI = "Pacific/Kiritimati"
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(autouse=True)
def midnight_is_far(session: Session) -> None:
    """Let the newsroom stand where it is noon, roughly, so that no test runs over the end of a day."""
    offset = (12 - clock.now().hour + 12) % 24 - 12
    editing.save(session, {"time_zone": f"Etc/GMT{-offset:+}" if offset else "UTC"}, {}, {})
    session.commit()


class Newsroom:
    """Two sections with articles that were read."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.today = clock.now().astimezone(settings(session).zone).date()
        self.news = add_section(session)
        self.products = add_section(session, "products", "Products")
        self.signed = add_article(session, self.news, title="Signed", starting_hits=680)
        self.opened = add_article(session, self.products, title="Opened")
        self.chinese = add_article(session, self.news, title="签署协议", language="zh")
        self.hits: Counter[int] = Counter()

    def day(self, ago: int) -> date:
        return self.today - timedelta(days=ago)

    def read(self, article: Article, ago: int, hits: int, readers: int, **hosts: int) -> None:
        """Store that an article was read on a day on which no other was; the site has one reader less than it."""
        day = self.day(ago)
        self.hits[article.id] += hits
        self.session.merge(Hits(article_id=article.id, count=self.hits[article.id]))
        self.session.add(DailyHits(article_id=article.id, day=day, count=hits))
        self.session.add(DailyReaders(article_id=article.id, day=day, count=readers))
        self.session.add(ReaderDay(day=day, readers=readers - 1, article_readers=readers, dropped=0))
        for host, count in hosts.items():
            name = host.replace("_", ".")
            self.session.add(DailyReferrers(article_id=article.id, day=day, host=name, count=count))
            self.session.add(DailySiteReferrers(day=day, host=name, count=count))
        self.session.commit()


@pytest.fixture
def newsroom(session: Session) -> Newsroom:
    return Newsroom(session)


@pytest.fixture
def read(newsroom: Newsroom) -> Newsroom:
    """The newsroom, read on some days."""
    newsroom.read(newsroom.signed, 0, 5, 3, example_org=2)
    newsroom.read(newsroom.opened, 1, 40, 21, example_net=9)
    newsroom.read(newsroom.signed, 2, 12, 7, example_org=1)
    newsroom.read(newsroom.chinese, 29, 1000, 600)
    newsroom.read(newsroom.signed, 30, 4, 2)
    newsroom.read(newsroom.opened, 100, 2500, 2)
    return newsroom


def document(client: CheckedClient, path: str = PAGE, status: int = 200) -> Element:
    answer = client.get(path)
    assert answer.status_code == status, answer.get_data(as_text=True)
    return html.parse(answer.get_data(as_text=True))


def table(page: Element, heading: str) -> list[list[str]]:
    """Return the rows below a heading, without the table's own."""
    (section,) = [
        section for section in page.iter("section") if heading in [html.text_of(e) for e in section.iter("h2")]
    ]
    return [[html.text_of(cell) for cell in row] for row in list(section.iter("tr"))[1:]]


def totals(page: Element) -> list[tuple[str, str, str]]:
    (found,) = [entry for entry in page.iter("dl") if entry.get("class") == "totals"]
    return [tuple(html.text_of(part) for part in group) for group in found]  # type: ignore[misc]


def rows_of(client: CheckedClient, query: str, path: str = FILE) -> list[list[str]]:
    answer = client.get(f"{path}?{query}")
    assert answer.status_code == 200, answer.get_data(as_text=True)
    return list(csv.reader(io.StringIO(answer.get_data().decode("utf-8-sig"))))


def test_days_of_the_period_are_shown_each_with_hits_and_readers(editor: CheckedClient, read: Newsroom) -> None:
    days = table(document(editor), "By day")
    assert len(days) == 30
    assert days[:3] == [[str(read.day(0)), "5", "2"], [str(read.day(1)), "40", "20"], [str(read.day(2)), "12", "6"]]
    assert days[3:29] == [[str(read.day(ago)), "0", "0"] for ago in range(3, 29)]
    assert days[29] == [str(read.day(29)), "1,000", "599"]


def test_totals_stand_beside_those_of_the_period_before(editor: CheckedClient, read: Newsroom) -> None:
    assert totals(document(editor)) == [
        ("Hits", "1,057", "+26,325 %: 4 in the 30 days before"),
        ("Readers", "627", "+62,600 %: 1 in the 30 days before"),
    ]
    assert totals(document(editor, f"{PAGE}?days=7")) == [
        ("Hits", "57", "0 in the 7 days before"),
        ("Readers", "28", "0 in the 7 days before"),
    ]
    yesterday = f"{PAGE}?from={read.day(1)}&to={read.day(1)}"
    assert totals(document(editor, yesterday))[0] == ("Hits", "40", "+233 %: 12 in the day before")
    fewer = f"{PAGE}?from={read.day(0)}&to={read.day(0)}"
    assert totals(document(editor, fewer))[0] == ("Hits", "5", "−88 %: 40 in the day before")


def test_chart_says_in_words_what_it_draws(editor: CheckedClient, read: Newsroom) -> None:
    page = document(editor)
    (drawing,) = [svg for svg in page.iter(f"{SVG}svg") if svg.get("role") == "img"]
    assert drawing.findtext(f"{SVG}title") == "Hits and readers by day"
    description = drawing.findtext(f"{SVG}desc") or ""
    assert f"Most hits on {read.day(29)}: 1,000, by 599 readers." in description
    (plot,) = [svg for svg in drawing.iter(f"{SVG}svg") if svg.get("viewBox")]
    assert plot.get("viewBox") == "0 0 30 100"
    hovered = [html.text_of(day) for day in plot.iter(f"{SVG}rect")]
    assert (len(hovered), hovered[-1]) == (30, f"{read.day(0)}: 5 hits, 2 readers")


def test_most_read_articles_lead_to_their_figures_and_forms(editor: CheckedClient, read: Newsroom) -> None:
    page = document(editor)
    assert table(page, "Most read") == [
        ["签署协议", "Company News", "1,000", "600", "Edit 签署协议"],
        ["Opened", "Products", "40", "21", "Edit Opened"],
        ["Signed", "Company News", "17", "10", "Edit Signed"],
    ]
    links = {link.get("href") for link in page.iter("a")}
    assert {f"{PAGE}/articles/{read.opened.id}", f"/admin/articles/{read.opened.id}"} <= links
    year = table(document(editor, f"{PAGE}?days=365"), "Most read")
    assert [row[0] for row in year] == ["Opened", "签署协议", "Signed"]


def test_sections_add_up_their_articles(editor: CheckedClient, read: Newsroom) -> None:
    assert table(document(editor), "Sections") == [["Company News", "1,017", "610"], ["Products", "40", "21"]]


def test_referrers_are_added_up_by_host(editor: CheckedClient, read: Newsroom) -> None:
    read.session.add(DailySiteReferrers(day=read.today, host="", count=5))
    read.session.commit()
    assert table(document(editor), "Referrers") == [["example.net", "9"], ["other hosts", "5"], ["example.org", "3"]]
    assert table(document(editor, f"{PAGE}?from={read.day(2)}&to={read.day(2)}"), "Referrers") == [["example.org", "1"]]


def test_figures_of_a_section_and_of_a_language(editor: CheckedClient, read: Newsroom) -> None:
    page = document(editor, f"{PAGE}?section=company-news")
    assert [row[0] for row in table(page, "Most read")] == ["签署协议", "Signed"]
    # A sum over its articles: who has read two of them is in it twice.
    assert [entry[:2] for entry in totals(page)] == [("Hits", "1,017"), ("Readers", "610")]
    assert table(page, "By day")[0] == [str(read.today), "5", "3"]
    assert table(page, "Referrers") == [["example.org", "3"]]
    both = document(editor, f"{PAGE}?section=company-news&language=en")
    assert [entry[:2] for entry in totals(both)] == [("Hits", "17"), ("Readers", "10")]
    chinese = document(editor, f"{PAGE}?language=zh")
    assert table(chinese, "Sections") == [["Company News", "1,000", "600"]]
    none = document(editor, f"{PAGE}?section=products&language=zh")
    assert "No article of this kind was viewed" in html.text_of(none)
    unknown = document(editor, f"{PAGE}?section=x&language=xx")
    assert len(table(unknown, "Most read")) == 3


def test_impossible_period_is_said_and_the_usual_one_shown(editor: CheckedClient, read: Newsroom) -> None:
    for path in (PAGE, f"{PAGE}/articles/{read.signed.id}"):
        page = document(editor, f"{path}?from=2026-03-02&to=<b>", status=400)
        (problem,) = [entry for entry in page.iter("p") if entry.get("id") == "period-problem"]
        assert "“<b>” is no date." in html.text_of(problem)
        assert len(table(page, "By day")) == 30
        # What was typed is still there; what is offered to go on with is not spoilt by it.
        fields = {field.get("name"): field.get("value") for field in page.iter("input")}
        assert (fields["from"], fields["to"]) == ("2026-03-02", "<b>")
        assert [link for link in page.iter("a") if "from=" in (link.get("href") or "")] == []
    answer = editor.get(f"{FILE}?days=8")
    assert (answer.status_code, answer.mimetype) == (400, "text/plain")
    assert "There is no period of “8” days." in answer.get_data(as_text=True)


def test_newsroom_that_nobody_has_read_says_so(editor: CheckedClient) -> None:
    page = document(editor)
    words = html.text_of(page)
    assert "No article was viewed in these days." in words
    assert "No section was read in these days." in words
    assert "No page of another host has led a reader here" in words
    assert [entry[:2] for entry in totals(page)] == [("Hits", "0"), ("Readers", "0")]
    for name in ("days", "articles", "sections", "referrers"):
        assert len(rows_of(editor, f"table={name}")) == (31 if name == "days" else 1)


def test_page_says_what_each_number_means(editor: CheckedClient, read: Newsroom) -> None:
    words = html.text_of(document(editor))
    assert "Every view of an article’s page that was answered" in words
    assert "without known bots" in words
    assert "No cookie is set and no address is stored." in words
    assert "are not in these figures" in words
    assert "came too fast" not in words
    day = read.session.get_one(ReaderDay, read.today)
    day.dropped = 1
    read.session.commit()
    assert "1 view of the newsroom came too fast to be looked at; it is in the hits" in html.text_of(document(editor))
    day.dropped = 1200
    read.session.commit()
    assert "1,200 views of the newsroom came too fast to be looked at; they are" in html.text_of(document(editor))


def test_figures_of_one_article(editor: CheckedClient, read: Newsroom) -> None:
    page = document(editor, f"{PAGE}/articles/{read.signed.id}?days=7")
    assert html.text_of(next(page.iter("h1"))) == "Signed"
    assert [entry[:2] for entry in totals(page)] == [("Hits", "17"), ("Readers", "10")]
    assert table(page, "By day")[:3] == [
        [str(read.day(0)), "5", "3"],
        [str(read.day(1)), "0", "0"],
        [str(read.day(2)), "12", "7"],
    ]
    assert table(page, "Referrers") == [["example.org", "3"]]
    assert "shows 701 hits: 680 starting hits of an older system, and 21 counted here" in html.text_of(page)
    assert f"/admin/articles/{read.signed.id}" in {link.get("href") for link in page.iter("a")}
    other = html.text_of(document(editor, f"{PAGE}/articles/{read.chinese.id}"))
    assert "shows 1,000 hits: 1,000 counted here" in other


def test_article_that_is_not_there_is_not_found(editor: CheckedClient) -> None:
    for number in ("0", "999", "2147483648", "99999999999999999999", "x"):
        assert editor.get(f"{PAGE}/articles/{number}").status_code == 404
        assert editor.get(f"{PAGE}/articles/{number}.csv").status_code == 404


def test_desk_leads_to_the_statistics(editor: CheckedClient) -> None:
    (navigation,) = [nav for nav in document(editor).iter("nav") if nav.get("aria-label") == "Desk"]
    current = [link.get("href") for link in navigation.iter("a") if link.get("aria-current")]
    assert current == [PAGE]
    assert PAGE in {link.get("href") for link in document(editor, "/admin/").iter("a")}


def test_somebody_without_the_right_is_refused(app: Flask, session: Session, newsroom: Newsroom) -> None:
    with app.app_context():
        add_user("former@example.com", "editor")
        user = db.session.query(User).filter_by(email="former@example.com").one()
        user.roles = []
        db.session.commit()
    former = app.test_client()
    assert isinstance(former, CheckedClient)
    former.sign_in("former@example.com", PASSWORD)
    for path in (PAGE, FILE, f"{PAGE}/articles/{newsroom.signed.id}", f"{PAGE}/articles/{newsroom.signed.id}.csv"):
        assert former.get(path).status_code == 403


def test_tables_are_sent_for_spreadsheets(editor: CheckedClient, read: Newsroom) -> None:
    assert rows_of(editor, "days=7") == rows_of(editor, "days=7&table=days")
    days = rows_of(editor, "days=7")
    assert days[0] == ["day", "hits", "readers"]
    assert days[1:] == [
        *[[str(read.day(ago)), "0", "0"] for ago in (6, 5, 4, 3)],
        [str(read.day(2)), "12", "6"],
        [str(read.day(1)), "40", "20"],
        [str(read.day(0)), "5", "2"],
    ]
    assert rows_of(editor, "table=articles&section=products") == [
        ["article", "title", "language", "section", "hits", "readers"],
        [str(read.opened.id), "Opened", "en", "Products", "40", "21"],
    ]
    assert rows_of(editor, "table=sections")[1:] == [["Company News", "1017", "610"], ["Products", "40", "21"]]
    assert rows_of(editor, "table=referrers")[1:] == [["example.net", "9"], ["example.org", "3"]]
    of_article = f"{PAGE}/articles/{read.signed.id}.csv"
    assert rows_of(editor, "days=7", of_article)[-1] == [str(read.today), "5", "3"]
    assert rows_of(editor, "table=referrers", of_article) == [["host", "readers"], ["example.org", "3"]]


def test_file_is_utf_8_with_a_mark_and_lines_as_the_standard_wants(editor: CheckedClient, read: Newsroom) -> None:
    read.opened.title = 'Opened, "as planned"'
    read.session.commit()
    answer = editor.get(f"{FILE}?table=articles&days=7")
    data = answer.get_data()
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.headers["Cache-Control"] == "no-store"
    name = f"statistics-articles-{read.day(6)}-{read.today}.csv"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    assert data.startswith(b"\xef\xbb\xbfarticle,")
    assert data.count(b"\n") == data.count(b"\r\n") == 3
    assert b',"Opened, ""as planned""",' in data
    chinese = editor.get(f"{FILE}?table=articles").get_data()
    assert "签署协议".encode() in chinese


def test_titles_that_a_spreadsheet_would_calculate_are_defused(editor: CheckedClient, read: Newsroom) -> None:
    for mark in ("=", "+", "-", "@", "\t=", "＝"):
        read.opened.title = f"{mark}HYPERLINK(0)"
        read.session.commit()
        titles = [row[1] for row in rows_of(editor, "table=articles")]
        assert f"'{mark}HYPERLINK(0)" in titles


def test_table_that_there_is_not_is_not_found(editor: CheckedClient, newsroom: Newsroom) -> None:
    of_article = f"{PAGE}/articles/{newsroom.signed.id}.csv"
    for address in (f"{FILE}?table=users", f"{FILE}?table=", f"{of_article}?table=articles"):
        assert editor.get(address).status_code == 404


def test_days_are_those_of_the_sites_zone(editor: CheckedClient, session: Session) -> None:
    editing.save(session, {"time_zone": KIRITIMATI}, {}, {})
    session.commit()
    before = datetime.now(ZoneInfo(KIRITIMATI)).date()
    page = document(editor)
    after = datetime.now(ZoneInfo(KIRITIMATI)).date()
    assert table(page, "By day")[0][0] in {str(before), str(after)}
    assert KIRITIMATI in html.text_of(page)


@contextmanager
def counted_statements(engine: Engine) -> Iterator[list[str]]:
    statements: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        statements.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    yield statements
    event.remove(engine, "before_cursor_execute", note)


def test_statements_do_not_grow_with_what_there_is(app: Flask, editor: CheckedClient, read: Newsroom) -> None:
    with app.app_context():
        engine = db.engine
    paths = [PAGE, f"{PAGE}?days=365&section=company-news", f"{PAGE}/articles/{read.signed.id}"]
    paths += [f"{FILE}?table={name}" for name in ("days", "articles", "sections", "referrers")]

    def statements() -> list[int]:
        counts = []
        for path in paths:
            with counted_statements(engine) as executed:
                assert editor.get(path).status_code == 200
            counts.append(len(executed))
        return counts

    before = statements()
    sections: list[Section] = [add_section(read.session, f"more-{number}", f"More {number}") for number in range(4)]
    for number in range(24):
        article = add_article(read.session, sections[number % 4], title=f"More {number}")
        for day in map(read.day, range(20)):
            read.session.add(DailyHits(article_id=article.id, day=day, count=3))
            read.session.add(DailyReaders(article_id=article.id, day=day, count=2))
            read.session.add(DailySiteReferrers(day=day, host=f"host{number}.example", count=2))
    read.session.commit()
    assert statements() == before
    assert max(before) < 25
