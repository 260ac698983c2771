"""The newsroom's icons: the logo or, without one that is about square, the company's initial on its colour."""

from flask import Response

from app.feeds.icon import Icon
from app.foundation import clock, page_cache
from app.foundation.database import db
from app.foundation.files import media
from app.pictures.library import renditions_folder
from app.pictures.licences import next_end
from app.pictures.models import PICTURES, Picture
from app.public.layout import current_site, shown_logo
from app.public.machines import machines
from app.site.models import SITE

LARGEST_ICON = "/icon-512.png"
# Browsers ask for icons on every page, and nobody misses a new one for an hour.
_CACHE_CONTROL = "public, max-age=3600"
# In pixels, as tabs and bookmarks show it.
_FAVICON_SIDES = (16, 32, 48)
# A logo that is so many times as wide as it is high says a name, which nobody can read in an icon.
_WORDMARK = 2


@machines.get("/favicon.ico")
def favicon() -> Response:
    """Give the icon of tabs and bookmarks."""
    return _answer(_icon().ico(_FAVICON_SIDES), "image/vnd.microsoft.icon")


@machines.get("/apple-touch-icon.png")
def apple_touch_icon() -> Response:
    """Give the icon of home screens."""
    return _answer(_icon().png(180), "image/png")


@machines.get("/icon-192.png")
def smaller_icon() -> Response:
    """Give the smaller icon of the manifest."""
    return _answer(_icon().png(192), "image/png")


@machines.get(LARGEST_ICON)
def largest_icon() -> Response:
    """Give the larger icon of the manifest, which is that of feeds too."""
    return _answer(_icon().png(512), "image/png")


def _icon() -> Icon:
    site = current_site()
    return Icon(site.texts.company_name, site.settings.brand_colour, _symbol(shown_logo()))


def _symbol(logo: Picture | None) -> bytes | None:
    """Return the logo's file, if it is there, and a symbol rather than a name."""
    if logo is None or not 1 / _WORDMARK < logo.width / logo.height < _WORDMARK:
        return None
    # WebP keeps what is transparent.
    files = [rendition for rendition in logo.renditions if rendition.media_type == "image/webp"]
    try:
        return (renditions_folder(media()) / max(files, key=lambda file: file.width).key).read_bytes()
    except (OSError, ValueError):
        return None


def _answer(image: bytes, media_type: str) -> Response:
    page_cache.keep([SITE, PICTURES], until=db.session().scalar(next_end(clock.now())))
    response = Response(image, mimetype=media_type)
    response.headers["Cache-Control"] = _CACHE_CONTROL
    return response
