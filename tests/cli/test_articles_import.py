from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.articles import workflow
from app.articles.address_models import LegacyAddress
from app.articles.models import Article, State
from app.foundation import clock
from app.foundation.database import Base
from tests.support import html
from tests.support.client import CheckedClient
from tests.support.newsroom import add_section, picture_bytes

PAGES = Path(__file__).parents[1] / "transfer/legacy/pages"
PAGE = PAGES / "signing.txt"
TITLE = "Halden Instruments and the Port of Vik Agree on a Shared Calibration Laboratory"
SLUG = "/news/halden-instruments-and-the-port-of-vik-agree-on-a-shared-calibration-laboratory"
OLD = "https://www.example.com/CompanyNews/info_itemid_1234.html"


@pytest.fixture
def run(app: Flask) -> FlaskCliRunner:
    return app.test_cli_runner()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, colour in (("10.jpg", "blue"), ("2.jpg", "green"), ("1.png", "red")):
        (tmp_path / name).write_bytes(picture_bytes(colour))
    return tmp_path


def test_page_becomes_an_article_that_goes_on_counting(
    run: FlaskCliRunner, visitor: CheckedClient, session: Session
) -> None:
    done = run.invoke(args=["articles", "import", str(PAGE)])
    assert (done.exit_code, SLUG in done.output) == (0, True), done.output
    assert "3 waiting for a picture" in done.output
    first, second = (visitor.get(SLUG).get_data(as_text=True) for _ in range(2))
    assert "Publish Date:2021-05-17 Hits:681" in first
    assert "Publish Date:2021-05-17 Hits:682" in second
    document = html.parse(first)
    assert html.text_of(next(document.iter("h1"))) == TITLE
    assert "Signing ceremony" not in first
    assert "Weighbridge House" not in first
    article = session.scalars(select(Article)).one()
    assert article.body.count("<p>") == 2
    assert [use.caption for use in article.picture_uses] == ["Signing ceremony", "Signing ceremony", "Group photo"]


def test_pictures_are_supplied_in_order_by_name(run: FlaskCliRunner, visitor: CheckedClient, folder: Path) -> None:
    done = run.invoke(args=["articles", "import", str(PAGE), "--pictures", str(folder)])
    assert "3 pictures supplied" in done.output, done.output
    document = html.parse(visitor.get(SLUG).get_data(as_text=True))
    captions = [html.text_of(caption) for caption in document.iter("figcaption")]
    assert captions == ["Picture 1 Signing ceremony", "Picture 2 Signing ceremony", "Picture 3 Group photo"]


def test_waiting_slots_are_filled_by_a_later_import(run: FlaskCliRunner, visitor: CheckedClient, folder: Path) -> None:
    run.invoke(args=["articles", "import", str(PAGE)])
    done = run.invoke(args=["articles", "import", str(PAGE), "--pictures", str(folder)])
    assert "changed" in done.output
    assert visitor.get(SLUG).get_data(as_text=True).count("<figure") == 3


def test_second_import_changes_nothing_and_says_so(run: FlaskCliRunner, session: Session) -> None:
    run.invoke(args=["articles", "import", str(PAGE), "--source", OLD])
    article = session.scalars(select(Article)).one()
    version = article.version
    done = run.invoke(args=["articles", "import", str(PAGE), "--source", OLD])
    assert done.exit_code == 0
    assert "already imported, nothing changed" in done.output
    session.expire_all()
    assert session.scalars(select(Article)).one().version == version


def test_old_address_leads_to_the_article(run: FlaskCliRunner, visitor: CheckedClient) -> None:
    run.invoke(args=["articles", "import", str(PAGE), "--source", OLD])
    answer = visitor.get("/CompanyNews/info_itemid_1234.html")
    assert (answer.status_code, answer.headers["Location"]) == (301, SLUG)
    for other in ("/CompanyNews/info_itemid_1235.html", "/CompanyNews/info_itemid_x.html", "/x/info.aspx"):
        assert visitor.get(other).status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/CompanyNews/info_itemid_7.html",
        "/en/Projects/info_itemid_7.html",
        "/Projects/info_itemid_7.html",
        "/index.php/News/2021/10-31/7.html",
        "/News/info.aspx?itemid=7",
    ],
)
def test_every_old_form_of_address_leads_on(
    run: FlaskCliRunner, visitor: CheckedClient, path: str, tmp_path: Path
) -> None:
    page = tmp_path / "page.txt"
    page.write_text(f"URL: https://old.example.com{path}\n{PAGE.read_text()}")
    done = run.invoke(args=["articles", "import", str(page)])
    assert done.exit_code == 0, done.output
    assert visitor.get(path).status_code == 301
    assert visitor.get(path).headers["Location"] == SLUG


