"""What programs look for at the root of the site: robots.txt, security.txt, the manifest, icons."""

import io
import json
from datetime import datetime, timedelta

import pytest
from PIL import Image
from sqlalchemy.orm import Session

from app.foundation import clock
from app.foundation.storage import FolderStorage
from app.pictures import library
from app.pictures.library import renditions_folder
from app.site import editing
from tests.support.client import CheckedClient
from tests.support.newsroom import picture_bytes

ICONS = ["/favicon.ico", "/apple-touch-icon.png", "/icon-192.png", "/icon-512.png"]


def setting(session: Session, **settings: object) -> None:
    editing.save(session, settings, {}, {})
    session.commit()


def named(session: Session, name: str) -> None:
    editing.save(session, {}, {"en": {"company_name": name}}, {})
    session.commit()


def icon(visitor: CheckedClient, path: str) -> Image.Image:
    answer = visitor.get(path)
    assert answer.status_code == 200
    image = Image.open(io.BytesIO(answer.get_data()))
    assert answer.mimetype == (image.get_format_mimetype() or "").replace("x-icon", "vnd.microsoft.icon")
    return image


def test_robots_are_told_what_to_leave(visitor: CheckedClient) -> None:
    answer = visitor.get("/robots.txt")
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.get_data(as_text=True).splitlines() == [
        "User-agent: *",
        "Allow: /",
        "Disallow: /admin/",
        "",
        "Sitemap: http://localhost/sitemap.xml",
        "Sitemap: http://localhost/news-sitemap.xml",
    ]
    for line in answer.get_data(as_text=True).splitlines()[-2:]:
        assert visitor.get(line.removeprefix("Sitemap: http://localhost")).status_code == 200


def test_there_is_no_security_contact_until_it_is_set(visitor: CheckedClient, session: Session) -> None:
    assert visitor.get("/.well-known/security.txt").status_code == 404
    setting(session, security_contact="mailto:security@example.com")
    answer = visitor.get("/.well-known/security.txt")
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    fields = dict(line.split(": ", 1) for line in answer.get_data(as_text=True).splitlines())
    expires = datetime.fromisoformat(fields.pop("Expires"))
    assert timedelta(days=30) < expires - clock.now() < timedelta(days=365)
    assert fields == {
        "Contact": "mailto:security@example.com",
        "Preferred-Languages": "en, zh",
        "Canonical": "http://localhost/.well-known/security.txt",
    }


def test_manifest_names_the_company_and_its_icons(visitor: CheckedClient, session: Session) -> None:
    named(session, "Älv & Co")
    setting(session, brand_colour="#123456")
    answer = visitor.get("/manifest.webmanifest")
    assert answer.mimetype == "application/manifest+json"
    manifest = json.loads(answer.get_data())
    assert (manifest["name"], manifest["theme_color"]) == ("Älv & Co", "#123456")
    for entry in manifest["icons"]:
        image = icon(visitor, entry["src"])
        assert "{}x{}".format(*image.size) == entry["sizes"]


@pytest.mark.parametrize("path", ICONS)
def test_icon_has_the_colour_and_the_initial(visitor: CheckedClient, session: Session, path: str) -> None:
    setting(session, brand_colour="#123456")
    named(session, "Acme")
    first = icon(visitor, path).convert("RGB")
    assert first.getpixel((0, 0)) == (0x12, 0x34, 0x56)
    assert len(first.getcolors(first.width * first.height) or []) > 2
    named(session, "Borea")
    assert icon(visitor, path).convert("RGB").tobytes() != first.tobytes()


def test_favicon_has_its_three_sizes(visitor: CheckedClient) -> None:
    assert icon(visitor, "/favicon.ico").info["sizes"] == {(16, 16), (32, 32), (48, 48)}
    assert icon(visitor, "/apple-touch-icon.png").size == (180, 180)


@pytest.mark.parametrize("name", ["恒思科集团", "“…”", "", "𠮷", "ß"])
def test_name_without_a_letter_of_ours_has_an_icon_too(visitor: CheckedClient, session: Session, name: str) -> None:
    named(session, name)
    colours = icon(visitor, "/icon-192.png").convert("RGB").getcolors(192 * 192)
    assert len(colours or []) > 1


@pytest.mark.parametrize(("size", "is_symbol"), [((400, 300), True), ((900, 300), False), ((300, 900), False)])
def test_logo_is_the_icon_if_it_is_a_symbol(
    visitor: CheckedClient, session: Session, storage: FolderStorage, size: tuple[int, int], is_symbol: bool
) -> None:
    data = picture_bytes("red", size, "PNG")
    logo = library.add(session, storage, data, "logo.png", uploaded_by_id=None, max_bytes=10**7, max_pixels=10**7)
    setting(session, logo_id=logo.id, brand_colour="#123456")
    image = icon(visitor, "/icon-512.png").convert("RGB")
    assert image.getpixel((0, 0)) == ((255, 255, 255) if is_symbol else (0x12, 0x34, 0x56))
    for rendition in logo.renditions:
        (renditions_folder(storage) / rendition.key).unlink()
    setting(session, brand_colour="#654321")
    assert icon(visitor, "/icon-512.png").convert("RGB").getpixel((0, 0)) == (0x65, 0x43, 0x21)


@pytest.mark.parametrize("path", [*ICONS, "/robots.txt", "/manifest.webmanifest"])
def test_what_is_known_is_not_sent_again(visitor: CheckedClient, path: str) -> None:
    answer = visitor.get(path)
    assert answer.status_code == 200
    assert visitor.get(path, headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304
