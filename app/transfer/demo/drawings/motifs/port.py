"""A container terminal: stacks on the quay, gantry cranes behind, the basin in front."""

from app.transfer.demo.drawings.canvas import Canvas
from app.transfer.demo.drawings.palettes import Colour, Palette, mix
from app.transfer.demo.drawings.shapes import below, ridge

BOX_WIDE = 118.0
BOX_TALL = 47.0


def port(canvas: Canvas, palette: Palette) -> None:
    """Draw the terminal as it is seen from the water."""
    chance = canvas.random
    quay = canvas.height * 0.76
    canvas.air(palette.high, palette.low, 0, quay)
    canvas.glow(canvas.width * chance.uniform(0.2, 0.8), quay - 60, 700, palette.pale, 0.8)
    for lift, share in ((90, 0.68), (50, 0.4)):
        canvas.polygon(
            below(ridge(chance, canvas.width, quay - lift, 36, 2), quay), mix(palette.far, palette.low, share)
        )
    _cranes(canvas, quay, mix(palette.far, palette.middle, 0.35), 0.8, 330)
    _stacks(canvas, quay - 8, palette, 0.72, 0.42)
    haze = [(0.0, quay - 300), (canvas.width, quay - 300), (canvas.width, quay), (0.0, quay)]
    canvas.shade(haze, palette.low, "down", 0.45)
    _cranes(canvas, quay, palette.dark, 1.12, 620)
    _stacks(canvas, quay - 14, palette, 1.0, 0.0)
    canvas.rectangle(0, quay - 16, canvas.width, quay, palette.dark)
    canvas.mirror(quay, 1.1, palette.near, 0.42)
    for _ in range(30):
        x, y = chance.uniform(0, canvas.width), chance.uniform(quay + 10, canvas.height)
        reach = 30 + (y - quay) * chance.uniform(0.3, 0.8)
        canvas.line([(x - reach, y), (x + reach, y)], palette.pale, 1.6, 0.16)


def _stacks(canvas: Canvas, ground: float, palette: Palette, size: float, haze: float) -> None:
    chance = canvas.random
    inks = [
        palette.near,
        palette.middle,
        palette.accent,
        palette.far,
        palette.dark,
        mix(palette.low, palette.far, 0.4),
        palette.accent_pale,
    ]
    wide, tall = BOX_WIDE * size, BOX_TALL * size
    x = -wide * chance.random()
    level = 3
    while x < canvas.width:
        level = max(1, min(5, level + chance.choice((-2, -1, 0, 1, 1))))
        for row in range(level):
            colour = mix(chance.choice(inks), palette.low, haze)
            _box(canvas, x, ground - row * tall, wide, tall, colour)
        x += wide + 5 * size


def _box(canvas: Canvas, left: float, bottom: float, wide: float, tall: float, colour: Colour) -> None:
    right, top = left + wide, bottom - tall + 2
    canvas.rectangle(left, top, right, bottom, colour)
    for rib in range(1, 20):
        x = left + wide * rib / 20
        canvas.line([(x, top + 4), (x, bottom - 4)], mix(colour, (0, 0, 0), 0.5), 1.4, 0.4)
    canvas.rectangle(left, top, right, top + 3, mix(colour, (255, 255, 255), 0.22))
    canvas.rectangle(left, bottom - 3, right, bottom, mix(colour, (0, 0, 0), 0.4))
    for x in (left, right - 4):
        canvas.rectangle(x, top, x + 4, bottom, mix(colour, (0, 0, 0), 0.25))


def _cranes(canvas: Canvas, ground: float, colour: Colour, size: float, pitch: float) -> None:
    x = pitch * canvas.random.uniform(0.1, 0.5)
    while x < canvas.width:
        tall, wide = 380 * size, 120 * size
        thick = 9 * size
        for leg in (x, x + wide):
            canvas.line([(leg, ground), (leg, ground - tall)], colour, thick)
        canvas.line([(x, ground - tall * 0.45), (x + wide, ground - tall * 0.45)], colour, thick)
        canvas.line([(x, ground), (x + wide, ground - tall * 0.45)], colour, 3.5 * size)
        canvas.line([(x, ground - tall * 0.45), (x + wide, ground - tall)], colour, 3.5 * size)
        boom = ground - tall * 0.9
        canvas.line([(x - 210 * size, boom), (x + wide + 100 * size, boom)], colour, 12 * size)
        apex = (x + wide * 0.35, ground - tall * 1.28)
        canvas.line([(x, ground - tall), apex, (x + wide, ground - tall)], colour, 7 * size)
        for far in (x - 200 * size, x - 90 * size, x + wide + 95 * size):
            canvas.line([apex, (far, boom)], colour, 2.5 * size)
        hook = x - canvas.random.uniform(40, 180) * size
        canvas.rectangle(hook - 14 * size, boom, hook + 14 * size, boom + 14 * size, colour)
        canvas.line([(hook, boom), (hook, boom + tall * 0.28)], colour, 2 * size)
        canvas.rectangle(hook - 34 * size, boom + tall * 0.28, hook + 34 * size, boom + tall * 0.37, colour)
        x += pitch * canvas.random.uniform(0.9, 1.25)
