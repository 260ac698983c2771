"""Dishes of powder and salt on a bench, seen from above."""

from app.transfer.demo.drawings.canvas import Canvas, Point
from app.transfer.demo.drawings.palettes import Colour, Palette, mix
from app.transfer.demo.drawings.shapes import smooth, turned


def powder(canvas: Canvas, palette: Palette) -> None:
    """Lay dishes on a staggered grid; each holds a heap in an ink of its own, one stands empty."""
    chance = canvas.random
    canvas.air(mix(palette.pale, palette.low, 0.5), palette.low)
    pitch = chance.choice((330, 390))
    inks = [
        palette.dark,
        palette.near,
        palette.middle,
        palette.accent,
        palette.accent_pale,
        palette.far,
        mix(palette.dark, palette.accent, 0.3),
    ]
    rows, columns = int(canvas.height / pitch / 0.86) + 2, int(canvas.width / pitch) + 2
    empty = (chance.randint(1, rows - 2), chance.randint(1, columns - 2))
    for row in range(rows):
        for column in range(columns):
            x = (column - 0.25 + 0.5 * (row % 2)) * pitch
            y = (row - 0.1) * pitch * 0.86
            ink = None if (row, column) == empty else chance.choice(inks)
            _dish(canvas, (x, y), pitch * 0.39, ink, palette)
    canvas.glow(0, 0, canvas.width * 0.8, (255, 255, 255), 0.4)
    canvas.tone(palette.dark, "right", 0.22)
    canvas.tone(palette.dark, "down", 0.12)


def _dish(canvas: Canvas, centre: Point, radius: float, ink: Colour | None, palette: Palette) -> None:
    x, y = centre
    canvas.soft_ellipse(x + radius * 0.22, y + radius * 0.3, radius * 1.25, radius * 1.25, palette.dark, 0.75)
    canvas.ellipse(x, y, radius, radius, palette.pale)
    canvas.ellipse(x + 2, y + 3, radius * 0.94, radius * 0.94, mix(palette.pale, palette.far, 0.55))
    canvas.ellipse(x + 3, y + 4, radius * 0.9, radius * 0.9, mix(palette.pale, palette.low, 0.6))
    if ink is not None:
        _heap(canvas, centre, radius * 0.76, ink, palette)
    canvas.arc(x, y, radius * 0.97, radius * 0.97, (255, 255, 255), 4, 200, 265)
    canvas.arc(x, y, radius * 0.97, radius * 0.97, palette.far, 2.5, 10, 80)


def _heap(canvas: Canvas, centre: Point, radius: float, ink: Colour, palette: Palette) -> None:
    chance = canvas.random
    x, y = centre
    rims = [chance.uniform(0.96, 1.03) for _ in range(14)]
    for step in range(8):
        share = 1 - step * 0.125
        rim = [
            turned(
                [(radius * share * wave, 0)], (x - radius * 0.05 * step, y - radius * 0.06 * step), 360 * number / 14
            )[0]
            for number, wave in enumerate(rims)
        ]
        canvas.polygon(smooth(rim, 4), mix(mix(ink, palette.dark, 0.35), palette.pale, 0.05 * step))
    canvas.soft_ellipse(x - radius * 0.3, y - radius * 0.34, radius * 0.75, radius * 0.75, palette.pale, 0.3)
    for _ in range(220):
        angle, far = chance.uniform(0, 360), radius * chance.uniform(0, 1.0) ** 0.6 * 1.02
        spot = turned([(far, 0)], centre, angle)[0]
        speck = mix(ink, chance.choice((palette.pale, palette.dark)), chance.uniform(0.2, 0.6))
        size = chance.uniform(1.2, 2.8)
        canvas.rectangle(spot[0], spot[1], spot[0] + size, spot[1] + size, speck)
