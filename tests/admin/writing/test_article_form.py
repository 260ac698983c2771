import errno
import io
import os
import re
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from app.articles.models import Article, PictureUse, Section, State
from app.foundation import clock
from app.pictures.models import Picture
from app.site import editing as site_editing
from tests.support.client import CheckedClient
from tests.support.locks import locked
from tests.support.newsroom import add_article, add_section, picture_bytes
from tests.support.people import EDITOR, PASSWORD

NEW = "/admin/articles/new"


@pytest.fixture
def section(session: Session) -> Section:
    return add_section(session)


def fields(chosen: Section, **changes: Any) -> dict[str, Any]:
    return {"language": "en", "section": chosen.id, "title": "A title", "body": "Words.", "then": "save", **changes}


def upload(name: str, data: bytes) -> tuple[io.BytesIO, str]:
    return io.BytesIO(data), name


def only_article(session: Session) -> Article:
    session.expire_all()
    return session.scalars(select(Article)).one()


def keys(page: str) -> list[str]:
    return re.findall(r'name="pictures-\d+-key"[^>]*value="([^"]+)"', page)


def test_draft_is_saved_with_every_field(editor: CheckedClient, session: Session, section: Section) -> None:
    answer = editor.send(
        NEW,
        fields(
            section,
            title="  Signing & more ",
            subtitle="Sub",
            body="First paragraph.\n\nSecond <not a tag",
            publish_at="2021-10-31T09:30",
            event_date="2021-10-26",
            source="A newspaper",
            external_link="https://example.com/a",
            starting_hits="680",
        ),
    )
    article = only_article(session)
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/admin/articles/{article.id}")
    assert article.title == "Signing & more"
    assert article.slug == "signing-more"
    assert article.body == "<p>First paragraph.</p>\n<p>Second &lt;not a tag</p>"
    assert article.publish_at == datetime.fromisoformat("2021-10-31T09:30+00:00")
    assert (article.starting_hits, article.source, article.state) == (680, "A newspaper", State.DRAFT)
    assert editor.get(f"/news/{article.slug}").status_code == 404
    page = editor.get(f"/admin/articles/{article.id}").get_data(as_text=True)
    assert "2021-10-31T09:30" in page
    assert "Saved. Visitors do not see it." in page


def test_publish_schedule_unpublish(editor: CheckedClient, session: Session, section: Section) -> None:
    editor.send(NEW, fields(section, then="publish"))
    article = only_article(session)
    path = f"/admin/articles/{article.id}"
    assert editor.get("/news/a-title").status_code == 200
    editor.send(path, fields(section, version=article.version, then="unpublish"))
    assert editor.get("/news/a-title").status_code == 404
    tomorrow = (clock.now() + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M")
    version = only_article(session).version
    answer = editor.send(path, fields(section, version=version, then="schedule", publish_at=tomorrow))
    assert answer.status_code == 303
    assert only_article(session).state is State.PUBLISHED
    assert editor.get("/news/a-title").status_code == 404
    assert "Scheduled for" in editor.get(path).get_data(as_text=True)


def test_scheduling_wants_a_time_to_come(editor: CheckedClient, session: Session, section: Section) -> None:
    answer = editor.send(NEW, fields(section, then="schedule", publish_at="2021-10-31T09:30"))
    assert answer.status_code == 422
    assert "give it a publish time in the future" in answer.get_data(as_text=True)
    assert session.scalars(select(Article)).all() == []


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"title": ""}, "Give the article a title."),
        ({"title": "   "}, "Give the article a title."),
        ({"starting_hits": "9" * 400}, "Not a valid integer value."),
        ({"pictures-0-key": "a", "pictures-0-position": "9" * 400}, "Not a valid integer value."),
        ({"event_date": "0001-01-01"}, "between the years 1900 and 9000"),
        ({"title": "x" * 501}, "A title has at most 500 characters."),
        ({"publish_at": "31 February"}, "Not a valid datetime value."),
        ({"event_date": "2021-02-30"}, "Not a valid date value."),
        ({"external_link": "javascript:alert(1)"}, "Give the whole address"),
        ({"starting_hits": "-1"}, "Starting hits are a number from 0 up."),
        ({"body": "word " * 1_000_000}, "1,000,000 is the most"),
        ({"pictures-0-key": "a", "pictures-0-picture_id": "4242"}, "no picture with the number 4242"),
        ({"pictures-0-key": "<script>", "pictures-0-picture_id": ""}, "This picture has no valid key."),
    ],
)
def test_form_that_fails_says_why_and_keeps_everything(
    editor: CheckedClient, session: Session, section: Section, changes: dict[str, str], message: str
) -> None:
    answer = editor.send(NEW, fields(section, subtitle="Typed with care", **changes))
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert message in page
    assert "Typed with care" in page
    for value in changes.values():
        assert value[:1000].replace("<", "&lt;").replace(">", "&gt;") in page
    assert session.scalars(select(Article)).all() == []


