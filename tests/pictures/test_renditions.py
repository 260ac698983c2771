import struct
import zlib

import pytest
from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

from app.pictures.metadata import EditorialMetadata
from app.pictures.renditions import MEDIA_TYPES, MadeRendition, make, sizes
from tests.pictures.samples import (
    BLUE,
    GREEN,
    RED,
    STORED,
    YELLOW,
    corner_colours,
    corners,
    decoded,
    encoded,
    iim,
    jpeg_with,
    near,
    photoshop,
    png_chunk,
    turned,
    xmp,
)

WORDS = EditorialMetadata("Jane Doe", "Example News", "© Example", "private caption", "private alternative")


def made(data: bytes, metadata: EditorialMetadata = WORDS) -> list[MadeRendition]:
    return list(make(data, metadata))


def one(data: bytes, media_type: str) -> Image.Image:
    """Return the pixels of the smallest rendition of a type."""
    return decoded(next(rendition.data for rendition in made(data) if rendition.media_type == media_type))


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        ((6000, 4000), {"small": (480, 320), "medium": (960, 640), "large": (1920, 1280)}),
        ((1920, 1080), {"small": (480, 270), "medium": (960, 540), "large": (1920, 1080)}),
        ((1200, 800), {"small": (480, 320), "medium": (960, 640), "large": (1200, 800)}),
        ((960, 100), {"small": (480, 50), "medium": (960, 100)}),
        ((700, 700), {"small": (480, 480), "medium": (700, 700)}),
        ((480, 1), {"small": (480, 1)}),
        ((1, 1), {"small": (1, 1)}),
        ((50_000, 1), {"small": (480, 1), "medium": (960, 1), "large": (1920, 1)}),
        # A strip that is too tall for WebP is narrowed until it is not.
        ((1000, 60_000), {"small": (273, 16_383)}),
        ((1000, 20_000), {"small": (480, 9600), "medium": (819, 16_383)}),
    ],
)
def test_sizes(size: tuple[int, int], expected: dict[str, tuple[int, int]]) -> None:
    assert sizes(*size) == expected


def test_each_width_comes_in_each_format_and_is_what_it_says() -> None:
    found = made(encoded(corners(1200, 800), "JPEG"))
    assert [(r.name, r.media_type, r.width, r.height) for r in found] == [
        (name, media_type, width, height)
        for name, width, height in (("small", 480, 320), ("medium", 960, 640), ("large", 1200, 800))
        for media_type in MEDIA_TYPES
    ]
    for rendition in found:
        picture = decoded(rendition.data)
        assert picture.size == (rendition.width, rendition.height)
        assert Image.MIME[picture.format or ""] == rendition.media_type
        assert all(map(near, corner_colours(picture), (RED, GREEN, BLUE, YELLOW)))


def test_the_same_picture_gives_the_same_bytes() -> None:
    data = encoded(corners(600, 400), "JPEG")
    assert made(data) == made(data)


@pytest.mark.parametrize("orientation", STORED)
@pytest.mark.parametrize("pillow_format", ["JPEG", "PNG", "WEBP", "AVIF", "HEIF", "TIFF"])
def test_every_orientation_comes_out_upright(pillow_format: str, orientation: int) -> None:
    for rendition in made(turned(orientation, pillow_format)):
        picture = decoded(rendition.data)
        assert picture.size == (96, 64)
        assert all(map(near, corner_colours(picture), (RED, GREEN, BLUE, YELLOW)))
        assert 0x0112 not in picture.getexif()


@pytest.mark.parametrize("orientation", [1, 6])
def test_a_large_jpeg_is_decoded_small_and_still_upright(orientation: int) -> None:
    *_, largest = made(turned(orientation, "JPEG", 4000, 6000))
    assert (largest.name, largest.width, largest.height) == ("large", 1920, 2880)
    assert all(map(near, corner_colours(decoded(largest.data)), (RED, GREEN, BLUE, YELLOW)))


