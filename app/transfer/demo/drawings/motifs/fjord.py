"""A ship on still water between mountains."""

from app.transfer.demo.drawings.canvas import Canvas, Point, corners
from app.transfer.demo.drawings.palettes import Colour, Palette, mix


def fjord(canvas: Canvas, palette: Palette) -> None:
    """Draw mountains behind one another, closing in from both sides, and the ship before their reflection."""
    chance = canvas.random
    water = canvas.height * 0.62
    canvas.air(palette.high, palette.low, 0, water)
    middle = canvas.width * chance.uniform(0.42, 0.58)
    canvas.glow(middle, water - 40, 700, palette.pale, 0.95)
    canvas.ellipse(middle + 60, water - 150, 58, 58, palette.pale)
    for number in range(5):
        share = number / 4
        ink = mix(mix(palette.far, palette.low, 0.62), palette.near, share)
        for side in (-1, 1):
            edge = middle + side * canvas.width * (0.03 + 0.2 * share + chance.uniform(0, 0.05))
            _mountain(canvas, edge, side, water, canvas.height * (0.16 + 0.24 * share), ink, palette)
        canvas.shade(corners(0, water - 190, canvas.width, water), palette.low, "down", 0.4 * (1 - share))
    canvas.mirror(water, 1.3, palette.near, 0.28)
    for _ in range(60):
        x, y = chance.uniform(0, canvas.width), water + (canvas.height - water) * chance.random() ** 1.4
        reach = 14 + (y - water) * chance.uniform(0.2, 0.6)
        canvas.line([(x - reach, y), (x + reach, y)], palette.pale, 1.5, 0.2)
    _ship(canvas, (canvas.width * chance.uniform(0.3, 0.44), water + canvas.height * 0.17), palette)
    canvas.tone(palette.dark, "down", 0.25)


def _mountain(canvas: Canvas, edge: float, side: int, water: float, tall: float, ink: Colour, palette: Palette) -> None:
    chance = canvas.random
    x, height = edge, 0.0
    crest: list[Point] = [(x, water)]
    peaks: list[Point] = []
    while -300 < x < canvas.width + 300:
        rise, run = tall * chance.uniform(0.35, 0.6), chance.uniform(60, 130)
        for _ in range(4):
            x, height = x + side * run / 4 * chance.uniform(0.6, 1.4), height + rise / 4 * chance.uniform(0.6, 1.4)
            crest.append((x, water - height))
        peaks.append((x, water - height))
        fall, run = height * chance.uniform(0.12, 0.35), chance.uniform(50, 120)
        if height > tall:
            fall = height * chance.uniform(0.4, 0.6)
        x, height = x + side * run, height - fall
        crest.append((x, water - height))
    canvas.polygon([*crest, (x, water)], ink)
    light = mix(ink, palette.pale, 0.16)
    for peak in peaks:
        drop = (water - peak[1]) * chance.uniform(0.5, 0.8)
        face = [
            peak,
            (peak[0] + 26, peak[1] + drop * 0.3),
            (peak[0] + 8, peak[1] + drop * 0.45),
            (peak[0] + 40, peak[1] + drop),
        ]
        foot = [(peak[0] - drop * 0.34, peak[1] + drop * 0.8), (peak[0] - drop * 0.2, peak[1] + drop * 0.34)]
        inside = [(across, down) for across, down in foot if down < water]
        canvas.shade([*face, *inside], light, "up", 1)


def _ship(canvas: Canvas, bow: Point, palette: Palette) -> None:
    x, y = bow
    long = 430.0
    canvas.soft_ellipse(x + long / 2, y + 10, long * 0.62, 26, palette.dark, 0.8)
    hull = [(x - 26, y - 46), (x + long, y - 46), (x + long + 14, y - 58), (x + long + 4, y + 4), (x + 14, y + 4)]
    canvas.polygon(hull, palette.dark)
    canvas.polygon([(x + 4, y - 10), (x + long + 7, y - 10), (x + long + 4, y + 4), (x + 14, y + 4)], palette.accent)
    inks = (palette.middle, palette.accent, palette.far, palette.near, palette.accent_pale, palette.pale)
    for bay in range(9):
        for level in range(canvas.random.randint(1, 3)):
            left, bottom = x + 34 + bay * 33, y - 46 - level * 19
            canvas.rectangle(left, bottom - 18, left + 31, bottom, canvas.random.choice(inks))
    bridge = corners(x + long - 74, y - 142, x + long - 26, y - 46)
    canvas.polygon(bridge, palette.pale)
    canvas.shade(bridge, palette.middle, "right", 0.5)
    for deck in range(4):
        canvas.rectangle(x + long - 70, y - 132 + deck * 20, x + long - 30, y - 125 + deck * 20, palette.near)
    canvas.rectangle(x + long - 20, y - 116, x + long, y - 46, palette.accent)
    canvas.line([(x + long - 50, y - 142), (x + long - 50, y - 186)], palette.dark, 3)
    for wake in range(4):
        canvas.line(
            [(x + long + 20, y + 4 + wake * 5), (x + long + 210 - wake * 30, y + 6 + wake * 9)], palette.pale, 2, 0.4
        )
