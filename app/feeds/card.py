"""The card that stands for an article without pictures where links to it are shown elsewhere."""

import re
from functools import lru_cache
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from app.foundation import fonts

# What Open Graph's readers ask for, in pixels.
WIDTH, HEIGHT = 1200, 630
_MARGIN = 80
_TOP = 150
_PAPER, _INK, _QUIET = "#ffffff", "#16191d", "#5b6570"
_BAND = 18
_COMPANY_SIZE = 34
# The title is set in the first of these sizes in which it has room; in the last it is cut.
_SIZES = (84, 72, 60, 50, 42)
_LINE_HEIGHT = 1.25
_REGULAR, _BOLD = 400, 700
_ROOM = WIDTH - 2 * _MARGIN
# A word with the space before it, or a single character of a script that parts no words, with what closes after it.
_UNPARTED, _CLOSING = "\u2e80-\uffef", "\u201d\u3001\u3002\u300b\uff01\uff09\uff0c\uff1a\uff1b\uff1f"
_PIECE = re.compile(rf"\s*(?:[{_UNPARTED}][{_CLOSING}]*|[^\s{_UNPARTED}]+)")


def png(title: str, company: str, colour: str) -> bytes:
    """Return the card as a PNG: the title below the company's name, in the company's `colour` (#rrggbb)."""
    image = Image.new("RGB", (WIDTH, HEIGHT), _PAPER)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, WIDTH, _BAND), fill=colour)
    small = _font(_COMPANY_SIZE, _REGULAR)
    draw.text((_MARGIN, _MARGIN), _cut(company, small), _QUIET, small)
    font, lines = _set(title)
    step = round(font.size * _LINE_HEIGHT)
    for number, line in enumerate(lines):
        draw.text((_MARGIN, _TOP + number * step), line, _INK, font)
    file = BytesIO()
    image.save(file, "PNG", optimize=True)
    return file.getvalue()


def _set(title: str) -> tuple[ImageFont.FreeTypeFont, list[str]]:
    """Return the font for a title, and the title's lines in it."""
    for size in _SIZES:
        font = _font(size, _BOLD)
        lines = _wrapped(title, font)
        room = int((HEIGHT - _TOP - _MARGIN) / (size * _LINE_HEIGHT))
        if len(lines) <= room:
            break
    else:
        lines[room - 1 :] = [_cut(" ".join(lines[room - 1 :]), font)]
    return font, lines


def _wrapped(title: str, font: ImageFont.FreeTypeFont) -> list[str]:
    """Break a title into lines: at spaces, and between the characters of scripts that are written without."""
    lines = [""]
    for piece in _PIECE.findall(title):
        if font.getlength(lines[-1] + piece) <= _ROOM:
            lines[-1] += piece
        else:
            lines.append(_cut(piece.strip(), font))
    return [line for line in lines if line]


def _cut(line: str, font: ImageFont.FreeTypeFont) -> str:
    """Return what a line has room for."""
    if font.getlength(line) <= _ROOM:
        return line
    while line and font.getlength(line + "…") > _ROOM:
        line = line[:-1]
    return line.rstrip() + "…"


@lru_cache(maxsize=len(_SIZES) + 1)
def _font(size: int, weight: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(fonts.file(), size, index=fonts.SIMPLIFIED_CHINESE)
    font.set_variation_by_axes([weight])
    return font
