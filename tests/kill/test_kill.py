"""The kill test: whatever breaks between a key press and an answered save, every character is found again.

Each case is a moment, and what goes wrong at it. `make kill-test` runs all; the suite some.
"""

import os
import time
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Page, Playwright, Route, expect

from tests.kill.scene import COLLEAGUES_WORDS, PATIENCE, Scene, scene
from tests.support.server import PASSWORD
from tests.support.waiting import wait_for

WHOLE = os.environ.get("KILL_TEST") == "whole"
TITLE, WORDS = "A title nobody loses", " Every one of these words, and 每一个字, is found again."

pytestmark = pytest.mark.browser


# Moments: each types the known text, and returns when it is reached.


def first_key(scene: Scene, page: Page) -> tuple[str, str]:
    page.keyboard.press("!")
    return "Stored title", "!"


def within_a_word(scene: Scene, page: Page) -> tuple[str, str]:
    typed = WORDS[:12]
    page.keyboard.type(typed)
    return "Stored title", typed


def all_typed(scene: Scene, page: Page) -> tuple[str, str]:
    page.keyboard.type(WORDS)
    page.get_by_label("Title", exact=True).fill(TITLE)
    return TITLE, WORDS


def kept_in_the_browser(scene: Scene, page: Page) -> tuple[str, str]:
    typed = all_typed(scene, page)
    expect(page.locator("[data-kept]")).to_contain_text("Kept")
    return typed


def draft_on_its_way(scene: Scene, page: Page) -> tuple[str, str]:
    typed = all_typed(scene, page)
    scene.stall_server()
    with page.expect_request("**/admin/drafts/*", timeout=PATIENCE):
        pass
    return typed


def kept_on_the_server(scene: Scene, page: Page) -> tuple[str, str]:
    typed = all_typed(scene, page)
    expect(page.locator("[data-kept]")).to_contain_text("Kept on the server", timeout=PATIENCE)
    return typed


def save_pressed(scene: Scene, page: Page) -> tuple[str, str]:
    typed = all_typed(scene, page)
    page.get_by_role("button", name="Save draft").click(no_wait_after=True)
    scene.is_saving = True
    return typed


def save_on_its_way(scene: Scene, page: Page) -> tuple[str, str]:
    typed = kept_on_the_server(scene, page)

    def stall(route: Route) -> None:
        scene.stall_server()
        route.continue_()

    save_by(scene, page, stall)
    return typed


def answer_on_its_way(scene: Scene, page: Page) -> tuple[str, str]:
    """The server has saved, and its answer never arrives."""
    typed = kept_on_the_server(scene, page)

    def cut(route: Route) -> None:
        route.fetch(max_redirects=0)
        route.abort("connectionreset")

    save_by(scene, page, cut)
    return typed


def save_by(scene: Scene, page: Page, way: Callable[[Route], None]) -> None:
    """Press Save, and return when the form has gone the given way.

    From then on the page is asked nothing: until it has an answer, Chromium holds back what concerns its document, for
    ever where the server stands still.
    """
    gone = []

    def go(route: Route) -> None:
        try:
            way(route)
        finally:
            gone.append(route)

    def has_gone() -> bool:
        # Routes are gone in the middle of a call to the browser alone.
        page.wait_for_timeout(10)
        return bool(gone)

    page.route(page.url, go, times=1)
    page.get_by_role("button", name="Save draft").click(no_wait_after=True)
    scene.is_saving = True
    wait_for(has_gone)


# What goes wrong: each breaks something, and puts right what an editor cannot.


def server_dies(scene: Scene) -> None:
    scene.kill_server()
    scene.start_server()


def tab_is_closed(scene: Scene) -> None:
    scene.close_tab()
    scene.unstall_server()


def browser_dies(scene: Scene) -> None:
    # The journal may take a second: the words say when a change is in it.
    if scene.is_saving:
        time.sleep(1)
    elif scene.page:
        expect(scene.page.locator("[data-kept]")).to_contain_text("Kept")
    scene.kill_browser()
    scene.unstall_server()


