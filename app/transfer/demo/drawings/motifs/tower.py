"""A process column with its platforms, from its foot to its head: a motif for tall pictures."""

from app.transfer.demo.drawings.canvas import Canvas, corners
from app.transfer.demo.drawings.palettes import Palette, mix
from app.transfer.demo.drawings.shapes import below, column, ridge


def tower(canvas: Canvas, palette: Palette) -> None:
    """Draw the column, a slimmer one behind it, stairs, pipes and a crane's hook before the sky."""
    chance = canvas.random
    canvas.air(palette.high, palette.low)
    sun = canvas.width * chance.uniform(0.2, 0.32), canvas.height * chance.uniform(0.5, 0.62)
    canvas.glow(*sun, 760, palette.pale, 0.9)
    canvas.ellipse(*sun, 120, 120, mix(palette.pale, palette.accent_pale, 0.3))
    ground = canvas.height * 0.93
    for lift, share in ((140, 0.65), (70, 0.35)):
        crest = ridge(chance, canvas.width, ground - lift, 40, 2)
        canvas.polygon(below(crest, canvas.height), mix(palette.far, palette.low, share))
    rear = mix(palette.far, palette.middle, 0.45)
    _column(canvas, canvas.width * 0.3, ground, canvas.height * 0.3, 62, rear, palette)
    haze = corners(0, ground - 420, canvas.width, ground)
    canvas.shade(haze, palette.low, "down", 0.6)
    _column(canvas, canvas.width * 0.62, ground, canvas.height * 0.1, 118, palette.near, palette)
    _pipes(canvas, canvas.width * 0.62 + 150, ground, palette)
    _vessel(canvas, canvas.width * 0.2, ground, palette)
    canvas.rectangle(0, ground, canvas.width, canvas.height, palette.dark)
    for number in range(int(canvas.width / 34)):
        canvas.line([(number * 34, ground), (number * 34, ground - 26)], palette.dark, 3)
    canvas.line([(0, ground - 26), (canvas.width, ground - 26)], palette.dark, 3)
    canvas.line([(0, ground - 13), (canvas.width, ground - 13)], palette.dark, 2)
    canvas.tone(palette.dark, "down", 0.2)


def _column(
    canvas: Canvas, x: float, ground: float, top: float, half: float, ink: tuple[int, int, int], palette: Palette
) -> None:
    canvas.ellipse(x, top, half, half * 0.62, ink)
    column(canvas, x - half, top, x + half, ground, ink)
    canvas.rectangle(x - 7, top - half * 1.2, x + 7, top, ink)
    levels = int((ground - top) / 190)
    for level in range(levels):
        y = top + 60 + level * 190
        _platform(canvas, x, y, half * 1.36, ink, palette)
        if level + 1 < levels:
            side = -1 if level % 2 else 1
            foot, head = (x + side * half * 1.24, y + 190), (x + side * half * 0.4, y)
            for shift in (0, 12):
                canvas.line([(foot[0] + shift, foot[1]), (head[0] + shift, head[1])], palette.dark, 4)
            for step in range(1, 13):
                share = step / 13
                across, down = foot[0] + (head[0] - foot[0]) * share, foot[1] + (head[1] - foot[1]) * share
                canvas.line([(across, down), (across + 12, down)], palette.dark, 2.5)
    for share in (0.22, 0.47, 0.71):
        y = top + (ground - top) * share
        canvas.rectangle(x - half, y, x + half, y + 12, mix(ink, palette.accent, 0.75))
        canvas.shade(corners(x - half, y, x + half, y + 12), palette.dark, "right", 0.6)


def _platform(canvas: Canvas, x: float, y: float, half: float, ink: tuple[int, int, int], palette: Palette) -> None:
    canvas.rectangle(x - half, y, x + half, y + 9, palette.dark)
    for rail in (18, 36):
        canvas.line([(x - half, y - rail), (x + half, y - rail)], mix(ink, palette.dark, 0.6), 3)
    for post in range(9):
        across = x - half + 2 * half * post / 8
        canvas.line([(across, y), (across, y - 36)], mix(ink, palette.dark, 0.6), 2.5)
    for side in (-1, 1):
        canvas.line([(x + side * half, y + 9), (x + side * half * 0.72, y + 44)], palette.dark, 4)
    canvas.glow(x + half * 0.8, y + 16, 34, palette.accent_pale, 0.75)


def _pipes(canvas: Canvas, left: float, ground: float, palette: Palette) -> None:
    for number, (head, ink) in enumerate(((0.2, palette.accent), (0.34, palette.middle), (0.46, palette.far))):
        x, y = left + number * 36, canvas.height * head
        canvas.line([(left - 60, y), (x, y), (x, ground)], ink, 20)
        canvas.line([(x - 4, y + 10), (x - 4, ground)], mix(ink, palette.pale, 0.45), 3)
        for ring in range(4):
            canvas.rectangle(x - 15, y + 150 + ring * 260, x + 15, y + 162 + ring * 260, palette.dark)


def _vessel(canvas: Canvas, x: float, ground: float, palette: Palette) -> None:
    ink = mix(palette.near, palette.dark, 0.35)
    for leg in (-90, 90):
        canvas.line([(x + leg, ground), (x + leg, ground - 90)], palette.dark, 12)
    canvas.ellipse(x - 150, ground - 130, 44, 62, ink)
    canvas.ellipse(x + 150, ground - 130, 44, 62, ink)
    body = corners(x - 150, ground - 192, x + 150, ground - 68)
    canvas.polygon(body, ink)
    canvas.shade(body, palette.pale, "up", 0.3)
    canvas.shade(body, palette.dark, "down", 0.6)
