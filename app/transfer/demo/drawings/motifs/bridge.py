"""A lorry on a cable-stayed bridge over a valley full of mist."""

from app.transfer.demo.drawings.canvas import Canvas
from app.transfer.demo.drawings.palettes import Palette, mix
from app.transfer.demo.drawings.shapes import below, ridge


def bridge(canvas: Canvas, palette: Palette) -> None:
    """Draw the valley in layers, the bridge across it, lorries on its deck."""
    chance = canvas.random
    deck = canvas.height * 0.6
    canvas.air(palette.high, palette.low, 0, canvas.height * 0.75)
    sun = canvas.width * chance.uniform(0.62, 0.8)
    canvas.glow(sun, canvas.height * 0.34, 620, palette.pale, 0.85)
    canvas.ellipse(sun, canvas.height * 0.34, 62, 62, palette.pale)
    for number in range(4):
        base = canvas.height * (0.48 + 0.1 * number)
        crest = ridge(chance, canvas.width, base, 70 + 12 * number, 1.6)
        canvas.polygon(below(crest, canvas.height), mix(palette.low, palette.far, 0.3 + 0.23 * number))
        mist = [(0.0, base), (canvas.width, base), (canvas.width, base + 260), (0.0, base + 260)]
        canvas.shade(mist, palette.pale, "down", 0.55)
    for share in (0.24, 0.78):
        _pylon(canvas, canvas.width * share, deck, palette)
    _deck(canvas, deck, palette)
    for share in (chance.uniform(0.34, 0.46), chance.uniform(0.58, 0.7)):
        _lorry(canvas, canvas.width * share, deck - 1, palette)
    front = ridge(chance, canvas.width, canvas.height * 0.95, 60, 1.8)
    canvas.polygon(below(front, canvas.height), palette.near)
    _trees(canvas, front, palette)


def _pylon(canvas: Canvas, x: float, deck: float, palette: Palette) -> None:
    top = deck - 470
    colour = mix(palette.near, palette.middle, 0.25)
    for side in (-1, 1):
        for step in range(1, 13):
            canvas.line(
                [(x, top + 18 + step * 12), (x + side * step * canvas.width * 0.0235, deck)],
                mix(colour, palette.low, 0.25),
                2,
                0.85,
            )
    leg = [(x - 20, canvas.height), (x - 9, top), (x + 9, top), (x + 20, canvas.height)]
    canvas.polygon(leg, colour)
    canvas.shade(leg, palette.dark, "right", 0.6)
    canvas.shade(
        [(x - 24, deck + 60), (x + 24, deck + 60), (x + 24, canvas.height), (x - 24, canvas.height)],
        palette.pale,
        "down",
        0.85,
    )


def _deck(canvas: Canvas, deck: float, palette: Palette) -> None:
    canvas.rectangle(0, deck, canvas.width, deck + 8, mix(palette.pale, palette.far, 0.4))
    canvas.rectangle(0, deck + 8, canvas.width, deck + 30, palette.near)
    canvas.rectangle(0, deck + 30, canvas.width, deck + 36, palette.dark)
    for number in range(int(canvas.width / 24)):
        canvas.line([(number * 24, deck), (number * 24, deck - 12)], palette.near, 2, 0.8)
    canvas.line([(0, deck - 12), (canvas.width, deck - 12)], palette.near, 2, 0.8)


def _lorry(canvas: Canvas, x: float, road: float, palette: Palette) -> None:
    body = mix(palette.accent, palette.accent_pale, 0.1)
    canvas.rectangle(x, road - 54, x + 120, road - 11, body)
    for rib in range(1, 14):
        canvas.line([(x + 8.5 * rib, road - 51), (x + 8.5 * rib, road - 14)], palette.dark, 1.2, 0.25)
    canvas.rectangle(x, road - 54, x + 120, road - 51, palette.accent_pale)
    cab = [(124, -10), (124, -48), (147, -48), (156, -29), (158, -10)]
    canvas.polygon([(x + across, road + up) for across, up in cab], palette.dark)
    window = [(138, -43), (146, -43), (152, -29), (138, -29)]
    canvas.polygon([(x + across, road + up) for across, up in window], palette.high)
    canvas.rectangle(x - 1, road - 13, x + 159, road - 8, palette.dark)
    for wheel in (15, 34, 53, 132, 146):
        canvas.ellipse(x + wheel, road - 7, 7.5, 7.5, palette.dark)
        canvas.ellipse(x + wheel, road - 7, 3, 3, palette.far)


def _trees(canvas: Canvas, crest: list[tuple[float, float]], palette: Palette) -> None:
    chance = canvas.random
    for x, y in crest[::2]:
        if chance.random() < 0.72:
            tall = chance.uniform(34, 92)
            canvas.polygon(
                [(x - tall * 0.2, y + 24), (x, y - tall), (x + tall * 0.2, y + 24)],
                mix(palette.near, palette.dark, chance.uniform(0.2, 0.8)),
            )
