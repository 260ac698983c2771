"""A meeting around a long table, seen from above."""

from app.transfer.demo.drawings.canvas import Canvas, Point
from app.transfer.demo.drawings.palettes import Colour, Palette, mix
from app.transfer.demo.drawings.shapes import smooth, turned


def meeting(canvas: Canvas, palette: Palette) -> None:
    """Draw the table with people along its sides, papers, cups and the light of the windows on the floor."""
    chance = canvas.random
    carpet = mix(palette.middle, palette.near, 0.4)
    canvas.air(carpet, mix(carpet, palette.dark, 0.35))
    for number in range(5):
        left = canvas.width * 0.26 * number - 200
        pane = [(left, 0.0), (left + 170, 0.0), (left + 470, canvas.height), (left + 300, canvas.height)]
        canvas.polygon(pane, palette.pale, 0.1)
    middle = (canvas.width / 2, canvas.height / 2)
    long, deep = canvas.width / 2 - 190, 165.0
    board = smooth(
        [
            (-long, -deep * 0.8),
            (0, -deep),
            (long, -deep * 0.8),
            (long * 1.03, 0),
            (long, deep * 0.8),
            (0, deep),
            (-long, deep * 0.8),
            (-long * 1.03, 0),
        ],
        10,
    )
    table = turned(board, middle, 0)
    places = int(2 * long / 205)
    seats = []
    for number in range(places):
        x = middle[0] - long + 2 * long * (number + 0.5) / places
        seats += [
            ((x + chance.uniform(-8, 8), middle[1] - deep - 96), 180.0),
            ((x + chance.uniform(-8, 8), middle[1] + deep + 96), 0.0),
        ]
    for spot, facing in seats:
        _chair(canvas, spot, facing, palette)
    canvas.shadow(table, (22, 30), 40, palette.dark, 0.6)
    wood = mix(palette.low, palette.accent_pale, 0.35)
    canvas.polygon(table, mix(wood, palette.dark, 0.3))
    canvas.polygon(turned([(x * 0.99, y * 0.975) for x, y in board], middle, 0), wood)
    canvas.shade(table, palette.accent, "right", 0.25)
    canvas.shade(table, palette.pale, "left", 0.4)
    for spot, facing in seats:
        _paper(canvas, spot, facing, palette)
        if chance.random() < 0.92:
            cloth = chance.choice((palette.dark, palette.near, palette.far, palette.pale, palette.accent))
            _person(canvas, spot, facing + chance.uniform(-14, 14), mix(cloth, palette.dark, 0.12), palette)
    canvas.tone(palette.dark, "right", 0.3)
    canvas.glow(0, 0, canvas.width * 0.7, palette.pale, 0.35)


def _chair(canvas: Canvas, spot: Point, facing: float, palette: Palette) -> None:
    seat = turned(smooth([(-74, -60), (74, -60), (82, 40), (0, 88), (-82, 40)], 6), spot, facing)
    canvas.shadow(seat, (18, 24), 20, palette.dark, 0.5)
    canvas.polygon(seat, palette.dark)
    canvas.polygon(
        turned(smooth([(-60, -50), (60, -50), (64, 28), (0, 60), (-64, 28)], 6), spot, facing),
        mix(palette.dark, palette.near, 0.6),
    )


def _person(canvas: Canvas, spot: Point, facing: float, cloth: Colour, palette: Palette) -> None:
    chance = canvas.random
    skin = mix(palette.accent_pale, palette.dark, chance.uniform(0.1, 0.4))
    hair = chance.choice(
        (palette.dark, palette.dark, mix(palette.dark, palette.accent, 0.3), mix(palette.far, palette.dark, 0.35))
    )
    for side in (-1, 1):
        arm = [(side * 70, 0), (side * 84, -44), (side * 40, -104), (side * 22, -96), (side * 52, -46), (side * 40, -4)]
        limb = turned(smooth(arm, 5), spot, facing)
        canvas.shadow(limb, (8, 12), 8, palette.dark, 0.4)
        canvas.polygon(limb, mix(cloth, palette.dark, 0.14))
        canvas.ellipse(*turned([(side * 30, -102)], spot, facing)[0], 14, 14, skin)
    body = turned(
        smooth([(-88, 6), (-56, -26), (0, -32), (56, -26), (88, 6), (60, 40), (0, 46), (-60, 40)], 6), spot, facing
    )
    canvas.shadow(body, (14, 20), 14, palette.dark, 0.5)
    canvas.polygon(body, cloth)
    canvas.shade(body, palette.dark, "down", 0.4)
    head = turned([(0, -14)], spot, facing)[0]
    canvas.soft_ellipse(head[0] + 10, head[1] + 14, 54, 54, palette.dark, 0.6)
    canvas.ellipse(*turned([(0, -26)], spot, facing)[0], 27, 30, skin)
    canvas.ellipse(*head, 35, 36, hair)
    canvas.soft_ellipse(head[0] - 9, head[1] - 11, 26, 26, palette.pale, 0.35)


def _paper(canvas: Canvas, spot: Point, facing: float, palette: Palette) -> None:
    chance = canvas.random
    tilt = facing + chance.uniform(-9, 9)
    centre = turned([(chance.uniform(-12, 12), -150)], spot, facing)[0]
    kind = chance.random()
    sheet = turned([(-38, -50), (38, -50), (38, 50), (-38, 50)], centre, tilt)
    canvas.shadow(sheet, (5, 7), 6, palette.dark, 0.4)
    if kind < 0.35:
        canvas.polygon(turned([(-58, -40), (58, -40), (58, 40), (-58, 40)], centre, tilt), palette.dark)
        canvas.polygon(
            turned([(-52, -34), (52, -34), (52, 14), (-52, 14)], centre, tilt), mix(palette.far, palette.pale, 0.3)
        )
    else:
        canvas.polygon(sheet, palette.pale)
        for row in range(6):
            canvas.line(turned([(-26, -34 + row * 12), (26, -34 + row * 12)], centre, tilt), palette.far, 2.5)
    cup = turned([(82, -146)], spot, facing)[0]
    canvas.soft_ellipse(cup[0] + 7, cup[1] + 9, 34, 34, palette.dark, 0.5)
    canvas.ellipse(*cup, 23, 23, palette.pale)
    canvas.ellipse(*cup, 16, 16, mix(palette.accent, palette.dark, 0.55))
