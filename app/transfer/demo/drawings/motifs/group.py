"""People before a wide window, as in the photograph after an event."""

from app.transfer.demo.drawings.canvas import Canvas
from app.transfer.demo.drawings.palettes import Palette, mix
from app.transfer.demo.drawings.people import standing
from app.transfer.demo.drawings.shapes import below, ridge


def group(canvas: Canvas, palette: Palette) -> None:
    """Stand a line of people before the window."""
    chance = canvas.random
    floor = canvas.height * 0.8
    _view(canvas, floor, palette)
    _floor(canvas, floor, palette)
    pitch = chance.choice((150, 165, 190))
    count = int(canvas.width * 0.84 / pitch)
    left = (canvas.width - (count - 1) * pitch) / 2
    for place in range(count):
        cloth = chance.choice((palette.dark, palette.near, palette.near, palette.middle))
        ink = mix(mix(cloth, palette.dark, 0.3), palette.accent, chance.choice((0, 0, 0, 0.12, 0.5)))
        away = abs(place - (count - 1) / 2) / count
        x, foot = left + place * pitch + chance.uniform(-12, 12), canvas.height * (0.9 + 0.04 * away)
        standing(canvas, (x, foot), chance.uniform(560, 640), ink, palette)
    canvas.tone(palette.dark, "left", 0.14)


def _view(canvas: Canvas, floor: float, palette: Palette) -> None:
    chance = canvas.random
    canvas.air(palette.high, palette.low, 0, floor)
    canvas.glow(canvas.width * chance.uniform(0.25, 0.75), floor * 0.62, 700, palette.pale, 0.9)
    hills = below(ridge(chance, canvas.width, floor * 0.74, 60, 2), floor)
    canvas.polygon(hills, mix(palette.far, palette.low, 0.55))
    x = 0.0
    while x < canvas.width:
        wide, tall = chance.uniform(40, 110), chance.uniform(60, 300) * chance.choice((0.5, 0.7, 1))
        house = mix(palette.far, palette.low, chance.uniform(0.1, 0.45))
        canvas.rectangle(x, floor - 60 - tall, x + wide, floor, house)
        x += wide + chance.choice((0, 0, 14, 50))
    canvas.soften(2)
    haze = [(0.0, floor - 240), (canvas.width, floor - 240), (canvas.width, floor), (0.0, floor)]
    canvas.shade(haze, palette.pale, "down", 0.7)
    panes = round(canvas.width / 270)
    for number in range(panes + 1):
        x = canvas.width * number / panes
        canvas.rectangle(x - 7, 0, x + 7, floor, palette.near)
        canvas.rectangle(x - 7, 0, x - 4, floor, palette.far)
    canvas.rectangle(0, floor * 0.2, canvas.width, floor * 0.2 + 9, palette.near)
    canvas.rectangle(0, 0, canvas.width, 34, palette.near)


def _floor(canvas: Canvas, floor: float, palette: Palette) -> None:
    canvas.mirror(floor, 2.4, palette.near, 0.62)
    canvas.rectangle(0, floor - 12, canvas.width, floor + 3, palette.dark)
    lower = [(0.0, floor), (canvas.width, floor), (canvas.width, canvas.height), (0.0, canvas.height)]
    canvas.shade(lower, palette.dark, "down", 0.65)
