"""A hall of settling tanks for solvent extraction, down its middle aisle."""

from app.transfer.demo.drawings.canvas import Canvas
from app.transfer.demo.drawings.palettes import Colour, Palette, mix
from app.transfer.demo.drawings.shapes import View

FAR = 7.5
ROOF, FLOOR, WALL = -560.0, 640.0, 1250.0


def extraction(canvas: Canvas, palette: Palette) -> None:
    """Draw tanks at both sides of an aisle that runs to the far wall, lamps above, a shining floor."""
    view = View((canvas.width * canvas.random.uniform(0.44, 0.56), canvas.height * 0.4))
    _hall(canvas, view, palette)
    inks = [palette.accent, palette.near, palette.middle, mix(palette.accent, palette.dark, 0.35)]
    canvas.random.shuffle(inks)
    for number in range(13, -1, -1):
        depth = number * 0.55
        for x in (-420.0, 420.0):
            canvas.polygon(view.floor(x - 70, x + 70, ROOF + 90, depth, depth + 0.16), palette.pale)
        canvas.polygon(view.wall(-WALL, ROOF + 40, WALL, ROOF + 74, depth), palette.near)
        for side in (-1, 1):
            _tank(canvas, view, side, depth, inks[(number // 3 + (side > 0)) % len(inks)], palette)
        if number in (10, 7, 4):
            canvas.polygon(view.wall(-WALL, ROOF, WALL, FLOOR, depth), palette.pale, 0.1)
    canvas.polygon(view.floor(-190, 190, FLOOR, -0.4, FAR), mix(palette.pale, palette.far, 0.35), 0.75)
    for edge in (-200, 200):
        canvas.polygon(view.floor(edge - 8, edge + 8, FLOOR, -0.4, FAR), palette.accent)
    canvas.soft_ellipse(view.vanish[0], canvas.height * 0.74, 130, 420, palette.pale, 0.7)
    canvas.tone(palette.dark, "down", 0.3)
    canvas.tone(palette.dark, "up", 0.25)


def _hall(canvas: Canvas, view: View, palette: Palette) -> None:
    canvas.air(palette.middle, palette.far)
    canvas.polygon(view.floor(-WALL, WALL, ROOF, 0, FAR), mix(palette.near, palette.dark, 0.45))
    canvas.polygon(view.floor(-WALL, WALL, FLOOR, 0, FAR), mix(palette.far, palette.middle, 0.5))
    for side in (-1, 1):
        canvas.polygon(view.side(side * WALL, ROOF, FLOOR, 0, FAR), mix(palette.near, palette.middle, 0.35))
    canvas.polygon(view.wall(-WALL, ROOF, WALL, FLOOR, FAR), palette.pale)
    canvas.glow(*view.vanish, 520, palette.pale, 0.85)


def _tank(canvas: Canvas, view: View, side: int, depth: float, ink: Colour, palette: Palette) -> None:
    inner, outer, top, end = side * 290.0, side * 900.0, 300.0, depth + 0.42
    shell = mix(palette.pale, palette.far, 0.55)
    canvas.polygon(view.side(inner, top, FLOOR, depth, end), mix(shell, palette.near, 0.35))
    canvas.polygon(view.floor(inner, outer, top, depth, end), shell)
    canvas.polygon(view.floor(inner * 1.08, outer * 0.97, top, depth + 0.03, end - 0.03), ink)
    front = view.wall(inner, top, outer, FLOOR, depth)
    canvas.polygon(front, mix(shell, palette.middle, 0.3))
    canvas.shade(front, palette.dark, "down", 0.5)
    canvas.polygon(view.wall(side * 560, top + 60, side * 600, FLOOR - 60, depth), ink)
    motor = view.wall(side * 350, top - 150, side * 420, top, depth + 0.2)
    canvas.polygon(motor, palette.near)
    canvas.shade(motor, palette.dark, "right", 0.6)
    for rail in (-60, -110):
        canvas.line([view.at(inner, top + rail, depth), view.at(inner, top + rail, depth + 0.55)], palette.dark, 3)
    canvas.line([view.at(inner, top, depth), view.at(inner, top - 112, depth)], palette.dark, 4)
    pipe = [view.at(side * 640, -180, depth), view.at(side * 640, -180, depth + 0.56)]
    canvas.line(pipe, mix(palette.accent, palette.dark, 0.2), 16 / (1 + depth) + 1)
