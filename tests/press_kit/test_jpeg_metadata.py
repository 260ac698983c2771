import io

import pytest
from PIL import ExifTags, Image

from app.pictures import metadata
from app.pictures.credit_blocks import exif_block, iim_block, xmp_block
from app.pictures.decoding import opened
from app.press_kit import jpeg_metadata
from app.press_kit.jpeg_metadata import NotUnderstood, replaced
from tests.support.newsroom import picture_bytes

SECRET = b"qx-secret-xq"


def private_jpeg(**options: object) -> bytes:
    """A photograph as a camera may leave it: with a place, a serial number, an owner, a comment and a tail."""
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 6
    exif[ExifTags.Base.Make] = SECRET.decode()
    camera = exif.get_ifd(ExifTags.IFD.Exif)
    camera[ExifTags.Base.BodySerialNumber] = camera[ExifTags.Base.CameraOwnerName] = SECRET.decode()
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSProcessingMethod] = SECRET
    file = io.BytesIO()
    picture = Image.radial_gradient("L").convert("RGB")
    picture.save(file, "JPEG", exif=exif, comment=SECRET, xmp=b"<x>" + SECRET + b"</x>", **options)
    iim = b"Photoshop 3.0\x008BIM\x04\x04\0\0" + len(SECRET).to_bytes(4) + SECRET
    data = file.getvalue()
    return data[:2] + b"\xff\xed" + (len(iim) + 2).to_bytes(2) + iim + data[2:] + SECRET


@pytest.mark.parametrize("progressive", [False, True])
def test_pixels_stay_and_everything_private_goes(progressive: bool) -> None:
    profile = b"a profile of colours"
    data = private_jpeg(progressive=progressive, icc_profile=profile)
    assert data.count(SECRET) >= 6
    exif = exif_block(metadata.EditorialMetadata(creator="A. Person"))
    xmp = xmp_block(metadata.EditorialMetadata(credit="Example"))
    iim = iim_block(metadata.EditorialMetadata(source="Archive"))
    clean = replaced(data, exif, xmp, iim)
    assert SECRET not in clean
    with opened(clean) as image, Image.open(io.BytesIO(data)) as before:
        assert image.tobytes() == before.tobytes()
        assert image.info["icc_profile"] == profile
        image.load()
        found = metadata.read(image)
        assert (found.creator, found.credit, found.source) == ("A. Person", "Example", "Archive")
        assert dict(image.getexif()) == {ExifTags.Base.Artist: "A. Person"}


def test_a_file_with_nothing_to_say_has_no_metadata() -> None:
    clean = replaced(private_jpeg(), b"", b"", b"")
    assert b"Exif" not in clean
    assert b"adobe.com" not in clean


@pytest.mark.parametrize("cut", [3, 20, 200, -40])
def test_torn_files_are_refused(cut: int) -> None:
    with pytest.raises(NotUnderstood):
        replaced(picture_bytes()[:cut], b"", b"", b"")


@pytest.mark.parametrize("data", [b"", b"\xff\xd8", picture_bytes(kind="PNG"), b"\xff\xd8\xff\x01\x00\x02"])
def test_what_is_no_jpeg_is_refused(data: bytes) -> None:
    with pytest.raises(NotUnderstood):
        replaced(data, b"", b"", b"")


def test_metadata_that_is_too_long_is_refused() -> None:
    with pytest.raises(jpeg_metadata.NotUnderstood):
        replaced(picture_bytes(), b"", b"x" * 70_000, b"")
