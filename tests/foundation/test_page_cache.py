"""Pages are answered from memory, and never a moment longer than they hold."""

import gzip
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from flask import Flask, Response, request
from flask.testing import FlaskClient
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.orm import Session

from app.articles import sections, workflow
from app.articles.content import PictureContent
from app.articles.models import Article
from app.foundation import background, clock, locks, page_cache, page_versions
from app.foundation.database import db
from app.foundation.storage import FolderStorage
from app.site import editing as site_editing
from tests.support.client import CheckedClient
from tests.support.newsroom import LONG_AGO, add_article, add_picture, add_section
from tests.support.waiting import wait_for


@pytest.fixture
def article(session: Session) -> Article:
    return add_article(session, add_section(session), title="Signed")


class Rendered:
    """Counts the pages that were rendered: those for which the database was asked."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    @contextmanager
    def nothing(self) -> Iterator[None]:
        statements: list[str] = []

        def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
            statements.append(statement)

        event.listen(self.engine, "before_cursor_execute", note)
        try:
            yield
        finally:
            event.remove(self.engine, "before_cursor_execute", note)
        assert statements == []

    @contextmanager
    def something(self) -> Iterator[None]:
        with pytest.raises(AssertionError), self.nothing():
            yield


@pytest.fixture
def rendered(app: Flask) -> Rendered:
    with app.app_context():
        return Rendered(db.engine)


def text(client: FlaskClient, path: str, **arguments: Any) -> str:
    answer = client.get(path, **arguments)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


@pytest.mark.parametrize("path", ["/", "/zh/", "/news/", "/news/?section=company-news", "/news/signed"])
def test_page_is_rendered_once(visitor: CheckedClient, article: Article, rendered: Rendered, path: str) -> None:
    with rendered.something():
        first = visitor.get(path)
    with rendered.nothing():
        second = visitor.get(path)
    assert [name for name, _value in first.headers] == [name for name, _value in second.headers]
    assert first.get_data(as_text=True).replace("Hits:1<", "Hits:2<") == second.get_data(as_text=True)


def test_each_answer_is_a_view_with_its_own_number(visitor: CheckedClient, article: Article) -> None:
    for number in range(1, 120):
        assert f"Hits:{number}<" in text(visitor, "/news/signed")
    assert visitor.head("/news/signed").status_code == 200
    assert "Hits:119<" in text(visitor, "/news/signed", headers={"Sec-Purpose": "prefetch"})
    assert "Hits:120<" in text(visitor, "/news/signed", headers={"Purpose": "something else"})


def test_head_has_the_headers_of_the_page(visitor: CheckedClient, article: Article, rendered: Rendered) -> None:
    for _ in range(2):
        answer = visitor.head("/news/signed")
        assert answer.get_data() == b""
    page = visitor.get("/news/signed")
    assert answer.headers["Content-Length"] == page.headers["Content-Length"] == str(len(page.get_data()))


def test_compressed_page_is_the_page(app: Flask, article: Article) -> None:
    visitor = FlaskClient(app, Response)
    plain = visitor.get("/news/signed")
    answer = visitor.get("/news/signed", headers={"Accept-Encoding": "br, gzip;q=0.8"})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert plain.headers["Vary"] == answer.headers["Vary"] == "Accept-Encoding"
    assert int(answer.headers["Content-Length"]) == len(answer.get_data()) < len(plain.get_data()) / 2
    assert gzip.decompress(answer.get_data()) == plain.get_data().replace(b"Hits:1<", b"Hits:2<")


def test_arguments_that_no_view_reads_do_not_matter(
    visitor: CheckedClient, article: Article, rendered: Rendered
) -> None:
    text(visitor, "/news/signed")
    text(visitor, "/news/?section=company-news")
    with rendered.nothing():
        assert "Hits:2<" in text(visitor, "/news/signed?utm_source=newsletter&page=3")
        text(visitor, "/news/?utm_source=newsletter&section=company-news&section=other")
    with rendered.something():
        text(visitor, "/news/?utm_source=newsletter")


def test_cookies_do_not_matter(editor: CheckedClient, article: Article, rendered: Rendered) -> None:
    editor.set_cookie("_ga", "GA1.1.1")
    text(editor, "/news/signed")
    with rendered.nothing():
        assert "Hits:2<" in text(editor, "/news/signed")


def test_what_is_not_found_appears_once_it_is_there(visitor: CheckedClient, article: Article, session: Session) -> None:
    assert visitor.get("/news/later").status_code == 404
    add_article(session, article.section, title="Later")
    assert "Later" in text(visitor, "/news/later")


@pytest.mark.parametrize(
    ("conditions", "status"),
    [
        ({"If-None-Match": "{tag}"}, 304),
        ({"If-None-Match": '"another", {tag}'}, 304),
        ({"If-None-Match": "*"}, 304),
        ({"If-None-Match": '"another"'}, 200),
        ({"If-None-Match": "{torn}"}, 200),
        ({"If-None-Match": '"'}, 200),
        ({"If-None-Match": ""}, 200),
        ({"If-None-Match": ",,\xff W/"}, 200),
        ({"If-None-Match": "W/" * 5000}, 200),
        ({"If-Modified-Since": "Fri, 01 Jan 2100 00:00:00 GMT"}, 200),
        ({"If-Modified-Since": "yesterday"}, 200),
    ],
)
def test_page_that_is_known_is_not_sent_again(
    app: Flask, article: Article, conditions: dict[str, str], status: int
) -> None:
    visitor = FlaskClient(app, Response)
    tag = visitor.get("/news/").headers["ETag"]
    headers = {name: value.format(tag=tag, torn=tag[:-5]) for name, value in conditions.items()}
    for encoding in ("", "gzip"):
        for method in ("GET", "HEAD"):
            answer = visitor.open("/news/", method=method, headers={**headers, "Accept-Encoding": encoding})
            assert answer.status_code == status
            assert answer.headers["ETag"] == tag
            assert answer.headers["Vary"] == "Accept-Encoding"
            assert answer.headers["Cache-Control"] == "no-cache"
            if status == 304:
                assert answer.get_data() == b""
                assert "Content-Length" not in answer.headers
                assert "Content-Type" not in answer.headers


def test_tag_changes_with_the_page_alone(visitor: CheckedClient, session: Session, article: Article) -> None:
    before = visitor.get("/news/").headers["ETag"]
    page_versions.of(visitor.application).mark([page_versions.EVERYTHING])
    assert visitor.get("/news/").headers["ETag"] == before
    article.title = "Changed"
    session.commit()
    assert visitor.get("/news/", headers={"If-None-Match": before}).status_code == 200
    assert visitor.get("/news/").headers["ETag"] != before


def test_page_with_a_number_is_always_sent(visitor: CheckedClient, article: Article) -> None:
    for number in (1, 2):
        answer = visitor.get("/news/signed", headers={"If-None-Match": "*"})
        assert answer.status_code == 200
        assert f"Hits:{number}<" in answer.get_data(as_text=True)
        assert "ETag" not in answer.headers


def test_time_of_a_page_counts_where_its_view_gives_it(second: Flask) -> None:
    @second.get("/dated")
    def dated() -> Response:
        page_cache.keep(["anything"])
        return Response(
            "Dated", headers={"Last-Modified": "Sun, 31 Oct 2021 08:00:00 GMT", "Cache-Control": "max-age=9"}
        )

    client = FlaskClient(second, Response)
    for since, status in (("31 Oct 2021 08:00:00", 304), ("01 Nov 2021 00:00:00", 304), ("30 Oct 2021 08:00:00", 200)):
        answer = client.get("/dated", headers={"If-Modified-Since": f"Sun, {since} GMT"})
        assert answer.status_code == status
        assert answer.headers["Cache-Control"] == "max-age=9"
        # A tag comes first.
        both = {"If-Modified-Since": f"Sun, {since} GMT", "If-None-Match": '"another"'}
        assert client.get("/dated", headers=both).status_code == 200


def test_searches_are_not_stored(visitor: CheckedClient, article: Article, rendered: Rendered) -> None:
    for _ in range(2):
        with rendered.something():
            text(visitor, "/news/?q=signed")


Change = Callable[[Session, Article], object]


def unpublish(session: Session, article: Article) -> None:
    workflow.unpublish(article, clock.now())


def retitle(session: Session, article: Article) -> None:
    article.title = "Changed"


def restart_hits(session: Session, article: Article) -> None:
    article.starting_hits = 5000


def rename_company(session: Session, article: Article) -> None:
    site_editing.save(session, {}, {"en": {"company_name": "Changed"}}, {})


def change_links(session: Session, article: Article) -> None:
    site_editing.save(session, {}, {}, {"en": [("Changed", "https://example.com/")]})


def remove_links(session: Session, article: Article) -> None:
    site_editing.save(session, {}, {}, {"en": []})


def rename_section(session: Session, article: Article) -> None:
    sections.save(session, article.section, slug="company-news", texts={"en": {"name": "Changed"}}, position=1)


def change_caption(session: Session, article: Article) -> None:
    article.picture_uses[0].caption = "Changed"


def change_picture(session: Session, article: Article) -> None:
    picture = article.picture_uses[0].picture
    assert picture is not None
    picture.alternative_text = "Changed"


def speak_chinese(session: Session, article: Article) -> None:
    article.language = "zh"


CHANGES = [
    *(unpublish, retitle, restart_hits, rename_company, change_links, remove_links, rename_section, change_caption),
    *(change_picture, speak_chinese),
]
IN_LISTS = [unpublish, retitle, rename_company, rename_section, speak_chinese]


@pytest.mark.parametrize("change", CHANGES)
def test_change_is_seen_at_once(
    visitor: CheckedClient, session: Session, storage: FolderStorage, article: Article, change: Change
) -> None:
    site_editing.save(session, {}, {}, {"en": [("Before", "https://example.com/")]})
    picture = PictureContent("k1", add_picture(session, storage).id, "Before")
    pictured = add_article(session, article.section, title="Pictured", pictures=[picture])
    seen = {path: text(visitor, path) for path in ("/news/pictured", "/news/", "/")}
    change(session, pictured)
    session.commit()
    # Not even the number can be the reason that the page is another one.
    page = visitor.get("/news/pictured", headers={"Purpose": "prefetch"})
    assert page.get_data(as_text=True) != seen["/news/pictured"].replace("Hits:2<", "Hits:1<")
    if change in IN_LISTS:
        assert all(text(visitor, path) != seen[path] for path in ("/news/", "/"))


def test_neighbours_follow(visitor: CheckedClient, session: Session, article: Article, rendered: Rendered) -> None:
    text(visitor, "/news/signed")
    later = add_article(session, article.section, title="Later", publish_at=LONG_AGO + timedelta(days=1))
    assert ">Later<" in text(visitor, "/news/signed")
    later.title = "Later still"
    session.commit()
    assert ">Later still<" in text(visitor, "/news/signed")
    workflow.move_to_bin(later)
    session.commit()
    assert "Later" not in text(visitor, "/news/signed")


def test_drafts_and_other_articles_leave_pages_alone(
    visitor: CheckedClient, session: Session, article: Article, rendered: Rendered
) -> None:
    draft = add_article(session, article.section, title="Draft", publish=False)
    other = add_article(session, add_section(session, "other", "Other"), title="Other")
    text(visitor, "/news/signed")
    draft.title = "Draft, once more"
    other.body = "<p>Other words.</p>"
    session.commit()
    with rendered.nothing():
        text(visitor, "/news/signed")


def test_rolled_back_change_leaves_pages_alone(
    visitor: CheckedClient, session: Session, article: Article, rendered: Rendered
) -> None:
    text(visitor, "/news/signed")
    article.title = "Changed"
    session.flush()
    session.rollback()
    session.commit()
    with rendered.nothing():
        text(visitor, "/news/signed")


def test_scheduled_article_appears_at_its_time(visitor: CheckedClient, session: Session, article: Article) -> None:
    publish_at = clock.now() + timedelta(seconds=1.5)
    add_article(session, article.section, title="Scheduled", publish_at=publish_at)
    paths = ["/", "/news/", "/news/signed"]

    def shows() -> bool:
        before = clock.now()
        shown = ["Scheduled" in text(visitor, path) for path in paths]
        if clock.now() < publish_at:
            assert shown == [False] * 3
        if before >= publish_at:
            assert shown == [True] * 3
        return all(shown)

    assert not shows()
    wait_for(shows)
    assert clock.now() >= publish_at


@pytest.fixture
def second_passes(app: Flask) -> Iterator[Callable[[], None]]:
    """What a server does every second. Its jobs are another process's: they come when they like."""
    lock = locks.take(app.extensions["settings"].data_dir / "jobs.lock")
    assert lock
    yield partial(background.run, app)
    lock.release()


