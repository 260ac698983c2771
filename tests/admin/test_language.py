"""The desk speaks the language that a user chose, or else the browser's."""

import io

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from app.accounts.models import User
from app.articles.models import Article, Kind, Section
from tests.support import html
from tests.support.client import CheckedClient
from tests.support.newsroom import add_article, add_section
from tests.support.people import EDITOR

CHINESE = {"Accept-Language": "zh-CN,zh;q=0.9,en;q=0.5"}


def spoken(client: CheckedClient, path: str, headers: dict[str, str] | None = None) -> str | None:
    return html.parse(client.get(path, headers=headers).text).get("lang")


def test_browser_says_the_language_until_somebody_chooses(editor: CheckedClient, session: Session) -> None:
    assert spoken(editor, "/admin/") == "en"
    assert spoken(editor, "/admin/", CHINESE) == "zh"
    assert spoken(editor, "/admin/", {"Accept-Language": "fr"}) == "en"
    chosen = editor.send("/admin/language", {"language": "zh", "back": "/admin/articles?state=draft"})
    assert (chosen.status_code, chosen.location) == (302, "/admin/articles?state=draft")
    assert spoken(editor, "/admin/") == "zh"
    assert session.scalar(select(User.language).where(User.email == EDITOR)) == "zh"
    editor.send("/admin/language", {"language": "en"})
    assert spoken(editor, "/admin/", CHINESE) == "en"


def test_sign_in_page_and_error_pages_speak_it_too(visitor: CheckedClient, editor: CheckedClient) -> None:
    assert spoken(visitor, "/admin/sign-in", CHINESE) == "zh"
    assert spoken(editor, "/admin/nothing", CHINESE) == "zh"


def test_choice_leads_nowhere_else(editor: CheckedClient) -> None:
    for back in ("https://example.com/", "//example.com/admin/", "/admin/\\\\example.com", "/news", ""):
        assert editor.send("/admin/language", {"language": "en", "back": back}).location == "/admin/"


def test_language_that_is_not_spoken_is_refused(editor: CheckedClient, session: Session) -> None:
    assert editor.send("/admin/language", {"language": "tlh"}).status_code == 400
    assert session.scalar(select(User.language).where(User.email == EDITOR)) is None


def test_public_pages_do_not_ask_the_browser(editor: CheckedClient) -> None:
    assert spoken(editor, "/", CHINESE) == "en"


@pytest.fixture
def chinese(editor: CheckedClient) -> CheckedClient:
    """A signed-in editor's client that asks for Chinese."""
    editor.environ_base["HTTP_ACCEPT_LANGUAGE"] = CHINESE["Accept-Language"]
    return editor


def written(section: Section, **fields: object) -> dict[str, object]:
    return {"language": "en", "section": section.id, "title": "Signed", "body": "<p>Words.</p>", **fields}


def told(answer: TestResponse) -> str:
    return html.text_of(html.parse(answer.get_data(as_text=True)))


def test_form_is_opened_and_saved_in_chinese(chinese: CheckedClient, session: Session) -> None:
    section = add_section(session)
    form = told(chinese.get("/admin/articles/new"))
    for words in ("标题", "发布时间", "保存草稿", "企业公告", "公司新闻", "检查"):
        assert words in form
    answer = chinese.send("/admin/articles/new", written(section, then="publish", publish_at="2021-10-31T08:00"))
    article = session.scalars(select(Article)).one()
    assert answer.location == f"/admin/articles/{article.id}"
    saved = told(chinese.get(answer.location))
    assert "已保存，访客看到的就是当前内容。" in saved
    assert "0 次点击" in saved
    assert article.kind is Kind.ANNOUNCEMENT


def test_form_is_refused_in_chinese(chinese: CheckedClient, session: Session) -> None:
    section = add_section(session)
    fields = written(
        section,
        title="",
        starting_hits="many",
        tags="!!!",
        external_link="nowhere",
        source="x" * 201,
        library_numbers="7",
    )
    answer = chinese.send("/admin/articles/new", fields)
    assert answer.status_code == 422
    said = told(answer)
    assert "尚未保存。您输入的内容都还在。" in said
    for words in (
        "请填写文章标题。",
        "不是有效的整数。",
        "“!!!”中没有文字或数字",
        "请填写完整网址",
        "图库中没有编号为“7”的图片。",
    ):
        assert words in said
    # What WTForms says by itself.
    assert "longer than" not in said
    answer = chinese.send("/admin/articles/new", written(section, kind="coverage", then="publish"))
    assert "媒体报道指向他方的报道：请填写来源和外部链接，然后发布。" in told(answer)


def test_clash_is_shown_and_settled_across_languages(chinese: CheckedClient, session: Session) -> None:
    section = add_section(session)
    article = add_article(session, section, title="Signed")
    address = f"/admin/articles/{article.id}"
    opened = written(section, version=article.version, publish_at="2021-10-31T08:00")
    first = {
        "kind": "coverage",
        "source": "A paper",
        "external_link": "https://example.com/",
        "title": "Theirs",
        "draft": "a" * 32,
    }
    assert chinese.send(address, {**opened, **first}).status_code == 303
    answer = chinese.send(address, {**opened, "title": "Mine", "draft": "b" * 32})
    assert answer.status_code == 409
    said = told(answer)
    for words in ("两个版本均列在此处。请逐项选择，然后保存。", "保留我的版本", "采用已存版本"):
        assert words in said
    (form,) = [form for form in html.parse(answer.text).iter("form") if form.get("id") == "article-form"]
    del chinese.environ_base["HTTP_ACCEPT_LANGUAGE"]
    answer = chinese.post(address, data={**html.values(form), "choice-0": "mine"})
    assert answer.status_code == 303
    session.refresh(article)
    assert (article.title, article.kind) == ("Mine", Kind.COVERAGE)


def test_history_says_in_each_language_what_was_restored(chinese: CheckedClient, session: Session) -> None:
    section = add_section(session)
    article = add_article(session, section)
    address = f"/admin/articles/{article.id}"
    fields = written(section, version=article.version, title="Changed", publish_at="2021-10-31T08:00")
    assert chinese.send(address, fields).status_code == 303
    assert chinese.send(f"{address}/history/1/restore").status_code == 303
    assert "已恢复版本 1。" in told(chinese.get(address))
    history = told(chinese.get(f"{address}/history"))
    assert "3 已恢复" in history
    assert "版本 1" in history
    shown = told(chinese.get(f"{address}/history/3"))
    assert "标题" in shown
    assert "对照版本 2：已保存，" in shown
    del chinese.environ_base["HTTP_ACCEPT_LANGUAGE"]
    assert "Revision 1" in told(chinese.get(f"{address}/history"))


def test_refused_picture_is_told_in_chinese(chinese: CheckedClient) -> None:
    file = (io.BytesIO(b"%PDF-1.7"), "plan.pdf")
    headers = {"X-CSRFToken": chinese.token()}
    answer = chinese.post("/admin/pictures?index=0", data={"file": file}, headers=headers)
    assert answer.status_code == 422
    assert answer.text == "“plan.pdf”是 PDF 文档。请从中将图片导出为 JPEG 或 PNG 后上传。"


def test_preview_speaks_the_language_of_the_article(chinese: CheckedClient, session: Session) -> None:
    section = add_section(session)
    assert html.parse(chinese.send("/admin/preview", written(section)).text).get("lang") == "en"
    refused = chinese.send("/admin/preview", written(section, title=""))
    assert "尚无法预览" in told(refused)
