"""The drawing surface of the demo pictures, with Pillow alone.

Lengths are in units, 1000 to the shorter side, so that a motif looks the same at every size; the origin is at the
top left. Everything is drawn at twice the size and reduced at the end, which smooths the edges that `ImageDraw`
leaves jagged.
"""

import random
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Literal

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from app.transfer.demo.drawings.palettes import Colour

Point = tuple[float, float]
Direction = Literal["down", "up", "left", "right"]

# Above so many pixels the picture itself is finer than any screen that shows it.
SMOOTHED_PIXELS = 8_000_000
GRAIN = 7


class Canvas:
    """A picture being drawn. The seed decides everything that looks like chance."""

    def __init__(self, size: tuple[int, int], seed: int) -> None:
        self.size = size
        self.random = random.Random(seed)  # noqa: S311 - the same picture every time is the point
        self.factor = 1 if size[0] * size[1] > SMOOTHED_PIXELS else 2
        shorter = min(size)
        self.scale = self.factor * shorter / 1000
        self.width = 1000 * size[0] / shorter
        self.height = 1000 * size[1] / shorter
        self.image = Image.new("RGB", (size[0] * self.factor, size[1] * self.factor))
        self._tones: list[tuple[Colour, Direction, float]] = []
        self._solid = ImageDraw.Draw(self.image)
        self._blending = ImageDraw.Draw(self.image, "RGBA")

    def air(self, high: Colour, low: Colour, top: float = 0, bottom: float | None = None) -> None:
        """Fill the whole width from `top` to `bottom` with a gradient from `high` to `low`."""
        bottom = self.height if bottom is None else bottom
        upper, lower = round(top * self.scale), round(bottom * self.scale)
        ramp = Image.linear_gradient("L").resize((1, lower - upper))
        strip = Image.composite(Image.new("RGB", ramp.size, low), Image.new("RGB", ramp.size, high), ramp)
        self.image.paste(strip.resize((self.image.width, lower - upper), Image.Resampling.NEAREST), (0, upper))

    def polygon(self, points: Iterable[Point], colour: Colour, alpha: float = 1) -> None:
        """Fill a polygon."""
        scaled = [(x * self.scale, y * self.scale) for x, y in points]
        if alpha >= 1:
            self._solid.polygon(scaled, fill=colour)
        else:
            self._blending.polygon(scaled, fill=(*colour, round(255 * alpha)))

    def rectangle(self, left: float, top: float, right: float, bottom: float, colour: Colour, alpha: float = 1) -> None:
        """Fill a rectangle."""
        self.polygon(corners(left, top, right, bottom), colour, alpha)

    def ellipse(self, x: float, y: float, across: float, down: float, colour: Colour, alpha: float = 1) -> None:
        """Fill an ellipse around (x, y) with the given half axes."""
        box = [value * self.scale for value in (x - across, y - down, x + across, y + down)]
        if alpha >= 1:
            self._solid.ellipse(box, fill=colour)
        else:
            self._blending.ellipse(box, fill=(*colour, round(255 * alpha)))

    def line(self, points: Sequence[Point], colour: Colour, width: float, alpha: float = 1) -> None:
        """Draw a line through the points, `width` units wide."""
        scaled = [(x * self.scale, y * self.scale) for x, y in points]
        pen, ink = (self._solid, colour) if alpha >= 1 else (self._blending, (*colour, round(255 * alpha)))
        pen.line(scaled, fill=ink, width=max(1, round(width * self.scale)), joint="curve")

    def arc(
        self,
        x: float,
        y: float,
        across: float,
        down: float,
        colour: Colour,
        width: float,
        start: float = 0,
        end: float = 360,
    ) -> None:
        """Draw a part of an ellipse's outline, clockwise from `start` to `end` degrees, three o'clock being 0."""
        box = [value * self.scale for value in (x - across, y - down, x + across, y + down)]
        self._solid.arc(box, start, end, fill=colour, width=max(1, round(width * self.scale)))

    def shade(
        self, points: Sequence[Point], colour: Colour, direction: Direction = "down", strength: float = 1
    ) -> None:
        """Lay a colour over a polygon, from nothing to `strength` (0 to 1) in the given direction."""
        box = self._box(points)
        if box is None:
            return
        left, top, right, bottom = box
        mask = Image.new("L", (right - left, bottom - top))
        ImageDraw.Draw(mask).polygon(
            [(x * self.scale - left, y * self.scale - top) for x, y in points], fill=round(255 * strength)
        )
        self.image.paste(colour, box, ImageChops.multiply(mask, _ramp(mask.size, direction)))

    def tone(self, colour: Colour, direction: Direction, strength: float) -> None:
        """Lay a colour over the whole finished picture, from nothing to `strength` in the given direction."""
        self._tones.append((colour, direction, strength))

    def glow(self, x: float, y: float, radius: float, colour: Colour, strength: float = 1) -> None:
        """Lay a soft disc of light or shadow around (x, y)."""
        self.soft_ellipse(x, y, radius, radius, colour, strength)

    def soft_ellipse(self, x: float, y: float, across: float, down: float, colour: Colour, strength: float = 1) -> None:
        """Lay an ellipse that fades from `strength` in its middle to nothing at its rim."""
        size = (max(1, round(2 * across * self.scale)), max(1, round(2 * down * self.scale)))
        corner = (round((x - across) * self.scale), round((y - down) * self.scale))
        self.image.paste(colour, (*corner, corner[0] + size[0], corner[1] + size[1]), _soft_mask(size, strength))

    def shadow(
        self, points: Sequence[Point], offset: Point, blur: float, colour: Colour, strength: float = 0.5
    ) -> None:
        """Lay the blurred shadow of a polygon, moved by `offset`."""
        moved = [(x + offset[0], y + offset[1]) for x, y in points]
        across, down = [x for x, _ in moved], [y for _, y in moved]
        left, top = round((min(across) - 2 * blur) * self.scale), round((min(down) - 2 * blur) * self.scale)
        right, bottom = round((max(across) + 2 * blur) * self.scale), round((max(down) + 2 * blur) * self.scale)
        mask = Image.new("L", (right - left, bottom - top))
        ImageDraw.Draw(mask).polygon(
            [(x * self.scale - left, y * self.scale - top) for x, y in moved], fill=round(255 * strength)
        )
        radius = blur * self.scale / 2
        mask = mask.filter(ImageFilter.BoxBlur(radius)).filter(ImageFilter.BoxBlur(radius))
        self.image.paste(colour, (left, top, right, bottom), mask)

    def soften(self, radius: float) -> None:
        """Blur everything drawn so far, as a lens does with what is far away."""
        self.image.paste(self.image.filter(ImageFilter.BoxBlur(radius * self.scale)))

    def mirror(self, horizon: float, depth: float, tint: Colour, strength: float) -> None:
        """Reflect what stands above `horizon` in still water below it.

        `depth` is the share of the water's height that one unit above the horizon takes; `strength` (0 to 1) is the
        water's own tint.
        """
        top = round(horizon * self.scale)
        height = self.image.height - top
        source = self.image.crop((0, max(0, top - round(height / depth)), self.image.width, top))
        flipped = source.transpose(Image.Transpose.FLIP_TOP_BOTTOM).resize((self.image.width, height))
        blurred = flipped.filter(ImageFilter.BoxBlur((4 * self.scale, 2 * self.scale)))
        self.image.paste(Image.blend(blurred, Image.new("RGB", blurred.size, tint), strength), (0, top))

    def finished(self) -> Image.Image:
        """Return the picture in its declared size, with the grain of paper."""
        picture = self.image.reduce(self.factor) if self.factor > 1 else self.image.copy()
        for colour, direction, strength in self._tones:
            levels = [round(value * strength) for value in range(256)]
            picture.paste(colour, (0, 0), _ramp(self.size, direction).point(levels))
        width, height = self.size
        noise = Image.frombytes("L", self.size, self.random.randbytes(width * height))
        grain = noise.point([round(128 + (value - 127.5) / 127.5 * GRAIN) for value in range(256)])
        return ImageChops.add(picture, Image.merge("RGB", (grain, grain, grain)), offset=-128)

    def _box(self, points: Sequence[Point]) -> tuple[int, int, int, int] | None:
        """Return the pixels around the points, or nothing where they cover none."""
        across, down = [x * self.scale for x, _ in points], [y * self.scale for _, y in points]
        left, top, right, bottom = int(min(across)), int(min(down)), int(max(across)) + 1, int(max(down)) + 1
        return (left, top, right, bottom) if right > left and bottom > top else None


