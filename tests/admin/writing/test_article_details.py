"""Kind, tags, translations, minor changes and withdrawal in the article form, on both databases."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.articles import permalinks, translations, workflow
from app.articles.models import Article, Kind, Section, State, Tag
from app.foundation import clock
from tests.support import html
from tests.support.client import CheckedClient
from tests.support.newsroom import add_article, add_section

NEW = "/admin/articles/new"
COVERAGE = {"kind": "coverage", "source": "A newspaper", "external_link": "https://example.com/report"}


@pytest.fixture
def section(session: Session) -> Section:
    return add_section(session)


def fields(chosen: Section, **changes: Any) -> dict[str, Any]:
    return {"language": "en", "section": chosen.id, "title": "A title", "body": "Words.", "then": "save", **changes}


def of(article: Article, **changes: Any) -> dict[str, Any]:
    """What the form of a stored article sends."""
    return fields(article.section, title=article.title, body=article.body, version=article.version, **changes)


def path(article: Article) -> str:
    return f"/admin/articles/{article.id}"


def stored(session: Session, title: str = "A title") -> Article:
    session.expire_all()
    return session.scalars(select(Article).where(Article.title == title)).one()


def form(client: CheckedClient, article: Article) -> Element:
    return html.parse(client.get(path(article)).get_data(as_text=True))


def value(page: Element, name: str) -> str:
    (control,) = [e for e in page.iter() if e.tag in ("input", "textarea") and e.get("name") == name]
    return control.get("value") or control.text or ""


def error(page: str, name: str) -> str:
    return next((html.text_of(e) for e in html.parse(page).iter() if e.get("id") == f"{name}-error"), "")


def other_titles(session: Session, article: Article) -> list[str]:
    session.expire_all()
    return [other.title for other in translations.others(session, article)]


def test_tags_are_parted_by_commas_of_either_script(editor: CheckedClient, session: Session, section: Section) -> None:
    editor.send(NEW, fields(section, tags=" Solar  power ,储能，电池、 , solar power,"))
    article = stored(session)
    assert [tag.name for tag in article.tags] == ["Solar power", "储能", "电池"]
    page = form(editor, article)
    assert value(page, "tags") == "Solar power, 储能, 电池"
    (suggested,) = [e for e in page.iter("datalist") if e.get("id") == "tags-en"]
    assert {option.get("value") for option in suggested} == {"Solar power", "储能", "电池"}
    editor.send(path(article), of(article, tags=""))
    assert stored(session).tags == []
    assert session.scalars(select(Tag)).all() == []


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("Fine, " + "x" * 200, "A tag has at most 100 characters"),
        ("Fine, !!!", "“!!!” has no letter and no digit"),
        (", ".join(f"Tag {number}" for number in range(51)), "An article takes 50 tags at most; these are 51."),
    ],
)
def test_tags_that_cannot_be_are_refused_and_kept(
    editor: CheckedClient, session: Session, section: Section, typed: str, message: str
) -> None:
    answer = editor.send(NEW, fields(section, tags=typed))
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert message in error(page, "tags")
    assert value(html.parse(page), "tags") == typed
    assert session.scalars(select(Article)).all() == []


@pytest.mark.parametrize("missing", ["source", "external_link"])
def test_media_coverage_is_published_with_source_and_link(
    editor: CheckedClient, session: Session, section: Section, missing: str
) -> None:
    answer = editor.send(NEW, fields(section, **{**COVERAGE, missing: ""}, then="publish"))
    assert answer.status_code == 422
    assert "give its source and its external link" in answer.get_data(as_text=True)
    assert editor.send(NEW, fields(section, **COVERAGE, then="publish")).status_code == 303
    article = stored(session)
    assert (article.kind, article.state) == (Kind.COVERAGE, State.PUBLISHED)
    answer = editor.send(path(article), of(article, **{**COVERAGE, missing: ""}))
    assert answer.status_code == 422
    assert stored(session).source == "A newspaper"


@pytest.mark.parametrize(
    "typed", ["the-english-one", "https://news.example.com/news/the-english-one?utm=1", "/admin/articles/{id}"]
)
def test_translation_is_named_by_slug_or_address(
    editor: CheckedClient, session: Session, section: Section, typed: str
) -> None:
    english = add_article(session, section, title="The English one")
    typed = typed.format(id=english.id)
    answer = editor.send(NEW, fields(section, title="译文", language="zh", translation_of=typed))
    assert answer.status_code == 303
    chinese = stored(session, "译文")
    assert other_titles(session, chinese) == ["The English one"]
    page = form(editor, chinese)
    assert value(page, "translation_of") == value(page, "translation_shown") == "the-english-one"
    links = {link.get("href"): html.text_of(link) for link in page.iter("a")}
    assert links[path(english)] == "The English one"
    assert links.get("#") is None
    assert value(form(editor, english), "translation_of") == chinese.slug


@pytest.mark.parametrize(
    "typed", ["nowhere", "https://[", "/admin/articles/999999999", "/admin/articles/99999999999", "/"]
)
def test_translation_of_what_is_not_there_is_refused(
    editor: CheckedClient, session: Session, section: Section, typed: str
) -> None:
    answer = editor.send(NEW, fields(section, translation_of=typed))
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert f"There is no article at “{typed}”." in error(page, "translation_of")
    assert value(html.parse(page), "translation_of") == typed


def test_second_translation_into_a_language_is_refused_at_the_field(
    editor: CheckedClient, session: Session, section: Section
) -> None:
    english = add_article(session, section, title="The English one")
    add_article(session, section, title="译文", language="zh", translation_of=english.id)
    answer = editor.send(NEW, fields(section, language="zh", translation_of=english.slug))
    assert answer.status_code == 422
    assert "“译文” is there already in 中文" in error(answer.get_data(as_text=True), "translation_of")
    assert len(session.scalars(select(Article)).all()) == 2


def test_language_that_a_translation_has_is_refused(editor: CheckedClient, session: Session, section: Section) -> None:
    english = add_article(session, section, title="The English one")
    chinese = add_article(session, section, title="译文", language="zh", translation_of=english.id)
    unchanged = {"translation_of": english.slug, "translation_shown": english.slug}
    answer = editor.send(path(chinese), of(chinese, language="en", **unchanged))
    assert answer.status_code == 422
    assert "“The English one” is there already in English" in error(answer.get_data(as_text=True), "translation_of")


def test_translation_linked_while_a_form_is_open_stays(
    editor: CheckedClient, session: Session, section: Section
) -> None:
    english = add_article(session, section, title="The English one")
    opened = of(english, translation_of="", translation_shown="")
    add_article(session, section, title="译文", language="zh", translation_of=english.id)
    assert editor.send(path(english), opened).status_code == 303
    assert other_titles(session, english) == ["译文"]
    shown = stored(session, "译文").slug
    editor.send(path(english), of(english, translation_of="", translation_shown=shown))
    assert other_titles(session, english) == []


def test_articles_without_a_translation_are_suggested(
    editor: CheckedClient, session: Session, section: Section
) -> None:
    add_article(session, section, title="Not translated")
    done = add_article(session, section, title="Translated")
    add_article(session, section, title="译文", language="zh", translation_of=done.id)
    page = html.parse(editor.get(NEW).get_data(as_text=True))
    suggested = {
        str(e.get("id")): [option.get("value") for option in e]
        for e in page.iter("datalist")
        if str(e.get("id")).startswith("translatable-")
    }
    assert suggested == {"translatable-en": [], "translatable-zh": ["not-translated"]}


def test_minor_change_is_offered_for_what_is_published_and_never_sticks(
    editor: CheckedClient, session: Session, section: Section
) -> None:
    draft = add_article(session, section, title="A draft", publish=False)
    assert not [e for e in form(editor, draft).iter("input") if e.get("name") == "minor_change"]
    article = add_article(session, section)
    before = article.revised_at
    assert editor.send(path(article), of(article, subtitle="Tpyo", minor_change="y")).status_code == 303
    article = stored(session, "An announcement")
    assert (article.subtitle, article.revised_at) == ("Tpyo", before)
    (box,) = [e for e in form(editor, article).iter("input") if e.get("name") == "minor_change"]
    assert box.get("checked") is None
    editor.send(path(article), of(article, subtitle="Another"))
    assert stored(session, "An announcement").revised_at > before


def test_withdrawal_wants_a_notice_and_can_be_undone(editor: CheckedClient, session: Session, section: Section) -> None:
    article = add_article(session, section)
    answer = editor.send(path(article), of(article, then="withdraw"))
    assert answer.status_code == 422
    assert "Write what visitors are to read" in error(answer.get_data(as_text=True), "withdrawal_notice")
    notice = "The figures were wrong."
    assert editor.send(path(article), of(article, withdrawal_notice=notice, then="withdraw")).status_code == 303
    article = stored(session, "An announcement")
    assert (article.state, article.withdrawal_notice) == (State.WITHDRAWN, notice)
    page = form(editor, article)
    assert value(page, "withdrawal_notice") == notice
    words = html.text_of(page)
    assert "visitors read the notice at its address" in words
    assert "Publish again" in words
    listed = html.parse(editor.get("/admin/articles").get_data(as_text=True))
    assert "Withdrawn" in html.text_of(next(listed.iter("tbody")))
    assert "An announcement" in editor.get("/admin/articles?state=withdrawn").get_data(as_text=True)
    assert editor.send(path(article), of(article, withdrawal_notice="Wrong.")).status_code == 303
    assert stored(session, "An announcement").withdrawal_notice == "Wrong."
    article = stored(session, "An announcement")
    assert editor.send(path(article), of(article, withdrawal_notice="Wrong.", then="publish")).status_code == 303
    article = stored(session, "An announcement")
    assert (article.state, article.withdrawal_notice) == (State.PUBLISHED, "")
    assert editor.get("/news/an-announcement").status_code == 200


def test_withdrawn_article_goes_to_the_bin_and_comes_back_as_a_draft(
    editor: CheckedClient, session: Session, section: Section
) -> None:
    article = add_article(session, section, withdrawal_notice="Wrong.")
    workflow.withdraw(article, clock.now())
    session.commit()
    assert editor.send(f"{path(article)}/bin").status_code == 303
    assert editor.send(f"{path(article)}/restore").status_code == 303
    assert stored(session, "An announcement").state is State.DRAFT


@pytest.mark.parametrize("publish_at", [None, clock.now() + timedelta(days=1)])
def test_what_is_not_public_cannot_be_withdrawn(
    editor: CheckedClient, session: Session, section: Section, publish_at: Any
) -> None:
    article = add_article(session, section, publish=publish_at is not None, publish_at=publish_at)
    answer = editor.send(path(article), of(article, withdrawal_notice="Wrong.", then="withdraw"))
    assert answer.status_code == 422
    assert "nothing to withdraw" in answer.get_data(as_text=True)


def test_preview_takes_all_of_it_and_stores_nothing(editor: CheckedClient, session: Session, section: Section) -> None:
    answer = editor.send("/admin/preview", fields(section, **COVERAGE, tags="Solar power", translation_of=""))
    assert answer.status_code == 200
    assert session.scalars(select(Tag)).all() == []
    answer = editor.send("/admin/preview", fields(section, translation_of="nowhere"))
    assert answer.status_code == 422
    assert "There is no article at “nowhere”." in answer.get_data(as_text=True)


def test_preview_links_to_the_translations_that_visitors_see(
    editor: CheckedClient, session: Session, section: Section
) -> None:
    article = add_article(session, section)
    chinese = add_article(session, section, title="译文", language="zh", translation_of=article.id)
    shown = f'href="{permalinks.path(chinese)}"'
    preview = f"{path(article)}/preview"
    assert shown in editor.send(preview, of(article)).get_data(as_text=True)
    workflow.unpublish(chinese, clock.now())
    session.commit()
    assert shown not in editor.send(preview, of(article)).get_data(as_text=True)


def test_form_offers_every_field_without_script(editor: CheckedClient, session: Session, section: Section) -> None:
    article = add_article(session, section, tags=["One"])
    sent = set(re.findall(r' name="([a-z_]+)"', editor.get(path(article)).get_data(as_text=True)))
    assert {"kind", "tags", "translation_of", "translation_shown", "minor_change", "withdrawal_notice"} <= sent


def test_two_editors_give_the_same_new_tag_at_once(
    editor: CheckedClient, administrator: CheckedClient, session: Session, section: Section
) -> None:
    data = {
        client: fields(section, title=f"Title {number}", tags="Contested", csrf_token=client.token())
        for number, client in enumerate((editor, administrator))
    }
    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(lambda client: client.post(NEW, data=data[client]), data, timeout=60))
    assert [answer.status_code for answer in answers] == [303, 303]
    assert [tag.name for tag in session.scalars(select(Tag))] == ["Contested"]
    assert all(len(article.tags) == 1 for article in session.scalars(select(Article)))
