"""Single people seen from behind, as plain shapes."""

from app.transfer.demo.drawings.canvas import Canvas, Point
from app.transfer.demo.drawings.palettes import Colour, Palette, mix
from app.transfer.demo.drawings.shapes import smooth

# Half shapes: across and up, as shares of the person's height.
JACKET = ((0.026, 0.868), (0.062, 0.85), (0.1, 0.828), (0.108, 0.78), (0.092, 0.68), (0.086, 0.6), (0.094, 0.48))
COAT = ((0.024, 0.864), (0.056, 0.846), (0.086, 0.826), (0.092, 0.77), (0.074, 0.66), (0.086, 0.54), (0.106, 0.3))
SLEEVE = ((0.094, 0.832), (0.116, 0.79), (0.137, 0.64), (0.13, 0.5), (0.104, 0.5), (0.106, 0.63), (0.088, 0.75))
TROUSERS = ((0.004, 0.5), (0.088, 0.5), (0.08, 0.26), (0.062, 0.03), (0.024, 0.03), (0.022, 0.26), (0.006, 0.44))
STOCKING = ((0.012, 0.32), (0.056, 0.32), (0.046, 0.16), (0.036, 0.03), (0.018, 0.03), (0.014, 0.18))
SHOULDERS = ((0.04, 0.62), (0.06, 0.585), (0.15, 0.545), (0.215, 0.47), (0.24, 0.3), (0.25, 0.0), (0.25, -1.0))


def standing(canvas: Canvas, foot: Point, tall: float, ink: Colour, palette: Palette) -> None:
    """Draw somebody who stands at `foot`, `tall` units high: in a jacket, or in a coat to the knee."""
    chance = canvas.random
    skin = mix(palette.accent_pale, palette.dark, chance.uniform(0.3, 0.5))
    cloth = mix(ink, palette.dark, 0.45)
    coat = chance.random() < 0.4
    canvas.soft_ellipse(foot[0] + tall * 0.03, foot[1], tall * 0.2, tall * 0.03, palette.dark, 0.75)
    for side in (-1, 1):
        canvas.ellipse(foot[0] + side * tall * 0.036, foot[1] - tall * 0.012, tall * 0.026, tall * 0.02, palette.dark)
        leg = _half(STOCKING if coat else TROUSERS, foot, tall, side)
        canvas.polygon(leg, mix(skin, palette.dark, 0.55) if coat else cloth)
        canvas.ellipse(foot[0] + side * tall * 0.117, foot[1] - tall * 0.488, tall * 0.018, tall * 0.026, skin)
    body = _both(COAT if coat else JACKET, foot, tall)
    for side in (-1, 1):
        canvas.polygon(_moved(_half(SLEEVE, foot, tall, side), -tall * 0.005), mix(ink, palette.pale, 0.45))
        canvas.polygon(_half(SLEEVE, foot, tall, side), mix(ink, palette.dark, 0.16))
    canvas.polygon(body, ink)
    canvas.shade(body, palette.dark, "right", 0.35)
    canvas.line([(foot[0], foot[1] - tall * 0.6), (foot[0], foot[1] - tall * 0.48)], cloth, tall * 0.004)
    _head(canvas, (foot[0], foot[1] - tall * 0.935), tall * 0.05, skin, long_hair=coat, palette=palette)


def seated(canvas: Canvas, foot: Point, tall: float, ink: Colour, palette: Palette) -> None:
    """Draw the head and shoulders of somebody who sits; what is below `foot` is filled."""
    chance = canvas.random
    outline = _both(SHOULDERS, foot, tall)
    canvas.polygon(_moved(outline, -tall * 0.01), mix(ink, palette.pale, 0.35))
    canvas.polygon(outline, ink)
    skin = mix(palette.accent_pale, palette.dark, chance.uniform(0.45, 0.65))
    _head(canvas, (foot[0], foot[1] - tall * 0.74), tall * 0.105, skin, chance.random() < 0.4, palette)


def _head(canvas: Canvas, centre: Point, size: float, skin: Colour, long_hair: bool, palette: Palette) -> None:
    x, y = centre
    brown, grey = mix(palette.dark, palette.accent, 0.22), mix(palette.dark, palette.far, 0.5)
    hair = canvas.random.choice((palette.dark, palette.dark, brown, grey))
    light = mix(hair, palette.pale, 0.4)
    canvas.rectangle(x - size * 0.4, y + size * 0.5, x + size * 0.4, y + size * 1.5, mix(skin, palette.dark, 0.2))
    for side in (-1, 1):
        canvas.ellipse(x + side * size * 0.8, y + size * 0.15, size * 0.13, size * 0.24, skin)
    canvas.ellipse(x - size * 0.07, y - size * 0.04, size * 0.8, size * 1.08, light)
    canvas.ellipse(x, y, size * 0.8, size * 1.06, hair)
    if long_hair:
        fall = [(-0.8, -0.1), (0.8, -0.1), (0.92, 0.8), (0.7, 1.3), (0, 1.42), (-0.7, 1.3), (-0.92, 0.8)]
        canvas.polygon(smooth([(x + across * size, y + down * size) for across, down in fall], 4), hair)


def _half(shape: tuple[Point, ...], foot: Point, tall: float, side: int) -> list[Point]:
    return smooth([(foot[0] + side * across * tall, foot[1] - up * tall) for across, up in shape], 4)


def _both(shape: tuple[Point, ...], foot: Point, tall: float) -> list[Point]:
    right = [(foot[0] + across * tall, foot[1] - up * tall) for across, up in shape]
    left = [(foot[0] - across * tall, foot[1] - up * tall) for across, up in reversed(shape)]
    return smooth([*right, *left], 5)


def _moved(points: list[Point], across: float) -> list[Point]:
    return [(x + across, y) for x, y in points]
