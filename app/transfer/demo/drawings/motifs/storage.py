"""Battery containers on a storage site, pylons behind."""

from app.transfer.demo.drawings.canvas import Canvas, Point, corners
from app.transfer.demo.drawings.palettes import Colour, Palette, mix
from app.transfer.demo.drawings.shapes import below, block, isometric, ridge


def storage(canvas: Canvas, palette: Palette) -> None:
    """Draw hills and pylons, and before them rows of containers on gravel."""
    chance = canvas.random
    horizon = canvas.height * 0.44
    canvas.air(palette.high, palette.low, 0, horizon + 40)
    sun = canvas.width * chance.uniform(0.6, 0.85), horizon - 150
    canvas.glow(*sun, 620, palette.pale, 0.9)
    canvas.ellipse(*sun, 76, 76, palette.pale)
    for lift, share in ((70, 0.65), (24, 0.3)):
        crest = ridge(chance, canvas.width, horizon - lift, 34, 2)
        canvas.polygon(below(crest, canvas.height), mix(palette.far, palette.low, share))
    _line(canvas, horizon + 20, mix(palette.middle, palette.far, 0.3), palette)
    canvas.shade(corners(0, horizon - 160, canvas.width, horizon + 30), palette.low, "down", 0.55)
    gravel = mix(palette.far, palette.low, 0.45)
    canvas.air(gravel, mix(palette.far, palette.middle, 0.35), horizon + 24, canvas.height)
    unit = chance.choice((50.0, 64.0))
    origin = (canvas.width * chance.uniform(0.4, 0.6), horizon + unit * 1.6)
    reach = range(-9, 10)
    for x, y in sorted(((x, y) for x in reach for y in reach), key=lambda spot: 4.9 * spot[0] + 2.8 * spot[1]):
        place = (x * 4.9, y * 2.8)
        middle = isometric(origin, unit, *place)
        if middle[1] >= origin[1] - unit * 0.2 and -5 * unit < middle[0] < canvas.width + 3 * unit:
            ink = mix(palette.pale, palette.far, chance.uniform(0.08, 0.25))
            _container(canvas, origin, unit, place, ink, palette)
    canvas.tone(palette.dark, "down", 0.3)
    canvas.tone(palette.dark, "left", 0.15)


def _container(
    canvas: Canvas, origin: Point, unit: float, place: tuple[float, float], ink: Colour, palette: Palette
) -> None:
    x, y = place

    def at(along: float, across: float, up: float = 0) -> Point:
        return isometric(origin, unit, x + along, y + across, up)

    canvas.polygon([at(0, 1.2), at(3.4, 1.2), at(3.6, 1.75), at(0.2, 1.75)], palette.dark, 0.35)
    canvas.polygon(
        [at(-0.15, -0.15), at(3.55, -0.15), at(3.55, 1.35), at(-0.15, 1.35)], mix(palette.low, palette.far, 0.3)
    )
    block(canvas, origin, unit, (x, y, 0), (3.4, 1.2, 1.25), ink)
    for door in range(6):
        start = 0.12 + door * 0.54
        panel = [at(start, 1.2, 0.12), at(start + 0.46, 1.2, 0.12), at(start + 0.46, 1.2, 1.1), at(start, 1.2, 1.1)]
        canvas.polygon(panel, mix(ink, palette.middle, 0.25))
        for slat in range(4):
            height = 0.7 + slat * 0.09
            canvas.line([at(start + 0.08, 1.2, height), at(start + 0.38, 1.2, height)], palette.near, 2)
    canvas.polygon([at(0, 1.2, 1.13), at(3.4, 1.2, 1.13), at(3.4, 1.2, 1.25), at(0, 1.2, 1.25)], palette.near)
    canvas.polygon([at(3.4, 1.2, 0), at(3.4, 1.2, 1.25), at(3.4, 0.9, 1.25), at(3.4, 0.9, 0)], palette.accent)
    for fan in (0.7, 1.7, 2.7):
        canvas.ellipse(*at(fan, 0.6, 1.25), unit * 0.4, unit * 0.24, mix(ink, palette.dark, 0.4))
        canvas.ellipse(*at(fan, 0.6, 1.25), unit * 0.3, unit * 0.18, palette.near)


def _line(canvas: Canvas, ground: float, ink: Colour, palette: Palette) -> None:
    masts = [canvas.width * share for share in (0.1, 0.4, 0.7, 1.0)]
    tall = canvas.height * 0.28
    for x in masts:
        canvas.line([(x - 30, ground), (x - 5, ground - tall)], ink, 4)
        canvas.line([(x + 30, ground), (x + 5, ground - tall)], ink, 4)
        for step in range(6):
            low, high = step / 6, (step + 1) / 6
            wide, slim = 30 - 25 * low, 30 - 25 * high
            canvas.line([(x - wide, ground - tall * low), (x + slim, ground - tall * high)], ink, 2.2)
            canvas.line([(x + wide, ground - tall * low), (x - slim, ground - tall * high)], ink, 2.2)
        for arm, reach in ((0.72, 66), (0.88, 48)):
            canvas.line([(x - reach, ground - tall * arm), (x + reach, ground - tall * arm)], ink, 4)
    for left, right in zip([-canvas.width * 0.2, *masts], [*masts, canvas.width * 1.3], strict=True):
        for arm, reach in ((0.72, 66), (0.72, -66), (0.88, 48), (0.88, -48)):
            y = ground - tall * arm
            sag = [(left + reach + (right - left) * t / 12, y + 70 * (1 - (t / 6 - 1) ** 2)) for t in range(13)]
            canvas.line(sag, mix(ink, palette.low, 0.2), 1.6)
