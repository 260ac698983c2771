"""How long a key takes until it is seen in a long article: in the editor, and in a plain editable page of its text."""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Locator, Page, sync_playwright
from sqlalchemy.orm import Session

from app.articles.models import Article, PictureUse
from app.foundation.storage import FolderStorage
from app.pictures import library
from bench import newsroom, prose
from bench.newsroom import Newsroom
from bench.report import Part, Reach, table
from bench.signing_in import signed_in
from tests.support import chromium
from tests.support.newsroom import picture_bytes

WORDS = 20_000
PICTURES = 50
KEYS = 200
# Ten keys a second, in milliseconds: a fast typist.
PACE = 100
BOUND = 50
# What the browser does not report took less than two frames.
LEAST = 16
MEASURE = f"typing in {WORDS:,} words with {PICTURES} pictures: key to next paint, p95, ms"

# Event Timing (W3C): the time from a key's event to the paint after it, in steps of 8 ms.
_OBSERVE = """() => {
    window.taken = [];
    new PerformanceObserver((list) => {
        for (const { name, duration } of list.getEntries()) if (name === "keydown") window.taken.push(duration);
    }).observe({ type: "event", durationThreshold: 16 });
}"""


def run() -> Part:
    """Type in the middle of the text, in the editor and in the yardstick, by turns."""
    executable = chromium.path()
    if executable is None:
        return Part([Reach(MEASURE, f"under {BOUND}", "no Chromium on this machine", None)], "")
    with (
        tempfile.TemporaryDirectory() as folder,
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=executable, headless=True, args=chromium.FLAGS) as browser,
    ):
        room = newsroom.made(Path(folder), 1)
        _lengthen(room)
        taken: dict[str, list[float]] = {"Dateline's editor": [], "plain `contenteditable`": []}
        with room.served() as server, signed_in(browser, room, server.url("")) as page:
            for number in range(2):
                page.goto("/admin/articles/1")
                text = page.locator("#body-editor")
                content = text.inner_html()
                taken["Dateline's editor"] += _typed(page, text)
                sys.stderr.write(f"Round {number + 1}: editor measured\n")
                plain = browser.new_page()
                plain.set_content(f'<div contenteditable id="plain">{content}</div>')
                taken["plain `contenteditable`"] += _typed(plain, plain.locator("#plain"))
                plain.close()
                # Not saved, on purpose.
                page.goto("about:blank")
    rows = [
        (name, *(f"{_percentile(times, part):.0f}" for part in (50, 95, 99)), f"{max(times):.0f}")
        for name, times in taken.items()
    ]
    p95 = _percentile(taken["Dateline's editor"], 95)
    text = (
        f"## Typing\n\nFrom a key to the next paint, in milliseconds, {2 * KEYS} keys at {1000 // PACE} a second in "
        f"the middle of an article of {WORDS:,} words with {PICTURES} pictures; {LEAST} stands for what took less.\n\n"
        f"{table(('', 'median', 'p95', 'p99', 'longest'), rows)}"
    )
    return Part([Reach(MEASURE, f"under {BOUND}", f"{p95:.0f}", p95 < BOUND)], text)


def _lengthen(room: Newsroom) -> None:
    """Make the newsroom's one article as long as is measured, with one picture in many places."""
    paragraphs = []
    length = 0
    for number in range(1, WORDS):
        paragraphs.append(prose.body(number, 800))
        length += len(paragraphs[-1].split())
        if length >= WORDS:
            break
    step = len(paragraphs) // PICTURES
    for place in range(PICTURES):
        paragraphs[place * step] += f'<figure data-picture="key{place}"></figure>'
    engine = room.engine()
    with Session(engine) as session:
        article = session.get_one(Article, 1)
        article.body = "".join(paragraphs)
        storage = FolderStorage(room.folder / "media")
        data = picture_bytes("teal", (1200, 800))
        picture = library.add(
            session, storage, data, "teal.jpg", uploaded_by_id=None, max_bytes=10**7, max_pixels=10**7
        )
        article.picture_uses = [
            PictureUse(key=f"key{place}", position=place, picture=picture, caption=f"Caption {place}")
            for place in range(PICTURES)
        ]
        session.commit()
    engine.dispose()


def _typed(page: Page, text: Locator) -> list[float]:
    """Type in the middle of the text; return what each key took, in milliseconds."""
    page.wait_for_load_state("networkidle")
    paragraphs = text.locator("p")
    paragraphs.nth(paragraphs.count() // 2).click()
    page.evaluate(_OBSERVE)
    page.keyboard.type(("several words " * KEYS)[:KEYS], delay=PACE)
    page.wait_for_timeout(500)
    reported: list[float] = page.evaluate("window.taken")
    return reported + [LEAST] * (KEYS - len(reported))


def _percentile(times: list[float], part: int) -> float:
    ordered = sorted(times)
    return ordered[min(len(ordered) * part // 100, len(ordered) - 1)]
