"""Icons: a logo on white, or a company's initial on its colour."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from unicodedata import normalize

from PIL import Image, ImageColor, ImageDraw, ImageFont

_BRIGHT = 160
# What the font draws for a character that it does not have is what it draws for this one, which is none.
_NO_CHARACTER = "\uffff"
# Shares of the icon's side.
_LETTER, _LOGO, _LETTER_STROKE = 0.8, 0.84, 0.02
# So many times larger each way are icons drawn, and then made smaller: letters of a few pixels keep their weight.
_OVERSIZE = 4
# The lines of a page of text, for a name in a script that the font does not have: left, top, right, bottom.
_LINES = ((0.2, 0.24, 0.8, 0.34), (0.2, 0.45, 0.8, 0.55), (0.2, 0.66, 0.6, 0.76))


@dataclass(frozen=True)
class Icon:
    """What an icon shows: the bytes of a `logo` that is about square or, without one, the initial of `name`.

    `colour` is #rrggbb.
    """

    name: str
    colour: str
    logo: bytes | None = None

    def png(self, side: int) -> bytes:
        """Return the icon as a PNG of so many pixels each way."""
        file = BytesIO()
        self._drawn(side).save(file, "PNG", optimize=True)
        return file.getvalue()

    def ico(self, sides: Sequence[int]) -> bytes:
        """Return the icon as an ICO file that has it in each of these sizes, in pixels."""
        *smaller, largest = (self._drawn(side) for side in sorted(sides))
        file = BytesIO()
        largest.save(file, "ICO", sizes=[(side, side) for side in sides], append_images=smaller)
        return file.getvalue()

    def _drawn(self, side: int) -> Image.Image:
        if self.logo is not None:
            return _with_logo(self.logo, side)
        return self._with_initial(side * _OVERSIZE).resize((side, side), Image.Resampling.LANCZOS)

    def _with_initial(self, side: int) -> Image.Image:
        image = Image.new("RGB", (side, side), self.colour)
        draw, ink = ImageDraw.Draw(image), _ink_on(self.colour)
        # Without its accent, which the font may not have.
        initial = next((c.upper()[0] for c in normalize("NFKD", self.name) if c.isalnum()), _NO_CHARACTER)
        font = ImageFont.load_default(side * _LETTER)
        if bytes(font.getmask(initial)) == bytes(font.getmask(_NO_CHARACTER)):
            for line in _LINES:
                draw.rectangle(tuple(round(place * side) for place in line), fill=ink)
        else:
            stroke = round(side * _LETTER_STROKE)
            left, top, right, bottom = draw.textbbox((0, 0), initial, font, stroke_width=stroke)
            place = (side - left - right) / 2, (side - top - bottom) / 2
            draw.text(place, initial, ink, font, stroke_width=stroke)
        return image


def _with_logo(logo: bytes, side: int) -> Image.Image:
    image = Image.new("RGB", (side, side), "white")
    with Image.open(BytesIO(logo)) as opened:
        picture = opened.convert("RGBA")
    scale = side * _LOGO / max(picture.size)
    width, height = (max(1, round(length * scale)) for length in picture.size)
    picture = picture.resize((width, height), Image.Resampling.LANCZOS)
    image.paste(picture, ((side - width) // 2, (side - height) // 2), picture)
    return image


def _ink_on(colour: str) -> str:
    """Return black on a ground whose luma (ITU-R BT.601, of 255) is high, else white."""
    red, green, blue, *_ = ImageColor.getrgb(colour)
    return "black" if 0.299 * red + 0.587 * green + 0.114 * blue > _BRIGHT else "white"
