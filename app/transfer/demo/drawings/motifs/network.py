"""Contour lines with collection points and the routes between them."""

import math

from app.transfer.demo.drawings.canvas import Canvas, Point
from app.transfer.demo.drawings.palettes import Palette, mix
from app.transfer.demo.drawings.shapes import smooth


def network(canvas: Canvas, palette: Palette) -> None:
    """Draw two mountains in contour lines, a river, a hub and the points that send to it."""
    chance = canvas.random
    canvas.air(palette.pale, palette.low)
    centres = [
        (canvas.width * chance.uniform(0.1, 0.35), canvas.height * chance.uniform(0.2, 0.5)),
        (canvas.width * chance.uniform(0.65, 0.95), canvas.height * chance.uniform(0.5, 0.85)),
    ]
    for centre in centres:
        _contours(canvas, centre, palette)
    _river(canvas, palette)
    hub = (canvas.width * chance.uniform(0.44, 0.56), canvas.height * chance.uniform(0.42, 0.58))
    points = _points(canvas, hub)
    for point in points:
        _route(canvas, point, hub, palette)
    for point in points:
        size = chance.choice((9, 12, 16, 22))
        canvas.soft_ellipse(point[0] + 6, point[1] + 9, size * 2.2, size * 2.2, palette.dark, 0.5)
        canvas.ellipse(*point, size, size, palette.near)
        canvas.ellipse(*point, size * 0.45, size * 0.45, palette.pale)
    canvas.soft_ellipse(hub[0] + 14, hub[1] + 20, 130, 130, palette.dark, 0.5)
    canvas.ellipse(*hub, 62, 62, palette.accent)
    canvas.ellipse(*hub, 44, 44, palette.pale)
    canvas.ellipse(*hub, 30, 30, palette.accent)
    canvas.tone(palette.middle, "down", 0.16)


def _contours(canvas: Canvas, centre: Point, palette: Palette) -> None:
    chance = canvas.random
    phases = [(number, chance.uniform(0, math.tau), chance.uniform(0.03, 0.14)) for number in range(2, 6)]
    for step in range(15):
        radius = 620 - step * 41
        rim = []
        for number in range(60):
            angle = math.tau * number / 60
            wave = 1 + sum(size * math.sin(rate * angle + phase) for rate, phase, size in phases)
            rim.append(
                (centre[0] + radius * wave * 1.15 * math.cos(angle), centre[1] + radius * wave * 0.85 * math.sin(angle))
            )
        rim = smooth(rim, 3)
        canvas.polygon(rim, mix(palette.low, palette.far, 0.06 + step * 0.045), 0.4)
        canvas.line([*rim, rim[0]], mix(palette.far, palette.middle, 0.4), 4 if step % 5 == 0 else 1.8, 0.7)


def _river(canvas: Canvas, palette: Palette) -> None:
    phase = canvas.random.uniform(0, math.tau)
    course = [
        (
            canvas.width * (step / 60 * 1.1 - 0.05),
            canvas.height * (0.84 - 0.66 * step / 60) + 74 * math.sin(phase + step / 5.5),
        )
        for step in range(61)
    ]
    canvas.line(course, mix(palette.high, palette.far, 0.5), 40)
    canvas.line(course, mix(palette.high, palette.pale, 0.25), 28)


def _points(canvas: Canvas, hub: Point) -> list[Point]:
    points: list[Point] = []
    for _ in range(400):
        spot = (canvas.random.uniform(70, canvas.width - 70), canvas.random.uniform(70, canvas.height - 70))
        if all(math.dist(spot, other) > 190 for other in (*points, hub)) and len(points) < 15:
            points.append(spot)
    return points


def _route(canvas: Canvas, start: Point, hub: Point, palette: Palette) -> None:
    across, down = hub[0] - start[0], hub[1] - start[1]
    bow = canvas.random.choice((-0.18, 0.18))
    bend = (start[0] + across / 2 - down * bow, start[1] + down / 2 + across * bow)
    curve = []
    for step in range(31):
        t = step / 30
        curve.append(
            (
                (1 - t) ** 2 * start[0] + 2 * t * (1 - t) * bend[0] + t**2 * hub[0],
                (1 - t) ** 2 * start[1] + 2 * t * (1 - t) * bend[1] + t**2 * hub[1],
            )
        )
    canvas.line(curve, palette.accent, 5)
