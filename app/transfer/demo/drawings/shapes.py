"""Shapes that several motifs share."""

import math
import random
from collections.abc import Sequence

from app.transfer.demo.drawings.canvas import Canvas, Point
from app.transfer.demo.drawings.palettes import Colour, mix


def ridge(
    chance: random.Random, width: float, base: float, rise: float, waves: float = 2, step: float = 6
) -> list[Point]:
    """Return the crest of a hill from the left edge to the right, around the height `base`."""
    parts = [(rise / (1 + number), waves * (1.7**number), chance.uniform(0, math.tau)) for number in range(4)]
    crest = []
    for index in range(math.ceil(width / step) + 1):
        x = index * step
        lift = sum(size * math.sin(x / width * rate * math.tau / 2 + phase) for size, rate, phase in parts)
        crest.append((x, base - lift))
    return crest


def below(crest: list[Point], bottom: float) -> list[Point]:
    """Close a crest to the area below it."""
    return [*crest, (crest[-1][0], bottom), (crest[0][0], bottom)]


def column(canvas: Canvas, left: float, top: float, right: float, bottom: float, colour: Colour) -> None:
    """Draw an upright cylinder: lit from the left, dark towards the right."""
    canvas.rectangle(left, top, right, bottom, colour)
    body = [(left, top), (right, top), (right, bottom), (left, bottom)]
    canvas.shade(body, mix(colour, (0, 0, 0), 0.55), "right", 0.75)
    canvas.rectangle(
        left + (right - left) * 0.16, top, left + (right - left) * 0.26, bottom, mix(colour, (255, 255, 255), 0.25), 0.5
    )


def isometric(origin: Point, unit: float, x: float, y: float, z: float = 0) -> Point:
    """Place a point of space on the picture: x goes down to the right, y down to the left, z up; in `unit`s."""
    return origin[0] + (x - y) * unit * 0.866, origin[1] + (x + y) * unit * 0.5 - z * unit


def block(
    canvas: Canvas,
    origin: Point,
    unit: float,
    corner: tuple[float, float, float],
    size: tuple[float, float, float],
    colour: Colour,
) -> None:
    """Draw an isometric box whose rear lower corner stands at `corner`."""
    x, y, z = corner
    long, deep, tall = size

    def at(along: float, across: float, up: float) -> Point:
        return isometric(origin, unit, x + along * long, y + across * deep, z + up * tall)

    canvas.polygon([at(0, 1, 0), at(1, 1, 0), at(1, 1, 1), at(0, 1, 1)], mix(colour, (0, 0, 0), 0.18))
    canvas.polygon([at(1, 0, 0), at(1, 1, 0), at(1, 1, 1), at(1, 0, 1)], mix(colour, (0, 0, 0), 0.42))
    canvas.polygon([at(0, 0, 1), at(1, 0, 1), at(1, 1, 1), at(0, 1, 1)], mix(colour, (255, 255, 255), 0.14))


def smooth(points: Sequence[Point], steps: int = 8) -> list[Point]:
    """Return a closed curve through the points (a Catmull-Rom spline)."""
    curve = []
    count = len(points)
    for index in range(count):
        before, start, end, after = (points[(index + shift) % count] for shift in (-1, 0, 1, 2))
        for step in range(steps):
            t = step / steps
            weights = (
                (-t + 2 * t**2 - t**3) / 2,
                (2 - 5 * t**2 + 3 * t**3) / 2,
                (t + 4 * t**2 - 3 * t**3) / 2,
                (t**3 - t**2) / 2,
            )
            curve.append(
                (
                    sum(weight * point[0] for weight, point in zip(weights, (before, start, end, after), strict=True)),
                    sum(weight * point[1] for weight, point in zip(weights, (before, start, end, after), strict=True)),
                )
            )
    return curve


def turned(points: list[Point], centre: Point, degrees: float) -> list[Point]:
    """Turn points given around (0, 0) clockwise and move them to `centre`."""
    cosine, sine = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return [(centre[0] + x * cosine - y * sine, centre[1] + x * sine + y * cosine) for x, y in points]


def sphere(canvas: Canvas, x: float, y: float, radius: float, colour: Colour) -> None:
    """Draw a ball lit from the upper left."""
    canvas.ellipse(x, y, radius, radius, mix(colour, (0, 0, 0), 0.42))
    canvas.ellipse(x - radius * 0.06, y - radius * 0.07, radius * 0.88, radius * 0.88, mix(colour, (0, 0, 0), 0.16))
    canvas.ellipse(x - radius * 0.12, y - radius * 0.14, radius * 0.72, radius * 0.72, colour)
    canvas.soft_ellipse(x - radius * 0.3, y - radius * 0.34, radius * 0.55, radius * 0.55, (255, 255, 255), 0.75)


class View:
    """One-point perspective: what is at depth 0 has its own size, what is deeper shrinks towards `vanish`."""

    def __init__(self, vanish: Point) -> None:
        self.vanish = vanish

    def at(self, x: float, y: float, depth: float) -> Point:
        """Place a point given from the vanishing point, `depth` away."""
        return self.vanish[0] + x / (1 + depth), self.vanish[1] + y / (1 + depth)

    def wall(self, left: float, top: float, right: float, bottom: float, depth: float) -> list[Point]:
        """Return an upright rectangle that faces the viewer."""
        return [self.at(x, y, depth) for x, y in ((left, top), (right, top), (right, bottom), (left, bottom))]

    def side(self, x: float, top: float, bottom: float, near: float, far: float) -> list[Point]:
        """Return an upright rectangle that runs away from the viewer."""
        return [self.at(x, top, near), self.at(x, top, far), self.at(x, bottom, far), self.at(x, bottom, near)]

    def floor(self, left: float, right: float, y: float, near: float, far: float) -> list[Point]:
        """Return a level rectangle."""
        return [self.at(left, y, near), self.at(right, y, near), self.at(right, y, far), self.at(left, y, far)]
