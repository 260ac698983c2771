"""The headers that tell a browser what a page may do (Content Security Policy Level 3, OWASP Secure Headers)."""

import base64
import hashlib
from collections.abc import Iterable

from flask import Flask, Response, g
from markupsafe import Markup

from config import Settings


def init_app(app: Flask, settings: Settings) -> None:
    """Put the headers on every answer, and give templates `inline_style`."""
    app.config.update(
        SESSION_COOKIE_NAME="dateline_session",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=_is_secure(settings),
    )
    app.add_template_global(inline_style)

    @app.after_request
    def add_headers(response: Response) -> Response:
        for name, value in security_headers(settings, g.get("inline_style_digests", ())).items():
            response.headers.setdefault(name, value)
        return response


def security_headers(settings: Settings, style_digests: Iterable[str] = ()) -> dict[str, str]:
    """Return the headers of an answer; `style_digests` are those of the inline styles that it may apply."""
    styles = "".join(f" 'sha256-{digest}'" for digest in style_digests)
    headers = {
        "Content-Security-Policy": f"default-src 'self'; style-src 'self'{styles}; img-src 'self' data: blob:; "
        "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "X-Frame-Options": "DENY",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    }
    if _is_secure(settings):
        headers["Strict-Transport-Security"] = "max-age=31536000"
    return headers


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


def _is_secure(settings: Settings) -> bool:
    return (settings.site_url or "").startswith("https://")
