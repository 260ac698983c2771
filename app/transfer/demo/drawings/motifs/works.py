"""A recycling works at dusk, mirrored in the basin before it."""

from app.transfer.demo.drawings.canvas import Canvas
from app.transfer.demo.drawings.palettes import Colour, Palette, mix
from app.transfer.demo.drawings.shapes import below, column, ridge


def works(canvas: Canvas, palette: Palette) -> None:
    """Draw the works: hills, a far row of buildings, the near row, the pipe bridge, the water."""
    water = canvas.height * 0.74
    chance = canvas.random
    canvas.air(palette.high, palette.low, 0, water)
    sun = canvas.width * chance.uniform(0.58, 0.76)
    canvas.glow(sun, water - 170, 620, palette.pale, 0.85)
    canvas.ellipse(sun, water - 190, 118, 118, mix(palette.pale, palette.accent_pale, 0.35))
    for lift, share in ((150, 0.72), (85, 0.45)):
        crest = ridge(chance, canvas.width, water - lift, 46, 2.4)
        canvas.polygon(below(crest, water), mix(palette.far, palette.low, share))
    _row(canvas, water, mix(palette.far, palette.low, 0.12), 0.62)
    canvas.shade(
        [(0, water - 260), (canvas.width, water - 260), (canvas.width, water), (0, water)], palette.low, "down", 0.55
    )
    _row(canvas, water, palette.near, 1)
    _pipe_bridge(canvas, water, palette.dark)
    _windows(canvas, water, palette)
    canvas.rectangle(0, water - 16, canvas.width, water, palette.dark)
    canvas.mirror(water, 1.25, palette.near, 0.34)
    for _ in range(26):
        x, y = chance.uniform(0, canvas.width), chance.uniform(water + 12, canvas.height)
        reach = (y - water) * chance.uniform(0.3, 0.9) + 20
        canvas.line([(x - reach, y), (x + reach, y)], mix(palette.pale, palette.far, 0.4), 1.6, 0.22)


def _row(canvas: Canvas, ground: float, colour: Colour, size: float) -> None:
    chance = canvas.random
    x = -40 * chance.random()
    kinds = ["hall", "silos", "stack", "column", "hall", "silos", "stack", "tank"]
    chance.shuffle(kinds)
    number = 0
    while x < canvas.width:
        kind = kinds[number % len(kinds)]
        number += 1
        if kind == "hall":
            x = _hall(canvas, x, ground, colour, size)
        elif kind == "silos":
            x = _silos(canvas, x, ground, colour, size)
        elif kind == "stack":
            x = _stack(canvas, x, ground, colour, size)
        elif kind == "column":
            x = _process_column(canvas, x, ground, colour, size)
        else:
            x = _tank(canvas, x, ground, colour, size)


def _hall(canvas: Canvas, x: float, ground: float, colour: Colour, size: float) -> float:
    bays, wide, tall = canvas.random.randint(3, 5), 74 * size, canvas.random.uniform(95, 150) * size
    for bay in range(bays):
        left = x + bay * wide
        roof = [(left, ground), (left, ground - tall - 44 * size), (left + wide, ground - tall), (left + wide, ground)]
        canvas.polygon(roof, colour)
        canvas.shade(roof, mix(colour, (0, 0, 0), 0.5), "right", 0.5)
    return x + bays * wide + 10 * size


def _silos(canvas: Canvas, x: float, ground: float, colour: Colour, size: float) -> float:
    count, wide, tall = canvas.random.randint(2, 4), 58 * size, canvas.random.uniform(190, 260) * size
    for number in range(count):
        left = x + number * (wide + 6 * size)
        canvas.ellipse(left + wide / 2, ground - tall, wide / 2, 16 * size, mix(colour, (255, 255, 255), 0.1))
        column(canvas, left, ground - tall, left + wide, ground, colour)
    right = x + count * (wide + 6 * size)
    canvas.rectangle(x, ground - tall - 34 * size, right, ground - tall - 26 * size, colour)
    canvas.line([(x - 110 * size, ground), (x + wide, ground - tall - 30 * size)], colour, 13 * size)
    return right + 14 * size


