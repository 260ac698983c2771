"""The aisle of a high store with bags and pallets."""

from app.transfer.demo.drawings.canvas import Canvas
from app.transfer.demo.drawings.palettes import Palette, mix
from app.transfer.demo.drawings.shapes import View

FAR = 7.0
AISLE = 330.0
FLOOR = 560.0
LEVELS = 5
LEVEL = 290.0


def warehouse(canvas: Canvas, palette: Palette) -> None:
    """Draw racks at both sides of an aisle, goods on them, a lift truck far down."""
    chance = canvas.random
    view = View((canvas.width * chance.uniform(0.45, 0.55), canvas.height * 0.58))
    canvas.air(mix(palette.near, palette.dark, 0.5), mix(palette.far, palette.low, 0.3))
    top = FLOOR - LEVELS * LEVEL
    canvas.polygon(view.wall(-AISLE * 3, top, AISLE * 3, FLOOR, FAR), palette.pale)
    canvas.glow(*view.vanish, 560, palette.pale, 0.9)
    canvas.polygon(view.floor(-AISLE * 3, AISLE * 3, FLOOR, -0.4, FAR), mix(palette.far, palette.middle, 0.35))
    for number in range(13, -1, -1):
        depth = number * 0.5
        canvas.polygon(view.floor(-70, 70, top + 60, depth, depth + 0.2), palette.pale)
        for side in (-1, 1):
            _bay(canvas, view, side, depth, palette)
        if number in (11, 8, 5, 3):
            canvas.polygon(view.wall(-AISLE * 3, top - 400, AISLE * 3, FLOOR, depth), palette.pale, 0.1)
        if number == 7:
            _lift_truck(canvas, view, depth, palette)
    canvas.soft_ellipse(view.vanish[0], canvas.height * 0.86, 150, 300, palette.pale, 0.6)
    for edge in (-AISLE + 40, AISLE - 40):
        canvas.polygon(view.floor(edge - 9, edge + 9, FLOOR, -0.4, FAR), palette.accent, 0.85)
    canvas.tone(palette.dark, "up", 0.4)
    canvas.tone(palette.dark, "down", 0.25)


def _bay(canvas: Canvas, view: View, side: int, depth: float, palette: Palette) -> None:
    chance = canvas.random
    inner, outer = side * AISLE, side * AISLE * 2.7
    inks = (palette.pale, palette.pale, palette.low, palette.accent_pale, palette.far, palette.accent, palette.middle)
    for level in range(LEVELS):
        shelf = FLOOR - level * LEVEL
        canvas.polygon(view.floor(inner, outer, shelf, depth, depth + 0.5), mix(palette.middle, palette.dark, 0.3))
        if chance.random() < 0.86:
            ink = chance.choice(inks)
            head = shelf - LEVEL * chance.uniform(0.56, 0.76)
            _load(canvas, view, (inner * 1.06, outer), (head, shelf - 22), (depth + 0.07, depth + 0.43), ink, palette)
        canvas.polygon(view.side(inner, shelf - 20, shelf, depth, depth + 0.5), palette.accent)
        canvas.polygon(view.wall(inner, shelf - 20, outer, shelf, depth), mix(palette.accent, palette.dark, 0.25))
    post = view.wall(inner - 11, FLOOR - LEVELS * LEVEL, inner + 11, FLOOR, depth)
    canvas.polygon(post, palette.near)
    canvas.shade(post, palette.dark, "down", 0.4)


def _load(
    canvas: Canvas,
    view: View,
    across: tuple[float, float],
    down: tuple[float, float],
    depth: tuple[float, float],
    ink: tuple[int, int, int],
    palette: Palette,
) -> None:
    front = view.wall(across[0], down[0], across[1], down[1], depth[0])
    canvas.polygon(view.floor(*across, down[0], *depth), mix(ink, palette.pale, 0.3))
    flank = view.side(across[0], *down, *depth)
    canvas.polygon(flank, mix(ink, palette.middle, 0.25))
    canvas.shade(flank, palette.dark, "down", 0.4)
    canvas.polygon(front, mix(ink, palette.near, 0.35))
    canvas.shade(front, palette.dark, "down", 0.45)
    middle = (down[0] + down[1]) / 2
    canvas.polygon(view.side(across[0], middle - 14, middle + 14, *depth), palette.near, 0.35)


def _lift_truck(canvas: Canvas, view: View, depth: float, palette: Palette) -> None:
    canvas.polygon(view.wall(-60, FLOOR - 760, -40, FLOOR, depth), palette.dark)
    canvas.polygon(view.wall(40, FLOOR - 760, 60, FLOOR, depth), palette.dark)
    canvas.polygon(view.wall(-120, FLOOR - 250, 120, FLOOR - 20, depth), palette.accent)
    canvas.polygon(view.wall(-100, FLOOR - 470, 100, FLOOR - 450, depth), palette.dark)
    canvas.polygon(view.wall(-90, FLOOR - 640, 90, FLOOR - 480, depth), palette.pale)
