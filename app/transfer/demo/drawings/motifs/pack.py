"""A battery pack taken apart in layers: tray, modules, cooling plate, lid."""

from app.transfer.demo.drawings.canvas import Canvas, Point
from app.transfer.demo.drawings.palettes import Colour, Palette, mix
from app.transfer.demo.drawings.shapes import block, isometric

# How high the lid floats over the modules, in units of the pack.
LID = 4.4


def pack(canvas: Canvas, palette: Palette) -> None:
    """Draw the layers above one another, with thin lines between their corners."""
    canvas.air(mix(palette.high, palette.low, 0.2), palette.low)
    canvas.glow(canvas.width * 0.5, canvas.height * 0.46, 760, palette.pale, 0.85)
    unit = min(canvas.width / 11.6, canvas.height / 12.4)
    rows, columns = 2, canvas.random.choice((5, 6))
    long, deep = columns * 1.1 + 0.4, rows * 1.9 + 0.4
    origin = (
        canvas.width / 2 - (long - deep) * unit * 0.433,
        canvas.height / 2 + (LID - 2.0) / 2 * unit - (long + deep) * unit / 4,
    )
    ground = isometric(origin, unit, long / 2, deep / 2, -2.6)
    canvas.soft_ellipse(ground[0], ground[1], unit * 5.6, unit * 2.9, palette.dark, 0.6)
    _plate(canvas, origin, unit, (long, deep), -2.0, 0.5, palette.near, palette)
    _joints(canvas, origin, unit, (long, deep), -1.5, -0.35, palette)
    cooling = mix(palette.far, palette.pale, 0.35)
    _plate(canvas, origin, unit, (long, deep), -0.5, 0.14, cooling, palette)
    for line in range(1, 9):
        y = deep * line / 9
        canvas.line(
            [isometric(origin, unit, 0.25, y, -0.36), isometric(origin, unit, long - 0.25, y, -0.36)],
            palette.middle,
            4,
            0.7,
        )
    _joints(canvas, origin, unit, (long, deep), -0.36, 0.65, palette)
    picked = (canvas.random.randrange(columns), canvas.random.randrange(rows))
    for column in range(columns):
        for row in range(rows):
            lift = 0.5 if (column, row) == picked else 0.0
            body = palette.accent if lift else mix(palette.middle, palette.near, 0.3 * ((column + row) % 2))
            _module(canvas, origin, unit, (0.25 + column * 1.1, 0.25 + row * 1.9, 0.6 + lift), body, palette)
    _joints(canvas, origin, unit, (long, deep), 1.3, LID - 0.1, palette)
    _plate(canvas, origin, unit, (long, deep), LID, 0.16, mix(palette.pale, palette.far, 0.2), palette)
    for number in range(1, columns):
        x = long * number / columns
        canvas.line(
            [isometric(origin, unit, x, 0.3, LID + 0.16), isometric(origin, unit, x, deep - 0.3, LID + 0.16)],
            palette.far,
            3,
        )
    canvas.tone(palette.dark, "down", 0.18)


def _plate(
    canvas: Canvas,
    origin: Point,
    unit: float,
    size: tuple[float, float],
    height: float,
    thick: float,
    ink: Colour,
    palette: Palette,
) -> None:
    block(canvas, origin, unit, (0, 0, height), (*size, thick), ink)
    top = height + thick
    inner = [
        isometric(origin, unit, x, y, top)
        for x, y in ((0.12, 0.12), (size[0] - 0.12, 0.12), (size[0] - 0.12, size[1] - 0.12), (0.12, size[1] - 0.12))
    ]
    canvas.polygon(inner, mix(ink, palette.dark, 0.12))
    canvas.shade(inner, palette.pale, "up", 0.35)


def _joints(
    canvas: Canvas, origin: Point, unit: float, size: tuple[float, float], low: float, high: float, palette: Palette
) -> None:
    for x, y in ((0.0, size[1]), (size[0], 0.0), size):
        for step in range(8):
            start, end = (low + (high - low) * (step + part) / 8 for part in (0.0, 0.55))
            canvas.line([isometric(origin, unit, x, y, start), isometric(origin, unit, x, y, end)], palette.accent, 2.5)


def _module(
    canvas: Canvas, origin: Point, unit: float, corner: tuple[float, float, float], ink: Colour, palette: Palette
) -> None:
    x, y, z = corner
    block(canvas, origin, unit, corner, (0.96, 1.7, 0.62), ink)
    for rib in range(1, 8):
        along = x + 0.96 * rib / 8
        ends = [isometric(origin, unit, along, y + 1.7, z + 0.08), isometric(origin, unit, along, y + 1.7, z + 0.54)]
        canvas.line(ends, palette.dark, 1.6, 0.45)
    for along, across in ((0.14, 0.16), (0.82, 0.16), (0.14, 1.54), (0.82, 1.54)):
        canvas.ellipse(
            *isometric(origin, unit, x + along, y + across, z + 0.62), unit * 0.07, unit * 0.042, palette.accent_pale
        )
    bar = ((0.3, 0.3), (0.66, 0.3), (0.66, 1.4), (0.3, 1.4))
    canvas.polygon([isometric(origin, unit, x + a, y + b, z + 0.62) for a, b in bar], palette.pale, 0.35)
