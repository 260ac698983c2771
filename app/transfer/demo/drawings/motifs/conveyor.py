"""Battery modules on conveyors, passing under a scanning portal."""

from app.transfer.demo.drawings.canvas import Canvas, Point
from app.transfer.demo.drawings.palettes import Palette, mix
from app.transfer.demo.drawings.shapes import block, isometric

UNIT = 105.0


def conveyor(canvas: Canvas, palette: Palette) -> None:
    """Draw parallel conveyors across the picture with modules on them and a portal over the middle one."""
    canvas.air(mix(palette.near, palette.dark, 0.25), mix(palette.middle, palette.near, 0.5))
    origin = (canvas.width * 0.5, canvas.height * 0.5)
    _floor(canvas, origin, palette)
    reach = 12
    for lane in (-6.4, -3.2, 0.0, 3.2, 6.4):
        _belt(canvas, origin, lane, reach, palette)
        if lane == 0:
            _portal(canvas, origin, lane, palette)
    canvas.tone(palette.dark, "up", 0.65)
    canvas.tone(palette.dark, "left", 0.3)


def _floor(canvas: Canvas, origin: Point, palette: Palette) -> None:
    for line in range(-18, 19, 2):
        canvas.line([isometric(origin, UNIT, -18, line), isometric(origin, UNIT, 18, line)], palette.pale, 1.5, 0.07)
        canvas.line([isometric(origin, UNIT, line, -18), isometric(origin, UNIT, line, 18)], palette.pale, 1.5, 0.07)


def _belt(canvas: Canvas, origin: Point, lane: float, reach: int, palette: Palette) -> None:
    chance = canvas.random
    under = [
        isometric(origin, UNIT, x, y)
        for x, y in ((-reach, lane + 0.3), (reach, lane + 0.3), (reach, lane + 2), (-reach, lane + 2))
    ]
    canvas.polygon(under, palette.dark, 0.35)
    block(canvas, origin, UNIT, (-reach, lane, 0.35), (2 * reach, 1.3, 0.28), mix(palette.far, palette.middle, 0.4))
    top = [
        isometric(origin, UNIT, x, y, 0.63)
        for x, y in ((-reach, lane + 0.12), (reach, lane + 0.12), (reach, lane + 1.18), (-reach, lane + 1.18))
    ]
    canvas.polygon(top, mix(palette.dark, palette.near, 0.35))
    for roller in range(-reach * 4, reach * 4):
        x = roller / 4
        ends = [isometric(origin, UNIT, x, lane + 0.14, 0.63), isometric(origin, UNIT, x, lane + 1.16, 0.63)]
        canvas.line(ends, palette.far, 2, 0.3)
    position = -reach + chance.random()
    while position < reach - 1:
        _module(canvas, origin, (position, lane + 0.24), palette)
        position += chance.choice((1.9, 1.9, 2.4, 3.6))


def _module(canvas: Canvas, origin: Point, corner: tuple[float, float], palette: Palette) -> None:
    chance = canvas.random
    body = palette.accent if chance.random() < 0.16 else mix(palette.far, palette.low, chance.uniform(0.1, 0.6))
    x, y = corner
    block(canvas, origin, UNIT, (x, y, 0.63), (1.35, 0.82, 0.5), body)
    for rib in range(1, 9):
        along = x + 1.35 * rib / 9
        canvas.line(
            [isometric(origin, UNIT, along, y + 0.82, 0.68), isometric(origin, UNIT, along, y + 0.82, 1.08)],
            palette.dark,
            1.6,
            0.4,
        )
    for along, across in ((0.12, 0.18), (0.12, 0.64), (1.23, 0.18), (1.23, 0.64)):
        spot = isometric(origin, UNIT, x + along, y + across, 1.13)
        canvas.ellipse(*spot, 6, 3.6, mix(palette.accent, palette.dark, 0.2))
    bar = [
        isometric(origin, UNIT, x + a, y + b, 1.135) for a, b in ((0.3, 0.36), (1.05, 0.36), (1.05, 0.46), (0.3, 0.46))
    ]
    canvas.polygon(bar, palette.pale, 0.8)


def _portal(canvas: Canvas, origin: Point, lane: float, palette: Palette) -> None:
    body = mix(palette.pale, palette.far, 0.2)
    x = 0.2
    block(canvas, origin, UNIT, (x, lane - 0.45, 0), (0.7, 0.3, 2.2), body)
    field = [
        isometric(origin, UNIT, a, b, 1.16)
        for a, b in ((x, lane), (x + 0.7, lane), (x + 0.7, lane + 1.3), (x, lane + 1.3))
    ]
    canvas.polygon(field, palette.accent_pale, 0.55)
    canvas.glow(*isometric(origin, UNIT, x + 0.35, lane + 0.65, 1.2), 260, palette.accent_pale, 0.75)
    block(canvas, origin, UNIT, (x, lane + 1.45, 0), (0.7, 0.3, 2.2), body)
    block(canvas, origin, UNIT, (x, lane - 0.45, 2.2), (0.7, 2.2, 0.42), body)
    mark = [
        isometric(origin, UNIT, x + 0.7, b, c)
        for b, c in ((lane - 0.2, 2.36), (lane + 1.5, 2.36), (lane + 1.5, 2.44), (lane - 0.2, 2.44))
    ]
    canvas.polygon(mark, palette.accent)
