"""The layers of a cathode's crystal: planes of metal and oxygen with lithium between them."""

from app.transfer.demo.drawings.canvas import Canvas, Point
from app.transfer.demo.drawings.palettes import Colour, Palette, mix
from app.transfer.demo.drawings.shapes import isometric, sphere

PLANES = 3
REACH = 3


def lattice(canvas: Canvas, palette: Palette) -> None:
    """Draw the planes from the lowest up, those below softened by depth."""
    canvas.air(palette.high, palette.low)
    canvas.glow(canvas.width * 0.72, canvas.height * 0.2, 900, palette.pale, 0.8)
    unit = 98.0 * max(1.0, canvas.height / 1250)
    origin = (canvas.width * canvas.random.uniform(0.46, 0.54), canvas.height * 0.52)
    gap = 2.9
    for plane in range(PLANES):
        height = (plane - 1) * gap
        haze = 0.42 * (PLANES - 1 - plane) / PLANES
        _metal_plane(canvas, origin, unit, height, palette, haze)
        if plane < PLANES - 1:
            _lithium_plane(canvas, origin, unit, height + gap * 0.5, palette, haze * 0.7)
            canvas.soften(1.4)
    canvas.tone(palette.dark, "down", 0.2)


def _metal_plane(canvas: Canvas, origin: Point, unit: float, height: float, palette: Palette, haze: float) -> None:
    def at(x: float, y: float, up: float = 0) -> Point:
        return isometric(origin, unit, x, y, height + up)

    def ink(colour: Colour, light: float) -> Colour:
        return mix(mix(colour, palette.pale, light), palette.low, haze)

    span = range(-REACH, REACH)
    for x, y in sorted(((x, y) for x in span for y in span), key=sum):
        tone = mix(palette.near, palette.middle, 0.25 if (x + 2 * y) % 3 else 0.9)
        left, right, front = at(x, y + 1), at(x + 1, y), at(x + 1, y + 1)
        peak, foot = at(x + 0.5, y + 0.5, 0.5), at(x + 0.5, y + 0.5, -0.5)
        canvas.polygon([left, front, foot], ink(mix(tone, palette.dark, 0.45), 0))
        canvas.polygon([front, right, foot], ink(mix(tone, palette.dark, 0.7), 0))
        canvas.polygon([left, at(x, y), peak], ink(tone, 0.32), 0.9)
        canvas.polygon([at(x, y), right, peak], ink(tone, 0.1), 0.9)
        canvas.polygon([left, front, peak], ink(tone, 0.2), 0.92)
        canvas.polygon([front, right, peak], ink(mix(tone, palette.dark, 0.25), 0), 0.92)
        for corner in (left, front, right):
            canvas.line([corner, peak], ink(palette.pale, 0), 1.6, 0.45)
        sphere(canvas, *peak, unit * 0.1, ink(palette.pale, 0))


def _lithium_plane(canvas: Canvas, origin: Point, unit: float, height: float, palette: Palette, haze: float) -> None:
    span = range(-REACH, REACH + 1)
    for x, y in sorted(((x, y) for x in span for y in span), key=sum):
        if canvas.random.random() < 0.86:
            sphere(canvas, *isometric(origin, unit, x, y, height), unit * 0.25, mix(palette.accent, palette.low, haze))
