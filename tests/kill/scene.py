"""A newsroom, an editor at a browser, and everything that can go wrong between them."""

import os
import resource
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, Playwright, expect

from tests.kill.line import Line
from tests.support import chromium
from tests.support.desk import Desk
from tests.support.server import EMAIL, PASSWORD, Server, end, prepared, start
from tests.support.waiting import wait_for

PATIENCE = 60_000
COLLEAGUE = "colleague@example.com"
COLLEAGUES_WORDS = "Second, by a colleague."
_BODY = "#body-editor"


class Scene:
    """One editor writing one article; what breaks can be put right again."""

    def __init__(self, playwright: Playwright, executable: str, folder: Path) -> None:
        self._playwright = playwright
        self._executable = executable
        self._profile = folder / "profile"
        self.server: Server = prepared(folder / "newsroom")
        self._process: subprocess.Popen[bytes] | None = start(self.server)
        self.line = Line(int(self.server.environment["PORT"]))
        self._context: BrowserContext | None = None
        self.page: Page | None = None
        # Whether the form was sent, so that the page may be on its way to another one.
        self.is_saving = False
        self.address = ""
        self.server.flask("users", "add", COLLEAGUE, "--role", "editor", "--password", PASSWORD)
        self._colleague = Desk(self.server.url, COLLEAGUE, PASSWORD)
        self._colleagues_form: dict[str, str] = {}

    def close(self) -> None:
        """End everything."""
        if self._context is not None:
            self._context.close()
        self.line.cut()
        if self._process is not None:
            end(self._process)

    # What an editor does.

    def open_browser(self) -> Page:
        """Return a page of the editor's browser, which keeps its profile from one start to the next."""
        if self._context is None:
            self._context = self._playwright.chromium.launch_persistent_context(
                self._profile, executable_path=self._executable, headless=True, args=chromium.FLAGS
            )
            self._context.set_default_timeout(PATIENCE)
        page = self._context.new_page()
        # Asked whether to leave in spite of what was not saved, this editor leaves.
        page.on("dialog", lambda question: question.accept())
        return page

    def sign_in(self, page: Page) -> None:
        """Sign in by the page, unless somebody is."""
        page.goto(f"{self.line.url}/admin/sign-in")
        if page.url.endswith("/sign-in"):
            page.get_by_label("Email").fill(EMAIL)
            page.get_by_label("Password").fill(PASSWORD)
            page.get_by_role("button", name="Sign in").click()
            page.wait_for_url(f"{self.line.url}/admin/")

    def begin(self) -> Page:
        """Save a new article of two paragraphs, and put the caret at the end of its first one."""
        if self._context is not None:
            for old in self._context.pages:
                old.close()
        self.page = page = self.open_browser()
        self.is_saving = False
        self.sign_in(page)
        page.goto(f"{self.line.url}/admin/articles/new")
        page.get_by_label("Title", exact=True).fill("Stored title")
        page.locator(_BODY).click()
        page.keyboard.insert_text("First.")
        page.keyboard.press("Enter")
        page.keyboard.insert_text("Second.")
        page.keyboard.press("Control+s")
        expect(page.locator("[data-status]")).to_have_text("Saved. Visitors do not see it.")
        self.address = page.url
        page.locator(_BODY).get_by_text("First.").click()
        page.keyboard.press("End")
        return page

    def colleague_opens(self) -> None:
        """Let another editor open the same article."""
        self._colleagues_form = self._colleague.form(self._path)

    def colleague_saves(self) -> None:
        """Let the other editor change the second paragraph, and save."""
        form = self._colleagues_form
        changed = form["body"].replace("Second.", COLLEAGUES_WORDS)
        assert "Saved." in self._colleague.send(self._path, {**form, "body": changed})

    def stored(self) -> tuple[str, str]:
        """Return the title and the text that are stored, as a colleague sees them."""
        form = self._colleague.form(self._path)
        return form["title"], form["body"]

    @property
    def _path(self) -> str:
        return self.address.removeprefix(self.line.url)

    def reopen(self) -> Page:
        """Come back to the article in a new tab, or a new browser."""
        self.page = page = self.open_browser()
        self.sign_in(page)
        page.goto(self.address)
        return page

    # What goes wrong, and how it is put right.

    def kill_server(self) -> None:
        """End all processes of the server at once."""
        assert self._process is not None
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        self._process = None

    def start_server(self) -> None:
        """Start the server again, on the same address."""
        if self._process is None:
            self._process = start(self.server)

    def stall_server(self) -> None:
        """Have the server take connections and answer nothing."""
        assert self._process is not None
        os.killpg(self._process.pid, signal.SIGSTOP)

    def unstall_server(self) -> None:
        """Let a server that stands still go on."""
        if self._process is not None:
            os.killpg(self._process.pid, signal.SIGCONT)

    def fill_disk(self) -> None:
        """Let every write of the server to a file fail."""
        self._limit_files(0)

    def free_disk(self) -> None:
        """Let the server write again."""
        self._limit_files(resource.RLIM_INFINITY)

    def _limit_files(self, size: int) -> None:
        assert self._process is not None
        for pid in _of_group(self._process.pid):
            _, hard = resource.prlimit(pid, resource.RLIMIT_FSIZE)
            resource.prlimit(pid, resource.RLIMIT_FSIZE, (min(size, hard) if hard >= 0 else size, hard))

    def close_tab(self) -> None:
        """Close the page without asking it."""
        assert self.page is not None
        self.page.close()
        self.page = None

    def kill_browser(self) -> None:
        """End the browser's processes at once."""
        assert self._context is not None
        (browser,) = _browsers(self._profile)
        with self._context.expect_event("close"):
            os.kill(browser, signal.SIGKILL)
        wait_for(lambda: not _browsers(self._profile))
        # It would have taken it away itself.
        (self._profile / "SingletonLock").unlink(missing_ok=True)
        self._context = self.page = None

    def end_session(self) -> None:
        """End the session: the browser has its cookies no more."""
        assert self._context is not None
        self._context.clear_cookies()


@contextmanager
def scene(playwright: Playwright, executable: str, folder: Path) -> Iterator[Scene]:
    """Set a scene, and end whatever of it still runs."""
    made = Scene(playwright, executable, folder)
    try:
        yield made
    finally:
        made.unstall_server()
        made.close()
        shutil.rmtree(folder, ignore_errors=True)


def _of_group(group: int) -> list[int]:
    """Return the processes of a group."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            # The name, in brackets, may contain spaces; the group is the third value behind it.
            values = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(values[2]) == group:
            found.append(int(stat.parent.name))
    return found


def _browsers(profile: Path) -> list[int]:
    """Return the main processes of browsers with this profile."""
    found = []
    for line in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            words = line.read_bytes().decode(errors="replace").split("\0")
        except OSError:
            continue
        if f"--user-data-dir={profile}" in words and not any(word.startswith("--type=") for word in words):
            found.append(int(line.parent.name))
    return found
