"""The mark of the demo company: an open ring with a disc in its opening, for the loop that a metal goes through."""

from io import BytesIO

from PIL import Image, ImageDraw

SIZE = 512
# Both stand out from white as well as from near black.
TEAL = (28, 127, 134, 255)
COPPER = (196, 115, 63, 255)
_SMOOTHING = 4


def logo() -> bytes:
    """Return the mark as a PNG of 512 by 512 pixels with a transparent ground."""
    side = SIZE * _SMOOTHING
    picture = Image.new("RGBA", (side, side), (*TEAL[:3], 0))
    pen = ImageDraw.Draw(picture)
    margin, width = side * 0.06, round(side * 0.15)
    pen.arc((margin, margin, side - margin, side - margin), 0, 270, fill=TEAL, width=width)
    inner = side * 0.29
    pen.arc((inner, inner, side - inner, side - inner), 90, 360, fill=TEAL, width=width)
    radius, centre = side * 0.15, side * 0.77
    pen.ellipse((centre - radius, side - centre - radius, centre + radius, side - centre + radius), fill=COPPER)
    file = BytesIO()
    picture.reduce(_SMOOTHING).save(file, "PNG", optimize=True)
    return file.getvalue()
