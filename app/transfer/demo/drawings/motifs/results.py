"""Bars, a line and a disc: figures of a year without a single figure."""

from app.transfer.demo.drawings.canvas import Canvas
from app.transfer.demo.drawings.palettes import Palette, mix


def results(canvas: Canvas, palette: Palette) -> None:
    """Draw rising bars that overlap like prints, a line over them and a large disc behind."""
    chance = canvas.random
    canvas.air(palette.pale, palette.low)
    ground = canvas.height * 0.86
    for number in range(1, 9):
        y = ground - number * canvas.height * 0.09
        canvas.line([(70, y), (canvas.width - 70, y)], palette.far, 1.6, 0.5)
    disc = canvas.width * chance.uniform(0.64, 0.76), canvas.height * 0.4
    canvas.ellipse(*disc, 280, 280, palette.accent_pale)
    canvas.soft_ellipse(disc[0] - 90, disc[1] - 90, 330, 330, palette.pale, 0.7)
    count = chance.choice((7, 9, 11))
    pitch = (canvas.width - 200) / count
    tops = []
    level = chance.uniform(0.2, 0.28)
    for number in range(count):
        level = min(0.68, level + chance.uniform(-0.25, 0.9) / count)
        left, wide = 100 + number * pitch, pitch * 0.66
        top = ground - canvas.height * level
        ink = palette.accent if number == count - 1 else mix(palette.far, palette.near, number / count)
        bar = [(left, top), (left + wide, top), (left + wide, ground), (left, ground)]
        canvas.polygon(bar, ink, 0.9)
        canvas.shade(bar, palette.dark, "down", 0.55)
        share = chance.uniform(0.25, 0.45)
        split = ground - canvas.height * level * share
        lower = [
            (left + wide * 0.34, split),
            (left + wide * 1.18, split),
            (left + wide * 1.18, ground),
            (left + wide * 0.34, ground),
        ]
        canvas.polygon(lower, mix(palette.middle, palette.pale, 0.25), 0.55)
        tops.append((left + wide / 2, top - canvas.height * chance.uniform(0.03, 0.09)))
    canvas.line(tops, palette.dark, 5)
    for x, y in tops:
        canvas.ellipse(x, y, 13, 13, palette.dark)
        canvas.ellipse(x, y, 7, 7, palette.pale)
    canvas.rectangle(70, ground, canvas.width - 70, ground + 5, palette.dark)
    canvas.tone(palette.far, "down", 0.25)
