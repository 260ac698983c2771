import base64
import hashlib
import io
import re
from dataclasses import replace
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.foundation import clock
from app.pictures.models import Picture
from app.site.models import FooterLink, SiteSettings
from tests.support import html
from tests.support.client import CheckedClient
from tests.support.newsroom import add_article, add_section, picture_bytes

SETTINGS = "/admin/settings"
EVERY_PAGE = ("/", "/news/", "/nowhere", "/zh/", "/zh/news/", "/zh/nowhere")
QR_TARGET = "https://example.com/follow"

GENERAL = {
    "telephone": "+86 755 2345 6789",
    "fax": "+86 755 2345 6790",
    "qr_target": QR_TARGET,
    "record_number": "Guangdong ICP No. 12345678-9",
    "security_contact": "mailto:security@example.com",
    "copyright_first_year": "2005",
    "time_zone": "Asia/Shanghai",
    "brand_colour": "#1A2b3c",
}
TEXTS = {
    "en": {
        "company_name": "Meridian & Sons",
        "address": "1 Harbour Road, Vindermar",
        "press_contact": "Ada Falk\r\n+86 755 2345 6700",
        "boilerplate": "Meridian & Sons builds harbours.\r\n\r\nSince 2005.",
        "publish_date_label": "Published on",
        "hits_label": "Views",
        "picture_label": "Figure",
        "contact_heading": "Where to find us",
        "focus_heading": "Follow us",
        "qr_heading": "Point your camera here",
        "rights": "Every right reserved",
        "footer_links": "About us | https://example.com/about\r\n\r\nWrite | mailto:press@example.com\r\nNews | /news/",
    },
    "zh": {
        "company_name": "子午集团",
        "address": "海港路一号",
        "press_contact": "新闻处",
        "boilerplate": "子午集团建设港口。",
        "publish_date_label": "日期",
        "hits_label": "阅读",
        "picture_label": "附图",
        "contact_heading": "怎样找到我们",
        "focus_heading": "请关注我们",
        "qr_heading": "请扫这里",
        "rights": "保留一切权利",
        "footer_links": "关于我们 | https://example.com/zh/about",
    },
}
LINKS = {
    "en": [("About us", "https://example.com/about"), ("Write", "mailto:press@example.com"), ("News", "/news/")],
    "zh": [("关于我们", "https://example.com/zh/about")],
}
CONTACT = {
    "en": ["Address:1 Harbour Road, Vindermar", "Tel:+86 755 2345 6789", "Fax:+86 755 2345 6790"],
    "zh": ["地址:海港路一号", "电话:+86 755 2345 6789", "传真:+86 755 2345 6790"],
}
FIELDS = [*GENERAL, *(f"texts_{language}-{name}" for language, texts in TEXTS.items() for name in texts)]


def fields(**changes: Any) -> dict[str, Any]:
    texts = {f"texts_{language}-{name}": text for language, part in TEXTS.items() for name, text in part.items()}
    return {**GENERAL, **texts, **changes}


def save(client: CheckedClient, **changes: Any) -> None:
    answer = client.send(SETTINGS, fields(**changes))
    assert answer.status_code == 303, answer.get_data(as_text=True)
    assert "Every page shows the new settings." in client.get(SETTINGS).get_data(as_text=True)


def document(client: CheckedClient, path: str) -> Element:
    return html.parse(client.get(path).get_data(as_text=True))


def by_class(page: Element, name: str) -> list[Element]:
    return [element for element in page.iter() if name in (element.get("class") or "").split()]


def codes(element: Element) -> list[Element]:
    """Return the drawings in an element."""
    return list(element.iter("{http://www.w3.org/2000/svg}svg"))


def control(page: Element, name: str) -> Element:
    """Return the one control of that name."""
    (found,) = [e for e in page.iter() if e.tag in ("input", "textarea", "select") and e.get("name") == name]
    return found


