"""Makes what visitors get from what an editor sent: a few widths, three formats, nothing private."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any

from PIL import Image

from app.pictures.colour import to_resizable, to_srgb
from app.pictures.credit_blocks import exif_block, iim_block, xmp_block
from app.pictures.decoding import opened, orientation, swaps_sides
from app.pictures.metadata import EditorialMetadata

WIDTHS = {"small": 480, "medium": 960, "large": 1920}
# WebP can have no longer side.
_MAX_HEIGHT = 16383

# Chosen by measurement on photographs: alike to the eye, and about two seconds of one core for 24 megapixels.
# One thread, because libavif's output depends on their number, and the same picture should get the same addresses
# on every machine.
_FORMATS: dict[str, tuple[str, dict[str, Any]]] = {
    "image/avif": ("AVIF", {"quality": 60, "speed": 8, "max_threads": 1}),
    "image/webp": ("WEBP", {"quality": 80, "method": 4}),
    "image/jpeg": ("JPEG", {"quality": 82, "optimize": True, "progressive": True}),
}
# The smallest files come first: a browser takes the first type that it knows.
MEDIA_TYPES = tuple(_FORMATS)

# EXIF 2.32, tag Orientation.
_UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


@dataclass(frozen=True)
class MadeRendition:
    """A rendition's file and what its row says of it."""

    name: str
    media_type: str
    width: int
    height: int
    data: bytes


def make(data: bytes, metadata: EditorialMetadata) -> Iterator[MadeRendition]:
    """Make the renditions of a picture that has passed `intake.check`, smallest width first.

    Upright, in sRGB, and with creator, credit, copyright, source and terms of use as the only metadata. The first frame
    of an animation and the first page of a document count. JPEG knows no transparency: there the picture stands on
    white.
    """
    largest = _largest(data)
    for name, size in sizes(*largest.size).items():
        picture = _resized(largest, size)
        for media_type in MEDIA_TYPES:
            yield MadeRendition(name, media_type, *size, _encoded(picture, media_type, metadata))


def stand_in(data: bytes, metadata: EditorialMetadata) -> Iterator[MadeRendition]:
    """Make the one rendition that does until there are others: the JPEG that is as wide as pages show most pictures.

    `make` makes the very same file.
    """
    largest = _largest(data)
    found = sizes(*largest.size)
    name = "medium" if "medium" in found else "small"
    picture = _resized(largest, found[name])
    yield MadeRendition(name, "image/jpeg", *found[name], _encoded(picture, "image/jpeg", metadata))


def sizes(width: int, height: int) -> dict[str, tuple[int, int]]:
    """Return the renditions' sizes by name for a picture of this size: never larger than it, no two alike."""
    found: dict[str, tuple[int, int]] = {}
    for name, limit in WIDTHS.items():
        scale = min(1, limit / width, _MAX_HEIGHT / height)
        size = (max(1, round(width * scale)), max(1, round(height * scale)))
        if size not in found.values():
            found[name] = size
    return found


def _largest(data: bytes) -> Image.Image:
    """Decode the picture in the size of its largest rendition: upright, RGB or RGBA, and nothing but pixels."""
    with opened(data) as image:
        # A JPEG can be decoded at a half, a quarter or an eighth of its size, in a fraction of the time.
        widest = max(WIDTHS.values())
        image.draft(None, (1, widest) if swaps_sides(image) else (widest, 1))
        image.load()
        turn = _UPRIGHT.get(orientation(image))
        width, height = reversed(image.size) if swaps_sides(image) else image.size
        *_, size = sizes(width, height).values()
        profile = image.info.get("icc_profile")
        picture = to_resizable(image).resize(
            size[::-1] if swaps_sides(image) else size, Image.Resampling.LANCZOS, reducing_gap=3
        )
    if turn is not None:
        picture = picture.transpose(turn)
    picture = to_srgb(picture, profile)
    # Pillow writes comments and profiles that it finds here into new files.
    picture.info.clear()
    return picture


def _resized(picture: Image.Image, size: tuple[int, int]) -> Image.Image:
    return picture.resize(size, Image.Resampling.LANCZOS, reducing_gap=3)


def _encoded(picture: Image.Image, media_type: str, metadata: EditorialMetadata) -> bytes:
    # Caption and alternative text depend on where a picture is used.
    said = replace(metadata, caption="", alternative_text="")
    pillow_format, options = _FORMATS[media_type]
    if media_type == "image/jpeg":
        picture = _on_white(picture)
        if iim := iim_block(said):
            options = {**options, "extra": _segment(iim)}
    file = BytesIO()
    picture.save(file, pillow_format, exif=exif_block(said), xmp=xmp_block(said), **options)
    return file.getvalue()


def _segment(iim: bytes) -> bytes:
    """Return a JPEG segment of the kind APP13 (ITU-T T.81, B.2.4.6)."""
    return b"\xff\xed" + (len(iim) + 2).to_bytes(2) + iim


def _on_white(picture: Image.Image) -> Image.Image:
    if picture.mode != "RGBA":
        return picture
    ground = Image.new("RGB", picture.size, "white")
    ground.paste(picture, mask=picture.getchannel("A"))
    return ground
