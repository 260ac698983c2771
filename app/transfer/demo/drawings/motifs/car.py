"""An electric car cut open to its battery."""

from collections.abc import Callable

from app.transfer.demo.drawings.canvas import Canvas, Point, corners
from app.transfer.demo.drawings.palettes import Palette, mix
from app.transfer.demo.drawings.shapes import smooth

# Outlines in a field of 1000 by 300, the road being at 300.
BODY = (
    (10, 216), (16, 176), (58, 146), (150, 124), (240, 108), (322, 58), (420, 26), (520, 18), (640, 28), (770, 62),
    (880, 112), (962, 128), (988, 158), (992, 224), (960, 250), (500, 254), (40, 250),
)  # fmt: skip
GLASS = ((256, 106), (336, 58), (424, 36), (520, 30), (636, 38), (756, 72), (806, 100), (560, 108))
WHEELS = (186.0, 812.0)


def car(canvas: Canvas, palette: Palette) -> None:
    """Draw the car from its side, see-through, over the modules that lie between its axles."""
    canvas.air(mix(palette.low, palette.high, 0.25), palette.low)
    size = min(canvas.width * 0.84 / 1000, canvas.height * 0.62 / 300)
    left, road = (canvas.width - 1000 * size) / 2, canvas.height * 0.72

    def at(x: float, y: float) -> Point:
        return left + x * size, road - (300 - y) * size

    disc = at(canvas.random.choice((330, 650)), 60)
    canvas.ellipse(*disc, 300, 300, mix(palette.accent_pale, palette.low, 0.45))
    canvas.soft_ellipse(disc[0] - 80, disc[1] - 100, 340, 340, palette.pale, 0.75)
    floor = corners(0, road - 4, canvas.width, canvas.height)
    canvas.polygon(floor, mix(palette.low, palette.far, 0.6))
    canvas.shade(floor, palette.middle, "down", 0.5)
    canvas.soft_ellipse(*at(500, 304), 620 * size, 44, palette.dark, 0.95)
    body = smooth([at(x, y) for x, y in BODY], 8)
    canvas.polygon(body, mix(palette.near, palette.middle, 0.3))
    canvas.shade(body, palette.dark, "down", 0.6)
    canvas.shade(body, palette.pale, "up", 0.35)
    glass = smooth([at(x, y) for x, y in GLASS], 8)
    canvas.polygon(glass, mix(palette.high, palette.pale, 0.45))
    canvas.shade(glass, palette.middle, "right", 0.6)
    for x, lean in ((500.0, 14.0), (668.0, 60.0)):
        pillar = [at(x, 28), at(x + 12, 28), at(x + 14 + lean, 110), at(x + lean, 110)]
        canvas.polygon(pillar, mix(palette.near, palette.dark, 0.3))
    for x in (330.0, 512.0, 700.0):
        canvas.line([at(x, 112), at(x + 8, 200)], palette.dark, 2, 0.6)
    for x in (462.0, 646.0):
        canvas.polygon([at(x, 126), at(x + 36, 126), at(x + 36, 131), at(x, 131)], palette.pale, 0.6)
    canvas.line([at(60, 150), at(240, 124), at(760, 118), at(950, 142)], palette.pale, 2.5, 0.45)
    _battery(canvas, at, size, palette)
    for x in WHEELS:
        _wheel(canvas, at(x, 230), 70 * size, palette)
    canvas.polygon([at(24, 168), at(96, 146), at(104, 152), at(30, 178)], palette.pale)
    canvas.glow(*at(40, 168), 130, palette.pale, 0.5)
    canvas.polygon([at(900, 138), at(984, 154), at(985, 164), at(904, 146)], palette.accent)
    canvas.tone(palette.dark, "down", 0.15)


def _battery(canvas: Canvas, at: Callable[[float, float], Point], size: float, palette: Palette) -> None:
    tray = [at(268, 206), at(732, 206), at(740, 262), at(260, 262)]
    canvas.glow(*at(500, 236), 420 * size, palette.accent, 0.35)
    canvas.polygon(tray, palette.dark)
    count = 11
    for number in range(count):
        start = 276 + number * 448 / count
        module = [at(start, 212), at(start + 448 / count - 5, 212), at(start + 448 / count - 5, 256), at(start, 256)]
        canvas.polygon(module, palette.accent if number % 4 else palette.accent_pale)
        canvas.shade(module, palette.dark, "down", 0.4)
        for rib in range(1, 5):
            x = start + rib * (448 / count - 5) / 5
            canvas.line([at(x, 216), at(x, 252)], palette.dark, 1.5, 0.4)
    canvas.line([at(150, 232), at(262, 232)], palette.accent, 5)
    canvas.line([at(738, 232), at(850, 232)], palette.accent, 5)


def _wheel(canvas: Canvas, centre: Point, radius: float, palette: Palette) -> None:
    x, y = centre
    canvas.ellipse(x, y, radius * 1.1, radius * 1.1, palette.dark)
    canvas.ellipse(x, y, radius, radius, mix(palette.dark, palette.near, 0.25))
    canvas.ellipse(x, y, radius * 0.68, radius * 0.68, mix(palette.pale, palette.far, 0.5))
    for number in range(5):
        start = 72 * number + 10
        canvas.arc(
            x, y, radius * 0.6, radius * 0.6, mix(palette.dark, palette.near, 0.4), radius * 0.36, start, start + 44
        )
    canvas.ellipse(x, y, radius * 0.14, radius * 0.14, palette.dark)
