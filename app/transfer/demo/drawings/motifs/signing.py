"""A table laid for a signing, seen from above."""

import math

from app.transfer.demo.drawings.canvas import Canvas, Point
from app.transfer.demo.drawings.palettes import Colour, Palette, mix
from app.transfer.demo.drawings.shapes import smooth, turned

LIGHT = (26.0, 34.0)


def signing(canvas: Canvas, palette: Palette) -> None:
    """Draw the table with two open folders, pens, glasses, a low arrangement of leaves, and the light of windows."""
    chance = canvas.random
    wood = mix(palette.low, palette.accent_pale, 0.28)
    canvas.air(wood, mix(wood, palette.accent, 0.1))
    _wood(canvas, wood)
    middle = (canvas.width / 2, canvas.height / 2)
    runner = turned(
        [
            (-canvas.width, -canvas.height * 0.15),
            (canvas.width, -canvas.height * 0.15),
            (canvas.width, canvas.height * 0.15),
            (-canvas.width, canvas.height * 0.15),
        ],
        (middle[0], middle[1] - canvas.height * 0.22),
        0,
    )
    canvas.shadow(runner, (4, 8), 12, palette.dark, 0.3)
    canvas.polygon(runner, palette.near)
    canvas.shade(runner, palette.dark, "right", 0.4)
    _leaves(canvas, (middle[0], middle[1] - canvas.height * 0.23), palette)
    spread = min(0.27 * canvas.width, 420)
    for side, cover in ((-1, palette.accent), (1, palette.near)):
        tilt = side * chance.uniform(-3.5, -1)
        centre = (middle[0] + side * spread, middle[1] + canvas.height * 0.2)
        _folder(canvas, centre, tilt, mix(cover, palette.dark, 0.15), palette)
        _pen(canvas, (centre[0] + side * 30, centre[1] + 66), tilt + chance.uniform(8, 26), palette)
        _glass(canvas, (centre[0] - side * 180, centre[1] - 250), palette)
        _name_plate(canvas, (centre[0] + side * 40, centre[1] - 262), palette)
    _window_light(canvas, palette)


def _wood(canvas: Canvas, wood: Colour) -> None:
    chance = canvas.random
    for _ in range(150):
        y, x = chance.uniform(0, canvas.height), chance.uniform(-300, canvas.width)
        long, bow = chance.uniform(200, 800), chance.uniform(-5, 5)
        grain = [(x + long * step / 12, y + bow * math.sin(step / 12 * math.pi)) for step in range(13)]
        canvas.line(grain, mix(wood, (70, 40, 20), 0.5), chance.uniform(1, 2.4), chance.uniform(0.06, 0.16))
    for seam in range(1, 4):
        y = canvas.height * seam / 4
        canvas.line([(0, y), (canvas.width, y)], (70, 45, 30), 2, 0.25)


def _folder(canvas: Canvas, centre: Point, tilt: float, cover: Colour, palette: Palette) -> None:
    wide, tall = 212.0, 145.0
    outer = turned(
        [(-wide - 10, -tall - 10), (wide + 10, -tall - 10), (wide + 10, tall + 10), (-wide - 10, tall + 10)],
        centre,
        tilt,
    )
    canvas.shadow(outer, LIGHT, 34, palette.dark, 0.5)
    canvas.polygon(outer, cover)
    for side in (-1, 1):
        inner, edge = sorted((side * 5.0, side * wide))
        page = turned([(inner, -tall), (edge, -tall), (edge, tall), (inner, tall)], centre, tilt)
        canvas.polygon(page, palette.pale)
        canvas.shade(page, mix(palette.far, palette.dark, 0.3), "left" if side > 0 else "right", 0.28)
        rows = 11 if side < 0 else 6
        for row in range(rows):
            y = -tall + 44 + row * 19
            end = inner + 28 + (edge - inner - 56) * (canvas.random.uniform(0.4, 0.7) if row == rows - 1 else 1)
            canvas.line(turned([(inner + 28, y), (end, y)], centre, tilt), palette.far, 3, 0.75)
        if side > 0:
            canvas.line(turned([(inner + 28, tall - 62), (inner + 150, tall - 62)], centre, tilt), palette.middle, 2.4)
            seal = turned([(edge - 62, tall - 78)], centre, tilt)[0]
            canvas.ellipse(*seal, 29, 29, palette.accent, 0.8)
            canvas.ellipse(*seal, 22, 22, palette.pale, 0.85)
            canvas.ellipse(*seal, 17, 17, palette.accent, 0.8)


