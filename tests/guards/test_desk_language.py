"""The desk speaks Chinese to whoever asks for it: what stands there in Latin letters is content, or a name."""

import re
import zoneinfo
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from app import create_app
from app.foundation.languages import LANGUAGES
from tests.conftest import make_settings, watched_page
from tests.support.addresses import desk_paths
from tests.support.server import EMAIL, PASSWORD, Server

pytestmark = pytest.mark.browser

# Pages that say something else when they are asked otherwise.
FURTHER = ["/admin/articles?q=nothing-at-all", "/admin/articles?state=binned", "/admin/pictures?q=nothing-at-all"]

FORMATS = {
    "Atom", "AVIF", "CSV", "docx", "GIF", "HEIC", "HTML", "HTTP", "HTTPS", "IPTC", "JPEG", "JSON", "PDF", "PNG", "RSS",
    "TIFF", "URL", "WebP", "Word", "XMP", "ZIP", "KB", "KiB", "MB", "MiB", "CST", "UTC",
}  # fmt: skip
KEYS = {"Alt", "Command", "Control", "Ctrl", "Enter", "Esc", "Escape", "Meta", "Shift", "Tab"}
ENGINES = {"IndexNow", "Bing", "Yandex", "Naver", "Seznam", "Yep"}
NAMES = {*LANGUAGES.values(), "Dateline", "ICP", "IP", "Cookie", "Mac", "crawler-user-agents"}
ALLOWED = FORMATS | KEYS | ENGINES | NAMES

WORD = re.compile(r"[A-Za-z][A-Za-z’'-]*[A-Za-z]")
# Addresses of the web and of mail, and names of files; time zones, alone or within a sentence.
ADDRESS = re.compile(r"https?://\S+|mailto:|[\w.+-]+@[\w.-]+|/[\w/-]+|[\w-]*(?:\.[\w-]+)+", re.ASCII)
ZONES = zoneinfo.available_timezones()
ZONE = re.compile("|".join(sorted((re.escape(zone) for zone in ZONES if "/" in zone), key=len, reverse=True)))
QUOTED = re.compile(r"“([^“”]+?)(?:\.\.\.|…)?”")
# Content that is shorter is a word that the desk may have too.
SHORTEST = 12

COLLECT = """() => {
  const spoken = [], content = [];
  // Within the text, pictures bring words of the desk with them.
  const isTool = (node) => node.closest("figure[contenteditable=false]") !== null;
  const isContent = (node) =>
    node.closest("code, kbd, [translate=no]") !== null ||
    (node.closest("[lang]") !== document.documentElement && !isTool(node));
  const add = (node, text) => spoken.push([node.localName, text]);
  const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const { data, parentElement } = walker.currentNode;
    const isNothing = parentElement.closest("script, style, noscript, textarea, datalist");
    if (!isNothing && !isContent(parentElement)) add(parentElement, data);
  }
  for (const node of document.querySelectorAll("body *")) {
    for (const { name, value } of node.attributes) {
      // What a field or the text is called is the desk's, whatever language is written there.
      const isCalled = ["aria-label", "aria-description", "data-placeholder"].includes(name);
      const isSaid = ["title", "placeholder", "alt", "label", "data-label", "data-before"].includes(name);
      if (isCalled || (isSaid && !isContent(node))) add(node, value);
    }
    if (node.matches("input, textarea")) content.push(node.value);
    else if (node.lang && !isTool(node)) content.push(node.textContent);
  }
  return [document.documentElement.lang, spoken, content];
}"""


def test_every_page_of_the_desk_speaks_chinese(demo: Server, browser: Browser, tmp_path: Path) -> None:
    spoken: set[tuple[str, str, str]] = set()
    content: set[str] = set()
    for page in watched_page(browser, base_url=demo.url, locale="zh-CN"):
        page.goto("/admin/sign-in")
        spoken |= _spoken(page, content)
        page.locator("[name=email]").fill(EMAIL)
        page.locator("[name=password]").fill(PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url("**/admin/")
        for path in [*desk_paths(create_app(make_settings(tmp_path))), *FURTHER]:
            if "text/html" in page.request.get(path).headers["content-type"]:
                page.goto(path)
                spoken |= _spoken(page, content)
    assert len({path for path, _, _ in spoken}) > 10
    names = sorted(filter(WORD.search, content), key=len, reverse=True)
    found = [f"{path}: <{element}> {text}" for path, element, text in sorted(spoken) if _is_foreign(text, names)]
    assert not found, f"{len(found)} texts are not Chinese:\n" + "\n".join(found)


def _spoken(page: Page, content: set[str]) -> set[tuple[str, str, str]]:
    """Return each text of the desk on a page, with path and element; add what it shows of content to `content`."""
    language, texts, shown = page.evaluate(COLLECT)
    path = page.url.partition("/admin")[2]
    assert language == "zh", f"/admin{path} speaks {language}"
    content.update(text for text in map(_folded, shown) if len(text) >= SHORTEST)
    return {(f"/admin{path}", element, _folded(text)) for element, text in texts}


def _folded(text: str) -> str:
    return " ".join(text.split())


def _is_foreign(text: str, names: list[str]) -> bool:
    """Whether a text has words in Latin letters that are no content, address or name."""
    if not WORD.search(text) or text in ZONES:
        return False
    for name in names:
        text = text.replace(name, "")
    # A long title may stand shortened in a button.
    text = QUOTED.sub(lambda match: "" if any(name.startswith(match[1]) for name in names) else match[0], text)
    text = ADDRESS.sub("", ZONE.sub("", text))
    return any(word not in ALLOWED for word in WORD.findall(text))
