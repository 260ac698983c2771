import io
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from app.press_kit import pdf as module
from app.press_kit.pdf import pdf
from app.press_kit.reading import printable
from tests.press_kit.samples import BODY, PICTURE, TABLE, illustration, release

# What would be code, or the end of something, if it were ever read in Typst's language.
HOSTILE = [
    '#panic("code")',
    '"#panic("code")',
    '#read("/etc/passwd")',
    "\\u{41} \\ $x^2$ `raw` @label <label> _a_ *b* = - + / // /* */ ~ --- [x] {x} ; ] } ) #[",
    "</script><b>&amp;\"'",
    "x" * 4000,
    "👩‍👩‍👧‍👦🇫🇷 ﷽ שלום مرحبا بالعالم",
    "\u202egnp.exe\u202c \u2066 a\u0301\u0302\u0303 \ufeff\u200b\u00ad",
]


def text_of(data: bytes) -> str:
    """The words of all pages, with white space folded."""
    pages = PdfReader(io.BytesIO(data)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).replace("\u200b", "").split())


def test_shows_everything_that_the_release_says() -> None:
    data = pdf(release(), illustration)
    said = text_of(data)
    for words in (
        "Example Works",
        "Press release",
        "October 31, 2021",
        "Opening of the hall",
        "Room for a thousand",
        "Source A newspaper",
        "The hall opens on Monday",
        "What is new",
        "4. Inner",
        "A good day.",
        "Tonnes",
        "All told",
        "Picture 1",
        "The hall on its first day",
        "Photo: A. Person",
        "Press contact",
        "press@example.com",
        "About the company",
        "https://news.example.com/news/opening",
    ):
        assert words in said, words
    reader = PdfReader(io.BytesIO(data))
    assert reader.metadata is not None
    assert (reader.metadata.title, reader.metadata.author) == ("Opening of the hall", "Example Works")
    pictures = [image for page in reader.pages for image in page.images]
    assert [image.image.size for image in pictures if image.image] == [(640, 480)]
    links = [note.get_object()["/A"]["/URI"] for page in reader.pages for note in page.annotations or []]
    assert "https://example.com/" in links


def test_shows_chinese_in_a_font_of_its_own() -> None:
    data = pdf(
        release("<p>动力电池回收利用，<strong>合作备忘录</strong>。</p>", language="zh", title="签署协议"), illustration
    )
    said = text_of(data)
    assert "签署协议" in said
    assert "动力电池回收利用，合作备忘录。" in said
    fonts = {str(font["/BaseFont"]) for page in PdfReader(io.BytesIO(data)).pages for font in _fonts(page)}
    assert any("NotoSansCJK" in font for font in fonts)


def test_other_languages_have_their_own_forms_of_a_character() -> None:
    for language, font in (("zh-Hans", "CJKsc"), ("ja", "CJKjp"), ("ko", "CJKkr")):
        data = pdf(release("<p>直</p>", language=language, title="骨"), illustration)
        used = {str(found["/BaseFont"]) for page in PdfReader(io.BytesIO(data)).pages for found in _fonts(page)}
        assert any(font.lower() in name.lower() for name in used), (language, used)


def _fonts(page: object) -> list[dict[str, object]]:
    return [font.get_object() for font in page["/Resources"]["/Font"].values()]  # type: ignore[index]


def test_is_the_same_each_time() -> None:
    assert pdf(release(), illustration) == pdf(release(), illustration)


def test_pictures_that_are_gone_leave_their_captions() -> None:
    data = pdf(release(BODY, PICTURE), lambda _picture: None)
    assert "The hall on its first day" in text_of(data)
    assert not [image for page in PdfReader(io.BytesIO(data)).pages for image in page.images]


def test_hostile_text_stays_text_in_every_place() -> None:
    escaped = [text.replace("&", "&amp;").replace("<", "&lt;") for text in HOSTILE]
    body = "".join(
        f"<p>{text}</p><h2>{text}</h2><ul><li>{text}</li></ul><blockquote>{text}</blockquote>"
        f'<table><tr><td>{text}</td><td><a href="https://example.com/{quoted}">{text}</a></td></tr></table>'
        for text, quoted in zip(escaped, (text.replace('"', "&quot;") for text in escaped), strict=True)
    )
    text = " ".join(HOSTILE)
    picture = replace(PICTURE, label=text, caption=text, credit=text, alternative_text=text)
    made = release(body, picture, title=text, subtitle=text, company=text, day=text, facts=((text, text),))
    said = text_of(pdf(replace(made, contact=(text,), about=(text,)), illustration))
    assert said.count('#panic("code")') > 10
    assert said.count('#read("/etc/passwd")') > 10


def test_tables_of_many_columns_and_long_words_stay_on_the_page() -> None:
    wide = "<table><tr>" + "<td>Donaudampfschifffahrtsgesellschaft</td>" * 60 + "</tr></table>"
    nested = "<table><tr><td>" * 8 + TABLE + "</td></tr></table>" * 8
    data = pdf(release(wide + nested + "<p>" + "y" * 3000 + "</p>"), illustration)
    for page in PdfReader(io.BytesIO(data)).pages:
        assert page.mediabox.width == pytest.approx(595.28, abs=0.1)
    assert "Donau" in text_of(data)


@given(st.lists(st.text(min_size=1, max_size=60), min_size=1, max_size=4))
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_text_can_be_typeset(texts: list[str]) -> None:
    plain = [printable(text) for text in texts]
    made = release("".join(f"<p>{text.replace('&', '&amp;').replace('<', '&lt;')}</p>" for text in plain))
    assert pdf(replace(made, title=plain[0], about=tuple(plain)), illustration).startswith(b"%PDF-")


def test_nothing_outside_its_folder_can_be_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("qx")
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "release.typ").write_text('#read("../secret.txt")')
    script = Path(module.__file__).with_name("typesetter.py")
    done = subprocess.run([sys.executable, "-I", script, folder, "0"], capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert not (folder / "release.pdf").exists()