def test_pictures_survive_a_form_that_fails(editor: CheckedClient, session: Session, section: Section) -> None:
    files = [
        upload("one.jpg", picture_bytes("red")),
        upload("two.jpg", b"no picture"),
        upload("3.png", picture_bytes("blue")),
    ]
    answer = editor.send(NEW, fields(section, files=files))
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "two.jpg" in page
    assert len(session.scalars(select(Picture)).all()) == 2
    rows = keys(page)
    assert len(rows) == 2
    ids = re.findall(r'name="pictures-\d+-picture_id"[^>]*value="(\d+)"', page)
    again = fields(section)
    for at, (key, picture_id) in enumerate(zip(rows, ids, strict=True)):
        again |= {
            f"pictures-{at}-key": key,
            f"pictures-{at}-picture_id": picture_id,
            f"pictures-{at}-caption": f"C{at}",
        }
    assert editor.send(NEW, again).status_code == 303
    uses = session.scalars(select(PictureUse).order_by(PictureUse.position)).all()
    assert [(use.caption, use.position) for use in uses] == [("C0", 1), ("C1", 2)]


def test_order_numbers_reorder_and_removal_removes(editor: CheckedClient, session: Session, section: Section) -> None:
    colours = ("red", "green", "blue")
    editor.send(NEW, fields(section, files=[upload(f"{colour}.jpg", picture_bytes(colour)) for colour in colours]))
    article = only_article(session)
    rows = {
        f"pictures-{at}-{name}": value
        for at, use in enumerate(article.picture_uses)
        for name, value in (
            ("key", use.key),
            ("picture_id", use.picture_id),
            ("position", (3, 1, 2)[at]),
            ("caption", colours[at]),
        )
    }
    path = f"/admin/articles/{article.id}"
    assert editor.send(path, fields(section, version=article.version, **rows)).status_code == 303
    assert [use.caption for use in only_article(session).picture_uses] == ["green", "blue", "red"]
    rows["pictures-1-remove"] = "y"
    editor.send(path, fields(section, version=only_article(session).version, **rows))
    assert [use.caption for use in only_article(session).picture_uses] == ["blue", "red"]


def test_bin_and_restore(editor: CheckedClient, session: Session, section: Section) -> None:
    article = add_article(session, section, title="Thrown away")
    path = f"/admin/articles/{article.id}"
    assert editor.get("/news/thrown-away").status_code == 200
    assert editor.send(f"{path}/bin").status_code == 303
    assert editor.get("/news/thrown-away").status_code == 404
    assert "is in the bin. Visitors no longer see it." in editor.get("/admin/articles").get_data(as_text=True)
    assert "Thrown away" not in editor.get("/admin/articles").get_data(as_text=True)
    assert "Thrown away" in editor.get("/admin/articles?state=binned").get_data(as_text=True)
    assert editor.send(f"{path}/restore").status_code == 303
    assert only_article(session).state is State.DRAFT
    assert editor.get("/news/thrown-away").status_code == 404


def test_preview_shows_the_public_page_and_stores_nothing(
    editor: CheckedClient, session: Session, section: Section
) -> None:
    answer = editor.send(
        "/admin/preview",
        fields(
            section,
            title="Not yet",
            body="<p>Text</p>",
            publish_at="2021-10-31T08:00",
            files=[upload("a.jpg", picture_bytes())],
        ),
    )
    page = answer.get_data(as_text=True)
    assert answer.status_code == 200
    assert "Publish Date:2021-10-31 Hits:0" in page
    assert "<figure" in page
    assert session.scalars(select(Article)).all() == []


@pytest.mark.parametrize(
    ("path", "status"), [("/admin/articles/999", 404), ("/admin/articles/x", 404), ("/admin/articles?page=99", 404)]
)
def test_what_is_not_there_is_not_found(editor: CheckedClient, path: str, status: int) -> None:
    assert editor.get(path).status_code == status


def test_wrong_method_is_refused(editor: CheckedClient, session: Session, section: Section) -> None:
    assert editor.get("/admin/preview").status_code == 405
    assert editor.open("/admin/articles/new", method="DELETE").status_code == 405


