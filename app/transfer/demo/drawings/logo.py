"""The mark of the demo company: an open ring with a disc in its opening, for the loop that a metal goes through."""

import math
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
    centre, width = side / 2, round(side * 0.13)
    for radius, start, end in ((0.46, 0, 270), (0.25, 90, 360)):
        box = [centre - radius * side, centre - radius * side, centre + radius * side, centre + radius * side]
        pen.arc(box, start, end, fill=TEAL, width=width)
    # In the middle of the opening, on the ring's own line.
    reach, radius = 0.395 * side * math.sqrt(0.5), side * 0.115
    x, y = centre + reach, centre - reach
    pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=COPPER)
    file = BytesIO()
    picture.reduce(_SMOOTHING).save(file, "PNG", optimize=True)
    return file.getvalue()
