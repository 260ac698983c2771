"""An editor at a served newsroom, without a browser."""

import urllib.error
import urllib.request
from http.cookiejar import CookieJar
from urllib.parse import urlencode

from tests.support import html
from tests.support.server import EMAIL, PASSWORD


class Desk:
    """A signed-in administrator, who fills in the forms that the pages show."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        self._submit("/admin/sign-in", "/admin/sign-in", email=EMAIL, password=PASSWORD)

    def change(self, article_id: int, **fields: str) -> None:
        """Open an article's form, change these fields, and save."""
        path = f"/admin/articles/{article_id}"
        saved = self._submit(path, path, **fields)
        assert "Saved." in saved, saved

    def _submit(self, page: str, action: str, **fields: str) -> str:
        document = html.parse(self._open(page))
        form = next(form for form in document.iter("form") if (form.get("action") or action).startswith(action))
        return self._open(action, urlencode({**html.values(form), **fields}).encode())

    def _open(self, path: str, data: bytes | None = None) -> str:
        try:
            with self._opener.open(self.url + path, data, timeout=60) as answer:
                return str(answer.read().decode())
        except urllib.error.HTTPError as error:
            raise AssertionError(f"{error.url}: {error.code} {error.read().decode()}") from error
