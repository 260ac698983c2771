"""An editor at a served newsroom, without a browser."""

import urllib.error
import urllib.request
from http.cookiejar import CookieJar
from typing import Any
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
        return self._open(action, urlencode({**_values(form), **fields}).encode())

    def _open(self, path: str, data: bytes | None = None) -> str:
        try:
            with self._opener.open(self.url + path, data, timeout=60) as answer:
                return str(answer.read().decode())
        except urllib.error.HTTPError as error:
            raise AssertionError(f"{error.url}: {error.code} {error.read().decode()}") from error


def _values(form: Any) -> dict[str, str]:
    """Return what a browser would send of a form as it stands."""
    values = {}
    for field in form.iter():
        name = field.get("name")
        if not name or field.get("type") in ("file", "submit", "button"):
            continue
        if field.tag == "input" and (field.get("type") != "checkbox" or field.get("checked") is not None):
            values[name] = field.get("value", "on" if field.get("type") == "checkbox" else "")
        elif field.tag == "textarea":
            values[name] = field.text or ""
        elif field.tag == "select":
            chosen = [option for option in field.iter("option") if option.get("selected") is not None]
            values[name] = (chosen or list(field.iter("option")))[0].get("value", "")
    return values
