"""An editor at a served newsroom, without a browser."""

import io
import urllib.error
import urllib.request
from collections.abc import Mapping
from http.cookiejar import CookieJar
from types import MappingProxyType
from urllib.parse import urlencode

from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

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

    def upload(self, name: str, data: bytes) -> str:
        """Send a picture as the form's script does, and return the row that answers it."""
        token = self.form("/admin/articles/new")["csrf_token"]
        boundary, body = encode_multipart({"csrf_token": token, "file": FileStorage(io.BytesIO(data), name)})
        return self._open(
            "/admin/pictures?index=0", body, {"Content-Type": f"multipart/form-data; boundary={boundary}"}
        )

    def _open(self, path: str, data: bytes | None = None, headers: Mapping[str, str] = MappingProxyType({})) -> str:
        request = urllib.request.Request(self.url + path, data, dict(headers))
        try:
            with self._opener.open(request, timeout=60) as answer:
                return str(answer.read().decode())
        except urllib.error.HTTPError as error:
            raise AssertionError(f"{error.url}: {error.code} {error.read().decode()}") from error
