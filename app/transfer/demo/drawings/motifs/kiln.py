"""A rotary kiln in its hall."""

import math

from app.transfer.demo.drawings.canvas import Canvas, Point, corners
from app.transfer.demo.drawings.palettes import Palette, mix

SLOPE = -0.055


def kiln(canvas: Canvas, palette: Palette) -> None:
    """Draw the inclined drum with its tyres and gear, lit from the burner's end."""
    floor = canvas.height * 0.84
    _hall(canvas, floor, palette)
    axis, radius = canvas.height * 0.5, 168.0
    left, right = canvas.width * 0.16, canvas.width * 1.02

    def at(x: float) -> float:
        return axis + (x - canvas.width / 2) * SLOPE

    for x in (left + 190, (left + right) / 2 + 40, right - 220):
        _pier(canvas, x, at(x) + radius, floor, palette)
    shell = mix(palette.near, palette.far, 0.35)
    steps = 26
    for step in range(steps):
        angle, following = math.pi * step / steps, math.pi * (step + 1) / steps
        light = max(0.0, math.cos(angle - 0.75)) ** 2
        ink = mix(mix(shell, palette.dark, 0.75 * step / steps), palette.pale, 0.45 * light)
        upper, lower = radius * math.cos(angle), radius * math.cos(following)
        strip = [
            (left, at(left) - upper),
            (right, at(right) - upper),
            (right, at(right) - lower + 2),
            (left, at(left) - lower + 2),
        ]
        canvas.polygon(strip, ink)
    for x in (left + 190, (left + right) / 2 + 40, right - 220):
        _tyre(canvas, x, at(x), radius * 1.13, 46, palette)
    _tyre(canvas, (left + right) / 2 - 120, at((left + right) / 2 - 120), radius * 1.24, 26, palette)
    for number in range(15):
        x = left + 60 + number * (right - left) / 15
        canvas.arc(x, at(x), 26, radius, mix(shell, palette.dark, 0.5), 2, 90, 270)
    _mouth(canvas, (left, at(left)), radius, palette)
    canvas.glow(left - 40, at(left), 640, palette.accent, 0.55)
    canvas.glow(left - 20, at(left), 300, palette.accent_pale, 0.6)
    canvas.soft_ellipse(left - 60, floor + 40, 520, 90, palette.accent, 0.7)
    canvas.tone(palette.dark, "right", 0.45)


def _hall(canvas: Canvas, floor: float, palette: Palette) -> None:
    canvas.air(mix(palette.near, palette.dark, 0.5), palette.near, 0, floor)
    for number in range(int(canvas.width / 190) + 1):
        x = number * 190.0 + 40
        pane = [(x, 70.0), (x + 110, 70.0), (x + 110, 210.0), (x, 210.0)]
        canvas.polygon(pane, mix(palette.far, palette.middle, 0.3))
        canvas.shade(pane, palette.pale, "up", 0.6)
        canvas.line([(x, 140), (x + 110, 140)], palette.near, 4)
        shaft = [(x, 210.0), (x + 110, 210.0), (x - 120, floor), (x - 290, floor)]
        canvas.polygon(shaft, palette.pale, 0.05)
        canvas.rectangle(x + 142, 0, x + 158, floor, mix(palette.dark, palette.near, 0.35))
    for y in (26.0, 250.0):
        canvas.rectangle(0, y, canvas.width, y + 16, mix(palette.dark, palette.near, 0.25))
    canvas.air(mix(palette.dark, palette.near, 0.5), palette.dark, floor, canvas.height)
    for number in range(20):
        x = canvas.width * number / 19
        canvas.line([(x, floor), (x + (x - canvas.width / 2) * 0.6, canvas.height)], palette.far, 1.5, 0.12)


def _pier(canvas: Canvas, x: float, top: float, floor: float, palette: Palette) -> None:
    body = corners(x - 92, top + 46, x + 92, floor + 18)
    canvas.polygon(body, mix(palette.middle, palette.near, 0.6))
    canvas.shade(body, palette.dark, "right", 0.7)
    canvas.rectangle(x - 112, top + 34, x + 112, top + 54, mix(palette.far, palette.near, 0.5))
    for side in (-56, 56):
        canvas.ellipse(x + side, top + 30, 30, 30, palette.dark)
        canvas.ellipse(x + side, top + 30, 12, 12, palette.far)


def _tyre(canvas: Canvas, x: float, y: float, radius: float, wide: float, palette: Palette) -> None:
    bend = 26.0
    for share in range(24):
        angle = math.pi * share / 24
        following = math.pi * (share + 1) / 24
        light = max(0.0, math.cos(angle - 0.75)) ** 2
        ink = mix(mix(palette.far, palette.dark, 0.3 + 0.6 * share / 24), palette.pale, 0.5 * light)
        shape = []
        for edge, turn in ((-wide / 2, angle), (wide / 2, angle), (wide / 2, following), (-wide / 2, following)):
            shape.append((x + edge - bend * math.sin(turn), y - radius * math.cos(turn)))
        canvas.polygon(shape, ink)


def _mouth(canvas: Canvas, centre: Point, radius: float, palette: Palette) -> None:
    x, y = centre
    canvas.ellipse(x, y, 27, radius, mix(palette.dark, palette.accent, 0.2))
    canvas.ellipse(x, y, 22, radius * 0.84, palette.accent)
    canvas.ellipse(x, y + 6, 17, radius * 0.66, palette.accent_pale)
    canvas.ellipse(x - 1, y + 16, 11, radius * 0.42, palette.pale)
    hood = [
        (x - 150, y - radius * 0.5),
        (x - 60, y - radius * 0.3),
        (x - 60, y + radius * 0.3),
        (x - 150, y + radius * 0.5),
    ]
    canvas.polygon(hood, palette.dark)
    canvas.rectangle(0, y - 34, x - 150, y + 34, palette.dark)
    canvas.rectangle(0, y - 34, x - 150, y - 24, palette.accent, 0.7)
