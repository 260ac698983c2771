"""Rings and half discs: matter that goes round."""

from app.transfer.demo.drawings.canvas import Canvas, corners
from app.transfer.demo.drawings.palettes import Palette, mix


def loop(canvas: Canvas, palette: Palette) -> None:
    """Draw open rings around one centre, each turned further, with discs on their ends and a horizon behind."""
    chance = canvas.random
    canvas.air(palette.pale, palette.low)
    horizon = canvas.height * chance.uniform(0.55, 0.68)
    lower = corners(0, horizon, canvas.width, canvas.height)
    canvas.polygon(lower, mix(palette.far, palette.low, 0.3))
    canvas.shade(lower, palette.middle, "down", 0.6)
    x, y = canvas.width * chance.uniform(0.4, 0.6), canvas.height * 0.5
    canvas.soft_ellipse(x + 40, y + 70, 520, 500, palette.dark, 0.4)
    inks = [palette.near, palette.accent, palette.middle, palette.dark, palette.accent_pale, palette.far]
    radius, turn = 430.0, chance.uniform(0, 360)
    for number, ink in enumerate(inks):
        width = (74, 58, 46, 40, 34, 28)[number]
        opening = chance.uniform(40, 110)
        canvas.arc(x, y, radius, radius, ink, width, turn, turn + 360 - opening)
        canvas.arc(x, y, radius, radius, mix(ink, palette.pale, 0.3), 4, turn, turn + 360 - opening)
        radius -= width + 14
        turn += chance.uniform(50, 130)
    canvas.ellipse(x, y, radius, radius, palette.accent)
    canvas.soft_ellipse(x - radius * 0.3, y - radius * 0.35, radius * 0.8, radius * 0.8, palette.pale, 0.6)
    for _ in range(3):
        across, down = chance.uniform(0.05, 0.95) * canvas.width, chance.uniform(0.1, 0.9) * canvas.height
        canvas.ellipse(across, down, 16, 16, chance.choice((palette.near, palette.accent)))
    canvas.tone(palette.dark, "left", 0.12)