def _pen(canvas: Canvas, centre: Point, angle: float, palette: Palette) -> None:
    body = turned([(-96, -5.5), (70, -6.5), (84, -3), (96, 0), (84, 3), (70, 6.5), (-96, 5.5)], centre, angle)
    canvas.shadow(body, (9, 12), 8, palette.dark, 0.65)
    canvas.polygon(body, palette.dark)
    canvas.polygon(turned([(66, -6.5), (84, -3), (96, 0), (84, 3), (66, 6.5)], centre, angle), palette.accent_pale)
    canvas.polygon(turned([(-4, -6.2), (4, -6.2), (4, 6.2), (-4, 6.2)], centre, angle), palette.accent_pale)
    canvas.line(turned([(-90, -2.5), (60, -2.5)], centre, angle), palette.pale, 1.8, 0.6)


def _glass(canvas: Canvas, centre: Point, palette: Palette) -> None:
    x, y = centre
    canvas.soft_ellipse(x + 36, y + 44, 96, 80, palette.dark, 0.45)
    canvas.ellipse(x, y, 46, 46, palette.pale, 0.5)
    canvas.ellipse(x, y, 40, 40, mix(palette.far, palette.high, 0.5), 0.55)
    canvas.arc(x, y, 46, 46, palette.pale, 3.5)
    canvas.arc(x, y, 33, 33, palette.pale, 3, 190, 275)
    canvas.soft_ellipse(x + 12, y + 14, 30, 30, palette.pale, 0.9)


def _name_plate(canvas: Canvas, centre: Point, palette: Palette) -> None:
    plate = turned([(-84, -16), (84, -16), (84, 16), (-84, 16)], centre, 0)
    canvas.shadow(plate, (10, 16), 12, palette.dark, 0.5)
    canvas.polygon(plate, palette.pale)
    canvas.polygon(
        [plate[0], plate[1], (plate[1][0], centre[1] - 1), (plate[0][0], centre[1] - 1)],
        mix(palette.pale, palette.far, 0.45),
    )


def _leaves(canvas: Canvas, centre: Point, palette: Palette) -> None:
    chance = canvas.random
    for number in range(64):
        angle, far = chance.uniform(0, 360), chance.uniform(10, 100) * (1 - number / 150)
        base = turned([(far * 1.9, 0)], centre, angle)[0]
        base = (base[0], centre[1] + (base[1] - centre[1]) * 0.5)
        long = chance.uniform(44, 74)
        leaf = smooth([(-long, 0), (-long * 0.2, -long * 0.24), (long, 0), (-long * 0.2, long * 0.24)], 5)
        tone = mix(palette.dark, palette.middle, number / 64 * chance.uniform(0.6, 1.1))
        canvas.polygon(turned(leaf, base, angle + chance.uniform(-40, 40)), tone)
    for _ in range(9):
        x, y = centre[0] + chance.uniform(-120, 120), centre[1] + chance.uniform(-36, 36)
        for petal in range(5):
            spot = turned([(12, 0)], (x, y), petal * 72)[0]
            canvas.ellipse(*spot, 11, 11, mix(palette.pale, palette.accent_pale, chance.random() * 0.4))
        canvas.ellipse(x, y, 6, 6, palette.accent)


def _window_light(canvas: Canvas, palette: Palette) -> None:
    canvas.tone(palette.dark, "down", 0.25)
    for number in range(4):
        left = canvas.width * (-0.1 + 0.27 * number)
        band = [(left + 260, 0.0), (left + 430, 0.0), (left + 150, canvas.height), (left - 20, canvas.height)]
        canvas.polygon(band, palette.pale, 0.1)
    canvas.glow(0, 0, canvas.width * 0.8, palette.pale, 0.45)
