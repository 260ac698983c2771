"""Wind turbines on hills that lie behind one another in the haze."""

import math

from app.transfer.demo.drawings.canvas import Canvas
from app.transfer.demo.drawings.palettes import Colour, Palette, mix
from app.transfer.demo.drawings.shapes import below, ridge

# Turbines on each hill from far to near, and how tall they stand.
ROWS = ((0, 0), (4, 190), (3, 300), (2, 440), (0, 0))


def turbines(canvas: Canvas, palette: Palette) -> None:
    """Draw five hills from far to near, with turbines on the three in the middle."""
    chance = canvas.random
    canvas.air(palette.high, palette.low, 0, canvas.height * 0.8)
    sun = canvas.width * chance.uniform(0.18, 0.4), canvas.height * 0.42
    canvas.glow(*sun, 560, palette.pale, 0.9)
    canvas.ellipse(*sun, 84, 84, palette.pale)
    hills = [
        mix(palette.far, palette.low, 0.55),
        palette.far,
        mix(palette.far, palette.middle, 0.6),
        palette.near,
        palette.dark,
    ]
    for number, (colour, (count, tall)) in enumerate(zip(hills, ROWS, strict=True)):
        base = canvas.height * (0.5 + 0.115 * number)
        crest = ridge(chance, canvas.width, base, 30 + 16 * number, 1.3 + 0.35 * (4 - number))
        for place in range(count):
            share = (place + chance.uniform(0.25, 0.75)) / count
            x, y = crest[int(len(crest) * (0.06 + 0.88 * share))]
            light = mix(palette.pale, palette.low, 0.5 - number / 8)
            _turbine(canvas, x, y + 8, tall * chance.uniform(0.9, 1.1), light)
        canvas.polygon(below(crest, canvas.height), colour)
        haze = [(0.0, base), (canvas.width, base), (canvas.width, base + 200), (0.0, base + 200)]
        canvas.shade(haze, palette.low, "down", 0.08 * (4 - number))


def _turbine(canvas: Canvas, x: float, ground: float, tall: float, colour: Colour) -> None:
    hub = ground - tall
    foot, neck = tall * 0.013, tall * 0.007
    mast = [(x - foot, ground), (x - neck, hub), (x + neck, hub), (x + foot, ground)]
    canvas.polygon(mast, colour)
    canvas.shade(mast, (40, 60, 66), "right", 0.4)
    turn = canvas.random.uniform(0, math.tau / 3)
    blade = ((0, -0.008), (0.12, -0.026), (0.52, -0.004), (0.52, 0.002), (0.12, 0.01), (0, 0.008))
    for number in range(3):
        cosine, sine = math.cos(turn + number * math.tau / 3), math.sin(turn + number * math.tau / 3)
        canvas.polygon(
            [
                (x + tall * (far * cosine - side * sine), hub + tall * (far * sine + side * cosine))
                for far, side in blade
            ],
            colour,
        )
    canvas.ellipse(x, hub, tall * 0.016, tall * 0.016, colour)
