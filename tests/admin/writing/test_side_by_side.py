"""A translation beside its original at the desk: what the page shows, what a save notes, both published in one step."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from app.articles import workflow
from app.articles.content import PictureContent
from app.articles.models import Article, Kind, PictureUse, Section, State
from app.foundation import clock
from app.foundation.storage import FolderStorage
from app.site import editing
from app.site.queries import settings
from tests.support import html
from tests.support.client import CheckedClient
from tests.support.newsroom import add_article, add_picture, add_section

ENGLISH = "<p>Signed on March 14.</p>\n<p>It makes 310,000 t.</p>\n<p>Thanks.</p>"
CHINESE = "<p>3月14日签约。</p>\n<p>年产30万吨。</p>\n<p>感谢。</p>"


@pytest.fixture
def section(session: Session) -> Section:
    return add_section(session)


@pytest.fixture
def english(session: Session, section: Section) -> Article:
    return add_article(session, section, title="Signed", body=ENGLISH, publish=False, publish_at=None)


@pytest.fixture
def chinese(session: Session, section: Section, english: Article) -> Article:
    texts = {"title": "签约", "language": "zh", "body": CHINESE, "translation_of": english.id}
    return add_article(session, section, publish=False, publish_at=None, **texts)


def path(article: Article, beside: Article | None = None) -> str:
    return f"/admin/articles/{article.id}" + (f"?beside={beside.id}" if beside else "")


def opened(article: Article, beside: Article, **changes: Any) -> dict[str, Any]:
    """What the form of the article holds as it stands beside the other one, and what was changed."""
    return {
        "version": article.version,
        "beside": beside.id,
        "beside_version": beside.version,
        "language": article.language,
        "section": article.section_id,
        "title": article.title,
        "body": article.body,
        "slug": article.slug,
        "translation_of": beside.slug,
        "translation_shown": beside.slug,
        "pictures_numbered": "y",
        **changes,
    }


def ask(editor: CheckedClient, address: str, fields: dict[str, Any]) -> TestResponse:
    """Ask as the page's script does, for a part of a page, which the checked client would refuse."""
    return FlaskClient.open(editor, address, method="POST", data={"csrf_token": editor.token(), **fields})


def page(editor: CheckedClient, address: str) -> str:
    answer = editor.get(address)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def words(document: str) -> str:
    return html.text_of(html.parse(document))


def rewrite(session: Session, article: Article, body: str) -> None:
    article.body = body
    session.commit()


def stale(editor: CheckedClient, chinese: Article, english: Article) -> int:
    shown = page(editor, path(chinese, english))
    return shown.count("> In line again<")


def test_original_stands_beside_with_what_differs(editor: CheckedClient, english: Article, chinese: Article) -> None:
    shown = page(editor, path(chinese, english))
    assert '<p>It makes <mark class="differs differs-number">310,000</mark> t.</p>' in shown
    assert "Only in English: number 310,000" in words(shown)
    assert "Only in 中文: number 30万" in words(shown)
    assert shown.count("<mark") == 1
    assert "In line again" not in shown
    # Both forms lead to the translation with its original beside it.
    for article in (english, chinese):
        assert f'href="{path(chinese, english)}"' in page(editor, path(article))


def test_what_changed_is_stale_until_its_counterpart_changes_or_the_editor_says_so(
    editor: CheckedClient, session: Session, english: Article, chinese: Article
) -> None:
    rewrite(session, english, ENGLISH.replace("14", "15").replace("Thanks.", "Many thanks."))
    shown = page(editor, path(chinese, english))
    assert stale(editor, chinese, english) == 2
    assert "2 changes since this was in line." in words(shown)
    assert "<ins>15</ins>" in shown
    form = opened(chinese, english, body=CHINESE.replace("14", "15"))
    answer = editor.send(path(chinese), form)
    assert (answer.status_code, answer.headers["Location"]) == (303, path(chinese, english))
    assert stale(editor, chinese, english) == 1
    session.refresh(chinese)
    editor.send(path(chinese), opened(chinese, english, in_line="all"))
    assert stale(editor, chinese, english) == 0


def test_save_away_from_the_original_leaves_what_is_stale(
    editor: CheckedClient, session: Session, english: Article, chinese: Article
) -> None:
    rewrite(session, english, ENGLISH.replace("14", "15"))
    form = opened(chinese, english, body=CHINESE.replace("14", "15")) | {"beside": "", "beside_version": ""}
    assert editor.send(path(chinese), form).headers["Location"] == path(chinese)
    assert stale(editor, chinese, english) == 1


def test_change_after_the_page_was_opened_stays_stale(
    editor: CheckedClient, session: Session, english: Article, chinese: Article
) -> None:
    form = opened(chinese, english, in_line="all")
    rewrite(session, english, ENGLISH.replace("14", "15"))
    assert editor.send(path(chinese), form).status_code == 303
    assert stale(editor, chinese, english) == 1


