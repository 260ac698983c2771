"""A river and its marshes from the air."""

import math

from app.transfer.demo.drawings.canvas import Canvas, Point
from app.transfer.demo.drawings.palettes import Colour, Palette, mix
from app.transfer.demo.drawings.shapes import smooth, turned


def wetland(canvas: Canvas, palette: Palette) -> None:
    """Draw banks of reed in steps down to winding water, pools, and birds over it."""
    chance = canvas.random
    canvas.air(mix(palette.middle, palette.far, 0.3), palette.middle)
    for _ in range(70):
        x, y = chance.uniform(0, canvas.width), chance.uniform(0, canvas.height)
        canvas.polygon(
            _blot(canvas, (x, y), chance.uniform(60, 190)),
            mix(palette.near, palette.far, chance.uniform(0.1, 0.9)),
            0.35,
        )
    course = _course(canvas)
    bank = _bank(palette)
    for width, ink in zip((340, 276, 236, 218, 204, 150, 84), bank, strict=True):
        phases = [(rate, chance.uniform(0, math.tau)) for rate in (3, 7, 16)]
        for step, (x, y) in enumerate(course):
            share = 1 + sum(math.sin(rate * step / 40 + phase) for rate, phase in phases) * 0.04
            canvas.ellipse(x, y, width / 2 * share, width / 2 * share, ink)
    _islands(canvas, course, palette)
    pools: list[Point] = []
    for _ in range(14):
        spot = (chance.uniform(0, canvas.width), chance.uniform(0, canvas.height))
        if all(math.dist(spot, other) > 270 for other in (*course, *pools)):
            _pool(canvas, spot, chance.uniform(60, 110), palette)
            pools.append(spot)
    for _ in range(200):
        spot = (chance.uniform(0, canvas.width), chance.uniform(0, canvas.height))
        if all(math.dist(spot, other) > 165 for other in (*course[::4], *pools)):
            _reeds(canvas, spot, palette)
    _birds(canvas, course, palette)
    canvas.tone(palette.dark, "right", 0.35)
    canvas.glow(0, 0, canvas.width * 0.9, palette.pale, 0.3)


def _course(canvas: Canvas) -> list[Point]:
    chance = canvas.random
    bends, phase, swing = chance.uniform(1.1, 1.6), chance.uniform(0, math.tau), canvas.height * 0.26
    steps = 400
    return [
        (
            canvas.width * (step / steps * 1.2 - 0.1),
            canvas.height * 0.5 + swing * math.sin(phase + bends * math.tau * step / steps),
        )
        for step in range(steps + 1)
    ]


def _bank(palette: Palette) -> list[Colour]:
    """Return the inks from the reed down to the deep water."""
    return [
        mix(palette.near, palette.middle, 0.55),
        mix(palette.middle, palette.accent_pale, 0.3),
        mix(palette.middle, palette.accent_pale, 0.75),
        palette.pale,
        mix(palette.high, palette.pale, 0.3),
        mix(palette.high, palette.near, 0.12),
        mix(palette.high, palette.near, 0.3),
    ]


def _islands(canvas: Canvas, course: list[Point], palette: Palette) -> None:
    bank = _bank(palette)
    for index in (canvas.random.randint(70, 150), canvas.random.randint(240, 330)):
        (x, y), (further, lower) = course[index], course[index + 6]
        angle = math.degrees(math.atan2(lower - y, further - x))
        for size, ink in ((1.0, bank[4]), (0.82, bank[3]), (0.68, bank[2]), (0.5, bank[0])):
            lens = smooth([(-120 * size, 0), (-30 * size, -30 * size), (120 * size, 0), (-10 * size, 26 * size)], 8)
            canvas.polygon(turned(lens, (x, y), angle), ink)


def _blot(canvas: Canvas, centre: Point, size: float) -> list[Point]:
    rim = [turned([(size * canvas.random.uniform(0.6, 1.15), 0)], centre, 40.0 * number)[0] for number in range(9)]
    return smooth([(x, centre[1] + (y - centre[1]) * 0.6) for x, y in rim], 4)


def _pool(canvas: Canvas, spot: Point, size: float, palette: Palette) -> None:
    rim = [turned([(canvas.random.uniform(0.84, 1.1), 0)], (0, 0), 36.0 * number)[0] for number in range(10)]
    for step, ink in enumerate(_bank(palette)):
        share = size * (1 - step * 0.1)
        canvas.polygon(smooth([(spot[0] + x * share * 1.5, spot[1] + y * share) for x, y in rim], 6), ink)


def _reeds(canvas: Canvas, spot: Point, palette: Palette) -> None:
    chance = canvas.random
    canvas.soft_ellipse(spot[0] + 10, spot[1] + 2, 44, 16, palette.dark, 0.5)
    for _ in range(11):
        x, y = spot[0] + chance.uniform(-24, 24), spot[1] + chance.uniform(-7, 7)
        ink = mix(palette.dark, palette.accent_pale, chance.uniform(0, 0.75))
        canvas.line([(x, y), (x + chance.uniform(-9, 9), y - chance.uniform(18, 42))], ink, 2.4)


def _birds(canvas: Canvas, course: list[Point], palette: Palette) -> None:
    x, y = course[canvas.random.randint(150, 250)]
    for number in range(9):
        side = -1 if number % 2 else 1
        rank = (number + 1) // 2
        spot = (x + rank * 34, y - 30 + side * rank * 26)
        wing = [(0.0, -17.0), (7.0, 0.0), (0.0, 17.0), (3.0, 0.0)]
        canvas.polygon([(spot[0] + a + 14, spot[1] + b + 22) for a, b in wing], palette.dark, 0.25)
        canvas.polygon([(spot[0] + a, spot[1] + b) for a, b in wing], palette.pale)
