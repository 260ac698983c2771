"""A field of solar panels from the air."""

from app.transfer.demo.drawings.canvas import Canvas
from app.transfer.demo.drawings.palettes import Palette, mix
from app.transfer.demo.drawings.shapes import block, isometric

BLOCK = 9
PATH = 1.6


def solar(canvas: Canvas, palette: Palette) -> None:
    """Draw blocks of panel rows with service paths between them, trees beside them and a van on a path."""
    chance = canvas.random
    ground = mix(palette.low, palette.far, 0.35)
    canvas.air(mix(ground, palette.far, 0.25), ground)
    unit = chance.choice((44, 56))
    origin = (canvas.width / 2, canvas.height / 2)
    reach = int((canvas.width + 2 * canvas.height) / unit / (BLOCK + PATH) / 2) + 1
    blocks = [(x, y) for x in range(-reach, reach + 1) for y in range(-reach, reach + 1)]
    grove = (chance.choice((-1, 1)), chance.choice((0, 1)))
    for x, y in sorted(blocks, key=sum):
        corner = (x * (BLOCK + PATH), y * (BLOCK + PATH))
        middle = isometric(origin, unit, corner[0] + BLOCK / 2, corner[1] + BLOCK / 2)
        if not (-700 < middle[0] < canvas.width + 700 and -500 < middle[1] < canvas.height + 500):
            continue
        if (x, y) == grove:
            _grove(canvas, origin, unit, corner, palette)
        else:
            _panels(canvas, origin, unit, corner, palette)
    _van(canvas, origin, unit, palette)
    canvas.tone(palette.pale, "up", 0.3)
    canvas.tone(palette.dark, "down", 0.25)


def _panels(
    canvas: Canvas, origin: tuple[float, float], unit: float, corner: tuple[float, float], palette: Palette
) -> None:
    def at(x: float, y: float, z: float = 0) -> tuple[float, float]:
        return isometric(origin, unit, corner[0] + x, corner[1] + y, z)

    canvas.polygon([at(-0.3, -0.3), at(BLOCK, -0.3), at(BLOCK, BLOCK), at(-0.3, BLOCK)], palette.far, 0.35)
    rows = 6
    pitch = BLOCK / rows
    for row in range(rows):
        rear, front = row * pitch, row * pitch + pitch * 0.62
        canvas.polygon(
            [at(0, rear + 0.5), at(BLOCK, rear + 0.5), at(BLOCK, front + 0.55), at(0, front + 0.55)],
            mix(palette.far, palette.dark, 0.4),
        )
        tone = mix(palette.dark, palette.middle, canvas.random.uniform(0.3, 0.6))
        seam = mix(tone, palette.dark, 0.45)
        face = [at(0, rear, 0.7), at(BLOCK, rear, 0.7), at(BLOCK, front, 0.18), at(0, front, 0.18)]
        canvas.polygon(face, tone)
        for column in range(1, 12):
            x = BLOCK * column / 12
            canvas.line([at(x, rear, 0.7), at(x, front, 0.18)], seam, 1.2)
        canvas.line([at(0, (rear + front) / 2, 0.44), at(BLOCK, (rear + front) / 2, 0.44)], seam, 1.2)
        canvas.line([face[0], face[1]], palette.pale, 1.8)
    field = [at(0, 0, 0.7), at(BLOCK, 0, 0.7), at(BLOCK, BLOCK), at(0, BLOCK)]
    canvas.shade(field, palette.pale, canvas.random.choice(("left", "up")), canvas.random.uniform(0.1, 0.4))


def _grove(
    canvas: Canvas, origin: tuple[float, float], unit: float, corner: tuple[float, float], palette: Palette
) -> None:
    chance = canvas.random
    spots = [(chance.uniform(0, BLOCK), chance.uniform(0, BLOCK)) for _ in range(240)]
    for x, y in sorted(spots, key=sum):
        foot = isometric(origin, unit, corner[0] + x, corner[1] + y)
        size = unit * chance.uniform(0.2, 0.42)
        canvas.ellipse(foot[0] + size * 0.5, foot[1] + size * 0.2, size, size * 0.5, palette.dark, 0.35)
        leaf = mix(palette.near, palette.dark, chance.uniform(0, 0.4))
        canvas.ellipse(foot[0], foot[1] - size * 0.9, size, size * 1.3, leaf)
        canvas.ellipse(
            foot[0] - size * 0.2, foot[1] - size * 1.2, size * 0.68, size * 0.9, mix(leaf, palette.middle, 0.4)
        )


def _van(canvas: Canvas, origin: tuple[float, float], unit: float, palette: Palette) -> None:
    block(canvas, origin, unit, (BLOCK + 0.5, 3.2, 0), (0.7, 1.5, 0.75), palette.accent)