@pytest.mark.parametrize("pillow_format", ["PNG", "WEBP", "AVIF", "TIFF", "HEIF"])
def test_transparency_is_kept_but_stands_on_white_in_jpeg(pillow_format: str) -> None:
    picture = corners(mode="RGBA")
    picture.paste((0, 0, 0, 0), (0, 0, 48, 32))
    data = encoded(picture, pillow_format)
    for media_type in ("image/webp", "image/avif"):
        kept = one(data, media_type)
        assert kept.mode == "RGBA"
        pixel = kept.getpixel((20, 12))
        assert isinstance(pixel, tuple)
        assert pixel[3] < 8
        assert near(kept.getpixel((70, 12)), (*GREEN, 255))
    assert near(one(data, "image/jpeg").getpixel((20, 12)), (255, 255, 255))


def test_a_palette_with_a_transparent_colour() -> None:
    picture = corners().quantize(8)
    transparent = picture.getpixel((20, 12))
    for pillow_format in ("PNG", "GIF"):
        data = encoded(picture, pillow_format, transparency=transparent)
        assert near(one(data, "image/jpeg").getpixel((20, 12)), (255, 255, 255))
        assert one(data, "image/webp").mode == "RGBA"


def test_a_palette_with_a_translucent_colour() -> None:
    picture = corners().quantize(8)
    levels = bytearray(b"\xff" * 8)
    index = picture.getpixel((20, 12))
    assert isinstance(index, float | int)
    levels[int(index)] = 128
    data = encoded(picture, "PNG", transparency=bytes(levels))
    assert near(one(data, "image/jpeg").getpixel((20, 12)), (238, 142, 142))


@pytest.mark.parametrize(("mode", "transparency"), [("L", 40), ("RGB", (220, 30, 30)), ("1", 0)])
def test_png_with_one_transparent_colour(mode: str, transparency: float | tuple[int, ...]) -> None:
    picture = Image.new(mode, (96, 64), 255 if mode != "RGB" else GREEN)
    picture.paste(transparency, (0, 0, 48, 32))
    data = encoded(picture, "PNG", transparency=transparency)
    assert one(data, "image/webp").mode == "RGBA"
    assert near(one(data, "image/jpeg").getpixel((20, 12)), (255, 255, 255))


def test_transparency_that_hides_nothing_is_dropped() -> None:
    data = encoded(corners(mode="RGBA"), "PNG")
    assert one(data, "image/webp").mode == "RGB"
    assert one(data, "image/avif").mode == "RGB"


@pytest.mark.parametrize("mode", ["L", "LA", "P", "CMYK", "YCbCr", "LAB", "RGBX", "PA"])
@pytest.mark.parametrize("media_type", MEDIA_TYPES)
def test_tiff_of_every_mode_comes_out_in_its_colours(mode: str, media_type: str) -> None:
    picture = corners().quantize(8).convert(mode) if mode in ("P", "PA") else corners(mode=mode)
    expected = corner_colours(corners(mode="L" if mode in ("L", "LA") else "RGB").convert("RGB"))
    found = one(encoded(picture, "TIFF"), media_type)
    assert found.mode == "RGB"
    for pixel, colour in zip(corner_colours(found), expected, strict=True):
        assert isinstance(colour, tuple)
        assert near(pixel, colour)


@pytest.mark.parametrize("compression", [None, "tiff_lzw", "tiff_adobe_deflate", "jpeg", "packbits"])
def test_tiff_of_the_usual_compressions(compression: str | None) -> None:
    found = one(encoded(corners(), "TIFF", compression=compression), "image/jpeg")
    assert all(map(near, corner_colours(found), (RED, GREEN, BLUE, YELLOW)))


@pytest.mark.parametrize(("pillow_format", "mode"), [("PNG", "I;16"), ("TIFF", "I;16"), ("TIFF", "I;16B")])
def test_sixteen_bits_keep_their_shades(pillow_format: str, mode: str) -> None:
    order = ">" if mode.endswith("B") else "<"
    row = b"".join(struct.pack(f"{order}H", shade) * 24 for shade in (0, 16_448, 32_896, 65_535))
    picture = Image.frombytes(mode, (96, 64), row * 64)
    found = one(encoded(picture, pillow_format), "image/jpeg")
    for place, shade in ((12, 0), (36, 64), (60, 128), (84, 255)):
        assert near(found.getpixel((place, 32)), (shade, shade, shade), 6)


