"""Sessions exist on the editors' side alone."""

from flask import Flask, Response, request
from flask.sessions import SecureCookieSessionInterface, SessionMixin

DESK = "/admin"


class DeskSessions(SecureCookieSessionInterface):
    """Keeps the session in a signed cookie that browsers send to the editors' side only.

    Outside of it nothing is saved and no answer varies by cookie, whatever an extension looks up in the session.
    """

    def get_cookie_path(self, app: Flask) -> str:
        """Return the path below which the cookie is sent (RFC 6265, 5.1.4)."""
        return DESK

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Save the session of an answer from the editors' side."""
        if request.path.startswith(f"{DESK}/"):
            super().save_session(app, session, response)


def init_app(app: Flask) -> None:
    """Use these sessions."""
    app.session_interface = DeskSessions()
