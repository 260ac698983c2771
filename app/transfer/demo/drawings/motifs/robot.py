"""A robot arm lifting the lid off a battery pack."""

import math

from app.transfer.demo.drawings.canvas import Canvas, Point, corners
from app.transfer.demo.drawings.palettes import Colour, Palette, mix


def robot(canvas: Canvas, palette: Palette) -> None:
    """Draw the cell behind glass, the pack on its table, and the arm over it."""
    chance = canvas.random
    floor = canvas.height * 0.82
    _cell(canvas, floor, palette)
    left = canvas.width * 0.4
    _pack(canvas, left, floor, palette)
    base = (canvas.width * 0.22, floor)
    shoulder = (base[0] + 10, floor - 210)
    elbow = (base[0] + chance.uniform(60, 110), floor - 545)
    wrist = (left + 250 + chance.uniform(-30, 60), floor - 470)
    ink = palette.accent
    _foot(canvas, base, palette)
    _limb(canvas, shoulder, elbow, 74, 54, ink, palette)
    _limb(canvas, elbow, wrist, 56, 36, mix(ink, palette.accent_pale, 0.25), palette)
    canvas.line(
        [
            (shoulder[0] - 50, shoulder[1] - 40),
            (elbow[0] - 92, elbow[1] + 70),
            (elbow[0] - 30, elbow[1] - 58),
            (wrist[0] - 60, wrist[1] - 48),
        ],
        palette.dark,
        9,
    )
    for joint, size in ((shoulder, 84), (elbow, 64), (wrist, 42)):
        canvas.ellipse(*joint, size, size, mix(palette.dark, palette.near, 0.2))
        canvas.ellipse(joint[0] - 3, joint[1] - 4, size * 0.8, size * 0.8, mix(palette.near, palette.far, 0.25))
        canvas.ellipse(*joint, size * 0.34, size * 0.34, palette.dark)
    _gripper(canvas, wrist, floor - 300, palette)
    canvas.tone(palette.dark, "left", 0.25)
    canvas.tone(palette.dark, "down", 0.2)


def _cell(canvas: Canvas, floor: float, palette: Palette) -> None:
    canvas.air(mix(palette.high, palette.far, 0.4), palette.low, 0, floor)
    canvas.glow(canvas.width * 0.66, floor * 0.45, 700, palette.pale, 0.85)
    for number in range(7):
        x = canvas.width * (0.06 + 0.15 * number)
        canvas.rectangle(x, 90, x + 10, floor, mix(palette.far, palette.middle, 0.4), 0.8)
    for y in (90.0, floor * 0.5):
        canvas.rectangle(0, y, canvas.width, y + 8, mix(palette.far, palette.middle, 0.4), 0.8)
    canvas.soften(3)
    canvas.air(mix(palette.far, palette.middle, 0.7), palette.near, floor - 30, canvas.height)
    stripe = 60
    for number in range(int(canvas.width / stripe) + 1):
        x = number * stripe
        mark = [
            (x, floor + 96),
            (x + stripe / 2, floor + 96),
            (x + stripe / 2 - 24, floor + 116),
            (x - 24, floor + 116),
        ]
        canvas.polygon([(float(a), float(b)) for a, b in mark], palette.accent_pale, 0.7)


def _pack(canvas: Canvas, left: float, floor: float, palette: Palette) -> None:
    right = left + 640
    canvas.soft_ellipse((left + right) / 2, floor + 20, 480, 60, palette.dark, 0.8)
    for leg in (left + 50, right - 80):
        canvas.rectangle(leg, floor - 110, leg + 30, floor + 14, palette.dark)
    canvas.rectangle(left - 30, floor - 126, right + 30, floor - 100, mix(palette.dark, palette.near, 0.5))
    canvas.rectangle(left, floor - 216, right, floor - 126, palette.near)
    canvas.shade(corners(left, floor - 216, right, floor - 126), palette.dark, "down", 0.5)
    count = 8
    for number in range(count):
        x = left + 14 + number * (612 / count)
        cell = corners(x, floor - 248, x + 612 / count - 8, floor - 150)
        canvas.polygon(cell, palette.accent if number % 3 == 1 else mix(palette.middle, palette.far, 0.35))
        canvas.shade(cell, palette.dark, "right", 0.5)
        for rib in range(1, 5):
            canvas.line([(x + rib * 14, floor - 242), (x + rib * 14, floor - 156)], palette.dark, 1.6, 0.4)
        canvas.rectangle(x + 16, floor - 256, x + 28, floor - 248, palette.accent_pale)
        canvas.rectangle(x + 42, floor - 256, x + 54, floor - 248, palette.accent_pale)
    canvas.rectangle(left - 8, floor - 190, right + 8, floor - 178, mix(palette.near, palette.far, 0.35))


def _foot(canvas: Canvas, base: Point, palette: Palette) -> None:
    x, floor = base
    canvas.soft_ellipse(x + 30, floor + 22, 260, 46, palette.dark, 0.8)
    plinth = [(x - 130, floor + 18), (x - 96, floor - 60), (x + 110, floor - 60), (x + 144, floor + 18)]
    canvas.polygon(plinth, palette.dark)
    trunk = [(x - 82, floor - 60), (x - 66, floor - 220), (x + 86, floor - 220), (x + 98, floor - 60)]
    canvas.polygon(trunk, mix(palette.accent, palette.dark, 0.15))
    canvas.shade(trunk, palette.dark, "right", 0.65)


def _limb(canvas: Canvas, start: Point, end: Point, first: float, last: float, ink: Colour, palette: Palette) -> None:
    angle = math.atan2(end[1] - start[1], end[0] - start[0]) + math.pi / 2
    aside = (math.cos(angle), math.sin(angle))
    shape = [
        (start[0] + aside[0] * first, start[1] + aside[1] * first),
        (end[0] + aside[0] * last, end[1] + aside[1] * last),
        (end[0] - aside[0] * last, end[1] - aside[1] * last),
        (start[0] - aside[0] * first, start[1] - aside[1] * first),
    ]
    canvas.polygon(shape, ink)
    canvas.shade(shape, palette.dark, "right", 0.45)
    canvas.shade(shape, palette.dark, "down", 0.25)
    light = [(x + (start[0] - x) * 0.16, y + (start[1] - y) * 0.16) for x, y in (shape[3], shape[2])]
    canvas.line(light, mix(ink, palette.pale, 0.5), 6)


def _gripper(canvas: Canvas, wrist: Point, lid: float, palette: Palette) -> None:
    x, y = wrist
    canvas.rectangle(x - 18, y, x + 18, lid - 40, palette.dark)
    canvas.rectangle(x - 150, lid - 52, x + 150, lid - 34, mix(palette.dark, palette.near, 0.4))
    for cup in (-130, -45, 45, 130):
        canvas.polygon(
            [(x + cup - 8, lid - 34), (x + cup + 8, lid - 34), (x + cup + 18, lid - 6), (x + cup - 18, lid - 6)],
            palette.dark,
        )
    plate = corners(x - 330, lid - 6, x + 330, lid + 16)
    canvas.shadow(plate, (0, 50), 26, palette.dark, 0.35)
    canvas.polygon(plate, mix(palette.middle, palette.near, 0.5))
    canvas.rectangle(x - 330, lid - 6, x + 330, lid, mix(palette.pale, palette.far, 0.4))
