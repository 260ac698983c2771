"""A test client whose every page is checked."""

from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.support import html


class CheckedClient(FlaskClient):
    """Checks each HTML answer as `html.check` says, and that it carries its security headers."""

    # The session's, good for all of its forms.
    _token = ""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        response = super().open(*args, **kwargs)
        if response.mimetype == "text/html" and response.get_data() and not 300 <= response.status_code < 400:
            html.check(response.get_data(as_text=True))
            assert "default-src 'self'" in response.headers["Content-Security-Policy"]
            assert response.headers["X-Content-Type-Options"] == "nosniff"
        return response

    def token(self, path: str = "/admin/articles/new") -> str:
        """Return the CSRF token of a page."""
        document = html.parse(self.get(path).get_data(as_text=True))
        return next(e.get("value") or "" for e in document.iter("input") if e.get("name") == "csrf_token")

    def sign_in(self, email: str, password: str) -> TestResponse:
        """Sign in by the page."""
        token = self.token("/admin/sign-in")
        response = self.post("/admin/sign-in", data={"email": email, "password": password, "csrf_token": token})
        assert response.status_code == 302, response.get_data(as_text=True)
        self._token = token
        return response

    def send(self, path: str, data: dict[str, Any] | None = None) -> TestResponse:
        """Post a form with its token, as a browser would."""
        return self.post(path, data={"csrf_token": self._token, **(data or {})})
