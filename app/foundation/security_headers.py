"""The headers that tell a browser what a page may do (Content Security Policy Level 3, OWASP Secure Headers)."""

import base64
import hashlib

from flask import Flask, Response, g
from markupsafe import Markup

from config import Settings


def init_app(app: Flask, settings: Settings) -> None:
    """Put the headers on every answer, and give templates `inline_style`."""
    secure = (settings.site_url or "").startswith("https://")
    app.config.update(
        SESSION_COOKIE_NAME="dateline_session",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=secure,
    )
    app.add_template_global(inline_style)

    @app.after_request
    def add_headers(response: Response) -> Response:
        headers = response.headers
        headers.setdefault("Content-Security-Policy", _policy())
        headers.setdefault("X-Content-Type-Options", "nosniff")
        headers.setdefault("Referrer-Policy", "strict-origin-when-cross-origin")
        headers.setdefault("X-Frame-Options", "DENY")
        headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
        if secure:
            headers.setdefault("Strict-Transport-Security", "max-age=31536000")
        return response


def inline_style(css: str) -> Markup:
    """Return `css` in a `style` element and allow exactly this text in the answer's policy, by its digest.

    A digest, unlike a nonce, stays right when the page is stored and sent again. `css` must not come from outside
    unchecked: a `<` in it raises `ValueError`.
    """
    if "<" in css:
        raise ValueError("a style element cannot contain '<'")
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    g.setdefault("inline_style_digests", []).append(digest)
    return Markup(f"<style>{css}</style>")  # noqa: S704 - checked above; escaping would change what the digest covers


def _policy() -> str:
    styles = "".join(f" 'sha256-{digest}'" for digest in g.get("inline_style_digests", []))
    return (
        f"default-src 'self'; style-src 'self'{styles}; img-src 'self' data: blob:; object-src 'none'; "
        "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    )