def corners(left: float, top: float, right: float, bottom: float) -> list[Point]:
    """Return a rectangle's corners."""
    return [(left, top), (right, top), (right, bottom), (left, bottom)]


def _ramp(size: tuple[int, int], direction: Direction) -> Image.Image:
    """Return a gradient from black to white in the given direction."""
    width, height = size
    if direction in ("left", "right"):
        turn = Image.Transpose.ROTATE_90 if direction == "right" else Image.Transpose.ROTATE_270
        line = Image.linear_gradient("L").transpose(turn).resize((width, 1))
    else:
        line = Image.linear_gradient("L").resize((1, height))
        if direction == "up":
            line = line.transpose(Image.Transpose.FLIP_TOP_BOTTOM)
    # One line is enough to compute; repeating it costs a tenth of resizing the whole.
    return line.resize(size, Image.Resampling.NEAREST)


@lru_cache(maxsize=64)
def _soft_mask(size: tuple[int, int], strength: float) -> Image.Image:
    mask = Image.radial_gradient("L").point([round(strength * _fading(value)) for value in range(256)])
    return mask.resize(size, Image.Resampling.BILINEAR)


def _fading(value: int) -> float:
    # Pillow's radial gradient is 0 in the middle and 181 at the middle of an edge; the square makes the light fall
    # off as light does.
    return 255 * (1 - min(1, value / 181)) ** 2
