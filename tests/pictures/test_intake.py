import hashlib
import struct
import zlib
from collections.abc import Callable

import pytest
from PIL import Image

from app.pictures.intake import CheckedPicture, RefusedPicture, check, clean_file_name
from tests.pictures.samples import (
    STORED,
    corners,
    encoded,
    heic_declaring,
    jpeg_with,
    png_chunk,
    png_declaring,
    tiff_declaring,
    turned,
)
from tests.transfer.word.samples import with_lines

FORMATS = {
    "JPEG": "image/jpeg",
    "PNG": "image/png",
    "WEBP": "image/webp",
    "AVIF": "image/avif",
    "GIF": "image/gif",
    "HEIF": "image/heif",
    "TIFF": "image/tiff",
}


def checked(data: bytes, file_name: str = "picture.jpg", max_pixels: int = 1_000_000) -> CheckedPicture:
    return check(data, file_name, max_bytes=10_000_000, max_pixels=max_pixels)


def refusal(data: bytes, file_name: str = "picture.jpg", max_pixels: int = 1_000_000) -> str:
    with pytest.raises(RefusedPicture) as caught:
        checked(data, file_name, max_pixels)
    return str(caught.value)


@pytest.mark.parametrize(("pillow_format", "media_type"), FORMATS.items())
def test_each_kind_is_taken_by_its_content_whatever_its_name(pillow_format: str, media_type: str) -> None:
    data = encoded(corners(), pillow_format)
    picture = checked(data, "holiday.txt")
    assert picture.media_type == media_type
    assert picture.digest == hashlib.sha256(data).hexdigest()
    assert picture.byte_size == len(data)
    assert (picture.width, picture.height) == (96, 64)
    assert picture.file_name == "holiday.txt"


def test_a_camera_s_jpeg_of_several_views_is_a_jpeg() -> None:
    data = encoded(corners(), "MPO", save_all=True, append_images=[corners(32, 32)])
    assert checked(data).media_type == "image/jpeg"


def test_a_malformed_index_of_views_is_overlooked() -> None:
    data = jpeg_with(corners(), (0xE2, b"MPF\0II*\0 broken"))
    assert (checked(data).width, checked(data).height) == (96, 64)


@pytest.mark.parametrize("orientation", STORED)
@pytest.mark.parametrize("pillow_format", ["JPEG", "PNG", "WEBP", "AVIF", "HEIF", "TIFF"])
def test_the_size_is_that_of_the_upright_picture(pillow_format: str, orientation: int) -> None:
    picture = checked(turned(orientation, pillow_format))
    assert (picture.width, picture.height) == (96, 64)


@pytest.mark.parametrize("orientation", [b"\0\0", b"\x09\0", b"\xff\xff"])
def test_an_orientation_that_does_not_exist_is_overlooked(orientation: bytes) -> None:
    exif = b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0" + orientation + bytes(6)
    assert (checked(encoded(corners(), "JPEG", exif=exif)).width) == 96


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "RGBA", "LA", "I;16"])
def test_png_of_every_mode_is_taken(mode: str) -> None:
    picture = Image.new("I;16", (8, 8), 40000) if mode == "I;16" else corners(8, 8, mode)
    assert checked(encoded(picture, "PNG")).width == 8


def test_an_empty_file_is_refused() -> None:
    assert refusal(b"") == "“picture.jpg” is empty. Send it again from the device where it opens."


def test_too_many_bytes_are_refused() -> None:
    data = encoded(corners(), "JPEG")
    assert check(data, "a.jpg", max_bytes=len(data), max_pixels=10_000).byte_size == len(data)
    with pytest.raises(RefusedPicture, match="is larger than"):
        check(data, "a.jpg", max_bytes=len(data) - 1, max_pixels=10_000)


@pytest.mark.parametrize("pillow_format", FORMATS)
def test_too_many_pixels_are_refused_one_pixel_past_the_limit(pillow_format: str) -> None:
    data = encoded(corners(), pillow_format)
    assert checked(data, max_pixels=96 * 64).width == 96
    assert "Save a smaller copy" in refusal(data, max_pixels=96 * 64 - 1)


@pytest.mark.parametrize("declaring", [png_declaring, tiff_declaring, heic_declaring])
@pytest.mark.parametrize(("width", "height"), [(10_000, 10_000), (20_000, 20_000), (60_000, 60_000)])
def test_a_bomb_is_refused_by_the_size_that_it_declares(
    declaring: Callable[[int, int], bytes], width: int, height: int
) -> None:
    data = declaring(width, height)
    assert len(data) < 5000
    assert "has more than 1 megapixels" in refusal(data)


def test_an_original_larger_than_pillow_s_own_warning_is_not_refused_for_that() -> None:
    data = encoded(Image.new("1", (9_500, 9_500)), "PNG")
    assert checked(data, max_pixels=100_000_000).width == 9_500


@pytest.mark.parametrize("pillow_format", FORMATS)
@pytest.mark.parametrize("kept", [0.3, 0.6, 0.95])
def test_a_truncated_file_is_refused(pillow_format: str, kept: float) -> None:
    noise = Image.effect_noise((128, 128), 100).convert("RGB")
    data = encoded(noise, pillow_format)
    assert "is damaged, incomplete" in refusal(data[: int(len(data) * kept)])


