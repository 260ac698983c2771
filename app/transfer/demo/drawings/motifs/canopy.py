"""A forest's canopy from above, with a road or a stream through it."""

import math

from app.transfer.demo.drawings.canvas import Canvas, Point
from app.transfer.demo.drawings.palettes import Colour, Palette, mix
from app.transfer.demo.drawings.shapes import smooth, turned


def canopy(canvas: Canvas, palette: Palette) -> None:
    """Draw tree beside tree from the rear forward, leaving the road free."""
    chance = canvas.random
    canvas.air(palette.dark, palette.dark)
    path = _path(canvas)
    _road(canvas, path, palette)
    pitch = 62
    spots = [
        (x * pitch + chance.uniform(-24, 24), y * pitch * 0.86 + chance.uniform(-22, 22))
        for y in range(-1, int(canvas.height / pitch / 0.86) + 2)
        for x in range(-1, int(canvas.width / pitch) + 2)
    ]
    chance.shuffle(spots)
    for x, y in spots:
        away = min(math.hypot(x - across, y - down) for across, down in path)
        if away < 86:
            continue
        size = chance.uniform(36, 62)
        tone = mix(palette.near, palette.middle, chance.random() ** 1.5)
        rare = chance.random()
        if rare < 0.035:
            tone = mix(palette.accent, palette.near, 0.15)
        elif rare < 0.1:
            tone = mix(palette.accent_pale, palette.middle, 0.4)
        _tree(canvas, (x, y), size, tone, palette)
    _car(canvas, path, palette)
    canvas.tone(palette.dark, "right", 0.4)
    canvas.tone(palette.pale, "left", 0.12)


def _path(canvas: Canvas) -> list[Point]:
    chance = canvas.random
    start, swing, turns = canvas.width * chance.uniform(0.4, 0.6), canvas.width * 0.17, chance.uniform(0.7, 1.2)
    phase = chance.uniform(0, math.tau)
    lean = chance.uniform(-0.3, 0.3) * canvas.width
    return [
        (
            start + swing * math.sin(phase + turns * math.tau * step / 80) + lean * (step / 80 - 0.5),
            canvas.height * (step / 80 * 1.2 - 0.1),
        )
        for step in range(81)
    ]


def _road(canvas: Canvas, path: list[Point], palette: Palette) -> None:
    canvas.line(path, mix(palette.dark, palette.near, 0.5), 150)
    canvas.line(path, mix(palette.low, palette.far, 0.25), 76)
    canvas.line(path, mix(palette.far, palette.middle, 0.45), 62)
    for index in range(0, len(path) - 1, 2):
        canvas.line(path[index : index + 2], palette.pale, 3)


def _tree(canvas: Canvas, centre: Point, size: float, tone: Colour, palette: Palette) -> None:
    x, y = centre
    canvas.polygon(_crown(canvas, (x + size * 0.34, y + size * 0.4), size * 1.06), palette.dark, 0.5)
    canvas.polygon(_crown(canvas, (x, y), size), mix(tone, palette.dark, 0.35))
    canvas.polygon(_crown(canvas, (x - size * 0.1, y - size * 0.12), size * 0.78), tone)
    canvas.polygon(_crown(canvas, (x - size * 0.22, y - size * 0.26), size * 0.46), mix(tone, palette.pale, 0.16))
    canvas.polygon(_crown(canvas, (x - size * 0.3, y - size * 0.36), size * 0.2), mix(tone, palette.pale, 0.34))


def _crown(canvas: Canvas, centre: Point, size: float) -> list[Point]:
    corners = 9
    rim = [
        turned([(size * canvas.random.uniform(0.82, 1.08), 0)], centre, 360 * corner / corners)[0]
        for corner in range(corners)
    ]
    return smooth(rim, 3)


def _car(canvas: Canvas, path: list[Point], palette: Palette) -> None:
    index = canvas.random.randint(28, 52)
    (x, y), (further, lower) = path[index], path[index + 1]
    angle = math.degrees(math.atan2(lower - y, further - x))
    centre = turned([(0, -14)], (x, y), angle)[0]
    body = smooth([(-34, -13), (34, -13), (38, 0), (34, 13), (-34, 13), (-38, 0)], 4)
    canvas.shadow(turned(body, centre, angle), (10, 12), 8, palette.dark, 0.6)
    canvas.polygon(turned(body, centre, angle), palette.pale)
    canvas.polygon(turned([(4, -11), (20, -9), (20, 9), (4, 11)], centre, angle), palette.dark)
    canvas.polygon(turned([(-28, -9), (-18, -11), (-18, 11), (-28, 9)], centre, angle), palette.dark)
