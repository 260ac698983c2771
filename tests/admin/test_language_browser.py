"""The scripts of the desk speak the language that the browser asks for."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, FilePayload, Page, StorageState, expect

from tests.conftest import watched_page
from tests.support.newsroom import own_picture_bytes
from tests.support.server import Server

NEW = "/admin/articles/new"

pytestmark = pytest.mark.browser


@pytest.fixture
def chinese(browser: Browser, server: Server, signed_in: StorageState) -> Iterator[Page]:
    """A signed-in browser page that asks for Chinese."""
    yield from watched_page(browser, base_url=server.url, storage_state=signed_in, locale="zh-CN")


def write(desk: Page, title: str, text: str) -> None:
    desk.goto(NEW)
    desk.locator("[name=title]").fill(title)
    desk.locator("#body-editor").click()
    desk.keyboard.insert_text(text)


def picture(name: str, data: bytes) -> FilePayload:
    return {"name": name, "mimeType": "image/jpeg", "buffer": data}


def test_form_says_in_chinese_that_it_is_kept_and_how_long_the_text_is(chinese: Page) -> None:
    write(chinese, "编辑台用中文说明已暂存", "云澜工厂三号线投产 2026")
    kept = chinese.locator("[data-kept]")
    expect(kept).to_contain_text("尚未保存。已于")
    expect(kept).to_contain_text("暂存到服务器。")
    expect(chinese.locator(".word-count")).to_have_text("10 字 · 14 个字符")
    expect(chinese.get_by_role("toolbar", name="正文").get_by_role("button", name="加粗")).to_be_visible()


def test_form_says_in_chinese_why_it_is_not_kept(chinese: Page) -> None:
    chinese.goto(NEW)
    chinese.context.set_offline(True)
    chinese.locator("[name=title]").fill("没有网络时写的标题")
    expect(chinese.locator("[data-kept]")).to_have_text("尚未保存。仅暂存在本浏览器：无法连接服务器。")
    expect(chinese.locator("body > [role=status]")).to_have_text("未能暂存到服务器：无法连接服务器。")
    chinese.context.set_offline(False)
    expect(chinese.locator("[data-kept]")).to_contain_text("暂存到服务器。")


def test_find_and_replace_counts_in_chinese(chinese: Page) -> None:
    write(chinese, "编辑台用中文查找", "电池与电池，旧电池与新电池。")
    chinese.keyboard.press("Control+f")
    chinese.keyboard.insert_text("电池")
    panel = chinese.get_by_role("group", name="查找和替换")
    found = panel.locator(".found-count")
    expect(found).to_have_text("第 1 处，共 4 处")
    panel.get_by_role("button", name="下一处").click()
    expect(found).to_have_text("第 2 处，共 4 处")
    panel.get_by_label("替换为").fill("电芯")
    panel.get_by_role("button", name="全部替换").click()
    expect(chinese.locator("body > [role=status]")).to_have_text("已替换 4 处。")
    expect(found).to_have_text("未找到")


def test_failing_upload_says_so_in_chinese(chinese: Page) -> None:
    write(chinese, "编辑台用中文说明上传失败", "正文。")
    chinese.context.route("**/admin/pictures?index=*", lambda route: route.abort("connectionreset"))
    files = chinese.locator("[data-files]")
    files.set_input_files([picture("broken-off.jpg", own_picture_bytes())])
    uploads = chinese.locator("[data-uploads]")
    expect(uploads).to_contain_text("“broken-off.jpg”：连接已中断。")
    expect(chinese.locator("body > [role=status]")).to_have_text("未添加：“broken-off.jpg”：连接已中断。")
    chinese.context.unroute_all()
    uploads.get_by_role("button", name="重试").click()
    expect(chinese.locator("body > [role=status]")).to_have_text("已添加 broken-off.jpg。")
    expect(chinese.locator("[data-number]")).to_have_text("图片 1")