def test_sixteen_bits_with_a_transparent_shade() -> None:
    data = encoded(Image.new("I;16", (8, 8), 40_000), "PNG", transparency=40_000)
    assert near(one(data, "image/jpeg").getpixel((4, 4)), (156, 156, 156), 6)


def test_sixteen_bits_of_colour() -> None:
    row = b"\0" + struct.pack(">HHH", 56_540, 7_710, 7_710) * 8
    header = struct.pack(">IIBBBBB", 8, 8, 16, 2, 0, 0, 0)
    data = b"\x89PNG\r\n\x1a\n" + png_chunk(b"IHDR", header) + png_chunk(b"IDAT", zlib.compress(row * 8))
    assert near(one(data + png_chunk(b"IEND", b""), "image/jpeg").getpixel((4, 4)), RED)


def test_cmyk_jpeg() -> None:
    found = one(encoded(corners().convert("CMYK"), "JPEG", quality=95), "image/jpeg")
    assert found.mode == "RGB"
    assert all(map(near, corner_colours(found), (RED, GREEN, BLUE, YELLOW)))


@pytest.mark.parametrize("pillow_format", ["GIF", "WEBP", "PNG", "TIFF", "AVIF", "MPO"])
def test_the_first_frame_counts(pillow_format: str) -> None:
    further = [Image.new("RGB", (96, 64), "black"), Image.new("RGB", (96, 64), "white")]
    data = encoded(corners(), pillow_format, save_all=True, append_images=further)
    for rendition in made(data):
        picture = decoded(rendition.data)
        assert getattr(picture, "n_frames", 1) == 1
        assert all(map(near, corner_colours(picture), (RED, GREEN, BLUE, YELLOW)))