def test_pane_is_compared_with_what_is_typed(editor: CheckedClient, english: Article, chinese: Article) -> None:
    form = opened(chinese, english, body=CHINESE.replace("30万", "31万"))
    answer = ask(editor, path(chinese) + "/beside", form)
    assert answer.status_code == 200
    assert "<mark" not in answer.get_data(as_text=True)
    assert "310,000" in answer.get_data(as_text=True)
    assert ask(editor, "/admin/beside", form).status_code == 200
    assert ask(editor, "/admin/beside", {**form, "beside": ""}).status_code == 404


def test_form_that_comes_back_with_problems_keeps_its_original_and_what_was_ticked(
    editor: CheckedClient, session: Session, english: Article, chinese: Article
) -> None:
    rewrite(session, english, ENGLISH.replace("14", "15"))
    box = re.search(r'name="in_line" value="([0-9a-f]{16})"', page(editor, path(chinese, english)))
    assert box is not None
    answer = editor.send(path(chinese), opened(chinese, english, title="", in_line=box[1]))
    assert answer.status_code == 422
    assert f'value="{box[1]}" checked' in answer.get_data(as_text=True)
    assert stale(editor, chinese, english) == 1


def test_all_that_was_ticked_is_not_what_came_since(
    editor: CheckedClient, session: Session, english: Article, chinese: Article
) -> None:
    changed = ENGLISH.replace("14", "15").replace("310,000", "320,000")
    rewrite(session, english, changed)
    form = opened(chinese, english, title="", in_line="all")
    again = editor.send(path(chinese), form).get_data(as_text=True)
    assert 'value="all" checked' in again
    rewrite(session, english, f"{changed}<p>A new end.</p>")
    again = editor.send(path(chinese), form).get_data(as_text=True)
    assert 'value="all"' in again
    assert 'value="all" checked' not in again


@pytest.mark.parametrize("beside", ["0", "x", "-1", "99999999999", "2147483647"])
def test_what_is_not_there_stands_beside_nothing(editor: CheckedClient, chinese: Article, beside: str) -> None:
    assert editor.get(f"{path(chinese)}?beside={beside}").status_code == 404
    assert editor.get(f"{path(chinese)}?beside={chinese.id}").status_code == 404


def test_new_translation_begins_with_what_both_have_in_common(
    editor: CheckedClient, session: Session, storage: FolderStorage, section: Section
) -> None:
    picture = PictureContent("one", add_picture(session, storage).id, "The hall", "Wang Lei", "A hall")
    common: dict[str, Any] = {"kind": Kind.COVERAGE, "source": "Xinhua", "external_link": "https://example.com/"}
    english = add_article(session, section, title="Signed", tags=["Steel"], pictures=[picture], **common)
    assert "Translate into" in words(page(editor, path(english)))
    shown = html.parse(page(editor, f"{path(english)}/translate/zh"))
    form = html.values(next(form for form in shown.iter("form") if form.get("id") == "article-form"))
    expected = {"language": "zh", "section": str(section.id), "kind": "coverage", "source": "Xinhua", "title": ""}
    expected |= {"translation_of": english.slug, "tags": "", "body": "", "publish_at": ""}
    assert {name: form[name] for name in expected} == expected
    assert (form["pictures-0-picture_id"], form["pictures-0-caption"]) == (str(picture.picture_id), "")
    assert form["pictures-0-credit"] == "Wang Lei"
    answer = editor.send("/admin/articles/new", {**form, "title": "签约", "then": "save"})
    assert answer.status_code == 303
    saved = session.get_one(Article, int(answer.headers["Location"].split("/")[-1].split("?")[0]))
    assert answer.headers["Location"] == path(saved, english)
    assert saved.translation_group_id is not None
    # The second time it leads to the one that there is.
    assert editor.get(f"{path(english)}/translate/zh").headers["Location"] == path(saved, english)
    for language in ("en", "de"):
        assert editor.get(f"{path(english)}/translate/{language}").status_code == 404


def test_all_pictures_of_the_original_stand_beside_with_their_texts(
    editor: CheckedClient, session: Session, storage: FolderStorage, english: Article, chinese: Article
) -> None:
    placed, below, last = (add_picture(session, storage, colour) for colour in ("teal", "khaki", "linen"))
    last.caption = "The hall of old"
    english.body = '<p>Signed on March 14.</p>\n<figure data-picture="one"></figure>\n<p>Thanks.</p>'
    english.picture_uses = [
        PictureUse(
            key="one", position=1, picture=placed, caption="The hall", credit="Wang Lei", alternative_text="A hall"
        ),
        PictureUse(key="two", position=2, picture=below, caption="The gate", credit="Li Na", alternative_text="A gate"),
        PictureUse(key="three", position=3, picture=last),
        PictureUse(key="four", position=4),
    ]
    session.commit()
    asked = ask(editor, f"{path(chinese)}/beside", opened(chinese, english))
    # What the script is answered is a part of a page.
    for shown in (page(editor, path(chinese, english)), f"<!doctype html><title>Part</title>{asked.text}"):
        said = words(shown)
        assert "The hall Credit Wang Lei Alternative text A hall" in said
        assert said.index("Thanks.") < said.index(
            "Pictures below the text The gate Credit Li Na Alternative text A gate"
        )
        assert "A gate The hall of old Picture without a caption" in said
        for picture in (placed, below, last):
            assert any(rendition.key in shown for rendition in picture.renditions)