@pytest.mark.parametrize("pillow_format", FORMATS)
def test_a_file_broken_anywhere_is_taken_or_refused_and_never_an_error(pillow_format: str) -> None:
    data = encoded(corners(), pillow_format)
    for position in range(0, len(data), max(1, len(data) // 150)):
        broken = data[:position] + bytes([data[position] ^ 0xFF]) + data[position + 1 :]
        try:
            picture = checked(broken)
        except RefusedPicture as refused:
            assert str(refused)  # noqa: PT017 - both ends are right; only another exception is wrong
        else:
            assert picture.width * picture.height <= 1_000_000


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.mark.parametrize(
    "data",
    [SVG, b"\xef\xbb\xbf\n" + SVG, b'<?xml version="1.0"?>\n<!-- drawn by hand -->\n' + SVG, SVG.upper()],
)
def test_svg_is_named_and_refused(data: bytes) -> None:
    assert "SVG drawings are not taken; export it as PNG" in refusal(data, "logo.svg")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"only text", "is not a picture that can be taken"),
        (b"<!doctype html><p>hello<svg></svg>", "is not a picture that can be taken"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "is a PDF document"),
        (b"\xd7\xcd\xc6\x9a" + bytes(60), "is a drawing of Windows (WMF or EMF)"),
        (b"\x01\0\0\0" + bytes(36) + b" EMF" + bytes(60), "is a drawing of Windows (WMF or EMF)"),
        (with_lines(title="A release"), "It belongs to “Start from a Word file”"),
        (b"\0" * 5000, "is not a picture that can be taken"),
        (encoded(corners(), "BMP"), "is not a picture that can be taken"),
        (encoded(corners(32, 32), "ICO"), "is not a picture that can be taken"),
        (encoded(corners(), "EPS"), "is not a picture that can be taken"),
        (encoded(corners(), "JPEG2000"), "is not a picture that can be taken"),
        (encoded(corners(), "PDF"), "is a PDF document"),
    ],
)
def test_what_is_no_picture_of_a_known_kind_is_refused_under_any_name(data: bytes, words: str) -> None:
    assert words in refusal(data, "picture.jpg")


def test_a_document_that_is_also_a_picture_is_taken_for_what_it_begins_with() -> None:
    picture = encoded(corners(), "JPEG")
    assert checked(picture + b"%PDF-1.7 <script>").media_type == "image/jpeg"
    assert "is a PDF document" in refusal(b"%PDF-1.7\n" + picture)
    assert "is not a picture" in refusal(b"<html>" + picture)


@pytest.mark.parametrize("mode", ["I", "F"])
def test_thirty_two_bits_are_refused(mode: str) -> None:
    assert "Save it with 8 or 16 bits" in refusal(encoded(Image.new(mode, (8, 8)), "TIFF"))


def test_the_preview_in_a_camera_s_raw_file_is_not_taken_for_the_picture() -> None:
    assert "is a camera's raw file" in refusal(encoded(corners(), "TIFF", tiffinfo={0x00FE: 1}))


def test_a_jpeg_that_would_be_decoded_for_hours_is_refused() -> None:
    data = encoded(corners(), "JPEG", progressive=True)
    # The last scan refines what is there already; again and again it changes nothing that would be an error.
    last = data[data.rindex(b"\xff\xc4") : -2]
    assert checked(data[:-2] + last * 10 + data[-2:]).width == 96
    assert "is damaged, incomplete or of an unusual kind" in refusal(data[:-2] + last * 100 + data[-2:])


def test_scans_in_a_thumbnail_or_behind_the_picture_do_not_count() -> None:
    data = jpeg_with(corners(), (0xE5, b"\xff\xda\x00\x02" * 200)) + b"\xff\xda\x00\x02" * 200
    assert checked(data).width == 96


def test_a_text_bomb_in_a_png_is_refused() -> None:
    data = encoded(corners(), "PNG")
    bomb = png_chunk(b"zTXt", b"Comment\0\0" + zlib.compress(bytes(100_000_000)))
    assert "is damaged" in refusal(data[:33] + bomb + data[33:])


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("C:\\Users\\jane\\factory.jpg", "factory.jpg"),
        ("../../etc/passwd", "passwd"),
        ("a\0b\r\nc\x1b[31m.jpg", "abc[31m.jpg"),
        ("invoice\u202egpj.exe", "invoicegpj.exe"),
        ("half\udc80.jpg", "half.jpg"),
        ("工厂 一.jpg", "工厂 一.jpg"),
        ("Fa\u0301brica.jpg", "Fábrica.jpg"),
        ("", "unnamed"),
        ("folder/", "unnamed"),
        ("\n", "unnamed"),
        ("x" * 5000, "x" * 255),
    ],
)
def test_a_file_name_is_cleaned(given: str, kept: str) -> None:
    assert clean_file_name(given) == kept
    assert checked(encoded(corners(), "PNG"), given).file_name == kept


def test_a_long_name_is_shortened_in_its_middle() -> None:
    message = refusal(b"", "n" * 400 + ".jpeg")
    # 255 characters are kept of a name, and here they end before its extension.
    assert message.startswith("“" + "n" * 60 + "…" + "n" * 19 + "” is empty")
    shown = refusal(b"", "n" * 200 + ".jpeg").partition("”")[0]
    assert shown.endswith(".jpeg")
    assert len(shown) == 81


def test_sizes_in_tiff_may_be_of_any_type() -> None:
    data = bytearray(tiff_declaring(10, 1))
    assert checked(bytes(data)).width == 10
    at = data.index(struct.pack("<HH", 256, 4))
    data[at : at + 4] = struct.pack("<HH", 256, 2)
    assert "is damaged" in refusal(bytes(data))
