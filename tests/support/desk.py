"""An editor at a served newsroom, without a browser."""

import urllib.error
import urllib.request
from http.cookiejar import CookieJar
from urllib.parse import urlencode

from tests.support import html
from tests.support.server import EMAIL, PASSWORD


class Desk:
    """Somebody signed in, by default the administrator, who fills in the forms that the pages show."""

    def __init__(self, url: str, email: str = EMAIL, password: str = PASSWORD) -> None:
        self.url = url
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        self.send("/admin/sign-in", {**self.form("/admin/sign-in"), "email": email, "password": password})

    def change(self, article_id: int, **fields: str) -> None:
        """Open an article's form, change these fields, and save."""
        path = f"/admin/articles/{article_id}"
        saved = self.send(path, {**self.form(path), **fields})
        assert "Saved." in saved, saved

    def form(self, path: str) -> dict[str, str]:
        """Open a page, and return what its form holds."""
        document = html.parse(self._open(path))
        form = next(form for form in document.iter("form") if (form.get("action") or path).startswith(path))
        return html.values(form)

    def send(self, path: str, fields: dict[str, str]) -> str:
        """Submit a form, and return the page that answers it."""
        return self._open(path, urlencode(fields).encode())

    def _open(self, path: str, data: bytes | None = None) -> str:
        try:
            with self._opener.open(self.url + path, data, timeout=60) as answer:
                return str(answer.read().decode())
        except urllib.error.HTTPError as error:
            raise AssertionError(f"{error.url}: {error.code} {error.read().decode()}") from error
