"""An audience before a stage."""

from app.transfer.demo.drawings.canvas import Canvas, corners
from app.transfer.demo.drawings.palettes import Palette, mix
from app.transfer.demo.drawings.people import seated, standing

ROWS = 4


def audience(canvas: Canvas, palette: Palette) -> None:
    """Seat rows of people before a bright screen and somebody at a lectern."""
    canvas.air(palette.dark, mix(palette.near, palette.dark, 0.4))
    stage = canvas.height * 0.64
    _screen(canvas, palette)
    _stage(canvas, stage, palette)
    chance = canvas.random
    for row in range(ROWS):
        size = 200 * 1.36**row
        base = stage + canvas.height * (0.1 + 0.36 * (row / (ROWS - 1)) ** 1.2)
        x = -size * chance.random() * 0.5
        while x < canvas.width + size:
            if chance.random() < 0.9:
                cloth = mix(mix(palette.middle, palette.near, 0.3), palette.dark, 0.24 + 0.2 * row)
                ink = mix(cloth, palette.accent, chance.choice((0, 0, 0, 0.1, 0.22)))
                seated(canvas, (x, base + chance.uniform(-8, 8)), size * chance.uniform(0.94, 1.06), ink, palette)
            x += size * 0.6


def _screen(canvas: Canvas, palette: Palette) -> None:
    left, right, top, bottom = canvas.width * 0.2, canvas.width * 0.8, canvas.height * 0.12, canvas.height * 0.52
    for x in (left, canvas.width / 2, right):
        canvas.glow(x, (top + bottom) / 2, canvas.height * 0.75, palette.far, 0.5)
    canvas.rectangle(left, top, right, bottom, mix(palette.pale, palette.low, 0.3))
    canvas.shade(corners(left, top, right, bottom), palette.far, "right", 0.5)
    room = right - left
    for number in range(7):
        start = left + room * (0.08 + 0.12 * number)
        rise = (bottom - top) * canvas.random.uniform(0.08, 0.12) * (number + 1.5)
        ink = palette.accent if number == 6 else mix(palette.middle, palette.near, number / 6)
        canvas.rectangle(start, bottom - 30 - rise, start + room * 0.075, bottom - 30, ink)


def _stage(canvas: Canvas, stage: float, palette: Palette) -> None:
    left, right = canvas.width * 0.1, canvas.width * 0.9
    canvas.rectangle(0, stage - 44, canvas.width, canvas.height, mix(palette.dark, palette.near, 0.3))
    top = [(left - 60, stage), (right + 60, stage), (right - 40, stage - 44), (left + 40, stage - 44)]
    canvas.polygon(top, palette.middle)
    canvas.shade(top, palette.pale, "up", 0.35)
    canvas.rectangle(0, stage, canvas.width, canvas.height, palette.dark)
    x = canvas.width * 0.84
    standing(canvas, (x, stage - 14), 300, palette.dark, palette)
    lectern = [(x - 60, stage - 8), (x - 72, stage - 128), (x + 12, stage - 138), (x + 2, stage - 8)]
    canvas.polygon(lectern, palette.accent)
    canvas.shade(lectern, palette.dark, "down", 0.5)
