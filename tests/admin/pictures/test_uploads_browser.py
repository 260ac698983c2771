"""A picture whose sending is cut off goes on where it stopped."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import FilePayload, Page, Route, expect

from tests.support.desk import Desk
from tests.support.newsroom import own_picture_bytes
from tests.support.server import Server

NEW = "/admin/articles/new"
PATIENCE = 60_000

pytestmark = pytest.mark.browser


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    """A picture of several parts, different in each test: what is in the library already would not be sent whole."""
    path = tmp_path / "large.jpg"
    Image.effect_noise((2600, 2000), 100).save(path, quality=95)
    assert path.stat().st_size > 2 * 2 * 2**20
    return path


@pytest.fixture
def offsets(desk: Page) -> list[int]:
    """Where each part began that was sent and not broken off."""
    found: list[int] = []
    desk.on(
        "requestfinished",
        lambda request: found.append(int(request.headers["upload-offset"])) if request.method == "PATCH" else None,
    )
    return found


def breaking(which: Callable[[int], bool]) -> Callable[[Route], None]:
    """Break the connection of the parts that are chosen by their number."""
    number = 0

    def answer(route: Route) -> None:
        nonlocal number
        number += 1
        if which(number):
            route.abort("connectionreset")
        else:
            route.continue_()

    return answer


def add(desk: Page, picture: Path) -> None:
    desk.get_by_label("Add pictures").set_input_files(picture)


def expect_whole(desk: Page, picture: Path, offsets: list[int]) -> None:
    """Expect the picture in the form, sent in parts of which each began where the one before it ended."""
    expect(desk.locator("[data-picture-row]")).to_have_count(1, timeout=PATIENCE)
    expect(desk.locator("[data-file-name]")).to_have_text(picture.name)
    assert offsets == list(range(0, picture.stat().st_size, 2 * 2**20))


def test_large_picture_is_sent_in_parts(desk: Page, picture: Path, offsets: list[int]) -> None:
    desk.goto(NEW)
    add(desk, picture)
    expect_whole(desk, picture, offsets)


def test_broken_connection_goes_on_by_itself(desk: Page, picture: Path, offsets: list[int]) -> None:
    desk.goto(NEW)
    desk.route("**/admin/uploads/*", breaking(lambda number: number in (2, 3)))
    add(desk, picture)
    expect_whole(desk, picture, offsets)


def test_file_chosen_again_after_a_reload_goes_on(desk: Page, picture: Path, offsets: list[int]) -> None:
    desk.goto(NEW)
    desk.route("**/admin/uploads/*", breaking(lambda number: number > 1))
    desk.on("dialog", lambda question: question.accept())
    with desk.expect_event("requestfailed"):
        add(desk, picture)
    desk.unroute_all()
    desk.reload()
    add(desk, picture)
    expect_whole(desk, picture, offsets)


def test_file_that_is_too_large_is_refused_before_it_is_sent(desk: Page, tmp_path: Path) -> None:
    huge = tmp_path / "huge.tif"
    with huge.open("wb") as file:
        file.truncate(300 * 2**20)
    sent: list[str] = []
    desk.goto(NEW)
    desk.on("request", lambda request: sent.append(request.url) if request.method != "GET" else None)
    add(desk, huge)
    expect(desk.locator("[data-uploads]")).to_contain_text(
        "“huge.tif”: It is larger than 60 MiB. Save it with a lower quality or fewer pixels."
    )
    expect(desk.get_by_role("button", name="Try again")).to_be_hidden()
    assert [url for url in sent if "/uploads" in url or "/pictures" in url] == []


def test_many_that_were_not_added_are_dismissed_at_once(desk: Page) -> None:
    desk.goto(NEW)
    everything = desk.get_by_role("button", name="Dismiss all that were not added")
    expect(everything).to_be_hidden()
    letters: list[FilePayload] = [
        {"name": f"{number}.txt", "mimeType": "text/plain", "buffer": b"words"} for number in range(3)
    ]
    desk.get_by_label("Add pictures").set_input_files(letters)
    lines = desk.locator("[data-uploads] li")
    expect(lines.filter(has_text="is not a picture")).to_have_count(3, timeout=PATIENCE)
    lines.first.get_by_role("button", name="Dismiss").click()
    expect(lines).to_have_count(2)
    everything.click()
    expect(lines).to_have_count(0)
    expect(everything).to_be_hidden()
    expect(desk.get_by_label("Add pictures")).to_be_focused()


def test_of_two_files_for_one_row_the_last_one_stays(desk: Page, server: Server) -> None:
    without_script = Desk(server.url)
    row = {"pictures-0-key": "waits", "pictures-0-caption": "Which one?"}
    form = {**without_script.form(NEW), "title": "Two files for one row", **row, "then": "save"}
    assert "Saved." in without_script.send(NEW, form)
    desk.goto("/admin/articles?q=two+files+for+one+row")
    desk.get_by_role("link", name="Two files for one row").click()
    held: list[Route] = []
    desk.route("**/admin/pictures?*", lambda route: held.append(route))
    slot = desk.get_by_label("Add the file")
    for name in ("wrong.png", "right.png"):
        slot.set_input_files({"name": name, "mimeType": "image/png", "buffer": own_picture_bytes()})
        expect(desk.get_by_role("progressbar", name=f"Sending {name}")).to_be_visible()
    for route in reversed(held):
        route.continue_()
    expect(desk.get_by_role("progressbar")).to_have_count(0, timeout=PATIENCE)
    expect(desk.locator("[data-file-name]")).to_have_text("right.png")
    expect(desk.get_by_label("Caption", exact=True)).to_have_value("Which one?")