def test_section_from_nowhere_is_refused(editor: CheckedClient, session: Session, section: Section) -> None:
    answer = editor.send(NEW, fields(section, section="99999"))
    assert answer.status_code == 422
    assert "Not a valid choice." in answer.get_data(as_text=True)


def test_published_article_keeps_its_time_when_the_field_is_emptied(
    editor: CheckedClient, session: Session, section: Section
) -> None:
    article = add_article(session, section, title="Timed")
    publish_at = article.publish_at
    answer = editor.send(f"/admin/articles/{article.id}", fields(section, version=article.version, publish_at=""))
    assert answer.status_code == 303
    assert only_article(session).publish_at == publish_at


def test_full_disk_is_said_and_the_form_is_kept(
    editor: CheckedClient, session: Session, section: Section, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    token = editor.token()
    data = fields(section, subtitle="Typed with care", files=[upload("a.jpg", picture_bytes())], csrf_token=token)
    with monkeypatch.context() as disk:
        disk.setattr(os, "fsync", refuse)
        answer = editor.post(NEW, data=data)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 507
    assert "no room left on the server for “a.jpg”" in page
    assert "Typed with care" in page
    assert session.scalars(select(Picture)).all() == []


@pytest.mark.parametrize("table", ["articles", "pictures"])
def test_database_that_cannot_be_written_keeps_the_form(
    editor: CheckedClient, impatient_app: Flask, session: Session, section: Section, table: str
) -> None:
    data = fields(section, subtitle="Typed with care", files=[upload("a.jpg", picture_bytes())])
    impatient = impatient_app.test_client()
    assert isinstance(impatient, CheckedClient)
    impatient.sign_in(EDITOR, PASSWORD)
    data["csrf_token"] = impatient.token()
    engine = session.get_bind()
    assert isinstance(engine, Engine)
    session.close()
    with locked(engine, table):
        answer = impatient.post(NEW, data=data)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 503
    assert "Everything you typed is still here" in page
    assert "Typed with care" in page
    assert session.scalars(select(Article)).all() == []


def test_two_editors_save_the_same_new_title_at_once(
    editor: CheckedClient, administrator: CheckedClient, session: Session, section: Section
) -> None:
    data = fields(section)
    tokens = {client: client.token() for client in (editor, administrator)}
    with ThreadPoolExecutor(2) as pool:
        answers = list(
            pool.map(lambda client: client.post(NEW, data={**data, "csrf_token": tokens[client]}), tokens, timeout=60)
        )
    assert [answer.status_code for answer in answers] == [303, 303]
    assert sorted(article.slug for article in session.scalars(select(Article))) == ["a-title", "a-title-2"]


def test_untouched_time_is_kept_to_the_second_and_through_a_repeated_hour(
    editor: CheckedClient, session: Session, section: Section
) -> None:
    site_editing.save(session, {"time_zone": "Europe/Berlin"}, {}, {})
    # The clocks of Berlin go back on this night: 02:30 comes twice, and this is the second time.
    moment = datetime.fromisoformat("2025-10-26T01:30:44.900+00:00")
    article = add_article(session, section, title="At night", publish_at=moment)
    data = fields(section, version=article.version, publish_at="2025-10-26T02:30")
    assert editor.send(f"/admin/articles/{article.id}", data).status_code == 303
    assert only_article(session).publish_at == moment


@pytest.mark.parametrize("path", ["/admin/articles/99999999999", "/admin/articles/" + "9" * 23, "/admin/articles/0"])
def test_number_that_no_article_has_is_not_found(editor: CheckedClient, path: str) -> None:
    assert editor.get(path).status_code == 404
    assert editor.get(path.replace("articles", "sections")).status_code in (403, 404)


@pytest.mark.parametrize("name", ["pictures-²-key", "pictures-" + "9" * 5000 + "-key", "pictures--key", "pictures-0"])
def test_field_that_the_form_does_not_have_is_passed_over(
    editor: CheckedClient, session: Session, section: Section, name: str
) -> None:
    assert editor.send(NEW, fields(section, **{name: "a"})).status_code in (303, 422)


def test_form_that_is_sent_twice_at_once_makes_one_article(
    app: Flask, editor: CheckedClient, session: Session, section: Section
) -> None:
    typed = fields(section, draft="a" * 32, draft_sequence=1)
    starting = threading.Barrier(2)

    def create(_window: int) -> int:
        client = app.test_client()
        assert isinstance(client, CheckedClient)
        client.sign_in(EDITOR, PASSWORD)
        starting.wait()
        return client.send(NEW, typed).status_code

    with ThreadPoolExecutor(2) as windows:
        assert list(windows.map(create, range(2))) == [303, 303]
    assert only_article(session).title == "A title"
