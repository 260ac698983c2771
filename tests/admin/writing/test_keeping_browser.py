"""What is typed is kept, the page says where, and it can be gone on with after whatever happened."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Dialog, Locator, Page, Route, expect
from playwright.sync_api import Error as PlaywrightError

from tests.conftest import watched_page
from tests.support.newsroom import own_picture_bytes
from tests.support.server import PASSWORD, Server
from tests.support.waiting import wait_for

NEW = "/admin/articles/new"
COLLEAGUE = "colleague@example.com"

# All that is kept in the browser, as JSON.
JOURNAL = """() => new Promise((resolve, reject) => {
    const opening = indexedDB.open("dateline");
    opening.onerror = reject;
    opening.onsuccess = () => {
        const asked = opening.result.transaction("journal").objectStore("journal").getAll();
        asked.onsuccess = () => resolve(JSON.stringify(asked.result));
    };
})"""

pytestmark = pytest.mark.browser


@pytest.fixture
def second_tab(desk: Page) -> Page:
    """Another tab of the same editor."""
    return desk.context.new_page()


@pytest.fixture
def colleague(browser: Browser, server: Server) -> Iterator[Page]:
    """A signed-in browser page of another editor."""
    server.flask("users", "add", COLLEAGUE, "--name", "Mei Lin", "--password", PASSWORD)
    for page in watched_page(browser, base_url=server.url):
        page.goto("/admin/sign-in")
        page.get_by_label("Email").fill(COLLEAGUE)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url("**/admin/")
        yield page


def open_without_waiting(desk: Page) -> Callable[[], None]:
    """Open a new form whose script is still on its way; return what lets it arrive."""
    held: list[Route] = []
    desk.route("**/article_form.js*", lambda route: held.append(route))
    with desk.expect_request("**/article_form.js*"):
        desk.goto(NEW, wait_until="commit")

    def let_script_come() -> None:
        held.pop().continue_()
        desk.unroute_all()

    return let_script_come


def write(desk: Page, title: str, text: str = "Words.") -> None:
    desk.goto(NEW)
    desk.get_by_label("Title", exact=True).fill(title)
    desk.locator("#body-editor").click()
    desk.keyboard.insert_text(text)


def save(desk: Page) -> None:
    desk.keyboard.press("Control+s")
    expect(status(desk)).to_contain_text("Saved.")


def status(desk: Page) -> Locator:
    return desk.locator("[data-status]")


def kept(desk: Page) -> Locator:
    return desk.locator("[data-kept]")


def offer(desk: Page, words: str) -> Locator:
    return desk.locator("[data-offers] .offer").filter(has_text=words)


def title(desk: Page) -> Locator:
    return desk.get_by_label("Title", exact=True)


def text(desk: Page) -> Locator:
    return desk.locator("#body-editor")


def count_questions(desk: Page, asked: list[str]) -> None:
    def leave(question: Dialog) -> None:
        asked.append(question.type)
        question.accept()

    desk.on("dialog", leave)


def test_words_are_kept_here_at_once_and_on_the_server_soon(desk: Page) -> None:
    asked: list[str] = []
    count_questions(desk, asked)
    write(desk, "Kept before it is saved")
    expect(kept(desk)).to_have_text("Not saved yet. Kept in this browser.")
    expect(kept(desk)).to_contain_text("Kept on the server at")
    # Nothing would be lost, so nobody is asked.
    desk.goto(NEW)
    assert asked == []
    offer(desk, "Kept before it is saved").get_by_role("link", name="Take it").click()
    expect(title(desk)).to_have_value("Kept before it is saved")
    expect(text(desk)).to_have_text("Words.")
    save(desk)
    desk.goto(NEW)
    expect(text(desk)).to_be_visible()
    expect(offer(desk, "Kept before it is saved")).to_have_count(0)


def test_what_is_typed_before_the_script_has_come_is_kept_and_gone_on_with(desk: Page) -> None:
    let_script_come = open_without_waiting(desk)
    title(desk).press_sequentially("Typed early")
    desk.get_by_label("Add pictures").set_input_files(
        {"name": "early.png", "mimeType": "image/png", "buffer": own_picture_bytes()}
    )
    plain = desk.get_by_label("Text", exact=True)
    plain.press_sequentially("Words that cannot")
    let_script_come()
    expect(text(desk)).to_be_focused()
    desk.keyboard.type(" wait.")
    expect(text(desk)).to_have_text("Words that cannot wait.")
    expect(kept(desk)).to_contain_text("Kept on the server at")
    expect(desk.locator("[data-picture-row]")).to_have_count(1)
    desk.goto(NEW)
    early = offer(desk, "Words that cannot wait.")
    expect(early).to_contain_text("Typed early")
    early.get_by_role("button", name="Leave it").click()


def test_field_in_which_somebody_types_when_the_script_comes_keeps_the_caret(desk: Page) -> None:
    let_script_come = open_without_waiting(desk)
    title(desk).press_sequentially("Typed ealy")
    desk.keyboard.press("ArrowLeft")
    desk.keyboard.press("ArrowLeft")
    let_script_come()
    expect(text(desk)).to_be_visible()
    # Nothing else is typed: what came before is kept all the same.
    expect(kept(desk)).to_contain_text("Kept on the server at")
    desk.keyboard.type("r")
    expect(title(desk)).to_have_value("Typed early")


def test_what_is_typed_and_taken_out_again_is_not_open(desk: Page, second_tab: Page) -> None:
    write(desk, "Nothing came of it")
    save(desk)
    text(desk).click()
    desk.keyboard.press("Control+End")
    desk.keyboard.type("x")
    expect(kept(desk)).to_contain_text("Kept on the server")
    second_tab.goto("/admin/")
    unsaved = second_tab.locator("a[href*='draft=']").filter(has_text="Nothing came of it")
    expect(unsaved).to_have_count(1)
    with desk.expect_response(lambda answer: '"stored":true' in (answer.request.post_data or "")):
        desk.keyboard.press("Backspace")
    expect(kept(desk)).to_have_text("")
    second_tab.reload()
    expect(unsaved).to_have_count(0)


def test_what_is_left_is_offered_no_more(desk: Page) -> None:
    write(desk, "Left behind")
    expect(kept(desk)).to_contain_text("Kept on the server")
    desk.goto(NEW)
    offer(desk, "Left behind").get_by_role("button", name="Leave it").click()
    expect(status(desk)).to_have_text("Left. What you had typed is not offered any more.")
    expect(offer(desk, "Left behind")).to_have_count(0)


def test_whoever_leaves_what_is_in_this_browser_alone_is_asked_and_finds_it_again(desk: Page) -> None:
    asked: list[str] = []
    count_questions(desk, asked)
    write(desk, "To be saved")
    save(desk)
    address = desk.url
    desk.context.set_offline(True)
    text(desk).click()
    desk.keyboard.type("Typed offline. ")
    expect(kept(desk)).to_have_text("Not saved yet. Kept in this browser alone: the server cannot be reached.")
    desk.keyboard.press("Control+s")
    expect(status(desk)).to_contain_text("Not saved: the server cannot be reached. Nothing is lost")
    with pytest.raises(PlaywrightError, match="ERR_INTERNET_DISCONNECTED"):
        desk.goto(address)
    assert asked == ["beforeunload"]
    desk.context.set_offline(False)
    desk.goto(address)
    expect(offer(desk, "Typed offline.")).to_be_visible()


def test_connection_that_comes_back_takes_what_was_kept(desk: Page) -> None:
    write(desk, "Offline for a while")
    desk.context.set_offline(True)
    desk.keyboard.type(" More.")
    expect(kept(desk)).to_contain_text("the server cannot be reached")
    desk.context.set_offline(False)
    expect(kept(desk)).to_contain_text("Kept on the server at")
    save(desk)
    expect(text(desk)).to_have_text("Words. More.")


def test_ended_session_is_begun_again_in_place_and_the_save_goes_on(desk: Page) -> None:
    write(desk, "Signed out meanwhile")
    desk.context.clear_cookies()
    desk.get_by_role("button", name="Save draft").click()
    dialog = desk.get_by_role("dialog", name="Sign in again")
    dialog.get_by_label("Password").fill("not the password")
    dialog.get_by_role("button", name="Sign in").click()
    expect(dialog.get_by_role("alert")).to_have_text("E-mail address or password is wrong.")
    dialog.get_by_label("Password").fill(PASSWORD)
    dialog.get_by_label("Password").press("Enter")
    expect(status(desk)).to_have_text("Saved. Visitors do not see it.")
    expect(title(desk)).to_have_value("Signed out meanwhile")


def test_whoever_does_not_sign_in_now_can_do_it_later(desk: Page) -> None:
    write(desk, "Signed out while typing")
    desk.context.clear_cookies()
    desk.keyboard.type(" More.")
    expect(kept(desk)).to_contain_text("Kept in this browser alone: you are no longer signed in.")
    kept(desk).get_by_role("button", name="Sign in again").click()
    dialog = desk.get_by_role("dialog", name="Sign in again")
    dialog.press("Escape")
    expect(dialog).to_be_hidden()
    kept(desk).get_by_role("button", name="Sign in again").click()
    dialog.get_by_label("Password").fill(PASSWORD)
    dialog.get_by_role("button", name="Sign in").click()
    expect(kept(desk)).to_contain_text("Kept on the server at")
    expect(text(desk)).to_have_text("Words. More.")


def test_browser_without_room_says_so_when_the_server_is_away_too(desk: Page, server: Server) -> None:
    desk.context.new_cdp_session(desk).send("Storage.overrideQuotaForOrigin", {"origin": server.url, "quotaSize": 1})
    write(desk, "No room")
    expect(kept(desk)).to_contain_text("Kept on the server")
    desk.context.set_offline(True)
    desk.keyboard.type(" Still more.")
    expect(kept(desk)).to_contain_text("Not kept anywhere: this browser has no room, and the server cannot be reached.")
    desk.context.set_offline(False)
    save(desk)
    expect(text(desk)).to_have_text("Words. Still more.")


def test_form_is_saved_also_where_the_server_keeps_no_further_draft(desk: Page) -> None:
    desk.route("**/admin/drafts/*", lambda route: route.fulfill(status=507, json={}))
    write(desk, "One draft too many")
    expect(kept(desk)).to_contain_text("too much that you typed earlier is not saved")
    save(desk)
    expect(title(desk)).to_have_value("One draft too many")


def test_two_tabs_of_one_editor_come_together(desk: Page, second_tab: Page) -> None:
    write(desk, "Two tabs", "First.")
    desk.keyboard.press("Enter")
    desk.keyboard.insert_text("Second.")
    save(desk)
    second_tab.goto(desk.url)
    expect(text(second_tab)).to_contain_text("First.")
    text(desk).get_by_text("First.").click()
    desk.keyboard.press("End")
    desk.keyboard.type(" And more.")
    save(desk)
    text(second_tab).get_by_text("Second.").click()
    second_tab.keyboard.press("End")
    second_tab.keyboard.type(" And more.")
    expect(second_tab.locator("[data-others]")).to_contain_text("You saved it in another window at")
    save(second_tab)
    expect(status(second_tab)).to_contain_text("is merged with yours: text.")
    expect(text(second_tab)).to_contain_text("First. And more.Second. And more.")


def test_change_that_is_typed_while_another_tab_hands_in_an_older_one_stays_in_the_browser(
    desk: Page, second_tab: Page
) -> None:
    desk.route("**/admin/drafts/*", lambda route: route.abort())
    write(desk, "Handed in by another tab")
    expect(kept(desk)).to_contain_text("Kept in this browser alone")
    on_their_way: list[Route] = []
    second_tab.route("**/admin/drafts/*", lambda route: on_their_way.append(route))
    with second_tab.expect_request("**/admin/drafts/*"):
        second_tab.goto(NEW)
    desk.keyboard.type(" Typed meanwhile.")
    wait_for(lambda: "Typed meanwhile." in desk.evaluate(JOURNAL))
    on_their_way[0].continue_()
    expect(offer(second_tab, "Handed in by another tab")).to_be_visible()
    assert "Typed meanwhile." in desk.evaluate(JOURNAL)


def test_colleague_is_seen_and_a_clash_is_picked_from(desk: Page, colleague: Page) -> None:
    write(desk, "Shared", "First.")
    save(desk)
    colleague.goto(desk.url)
    expect(colleague.locator("[data-others]")).to_have_text("newsroom@example.com has this article open too.")
    text(colleague).click()
    colleague.keyboard.press("Control+End")
    colleague.keyboard.type(" By Mei.")
    save(colleague)
    text(desk).click()
    desk.keyboard.press("Control+End")
    desk.keyboard.type(" By me.")
    expect(desk.locator("[data-others]")).to_contain_text("Mei Lin has this article open too. Mei Lin saved it at")
    desk.keyboard.press("Control+s")
    clash = desk.get_by_role("group", name="Text")
    expect(clash.locator("pre")).to_have_text(["First. By Mei.", "First. By me."])
    clash.get_by_label("Keep both").check()
    save(desk)
    expect(text(desk)).to_contain_text("First. By Mei.First. By me.")
