"""The inks of the demo pictures: a few palettes of deep teal, sand, graphite, copper and pale sky.

A colour is red, green and blue, each from 0 to 255.
"""

from dataclasses import dataclass

Colour = tuple[int, int, int]


def colour(code: str) -> Colour:
    """Turn `#rrggbb` into a colour."""
    red, green, blue = bytes.fromhex(code.removeprefix("#"))
    return red, green, blue


def mix(first: Colour, second: Colour, share: float) -> Colour:
    """Return `first` with `share` (0 to 1) of `second` in it."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(first, second, strict=True))
    return red, green, blue


@dataclass(frozen=True)
class Palette:
    """Colours by their part in a picture: the air from high to low, things from far to near, and one accent."""

    high: Colour
    low: Colour
    pale: Colour
    far: Colour
    middle: Colour
    near: Colour
    dark: Colour
    accent: Colour
    accent_pale: Colour


def _palette(codes: str) -> Palette:
    return Palette(*(colour(code) for code in codes.split()))


#                  high    low     pale    far     middle  near    dark    accent  accent_pale
DUSK = _palette("1f5a63 ebcba2 f8e9d0 7d9a98 356a6d 17424a 0d2529 bd6b3c e9b487")
MORNING = _palette("aecbd3 f3e7d3 fdf7ec a9c1c1 6b9496 2b6166 15393f bf6f42 e6b48e")
OVERCAST = _palette("93a9af e2e4de f3f3ee adbabb 76898d 43585d 212d31 b4663a dcab86")
NIGHT = _palette("0a2026 33646a f2dfc0 28525a 1a3c43 102a30 08171a d0824a f2c493")
SAND = _palette("d9c9a8 f5ecdb fdf8ee d3bf9a a88a5e 6a5740 2d2824 0f5a60 77a8a6")
COPPER = _palette("7f4128 e8b98c f9e5cb bd7f55 86492f 502e23 241917 1d5f66 86b3b1")
TEAL = _palette("0d474d 5c9a9a dcebe6 5f9798 2d6d71 124a50 0a2a2f cb7f4c efc39c")
PAPER = _palette("ece5d8 f7f2e8 fffdf8 cdd3cc 86a19f 1c5358 1b2528 b8683a e2ae88")
