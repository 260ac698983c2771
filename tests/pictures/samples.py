"""Picture files for tests, made on the spot."""

import struct
import zlib
from io import BytesIO

from PIL import ExifTags, Image, ImageDraw
from pillow_heif import register_heif_opener

register_heif_opener()

RED, GREEN, BLUE, YELLOW = (220, 30, 30), (30, 180, 30), (30, 30, 220), (230, 220, 30)

# For each EXIF orientation, what must be done to an upright picture so that a viewer who obeys the tag sees it upright.
STORED = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


def corners(width: int = 96, height: int = 64, mode: str = "RGB") -> Image.Image:
    """Draw a picture with red, green, blue and yellow quarters: top left, top right, bottom left, bottom right."""
    picture = Image.new("RGB", (width, height), RED)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((width // 2, 0, width, height // 2 - 1), GREEN)
    draw.rectangle((0, height // 2, width // 2 - 1, height), BLUE)
    draw.rectangle((width // 2, height // 2, width, height), YELLOW)
    return picture.convert(mode)


def encoded(picture: Image.Image, pillow_format: str, **options: object) -> bytes:
    file = BytesIO()
    picture.save(file, pillow_format, **options)
    return file.getvalue()


def decoded(data: bytes) -> Image.Image:
    with Image.open(BytesIO(data)) as picture:
        picture.load()
        return picture


def near(pixel: object, colour: tuple[int, ...], tolerance: int = 24) -> bool:
    """Say whether a pixel has a colour, give or take what compression does to it."""
    assert isinstance(pixel, tuple)
    return len(pixel) == len(colour) and all(abs(a - b) <= tolerance for a, b in zip(pixel, colour, strict=True))


def corner_colours(picture: Image.Image) -> list[object]:
    """Return the colours in the middle of the quarters, in the order of `corners`."""
    width, height = picture.size
    places = [(1, 1), (3, 1), (1, 3), (3, 3)]
    return [picture.getpixel((width * x // 4, height * y // 4)) for x, y in places]


def turned(orientation: int, pillow_format: str, width: int = 96, height: int = 64) -> bytes:
    """Return `corners` stored as a camera held in another way stores it, with the tag that says so."""
    picture = corners(width, height)
    transposition = STORED[orientation]
    if transposition is not None:
        picture = picture.transpose(transposition)
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    return encoded(picture, pillow_format, exif=exif.tobytes())


def png_chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png_declaring(width: int, height: int) -> bytes:
    """Return a PNG of a few bytes that claims to be of any size."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = png_chunk(b"IDAT", zlib.compress(bytes(1000)))
    return b"\x89PNG\r\n\x1a\n" + png_chunk(b"IHDR", header) + pixels + png_chunk(b"IEND", b"")


def tiff_declaring(width: int, height: int) -> bytes:
    """Return a TIFF of one small strip that claims to be of any size."""
    entries = [(256, 4, width), (257, 4, height), (258, 3, 8), (259, 3, 1), (262, 3, 1), (273, 4, 122), (277, 3, 1)]
    entries += [(278, 4, height), (279, 4, 10)]
    directory = b"".join(struct.pack("<HHII", tag, kind, 1, value) for tag, kind, value in entries)
    return struct.pack("<2sHIH", b"II", 42, 8, len(entries)) + directory + bytes(4) + bytes(10)


def heic_declaring(width: int, height: int) -> bytes:
    """Return a HEIC whose property `ispe` (ISO/IEC 23008-12) claims any size."""
    data = encoded(corners(), "HEIF")
    at = data.index(b"ispe") + 8
    return data[:at] + struct.pack(">II", width, height) + data[at + 8 :]


def iim(*records: tuple[int, int, bytes]) -> bytes:
    """Return an IPTC Information Interchange Model block."""
    return b"".join(struct.pack(">BBBH", 0x1C, *tag, len(value)) + value for *tag, value in records)


def jpeg_with(picture: Image.Image, *segments: tuple[int, bytes], **options: object) -> bytes:
    """Return a JPEG with segments of our own right after its first marker."""
    data = encoded(picture, "JPEG", **options)
    added = b"".join(struct.pack(">BBH", 0xFF, marker, len(content) + 2) + content for marker, content in segments)
    return data[:2] + added + data[2:]


def photoshop(iim_block: bytes) -> bytes:
    """Return the content of the JPEG segment (APP13) in which Photoshop keeps IIM."""
    padding = b"\0" * (len(iim_block) % 2)
    return b"Photoshop 3.0\0" + b"8BIM\x04\x04\0\0" + struct.pack(">I", len(iim_block)) + iim_block + padding


def xmp(body: str, attributes: str = "") -> bytes:
    """Return an XMP packet with this content of its one description."""
    return (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/" '
        'xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/" '
        f'xmlns:exif="http://ns.adobe.com/exif/1.0/" {attributes}>{body}</rdf:Description></rdf:RDF></x:xmpmeta>'
    ).encode()