def test_one_number_on_two_old_sites(run: FlaskCliRunner, visitor: CheckedClient, session: Session) -> None:
    for host, file in (("www", "signing"), ("en", "visit")):
        address = f"https://{host}.example.com/News/info_itemid_7.html"
        done = run.invoke(args=["articles", "import", str(PAGES / f"{file}.txt"), "--source", address])
        assert done.exit_code == 0, done.output
    assert len(session.scalars(select(LegacyAddress)).all()) == 2
    places = {
        host: visitor.get("/News/info_itemid_7.html", base_url=f"https://{host}.example.com").headers["Location"]
        for host in ("www", "en")
    }
    assert places["www"] == SLUG
    assert places["en"] != SLUG
    article = session.scalars(select(Article).where(Article.title == TITLE)).one()
    workflow.unpublish(article, clock.now())
    session.commit()
    # Hidden, it does not hand its address to the other site's article.
    assert visitor.get("/News/info_itemid_7.html", base_url="https://www.example.com").status_code == 404
    # Asked under the new site's name nobody can tell which of the two is meant.
    assert visitor.get("/News/info_itemid_7.html").status_code == 404


def test_unreadable_page_is_reported_and_the_others_imported(
    run: FlaskCliRunner, session: Session, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_text("A title without a date\n\nWords.\n")
    missing = tmp_path / "missing.txt"
    done = run.invoke(args=["articles", "import", str(bad), str(missing), str(PAGE)])
    assert done.exit_code == 1
    assert f"{bad}, line " in done.output
    assert f"{missing}: No such file" in done.output
    assert session.scalars(select(Article)).one().title == TITLE


def test_bad_picture_leaves_its_slot_waiting(run: FlaskCliRunner, session: Session, folder: Path) -> None:
    (folder / "2.jpg").write_bytes(b"no picture")
    (folder / "99.jpg").write_bytes(picture_bytes("black"))
    done = run.invoke(args=["articles", "import", str(PAGE), "--pictures", str(folder)])
    assert done.exit_code == 1
    assert "2.jpg" in done.output
    assert "99.jpg: the page has no caption for it" in done.output
    assert [use.picture is None for use in session.scalars(select(Article)).one().picture_uses] == [False, True, False]


def test_dry_run_changes_nothing(run: FlaskCliRunner, session: Session, folder: Path) -> None:
    done = run.invoke(args=["articles", "import", str(PAGE), "--dry-run", "--pictures", str(folder)])
    assert done.exit_code == 0
    assert "imported" in done.output
    assert "nothing was changed" in done.output
    for table in Base.metadata.sorted_tables:
        assert session.execute(select(func.count()).select_from(table)).scalar() == 0, table.name


def test_section_is_chosen_by_its_address(run: FlaskCliRunner, session: Session) -> None:
    section = add_section(session, "events", "Events")
    done = run.invoke(args=["articles", "import", str(PAGE), "--section", "elsewhere"])
    assert done.exit_code == 2
    assert "events" in done.output
    done = run.invoke(args=["articles", "import", str(PAGE), "--section", "events"])
    assert done.exit_code == 0
    article = session.scalars(select(Article)).one()
    assert (article.section_id, article.state) == (section.id, State.PUBLISHED)


@pytest.mark.parametrize("source", ["nonsense", "https://example.com/about", "ftp://example.com/a/info_itemid_1.html"])
def test_source_that_is_no_old_address_is_refused(run: FlaskCliRunner, session: Session, source: str) -> None:
    done = run.invoke(args=["articles", "import", str(PAGE), "--source", source])
    assert done.exit_code == 2
    assert "address" in done.output
    assert session.scalars(select(Article)).all() == []


def test_chinese_page_becomes_a_chinese_article(run: FlaskCliRunner, visitor: CheckedClient, session: Session) -> None:
    assert run.invoke(args=["articles", "import", str(PAGES / "chinese.txt")]).exit_code == 0
    article = session.scalars(select(Article)).one()
    assert article.language == "zh"
    assert visitor.get(f"/zh/news/{article.slug}").status_code == 200