def shown_value(field: Element) -> str:
    """Return what a browser shows in a control."""
    if field.tag == "textarea":
        return "".join(field.itertext())
    if field.tag == "select":
        return next((o.get("value") or "" for o in field.iter("option") if o.get("selected") is not None), "")
    return field.get("value") or ""


def error_of(page: Element, name: str) -> str:
    """Return what is said at a control."""
    error_id = f"{control(page, name).get('id')}-error"
    return next((html.text_of(element) for element in page.iter() if element.get("id") == error_id), "")


def test_every_field_is_kept(administrator: CheckedClient, session: Session) -> None:
    save(administrator)
    page = document(administrator, SETTINGS)
    for name, value in fields().items():
        expected = value.replace("\r\n", "\n")
        if name.endswith("footer_links"):
            expected = expected.replace("\n\n", "\n")
        assert shown_value(control(page, name)) == expected, name
    links = session.scalars(select(FooterLink).where(FooterLink.language == "en").order_by(FooterLink.position))
    assert [(link.position, link.text) for link in links] == [(1, "About us"), (2, "Write"), (3, "News")]
    # Saved once more, links are replaced and not added.
    save(administrator)
    assert len(session.scalars(select(FooterLink)).all()) == 4


@pytest.mark.parametrize("path", EVERY_PAGE)
def test_company_stands_on_every_page(administrator: CheckedClient, visitor: CheckedClient, path: str) -> None:
    save(administrator)
    page = document(visitor, path)
    language = page.get("lang") or ""
    assert language == ("zh" if path.startswith("/zh/") else "en")
    texts = TEXTS[language]
    assert (page.findtext("head/title") or "").endswith(f"– {texts['company_name']}")
    (brand,) = by_class(page, "brand")
    assert html.text_of(brand).startswith(texts["company_name"])
    (foot,) = by_class(page, "foot")
    (name,) = by_class(foot, "foot-name")
    assert html.text_of(name) == texts["company_name"]
    headings = [html.text_of(heading) for heading in foot.iter("h2")]
    assert headings == [texts["contact_heading"], texts["focus_heading"]]
    (address,) = list(foot.iter("address"))
    assert [html.text_of(line) for line in address.iter("p")] == CONTACT[language]
    assert [link.get("href") for link in address.iter("a")] == ["tel:+8675523456789"]
    (links,) = by_class(foot, "links")
    # The newsroom's own pages follow.
    assert [(html.text_of(link), link.get("href")) for link in links.iter("a")][: len(LINKS[language])] == LINKS[
        language
    ]
    (focus,) = by_class(foot, "focus")
    assert len(codes(focus)) == 1
    assert next(focus.iter("a")).get("href") == QR_TARGET
    assert html.text_of(next(focus.iter("p"))) == texts["qr_heading"]


def record(client: CheckedClient, path: str) -> str:
    (line,) = by_class(document(client, path), "record")
    return html.text_of(line)


def test_record_line_has_number_years_company_and_rights(administrator: CheckedClient, visitor: CheckedClient) -> None:
    save(administrator, time_zone="UTC")
    year = clock.now().year
    number = GENERAL["record_number"]
    assert record(visitor, "/") == f"{number} ©2005-{year} Meridian & Sons Every right reserved"
    assert record(visitor, "/zh/") == f"{number} ©2005-{year} 子午集团 保留一切权利"


@pytest.mark.parametrize("first_year", ["", "this year", "9000"])
def test_record_line_has_one_year_where_there_is_no_span(
    administrator: CheckedClient, visitor: CheckedClient, first_year: str
) -> None:
    year = str(clock.now().year)
    first_year = year if first_year == "this year" else first_year
    save(administrator, copyright_first_year=first_year, record_number="", time_zone="UTC")
    assert record(visitor, "/") == f"©{year} Meridian & Sons Every right reserved"