def connection_is_cut(scene: Scene) -> None:
    scene.line.cut()
    scene.unstall_server()
    scene.line.mend()


def session_ends(scene: Scene) -> None:
    scene.end_session()
    scene.unstall_server()


def disk_is_full(scene: Scene) -> None:
    scene.fill_disk()
    scene.unstall_server()


MOMENTS = [
    first_key, within_a_word, all_typed, kept_in_the_browser, draft_on_its_way, kept_on_the_server, save_pressed,
    save_on_its_way, answer_on_its_way,
]  # fmt: skip
BLOWS = [server_dies, tab_is_closed, browser_dies, connection_is_cut, session_ends, disk_is_full]
# Each moment and each blow at least once, by one editor or with two.
SOME = [
    (first_key, tab_is_closed, 1), (kept_in_the_browser, browser_dies, 2), (all_typed, session_ends, 1),
    (draft_on_its_way, server_dies, 2), (within_a_word, disk_is_full, 1), (kept_on_the_server, browser_dies, 1),
    (save_pressed, tab_is_closed, 2), (save_on_its_way, server_dies, 1), (answer_on_its_way, connection_is_cut, 2),
]  # fmt: skip
ALL = [(moment, blow, editors) for moment in MOMENTS for blow in BLOWS for editors in (1, 2)]


@pytest.fixture(scope="module")
def stage(playwright: Playwright, executable: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    with scene(playwright, executable, tmp_path_factory.mktemp("scene")) as stage:
        yield stage


def name(part: object) -> str:
    return getattr(part, "__name__", str(part))


@pytest.mark.parametrize(("moment", "blow", "editors"), ALL if WHOLE else SOME, ids=name)
def test_every_character_is_found_again(
    stage: Scene, moment: Callable[[Scene, Page], tuple[str, str]], blow: Callable[[Scene], None], editors: int
) -> None:
    page = stage.begin()
    stage.colleague_opens()
    title, typed = moment(stage, page)
    blow(stage)
    if editors == 2:
        stage.free_disk()
        stage.colleague_saves()
    come_back(stage, title, typed)
    second = COLLEAGUES_WORDS if editors == 2 else "Second."
    assert stage.stored() == (title, f"<p>First.{typed}</p>\n<p>{second}</p>")


def come_back(stage: Scene, title: str, typed: str) -> None:
    """Do what an editor does who finds things as they are now: take what is offered, sign in, and save."""
    page = stage.page or stage.reopen()
    stage.free_disk()

    def is_saved() -> bool:
        try:
            return step(stage, page, title, typed)
        except PlaywrightError:
            # The page went on to another one in the middle of a look.
            return False

    wait_for(is_saved)


def step(stage: Scene, page: Page, title: str, typed: str) -> bool:
    """Do the next thing, and say whether all is saved that was typed."""
    dialog = page.get_by_role("dialog")
    if not page.url.startswith(stage.address):
        # The browser's own page about a server that did not answer, or the sign-in page.
        stage.sign_in(page)
        page.goto(stage.address)
    elif dialog.is_visible():
        dialog.get_by_label("Password").fill(PASSWORD)
        dialog.get_by_role("button", name="Sign in").click()
        expect(dialog).to_be_hidden()
    elif page.get_by_role("heading", name="You are no longer signed in").count():
        other = stage.open_browser()
        stage.sign_in(other)
        other.close()
        page.get_by_role("button", name="Save").click()
    elif page.locator("[data-offers] .offer").count():
        page.get_by_role("link", name="Take it").first.click()
        page.wait_for_url("**draft=*")
    elif page.locator("#article-form.is-enhanced:not(.is-busy)").count() and holds(page, title, typed):
        if "Saved." in page.locator("[data-status]").inner_text():
            return True
        page.get_by_role("button", name="Save draft").click(no_wait_after=True, timeout=1000)
    return False


def holds(page: Page, title: str, typed: str) -> bool:
    """Say whether the form holds what was typed."""
    text = page.locator("#body-editor").text_content() or ""
    return page.get_by_label("Title", exact=True).input_value() == title and f"First.{typed}" in text