def _stack(canvas: Canvas, x: float, ground: float, colour: Colour, size: float) -> float:
    tall, foot = canvas.random.uniform(400, 520) * size, 40 * size
    middle = x + foot
    shaft = [
        (middle - foot / 2, ground),
        (middle - foot * 0.28, ground - tall),
        (middle + foot * 0.28, ground - tall),
        (middle + foot / 2, ground),
    ]
    canvas.polygon(shaft, colour)
    canvas.shade(shaft, mix(colour, (0, 0, 0), 0.55), "right", 0.8)
    for share in (0.9, 0.97):
        y = ground - tall * share
        canvas.rectangle(
            middle - foot * 0.36, y, middle + foot * 0.36, y + 7 * size, mix(colour, (255, 255, 255), 0.18)
        )
    return x + 2 * foot


def _process_column(canvas: Canvas, x: float, ground: float, colour: Colour, size: float) -> float:
    tall, wide = canvas.random.uniform(300, 380) * size, 46 * size
    left = x + 24 * size
    canvas.ellipse(left + wide / 2, ground - tall, wide / 2, 22 * size, colour)
    column(canvas, left, ground - tall, left + wide, ground, colour)
    for level in range(1, 6):
        y = ground - tall * level / 5.6
        canvas.rectangle(left - 16 * size, y, left + wide + 16 * size, y + 5 * size, colour)
        canvas.line([(left - 15 * size, y), (left - 15 * size, y - 20 * size)], colour, 2.5 * size)
        canvas.line([(left + wide + 15 * size, y), (left + wide + 15 * size, y - 20 * size)], colour, 2.5 * size)
        canvas.line([(left - 16 * size, y - 20 * size), (left + wide + 16 * size, y - 20 * size)], colour, 2 * size)
    return left + wide + 26 * size


def _tank(canvas: Canvas, x: float, ground: float, colour: Colour, size: float) -> float:
    across = 74 * size
    middle = x + across + 6 * size
    for share in (-0.7, 0, 0.7):
        canvas.line([(middle + across * share, ground), (middle + across * share, ground - across)], colour, 8 * size)
    canvas.ellipse(middle, ground - across - 40 * size, across, across, colour)
    canvas.soft_ellipse(
        middle - across * 0.35, ground - across - 80 * size, across * 0.6, across * 0.6, (255, 255, 255), 0.16
    )
    return middle + across + 12 * size


def _pipe_bridge(canvas: Canvas, ground: float, colour: Colour) -> None:
    top, deep, bay = ground - 118, 34, 46
    for edge in (top, top + deep):
        canvas.rectangle(0, edge, canvas.width, edge + 5, colour)
    for number in range(int(canvas.width / bay) + 1):
        x = number * bay
        canvas.line([(x, top + deep), (x + bay / 2, top), (x + bay, top + deep)], colour, 3)
        if number % 4 == 1:
            canvas.rectangle(x - 4, top + deep, x + 5, ground, colour)
    for number in range(3):
        canvas.rectangle(0, top - 9 - number * 8, canvas.width, top - 4 - number * 8, mix(colour, (255, 255, 255), 0.1))


def _windows(canvas: Canvas, ground: float, palette: Palette) -> None:
    for _ in range(int(canvas.width / 30)):
        x, y = canvas.random.uniform(0, canvas.width), ground - 24 - 17 * canvas.random.randint(0, 2)
        lit = mix(palette.accent_pale, palette.pale, canvas.random.random())
        canvas.rectangle(x, y - 9, x + 13, y, lit, 0.9)
        canvas.glow(x + 6, y - 4, 34, palette.accent_pale, 0.22)
