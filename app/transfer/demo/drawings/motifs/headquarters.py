"""An office building on a corner, trees at its foot."""

from app.transfer.demo.drawings.canvas import Canvas, Point
from app.transfer.demo.drawings.palettes import Colour, Palette, mix


def headquarters(canvas: Canvas, palette: Palette) -> None:
    """Draw the building's two sides, in perspective from its corner, before an evening or morning sky."""
    chance = canvas.random
    canvas.air(palette.high, palette.low)
    canvas.glow(canvas.width * 0.2, canvas.height * 0.75, 820, palette.pale, 0.8)
    for _ in range(5):
        x, y = chance.uniform(0, canvas.width), chance.uniform(60, canvas.height * 0.45)
        canvas.soft_ellipse(x, y, chance.uniform(260, 520), chance.uniform(14, 34), palette.pale, 0.5)
    ground = canvas.height * 0.9
    _neighbours(canvas, ground, palette)
    corner = canvas.width * chance.uniform(0.5, 0.58)
    top, foot = canvas.height * 0.1, ground + 6
    left, right = canvas.width * 0.13, canvas.width * 0.93
    left_top, right_top = canvas.height * 0.32, canvas.height * 0.3
    _side(
        canvas,
        [(left, left_top), (corner, top), (corner, foot), (left, ground - 20)],
        mix(palette.far, palette.middle, 0.5),
        palette,
        12,
    )
    _side(
        canvas,
        [(corner, top), (right, right_top), (right, ground - 20), (corner, foot)],
        mix(palette.near, palette.dark, 0.3),
        palette,
        12,
    )
    canvas.line([(corner, top), (corner, foot)], palette.pale, 3)
    canvas.rectangle(0, ground, canvas.width, canvas.height, mix(palette.near, palette.dark, 0.4))
    canvas.mirror(ground + 8, 3.4, palette.near, 0.7)
    _avenue(canvas, ground + 10, palette)
    canvas.tone(palette.dark, "down", 0.22)


def _side(canvas: Canvas, quad: list[Point], wall: Colour, palette: Palette, floors: int) -> None:
    """Fill the wall (upper left, upper right, lower right, lower left) with floors of windows."""
    chance = canvas.random
    canvas.polygon(quad, wall)

    def at(across: float, down: float) -> Point:
        (x1, y1), (x2, y2), (_, y3), (_, y4) = quad
        upper, lower = y1 + (y2 - y1) * across, y4 + (y3 - y4) * across
        return x1 + (x2 - x1) * across, upper + (lower - upper) * down

    columns = 15
    for floor in range(floors):
        head, sill = (floor + 0.22) / floors, (floor + 0.88) / floors
        for number in range(columns):
            left, right = (number + 0.14) / columns, (number + 0.9) / columns
            pane = [at(left, head), at(right, head), at(right, sill), at(left, sill)]
            glass = mix(mix(wall, palette.high, 0.55), palette.low, floor / floors * 0.5)
            if chance.random() < 0.17:
                glass = mix(palette.accent_pale, palette.pale, chance.uniform(0.1, 0.6))
            canvas.polygon(pane, glass)
            if chance.random() < 0.3:
                blind = head + (sill - head) * chance.uniform(0.2, 0.6)
                canvas.polygon(
                    [at(left, head), at(right, head), at(right, blind), at(left, blind)], mix(glass, palette.pale, 0.3)
                )
        canvas.line(
            [at(0, (floor + 0.08) / floors), at(1, (floor + 0.08) / floors)], mix(wall, palette.pale, 0.35), 2.5
        )
    canvas.shade(quad, palette.low, "down", 0.3)
    canvas.shade(quad, palette.pale, "up", 0.12)


def _neighbours(canvas: Canvas, ground: float, palette: Palette) -> None:
    x = -20.0
    while x < canvas.width:
        wide, tall = canvas.random.uniform(60, 150), canvas.random.uniform(90, 330)
        canvas.rectangle(
            x, ground - tall, x + wide, ground, mix(palette.far, palette.low, canvas.random.uniform(0.3, 0.6))
        )
        x += wide + canvas.random.choice((0, 10, 60))
    canvas.shade(
        [(0, ground - 330), (canvas.width, ground - 330), (canvas.width, ground), (0, ground)], palette.low, "down", 0.5
    )


def _avenue(canvas: Canvas, ground: float, palette: Palette) -> None:
    chance = canvas.random
    x = -30.0
    while x < canvas.width + 40:
        tall = chance.uniform(90, 150)
        canvas.line([(x, ground), (x, ground - tall)], palette.dark, 5)
        leaf = mix(palette.near, palette.dark, chance.uniform(0.1, 0.6))
        canvas.ellipse(x, ground - tall, tall * 0.34, tall * 0.52, leaf)
        canvas.ellipse(x - tall * 0.08, ground - tall * 1.08, tall * 0.22, tall * 0.36, mix(leaf, palette.middle, 0.35))
        x += chance.uniform(74, 190)