def test_labels_stand_in_the_article(administrator: CheckedClient, visitor: CheckedClient, session: Session) -> None:
    section = add_section(session)
    administrator.send(
        "/admin/articles/new",
        {
            "language": "en",
            "section": section.id,
            "title": "Signed",
            "body": "Words.",
            "publish_at": "2021-10-31T08:00",
            "then": "publish",
            "pictures_numbered": "y",
            "files": [(io.BytesIO(picture_bytes()), "teal.jpg")],
        },
    )
    chinese = add_article(session, section, title="签署协议", language="zh")
    save(administrator)
    english_page = visitor.get("/news/signed").get_data(as_text=True)
    assert "Published on:2021-10-31 Views:1" in english_page
    captions = [html.text_of(caption) for caption in html.parse(english_page).iter("figcaption")]
    assert captions == ["Figure 1"]
    assert "日期:2021-10-31 阅读:1" in visitor.get(f"/zh/news/{chinese.slug}").get_data(as_text=True)


def test_time_zone_decides_the_day_that_is_shown(
    administrator: CheckedClient, visitor: CheckedClient, session: Session
) -> None:
    publish_at = clock.now().replace(year=2021, month=10, day=31, hour=20)
    add_article(session, add_section(session), title="Late", publish_at=publish_at)
    for zone, day in (("UTC", "2021-10-31"), ("Asia/Shanghai", "2021-11-01")):
        save(administrator, time_zone=zone)
        assert f"Published on:{day}" in visitor.get("/news/late").get_data(as_text=True)


def test_foot_without_contact_code_and_links_has_none(administrator: CheckedClient, visitor: CheckedClient) -> None:
    save(administrator)
    emptied = {
        f"texts_{language}-{name}": "" for language in TEXTS for name in ("address", "footer_links", "contact_heading")
    }
    save(administrator, telephone="", fax="", qr_target="", **emptied)
    for path in EVERY_PAGE:
        (foot,) = by_class(document(visitor, path), "foot")
        for name in ("contact", "focus"):
            assert by_class(foot, name) == [], f"{name} on {path}"
        assert codes(foot) == []
        assert not {address for links in LINKS.values() for _, address in links} & {
            link.get("href") for nav in by_class(foot, "links") for link in nav.iter("a")
        }


@pytest.mark.parametrize("target", ["tel:+8675523456789", "mailto:press@example.com", "/news/"])
def test_code_that_leads_to_no_page_of_the_web_is_no_link(
    administrator: CheckedClient, visitor: CheckedClient, target: str
) -> None:
    save(administrator, qr_target=target)
    (focus,) = by_class(document(visitor, "/"), "focus")
    assert list(focus.iter("a")) == []
    assert len(codes(focus)) == 1


def test_two_telephone_numbers_are_shown_and_not_dialled(administrator: CheckedClient, visitor: CheckedClient) -> None:
    save(administrator, telephone="0755-2345 / 0755-2346")
    (foot,) = by_class(document(visitor, "/"), "foot")
    assert "Tel:0755-2345 / 0755-2346" in html.text_of(foot)
    assert [link for link in foot.iter("a") if (link.get("href") or "").startswith("tel:")] == []


def test_brand_colour_is_in_the_page_and_allowed_by_its_digest(
    administrator: CheckedClient, visitor: CheckedClient
) -> None:
    for colour in ("#1A2b3c", "#c0ffee"):
        save(administrator, brand_colour=colour)
        for path in EVERY_PAGE:
            answer = visitor.get(path)
            styles = re.findall(r"<style>(.*?)</style>", answer.get_data(as_text=True))
            assert styles == [f":root{{--brand:{colour}}}"]
            digest = base64.b64encode(hashlib.sha256(styles[0].encode()).digest()).decode()
            assert f"style-src 'self' 'sha256-{digest}';" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize(("size", "says_name"), [((640, 200), True), ((300, 300), False)])
