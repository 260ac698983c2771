"""An editor at a browser, for what is measured at the desk."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page

from bench.newsroom import Newsroom


@contextmanager
def signed_in(browser: Browser, room: Newsroom, url: str) -> Iterator[Page]:
    """Yield a page of somebody signed in to the newsroom, who leaves whatever is unsaved."""
    with browser.new_context(base_url=url) as context:
        page = context.new_page()
        page.on("dialog", lambda question: question.accept())
        page.goto("/admin/sign-in")
        page.get_by_label("Email").fill(room.environment["ADMIN_EMAIL"])
        page.get_by_label("Password").fill(room.environment["ADMIN_PASSWORD"])
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url("**/admin/")
        yield page
