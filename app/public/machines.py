"""Files that programs look for at the root of a site, each there once for all languages."""

from datetime import timedelta

from flask import Blueprint, Response, abort, json

from app.foundation import clock, page_cache
from app.foundation.languages import DEFAULT_LANGUAGE, LANGUAGES
from app.public.blueprint import public_url
from app.public.layout import absolute_url, current_site
from app.site.models import SITE
from app.submissions.services import KEY_PATH

machines = Blueprint("machines", __name__)

# RFC 9116, 2.5.5, recommends less than a year; whoever asks within the last weeks has a new one.
_VALID = timedelta(days=180)
_RENEWED = timedelta(days=1)


@machines.get("/.well-known/security.txt")
def security() -> Response:
    """Say where to report a weakness (RFC 9116); not found until an administrator has said so."""
    contact = current_site().settings.security_contact or abort(404)
    now = clock.now()
    expires = (now + _VALID).replace(microsecond=0)
    lines = [
        # One line, whatever was typed.
        f"Contact: {''.join(contact.split())}",
        f"Expires: {expires.isoformat().replace('+00:00', 'Z')}",
        f"Preferred-Languages: {', '.join(LANGUAGES)}",
        f"Canonical: {absolute_url('/.well-known/security.txt')}",
    ]
    page_cache.keep([SITE], until=now + _RENEWED)
    return Response("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@machines.get(KEY_PATH)
def indexnow_key() -> Response:
    """Prove to IndexNow that this site speaks (https://www.indexnow.org/documentation); not found while it is off."""
    key = current_site().settings.indexnow_key or abort(404)
    page_cache.keep([SITE])
    return Response(key, content_type="text/plain; charset=utf-8")


@machines.get("/manifest.webmanifest")
def manifest() -> Response:
    """Say how the newsroom looks among a device's applications (W3C Web Application Manifest)."""
    site = current_site()
    name = site.texts.company_name
    content = {
        "name": name,
        "short_name": name,
        "lang": DEFAULT_LANGUAGE,
        "start_url": public_url("home", DEFAULT_LANGUAGE),
        "display": "browser",
        "theme_color": site.settings.brand_colour,
        "background_color": "#ffffff",
        "icons": [{"src": f"/icon-{side}.png", "sizes": f"{side}x{side}", "type": "image/png"} for side in (192, 512)],
    }
    page_cache.keep([SITE])
    return Response(json.dumps(content, ensure_ascii=False), content_type="application/manifest+json")
