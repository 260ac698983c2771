"""Cylindrical cells in rows, seen from above at an angle."""

from app.transfer.demo.drawings.canvas import Canvas, Point
from app.transfer.demo.drawings.palettes import Colour, Palette, mix
from app.transfer.demo.drawings.shapes import isometric


def cells(canvas: Canvas, palette: Palette) -> None:
    """Fill the picture with standing cells; one in twelve is of the accent colour."""
    canvas.air(palette.dark, palette.near)
    chance = canvas.random
    unit = chance.choice((150, 190))
    across, tall = unit * 0.37, unit * 1.5
    origin = (canvas.width / 2 + chance.uniform(-unit, unit), 0.0)
    reach = int((canvas.width + canvas.height * 2) / unit) + 2
    spots = [(x, y) for x in range(-reach, reach) for y in range(-reach, reach)]
    for x, y in sorted(spots, key=sum):
        middle, foot = isometric(origin, unit, x, y)
        if -across < middle < canvas.width + across and -across < foot < canvas.height + tall + across:
            shade = mix(palette.middle, palette.near, chance.uniform(0, 0.6))
            body = palette.accent if chance.random() < 1 / 12 else shade
            _cell(canvas, (middle, foot), across, tall * chance.uniform(0.97, 1.03), body, palette)
    canvas.tone(palette.dark, "up", 0.6)
    canvas.tone(palette.dark, "left", 0.4)


def _cell(canvas: Canvas, foot: Point, across: float, tall: float, body: Colour, palette: Palette) -> None:
    x, y = foot
    down = across * 0.577
    top = y - tall
    sides = [(x - across, top), (x + across, top), (x + across, y), (x - across, y)]
    canvas.polygon(sides, body)
    canvas.shade(sides, mix(body, palette.dark, 0.9), "right", 0.9)
    canvas.rectangle(x - across * 0.74, top, x - across * 0.5, y, palette.pale, 0.2)
    collar = top + across * 0.42
    canvas.arc(x, collar, across, down, mix(body, palette.dark, 0.8), across * 0.06, 0, 180)
    canvas.shade(
        [(x - across, top + tall * 0.3), (x + across, top + tall * 0.3), *sides[2:]], palette.dark, "down", 0.75
    )
    canvas.ellipse(x, top, across, down, mix(body, palette.pale, 0.6))
    canvas.ellipse(x, top, across * 0.9, down * 0.9, mix(body, palette.pale, 0.16))
    canvas.ellipse(x, top + down * 0.06, across * 0.56, down * 0.56, mix(body, palette.dark, 0.55))
    canvas.ellipse(x, top - down * 0.06, across * 0.52, down * 0.52, mix(palette.pale, body, 0.2))
    canvas.ellipse(x, top - down * 0.06, across * 0.4, down * 0.4, mix(palette.pale, body, 0.45))