def test_what_another_machine_changed_is_noticed(
    visitor: CheckedClient, session: Session, article: Article, database_url: str, second_passes: Callable[[], None]
) -> None:
    text(visitor, "/news/signed")
    elsewhere = create_engine(database_url)
    with Session(elsewhere) as other:
        other.get_one(Article, article.id).title = "Changed"
        other.commit()
    elsewhere.dispose()
    second_passes()
    assert "Changed" in text(visitor, "/news/signed")


def test_noticing_what_this_machine_changed_costs_nothing(
    visitor: CheckedClient, session: Session, article: Article, rendered: Rendered, second_passes: Callable[[], None]
) -> None:
    second_passes()
    article.title = "Changed"
    session.commit()
    text(visitor, "/news/signed")
    second_passes()
    with rendered.nothing():
        text(visitor, "/news/signed")


@pytest.fixture
def second(impatient_app: Flask) -> Flask:
    """An application with a page whose view does something while it is made."""
    impatient_app.extensions["renderings"] = renderings = []

    @impatient_app.get("/rendering")
    def rendering() -> str:
        renderings.append(request.full_path)
        page_cache.keep(["anything"])
        while_rendering = impatient_app.extensions.get("while_rendering")
        if while_rendering:
            while_rendering()
        return f"<!doctype html><title>Page</title><p>Rendering {len(renderings)}"

    return impatient_app