def send_both(
    editor: CheckedClient, chinese: Article, english: Article, then: str = "publish-both", **changes: Any
) -> tuple[int, str]:
    answer = editor.send(path(chinese), opened(chinese, english, then=then, **changes))
    if answer.status_code == 303:
        answer = editor.get(answer.headers["Location"])
        return 303, words(answer.get_data(as_text=True))
    return answer.status_code, words(answer.get_data(as_text=True))


def states(session: Session, *articles: Article) -> list[State]:
    session.expire_all()
    return [article.state for article in articles]


def test_both_are_published_at_one_time(
    editor: CheckedClient, session: Session, english: Article, chinese: Article
) -> None:
    status, shown = send_both(editor, chinese, english)
    assert (status, states(session, english, chinese)) == (303, [State.PUBLISHED] * 2)
    assert english.publish_at == chinese.publish_at
    assert "“Signed” is public with it." in shown


def test_both_are_scheduled_for_one_time(
    editor: CheckedClient, session: Session, english: Article, chinese: Article
) -> None:
    when = (clock.now() + timedelta(days=3)).replace(second=0, microsecond=0)
    local = when.astimezone(settings(session).zone)
    assert send_both(editor, chinese, english, "schedule-both")[0] == 422
    assert states(session, english, chinese) == [State.DRAFT] * 2
    status, _ = send_both(editor, chinese, english, "schedule-both", publish_at=f"{local:%Y-%m-%dT%H:%M}")
    assert (status, states(session, english, chinese)) == (303, [State.PUBLISHED] * 2)
    assert english.publish_at == chinese.publish_at == when


def test_neither_is_published_when_either_lacks_what_it_needs(
    editor: CheckedClient, session: Session, english: Article, chinese: Article
) -> None:
    status, shown = send_both(editor, chinese, english, kind="coverage")
    assert (status, states(session, english, chinese)) == (422, [State.DRAFT] * 2)
    assert "Neither is published. “签约” stands in the way: Media coverage" in shown
    english.kind = Kind.COVERAGE
    session.commit()
    status, shown = send_both(editor, chinese, english, title="改了")
    assert (status, states(session, english, chinese)) == (422, [State.DRAFT] * 2)
    assert "Neither is published. “Signed” stands in the way: Media coverage" in shown
    assert chinese.title == "签约"


def test_neither_is_published_when_a_check_stops_one(
    editor: CheckedClient, session: Session, english: Article, chinese: Article
) -> None:
    editing.save(session, {"stopping_checks": "doubled-spaces"}, {}, {})
    rewrite(session, english, "<p>Two  spaces.</p>")
    status, shown = send_both(editor, chinese, english)
    assert (status, states(session, english, chinese)) == (422, [State.DRAFT] * 2)
    assert "“Signed” stands in the way: The checks that stop publishing have found something" in shown
    assert "There is more than one space" in shown


def test_original_that_was_saved_meanwhile_is_not_published_unseen(
    editor: CheckedClient, session: Session, english: Article, chinese: Article
) -> None:
    form = opened(chinese, english, then="publish-both")
    rewrite(session, english, "<p>Other words.</p>")
    answer = editor.send(path(chinese), form)
    assert (answer.status_code, states(session, english, chinese)) == (422, [State.DRAFT] * 2)
    assert "saved it after you had opened this page" in answer.get_data(as_text=True)


def test_withdrawn_or_binned_original_is_not_published_along(
    editor: CheckedClient, session: Session, english: Article, chinese: Article
) -> None:
    workflow.publish(english, clock.now())
    session.commit()
    workflow.withdraw(english, clock.now())
    session.commit()
    assert "Publish both" not in page(editor, path(chinese, english))
    status, shown = send_both(editor, chinese, english)
    assert (status, states(session, english, chinese)) == (422, [State.WITHDRAWN, State.DRAFT])
    assert "“Signed” stands in the way: This article is withdrawn." in shown


def test_one_that_is_public_stays_as_it_is(
    editor: CheckedClient, session: Session, english: Article, chinese: Article
) -> None:
    english.publish_at = datetime(2021, 10, 31, 8, tzinfo=UTC)
    workflow.publish(english, clock.now())
    session.commit()
    version = english.version
    status, shown = send_both(editor, chinese, english)
    assert (status, states(session, english, chinese)) == (303, [State.PUBLISHED] * 2)
    assert english.version == version
    assert "“Signed” is public already." in shown


def test_article_that_is_no_translation_is_not_published_along(
    editor: CheckedClient, session: Session, section: Section, chinese: Article
) -> None:
    stranger = add_article(session, section, title="Another", publish=False)
    form = opened(chinese, stranger, then="publish-both", translation_of="", translation_shown="")
    assert editor.send(path(chinese), form).status_code == 422
    assert states(session, stranger, chinese) == [State.DRAFT] * 2
