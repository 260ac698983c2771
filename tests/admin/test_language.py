"""The desk speaks the language that a user chose, or else the browser's."""

import io
from urllib.parse import urlencode

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from app.accounts.models import User
from app.admin.sign_in import PASSWORD_LENGTH
from app.articles.models import Article, Kind, Section, State
from tests.support import html
from tests.support.client import CheckedClient
from tests.support.newsroom import add_article, add_section
from tests.support.people import EDITOR, PASSWORD

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
    answer = chinese.post(address, data={**html.values(form), "choice-0": "mine", "choice-1": "mine"})
    assert answer.status_code == 303
    session.refresh(article)
    assert (article.title, article.kind) == ("Mine", Kind.COVERAGE)


def test_history_says_in_each_language_what_was_restored(chinese: CheckedClient, session: Session) -> None:
    section = add_section(session)
    article = add_article(session, section)
    address = f"/admin/articles/{article.id}"
    fields = written(section, version=article.version, title="Changed", publish_at="2021-10-31T08:00")
    assert chinese.send(address, fields).status_code == 303
    assert chinese.send(f"{address}/history/1/restore", {"version": article.version + 1}).status_code == 303
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


def words(client: CheckedClient, path: str) -> str:
    return in_one_line(client.get(path, headers=CHINESE).text)


def in_one_line(page: str) -> str:
    return " ".join(html.text_of(html.parse(page)).split())


def sign_in(visitor: CheckedClient, email: str, password: str) -> tuple[int, str]:
    fields = {"email": email, "password": password, "csrf_token": visitor.token("/admin/sign-in")}
    answer = visitor.post("/admin/sign-in", data=fields, headers=CHINESE)
    return answer.status_code, in_one_line(answer.text)


def test_refused_sign_in_says_why_in_chinese(visitor: CheckedClient, editor: CheckedClient) -> None:
    assert "电子邮箱 密码 登录" in words(visitor, "/admin/sign-in")
    for email, password in ((EDITOR, "wrong"), ("nobody@example.com", PASSWORD)):
        assert "电子邮箱或密码错误。" in sign_in(visitor, email, password)[1]
    for email, password in (
        ("", PASSWORD),
        ("no address", PASSWORD),
        (EDITOR, ""),
        (EDITOR, "x" * PASSWORD_LENGTH * 2),
    ):
        status, page = sign_in(visitor, email, password)
        assert status == 200
        assert "电子邮箱或密码错误。" in page


def test_who_tries_too_often_reads_so_in_chinese(visitor: CheckedClient) -> None:
    answers = [sign_in(visitor, "nobody@example.com", "wrong") for _ in range(11)]
    assert [status for status, _ in answers] == [200] * 10 + [429]
    assert "短时间内操作过于频繁。" in answers[-1][1]


def test_refused_sign_in_can_be_read_by_programs_too(visitor: CheckedClient) -> None:
    token = visitor.token("/admin/sign-in")
    headers = {**CHINESE, "Accept": "application/json", "X-CSRFToken": token}
    answer = visitor.post("/admin/sign-in", json={"email": EDITOR, "password": "wrong"}, headers=headers)
    assert answer.status_code == 400
    assert answer.get_json()["response"]["errors"] == ["电子邮箱或密码错误。"]


def test_many_articles_are_changed_and_brought_back_in_chinese(editor: CheckedClient, session: Session) -> None:
    section = add_section(session)
    articles = [add_article(session, section, title=title) for title in ("One", "Two")]
    draft = add_article(session, section, title="Draft", publish=False)
    editor.send("/admin/language", {"language": "zh"})
    chosen = urlencode([("article", article.id) for article in (*articles, draft)])
    plan = words(editor, f"/admin/articles/changes/new?{chosen}&kind=unpublish")
    assert "取消发布 2 篇文章" in plan
    assert "1 篇将保持不变" in plan
    versions = [f"{article.id}:{article.version}" for article in articles]
    done = editor.send("/admin/articles/changes", {"article": versions, "kind": "unpublish"})
    assert "已取消发布 2 篇文章。" in words(editor, done.location)
    key = done.location.partition("changed=")[2]
    undone = editor.send(f"/admin/articles/changes/{key}/undo")
    assert "已撤销：2 篇文章已恢复原状。" in words(editor, undone.location)
    session.expire_all()
    assert {article.state for article in articles} == {State.PUBLISHED}
    assert words(editor, "/admin/articles/changes/new").endswith("请先在列表中选择文章。")


def test_refused_settings_say_why_in_chinese(administrator: CheckedClient) -> None:
    administrator.send("/admin/language", {"language": "zh"})
    fields = {"brand_colour": "green", "time_zone": "Asia/Shanghai", "texts_zh-hits_label": "x" * 61}
    answer = administrator.send("/admin/settings", fields)
    page = in_one_line(answer.text)
    assert answer.status_code == 422
    assert "尚未保存。" in page
    assert "请填写 # 加六位十六进制数的颜色" in page
    # Of WTForms, and in a form within the form.
    assert "字段长度不能超过 60 个字符。" in page
    assert "该字段是必填字段。" in page


def test_calendar_names_months_and_days_in_chinese(editor: CheckedClient) -> None:
    page = words(editor, "/admin/?month=2026-02")
    assert "2026年1月 2026年3月 2026年2月 周一 周二 周三 周四 周五 周六 周日" in page
    assert "星期日 1" in page
    assert "2026年2月没有定时发布的文章。" in page


def test_statistics_name_days_in_chinese(editor: CheckedClient) -> None:
    page = words(editor, "/admin/statistics?from=2026-01-01&to=2026-01-03")
    assert "2026-01-01 至 2026-01-03" in page
    assert "1月2日" in page
    assert "前 3 天为 0" in page
    refused = editor.get("/admin/statistics?from=2026-13-01", headers=CHINESE)
    assert "“2026-13-01”不是日期。" in refused.text


def test_shortcuts_and_sections_have_chinese_names(editor: CheckedClient, session: Session) -> None:
    assert "g 再按 a 转到文章列表" in words(editor, "/admin/shortcuts")
    section = add_section(session)
    assert f">{section.name('zh')}</option>" in editor.get("/admin/articles", headers=CHINESE).text
    assert f">{section.name('en')}</option>" in editor.get("/admin/articles").text