def test_rendering_that_was_overtaken_is_not_shown_again(second: Flask) -> None:
    client, versions = FlaskClient(second, Response), page_versions.of(second)
    second.extensions["while_rendering"] = lambda: versions.mark(["anything"])
    assert "Rendering 1" in text(client, "/rendering")
    second.extensions["while_rendering"] = lambda: versions.mark(["something that it does not depend on"])
    assert "Rendering 2" in text(client, "/rendering")
    assert "Rendering 2" in text(client, "/rendering")


def test_many_who_ask_at_once_wait_for_one_rendering(second: Flask) -> None:
    asking = threading.Barrier(9)
    second.extensions["while_rendering"] = lambda: threading.Event().wait(0.3)

    def ask() -> str:
        asking.wait()
        return text(FlaskClient(second, Response), "/rendering?x=1")

    with ThreadPoolExecutor(8) as pool:
        answers = [pool.submit(ask) for _ in range(8)]
        asking.wait()
        assert all("Rendering 1" in answer.result() for answer in answers)
    assert len(second.extensions["renderings"]) == 1


def test_origin_is_part_of_the_address_unless_it_is_set(
    visitor: CheckedClient, article: Article, rendered: Rendered
) -> None:
    for origin in ("http://one.example", "https://one.example", "http://two.example"):
        assert f'href="{origin}/news/signed"' in text(visitor, "/news/signed", base_url=origin)
    with rendered.nothing():
        text(visitor, "/news/signed", base_url="http://two.example")