def test_logo_is_uploaded_shown_and_kept(
    administrator: CheckedClient, visitor: CheckedClient, size: tuple[int, int], says_name: bool
) -> None:
    save(administrator, logo=(io.BytesIO(picture_bytes(size=size, kind="PNG")), "logo.png"))
    assert 'alt="The logo now"' in administrator.get(SETTINGS).get_data(as_text=True)
    # Saved again without a file, the logo stays.
    save(administrator, logo=(io.BytesIO(b""), ""))
    save(administrator)
    for path, language in (("/", "en"), ("/zh/", "zh")):
        company = TEXTS[language]["company_name"]
        (brand,) = by_class(document(visitor, path), "brand")
        (image,) = list(brand.iter("img"))
        assert image.get("alt") == (company if says_name else "")
        assert (company in html.text_of(brand)) is not says_name
        answer = visitor.get(image.get("src") or "", buffered=True)
        assert answer.status_code == 200
        assert (answer.mimetype or "").startswith("image/")


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("brand_colour", "red", "Give a colour as # and six digits"),
        ("brand_colour", "#12345", "Give a colour as # and six digits"),
        ("brand_colour", "#123456}body{display:none", "Give a colour as # and six digits"),
        ("brand_colour", "", "Give a colour as # and six digits"),
        ("texts_en-footer_links", "About us", "Line 1 is not of the form"),
        ("texts_en-footer_links", "A | /a\nB | javascript:alert(1)", "Line 2 is not of the form"),
        ("texts_zh-footer_links", "A | //example.com/", "Line 1 is not of the form"),
        ("texts_zh-footer_links", " | https://example.com/", "Line 1 is not of the form"),
        ("texts_en-footer_links", f"{'x' * 101} | /news/", "Line 1 is not of the form"),
        ("texts_en-footer_links", f"A | /{'x' * 1000}", "Line 1 is not of the form"),
        ("copyright_first_year", "last year", "Not a valid integer value."),
        ("copyright_first_year", "1799", "between 1800 and 9000"),
        ("copyright_first_year", "9001", "between 1800 and 9000"),
        ("copyright_first_year", "9" * 5000, "Not a valid integer value."),
        ("qr_target", "javascript:alert(1)", "Give a whole address"),
        ("qr_target", "https://example.com/" + "链" * 900, "too long for a QR code"),
        ("qr_target", "https://example.com/" + "x" * 1000, "longer than 1000 characters"),
        ("telephone", "1" * 101, "longer than 100 characters"),
        ("fax", "1" * 101, "longer than 100 characters"),
        ("record_number", "1" * 201, "longer than 200 characters"),
        ("texts_en-company_name", "", "This field is required."),
        ("texts_zh-company_name", "x" * 201, "longer than 200 characters"),
        ("texts_en-publish_date_label", "", "This field is required."),
        ("texts_zh-hits_label", "", "This field is required."),
        ("texts_en-address", "x" * 1001, "longer than 1000 characters"),
    ],
)
def test_bad_input_is_said_at_its_field_and_everything_typed_is_kept(
    administrator: CheckedClient, session: Session, name: str, value: str, message: str
) -> None:
    answer = administrator.send(SETTINGS, fields(**{name: value}))
    assert answer.status_code == 422
    page = html.parse(answer.get_data(as_text=True))
    assert message in error_of(page, name)
    assert control(page, name).get("aria-invalid") == "true"
    assert [other for other in FIELDS if other != name and error_of(page, other)] == []
    for field, typed in fields(**{name: value}).items():
        assert shown_value(control(page, field)).split() == typed.split(), field
    assert session.scalars(select(SiteSettings)).all() == []


@pytest.mark.parametrize("zone", ["Mars/Olympus", "", "../etc/passwd"])
def test_time_zone_from_nowhere_is_refused(administrator: CheckedClient, session: Session, zone: str) -> None:
    answer = administrator.send(SETTINGS, fields(time_zone=zone))
    page = html.parse(answer.get_data(as_text=True))
    assert answer.status_code == 422
    assert "Not a valid choice." in error_of(page, "time_zone")
    assert shown_value(control(page, "telephone")) == GENERAL["telephone"]
    assert session.scalars(select(SiteSettings)).all() == []