def swapped_profile() -> bytes:
    """Return the sRGB profile with red and green exchanged: a viewer who obeys it shows red pixels green."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    red, green = (profile.index(tag, 128) for tag in (b"rXYZ", b"gXYZ"))
    profile[red : red + 4], profile[green : green + 4] = b"gXYZ", b"rXYZ"
    return bytes(profile)


@pytest.mark.parametrize("pillow_format", ["JPEG", "PNG", "WEBP", "AVIF", "TIFF", "HEIF"])
@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
def test_a_colour_profile_is_obeyed_and_dropped(pillow_format: str, mode: str) -> None:
    picture = Image.new("RGB", (96, 64), (220, 30, 30))
    if mode == "RGBA" and pillow_format != "JPEG":
        picture.putalpha(200)
    data = encoded(picture, pillow_format, icc_profile=swapped_profile())
    for rendition in made(data):
        found = decoded(rendition.data)
        assert "icc_profile" not in found.info
        if rendition.media_type != "image/jpeg":
            assert near(found.convert("RGB").getpixel((40, 40)), (30, 220, 30), 30)


@pytest.mark.parametrize(
    "profile",
    [b"junk", b"", ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes(), swapped_profile()[:300]],
)
@pytest.mark.parametrize("mode", ["RGB", "L", "CMYK"])
def test_a_profile_that_is_broken_or_does_not_fit_is_ignored(profile: bytes, mode: str) -> None:
    picture = Image.new("RGB", (96, 64), (128, 128, 128)).convert(mode)
    found = one(encoded(picture, "TIFF", icc_profile=profile), "image/jpeg")
    assert near(found.getpixel((40, 40)), (128, 128, 128))


MARK = b"PRIVATE-MARK"


def private_exif() -> Image.Exif:
    exif = Image.Exif()
    exif[0x010F] = exif[0x0110] = exif[0x0131] = exif[0x0132] = exif[0x010E] = MARK.decode()
    exif[0xC62F] = MARK.decode()
    camera = exif.get_ifd(0x8769)
    for tag in (0x9003, 0xA430, 0xA431, 0xA435, 0x9286):
        camera[tag] = MARK.decode()
    camera[0x927C] = MARK
    position = exif.get_ifd(0x8825)
    position[1], position[2], position[3], position[4] = "N", (48.0, 1.0, 2.0), "E", (11.0, 3.0, 4.0)
    position[0x1B] = position[0x1D] = MARK.decode()
    return exif


PRIVATE_XMP = xmp(
    f"<exif:GPSLatitude>{MARK.decode()}</exif:GPSLatitude><dc:subject>{MARK.decode()}</dc:subject>",
    f'exif:GPSLongitude="{MARK.decode()}"',
)


def private_files() -> dict[str, bytes]:
    picture = corners(200, 100)
    exif, profile = private_exif().tobytes(), swapped_profile() + MARK
    jpeg = jpeg_with(
        picture,
        (0xE1, b"http://ns.adobe.com/xap/1.0/\0" + PRIVATE_XMP),
        (0xED, photoshop(iim((2, 120, MARK), (2, 25, MARK), (2, 90, MARK)))),
        (0xEC, MARK),
        exif=exif,
        icc_profile=profile,
        comment=MARK,
    )
    files = {"JPEG": jpeg + MARK}
    for pillow_format in ("WEBP", "AVIF", "HEIF"):
        files[pillow_format] = encoded(picture, pillow_format, exif=exif, xmp=PRIVATE_XMP, icc_profile=profile)
    tags = {700: PRIVATE_XMP, 33723: iim((2, 120, MARK)), 270: MARK.decode(), 305: MARK.decode()}
    files["TIFF"] = encoded(picture, "TIFF", tiffinfo=tags, icc_profile=profile)
    words = PngInfo()
    words.add_text("Comment", MARK.decode())
    words.add_itxt("XML:com.adobe.xmp", PRIVATE_XMP.decode())
    files["PNG"] = encoded(picture, "PNG", pnginfo=words, exif=exif, icc_profile=profile)
    files["GIF"] = encoded(picture, "GIF", comment=MARK)
    return files


@pytest.mark.parametrize("pillow_format", ["JPEG", "WEBP", "AVIF", "HEIF", "TIFF", "PNG", "GIF"])
def test_nothing_private_is_left(pillow_format: str) -> None:
    data = private_files()[pillow_format]
    # PNG packs its text, where the mark cannot be seen from outside.
    assert MARK in data or pillow_format == "PNG"
    for rendition in made(data):
        assert MARK not in rendition.data
        assert b"private" not in rendition.data
        assert b"GPS" not in rendition.data
        assert "© Example".encode() in rendition.data
        picture = decoded(rendition.data)
        assert set(picture.getexif()) == {0x013B, 0x8298}
        assert set(picture.info) <= {
            "jfif", "jfif_version", "jfif_unit", "jfif_density", "exif", "xmp", "progressive", "progression", "dpi",
            "loop", "background", "timestamp", "duration", "photoshop",
        }  # fmt: skip


def test_without_words_there_is_no_metadata_at_all() -> None:
    for rendition in made(private_files()["JPEG"], EditorialMetadata()):
        assert b"Exif" not in rendition.data
        assert b"xmpmeta" not in rendition.data


def test_what_is_hidden_behind_or_before_a_picture_is_not_passed_on() -> None:
    payload = b"<script>alert(1)</script>"
    data = jpeg_with(corners(), (0xFE, payload)) + payload + b"PK\x03\x04"
    for rendition in made(data):
        assert payload not in rendition.data
        assert b"PK\x03\x04" not in rendition.data


def test_the_thumbnail_in_a_heic_is_never_taken_for_the_picture() -> None:
    picture = Image.effect_noise((2400, 40), 100).convert("RGB")
    assert made(encoded(picture, "HEIF", thumbnails=[2000])) == made(encoded(picture, "HEIF"))
