"""A row of laboratory glass with solutions of metal salts."""

import math
from itertools import pairwise

from app.transfer.demo.drawings.canvas import Canvas, Point
from app.transfer.demo.drawings.palettes import Colour, Palette, mix

# Half the width at each height above the table, both as shares of the vessel's height.
VESSELS: dict[str, tuple[tuple[float, float], ...]] = {
    "flask": ((0, 0.3), (0.03, 0.34), (0.6, 0.11), (0.94, 0.1), (1, 0.13)),
    "cylinder": ((0, 0.2), (0.03, 0.2), (0.04, 0.1), (0.97, 0.1), (1, 0.13)),
    "beaker": ((0, 0.36), (0.04, 0.39), (0.95, 0.39), (1, 0.42)),
    "bottle": ((0, 0.27), (0.03, 0.29), (0.62, 0.29), (0.76, 0.12), (0.94, 0.12), (1, 0.14)),
    "round": (
        *((0.34 - 0.34 * math.cos(t / 12 * math.pi), 0.06 + 0.3 * math.sin(t / 12 * math.pi)) for t in range(12)),
        (0.67, 0.085),
        (0.96, 0.085),
        (1, 0.115),
    ),
}
HEIGHTS = {"flask": 1.0, "cylinder": 1.15, "beaker": 0.62, "bottle": 0.9, "round": 0.95}


def glassware(canvas: Canvas, palette: Palette) -> None:
    """Stand vessels of different shapes in two rows on a bench before a window."""
    table = canvas.height * 0.84
    canvas.air(mix(palette.high, palette.low, 0.3), palette.low, 0, table)
    wide = 330.0
    for number in range(int(canvas.width / wide) + 1):
        left = 60 + wide * number
        pane = [(left, 30.0), (left + wide - 60, 30.0), (left + wide - 60, table - 130), (left, table - 130)]
        canvas.shade(pane, palette.pale, "up", 0.7)
        canvas.shade(pane, palette.pale, "right", 0.35)
    bench = mix(palette.low, palette.far, 0.55)
    canvas.air(bench, mix(bench, palette.middle, 0.3), table - 24, canvas.height)
    _row(canvas, table - 6, 0.78, palette)
    canvas.soften(3)
    canvas.shade([(0, 200), (canvas.width, 200), (canvas.width, table), (0, table)], palette.pale, "down", 0.35)
    canvas.rectangle(0, table - 25, canvas.width, table - 22, palette.pale, 0.5)
    _row(canvas, table + 44, 1.1, palette)
    canvas.tone(palette.dark, "left", 0.12)


def _row(canvas: Canvas, table: float, size: float, palette: Palette) -> None:
    chance = canvas.random
    inks = [
        palette.near,
        palette.accent,
        palette.middle,
        mix(palette.accent, palette.dark, 0.4),
        palette.far,
        palette.accent_pale,
    ]
    names = ["bottle", "flask", "cylinder", "round", "beaker", "flask", "round", "cylinder", "beaker"]
    chance.shuffle(names)
    chance.shuffle(inks)
    x, number = -60 * chance.random(), 0
    while x < canvas.width - 60:
        name = names[number % len(names)]
        tall = size * chance.uniform(400, 560) * HEIGHTS[name]
        half = max(width for _, width in VESSELS[name]) * tall
        _vessel(
            canvas, (x + half, table + chance.uniform(0, 14)), VESSELS[name], tall, inks[number % len(inks)], palette
        )
        x += 2 * half + size * chance.uniform(6, 60)
        number += 1


def _vessel(
    canvas: Canvas, foot: Point, shape: tuple[tuple[float, float], ...], tall: float, ink: Colour, palette: Palette
) -> None:
    chance = canvas.random
    x, y = foot
    canvas.soft_ellipse(x + tall * 0.1, y, tall * 0.5, tall * 0.08, palette.dark, 0.5)
    canvas.polygon(_outline(shape, x, y, tall, 1), palette.pale, 0.42)
    level = chance.uniform(0.28, 0.62)
    liquid = _outline(_filled(shape, level), x, y, tall, 0.94)
    canvas.polygon(liquid, ink, 0.82)
    canvas.shade(liquid, palette.dark, "down", 0.35)
    canvas.shade(liquid, palette.dark, "right", 0.25)
    surface = _half_width(shape, level) * tall * 0.94
    canvas.ellipse(x, y - level * tall, surface, surface * 0.13, mix(ink, palette.pale, 0.45), 0.95)
    rim = shape[-1][1] * tall
    canvas.ellipse(x, y - tall, rim, rim * 0.14, palette.pale, 0.6)
    canvas.arc(x, y - tall, rim, rim * 0.14, mix(palette.far, palette.middle, 0.5), 2.5)
    edge = _outline(shape, x, y, tall, 1)
    canvas.line(edge, mix(palette.far, palette.middle, 0.5), 2.5, 0.8)
    shine = [(x - _half_width(shape, share) * tall * 0.76, y - share * tall) for share in (0.06, 0.2, 0.35, 0.5)]
    canvas.line(shine, palette.pale, 7, 0.55)


def _outline(shape: tuple[tuple[float, float], ...], x: float, y: float, tall: float, share: float) -> list[Point]:
    right = [(x + width * tall * share, y - up * tall) for up, width in shape]
    left = [(2 * x - across, down) for across, down in reversed(right)]
    return right + left


def _filled(shape: tuple[tuple[float, float], ...], level: float) -> tuple[tuple[float, float], ...]:
    return (*(part for part in shape if part[0] < level), (level, _half_width(shape, level)))


def _half_width(shape: tuple[tuple[float, float], ...], level: float) -> float:
    for (low, first), (high, second) in pairwise(shape):
        if low <= level <= high:
            return first + (second - first) * (level - low) / (high - low)
    return shape[-1][1]