def test_logo_that_is_no_picture_is_refused_by_name(administrator: CheckedClient, session: Session) -> None:
    answer = administrator.send(SETTINGS, fields(logo=(io.BytesIO(b"words alone"), "letter.png")))
    page = html.parse(answer.get_data(as_text=True))
    assert answer.status_code == 422
    assert "“letter.png” is not a picture" in error_of(page, "logo")
    for field, typed in fields().items():
        assert shown_value(control(page, field)).split() == typed.split(), field
    assert session.scalars(select(SiteSettings)).all() == []
    assert session.scalars(select(Picture)).all() == []


NEEDED = {
    "time_zone",
    "brand_colour",
    *(f"texts_{code}-{name}" for code in TEXTS for name in ("company_name", "publish_date_label", "hits_label")),
}


@pytest.mark.parametrize("name", FIELDS)
def test_field_that_is_not_sent_counts_as_empty(administrator: CheckedClient, name: str) -> None:
    data = fields()
    del data[name]
    answer = administrator.send(SETTINGS, data)
    if name in NEEDED:
        assert answer.status_code == 422
        assert error_of(html.parse(answer.get_data(as_text=True)), name)
    else:
        assert answer.status_code == 303
        assert shown_value(control(document(administrator, SETTINGS), name)) == ""


def test_form_without_any_field_names_each_that_is_needed(administrator: CheckedClient, session: Session) -> None:
    answer = administrator.send(SETTINGS)
    page = html.parse(answer.get_data(as_text=True))
    assert answer.status_code == 422
    assert {name for name in FIELDS if error_of(page, name)} == NEEDED
    assert session.scalars(select(SiteSettings)).all() == []


def test_markup_in_the_settings_is_text(administrator: CheckedClient, visitor: CheckedClient) -> None:
    script = "<script>alert(1)</script>"
    marked = {f"texts_en-{name}": script for name in TEXTS["en"] if name != "footer_links"}
    save(
        administrator,
        telephone=script,
        fax=script,
        record_number=script,
        qr_target=f"https://example.com/{script}",
        **marked,
        **{"texts_en-footer_links": f"{script} | https://example.com/{script}"},
    )
    for path in ("/", "/news/", "/nowhere"):
        page = visitor.get(path).get_data(as_text=True)
        assert "<script>" not in page
        assert page.count("&lt;script&gt;alert(1)") >= 10


@pytest.mark.parametrize("name", ["indexnow", "baidu_token"])
def test_search_engines_cannot_be_told_of_a_site_without_an_address(administrator: CheckedClient, name: str) -> None:
    answer = administrator.send(SETTINGS, fields(**{name: "1"}))
    assert answer.status_code == 422
    assert "have SITE_URL set" in error_of(html.parse(answer.get_data(as_text=True)), name)


def test_key_for_indexnow_is_made_once_and_goes_with_the_setting(
    app: Flask, administrator: CheckedClient, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(
        app.extensions, "settings", replace(app.extensions["settings"], site_url="https://news.example.com")
    )
    keys = []
    for wanted in ("y", "y", None):
        save(administrator, **({"indexnow": wanted} if wanted else {}), baidu_token="token")
        page = document(administrator, SETTINGS)
        assert (control(page, "indexnow").get("checked") is not None) is bool(wanted)
        keys.append(session.scalars(select(SiteSettings.indexnow_key)).one())
        session.rollback()
    assert re.fullmatch("[0-9a-f]{32}", keys[0])
    assert keys == [keys[0], keys[0], ""]
    assert shown_value(control(document(administrator, SETTINGS), "baidu_token")) == "token"


def test_editor_is_refused(editor: CheckedClient, session: Session) -> None:
    assert editor.get(SETTINGS).status_code == 403
    assert editor.send(SETTINGS, fields()).status_code == 403
    assert session.scalars(select(SiteSettings)).all() == []
