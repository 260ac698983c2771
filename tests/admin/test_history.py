"""The history of an article at the desk."""

from typing import Any

import pytest
from sqlalchemy import delete
from sqlalchemy.orm import Session

from app.articles.content import PictureContent
from app.articles.models import Article
from app.articles.revision_models import Revision
from app.foundation.storage import FolderStorage
from tests.support import html
from tests.support.client import CheckedClient
from tests.support.newsroom import add_article, add_picture, add_section


@pytest.fixture
def article(session: Session, storage: FolderStorage) -> Article:
    pictures = [PictureContent("k1", add_picture(session, storage).id, "The <hall>")]
    body = '<p>It has 14 & more.</p><figure data-picture="k1"></figure>'
    return add_article(session, add_section(session), title="Signed <b>", body=body, pictures=pictures, tags=["Steel"])


def save(editor: CheckedClient, session: Session, article: Article, **changes: Any) -> None:
    session.refresh(article)
    content = {
        "language": "en",
        "section": article.section_id,
        "title": article.title,
        "body": article.body,
        "slug": article.slug,
        "tags": "Steel",
        "pictures_numbered": "y",
        "version": article.version,
        "publish_at": "2021-10-31T08:00",
        "then": "save",
        **changes,
    }
    answer = editor.send(path(article), content)
    assert answer.status_code == 303, answer.get_data(as_text=True)


def path(article: Article, rest: str = "") -> str:
    return f"/admin/articles/{article.id}{rest}"


def page(editor: CheckedClient, address: str) -> str:
    answer = editor.get(address)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def marked(document: str, tag: str) -> list[str]:
    return [html.text_of(element) for element in html.parse(document).iter(tag)]


def test_history_says_who_did_what_and_why(editor: CheckedClient, session: Session, article: Article) -> None:
    save(editor, session, article, title="Signed again", note="The name was wrong")
    rows = [
        [html.text_of(cell) for cell in row] for row in html.parse(page(editor, path(article, "/history"))).iter("tr")
    ]
    assert [(row[0], row[2], row[3]) for row in rows[1:]] == [
        ("2 Saved", "editor@example.com", "The name was wrong"),
        ("1 Published", "–", ""),
    ]
    assert 'href="' + path(article, "/history") + '"' in page(editor, path(article))


def test_note_is_kept_even_if_nothing_else_was_changed(
    editor: CheckedClient, session: Session, article: Article
) -> None:
    save(editor, session, article)
    before = page(editor, path(article, "/history"))
    save(editor, session, article, note="Checked with the source")
    rows = html.parse(page(editor, path(article, "/history"))).iter("tr")
    assert len(list(rows)) == len(list(html.parse(before).iter("tr"))) + 1
    assert "Checked with the source" in page(editor, path(article, "/history"))


def test_revision_shows_what_it_changed(editor: CheckedClient, session: Session, article: Article) -> None:
    save(editor, session, article, title="Signed <i>", body="<p>It has 41 & more.</p>", tags="Ore")
    shown = page(editor, path(article, "/history/2"))
    assert marked(shown, "del") == ["b", "Steel", "The <hall>", "14"]
    assert marked(shown, "ins") == ["i", "Ore", "41"]
    assert "Picture: The &lt;hall&gt;" in shown
    assert "Restore this revision" not in shown
    # Beside the revision that one asks for; the first one has none before it.
    assert marked(page(editor, path(article, "/history/2?with=2")), "ins") == []
    first = page(editor, path(article, "/history/1"))
    assert marked(first, "ins") == []
    assert "Restore this revision" in first


def test_older_revision_is_restored_as_a_new_one(editor: CheckedClient, session: Session, article: Article) -> None:
    save(editor, session, article, title="Signed again", body="<p>Other words.</p>")
    session.refresh(article)
    answer = editor.send(path(article, "/history/1/restore"), {"version": article.version})
    assert answer.status_code == 303
    form = page(editor, path(article))
    assert "Revision 1 is restored. What stood here before is in the history." in form
    session.expire_all()
    assert (article.title, len(article.picture_uses)) == ("Signed <b>", 1)
    history = page(editor, path(article, "/history"))
    assert "3 Restored" in history
    assert "Revision 1" in history


def test_what_was_saved_meanwhile_is_not_restored_away(
    editor: CheckedClient, session: Session, article: Article
) -> None:
    save(editor, session, article, title="Signed again")
    (form,) = [
        form
        for form in html.parse(page(editor, path(article, "/history/1"))).iter("form")
        if (form.get("action") or "").endswith("/restore")
    ]
    save(editor, session, article, title="Signed meanwhile")
    answer = editor.post(path(article, "/history/1/restore"), data=html.values(form))
    assert answer.location == path(article, "/history/1")
    assert "saved after you had opened this page" in page(editor, path(article, "/history/1"))
    session.expire_all()
    assert article.title == "Signed meanwhile"


def test_long_history_has_pages(editor: CheckedClient, session: Session, article: Article) -> None:
    for number in range(50):
        article.title = f"Title {number}"
        session.commit()
    first, last = (page(editor, path(article, f"/history?page={number}")) for number in (1, 2))
    assert first.count('<th scope="row">') == 50
    assert last.count('<th scope="row">') == 1
    assert "51 revisions, page 2 of 2" in last


@pytest.mark.parametrize(
    "address",
    ["/history?page=0", "/history?page=9", "/history?page=x", "/history/9", "/history/1?with=9", "/history/1?with=x"],
)
def test_what_is_not_there_is_not_found(editor: CheckedClient, article: Article, address: str) -> None:
    assert editor.get(path(article, address)).status_code == 404


def test_article_from_before_the_history_says_so(editor: CheckedClient, session: Session, article: Article) -> None:
    session.execute(delete(Revision))
    session.commit()
    assert "There is no revision yet" in page(editor, path(article, "/history"))
