"""Decides whether an uploaded file is a picture that can be taken, by its content and never by its name."""

import hashlib
import re
import unicodedata
from dataclasses import dataclass

from flask_babel import gettext as _
from PIL import Image
from PIL.ImageFile import ImageFile

from app.pictures import metadata
from app.pictures.decoding import MEDIA_TYPES, opened, swaps_sides
from app.pictures.metadata import EditorialMetadata

MAX_FILE_NAME = 255
_MAX_SHOWN_NAME = 80
_MEBIBYTE = 1024 * 1024
_MEGAPIXEL = 1_000_000

# What the files of the kinds that are taken begin with, so that a damaged one is told from something else.
_SIGNATURES = re.compile(
    rb"\xff\xd8\xff|\x89PNG\r\n|GIF8[79]a|RIFF.{4}WEBP|II[*+]\0|MM\0[*+]|.{4}ftyp(avi[fs]|he[iv][cmsx]|m[is]f1)",
    re.DOTALL,
)
# [MS-WMF] 2.3.2.3, the placeable form; [MS-EMF] 2.3.4.2, the signature in the header.
_WINDOWS_METAFILE = b"\xd7\xcd\xc6\x9a"
_ENHANCED_METAFILE = b" EMF"
# TIFF 6.0's NewSubfileType and DNG's DNGVersion: the first page is the preview of a camera's raw file.
_NEW_SUBFILE_TYPE = 0x00FE
_DNG_VERSION = 0xC612
# A progressive JPEG (ITU-T T.81) has about ten scans. Each is decoded over the whole picture, and 60 MiB hold enough of
# them to keep a processor busy for an hour.
_MAX_SCANS = 100
# The markers that begin a segment with its length. Within a scan, 0xFF is followed by none of them.
_JPEG_MARKER = re.compile(rb"\xff([^\x00\x01\xff\xd0-\xd8])")
_START_OF_SCAN = b"\xda"
_END_OF_IMAGE = b"\xd9"
# Pillow cuts 32 bits down to 8 by clipping, which leaves a white or black square.
_UNUSABLE_MODES = ("I", "F")


class RefusedPicture(ValueError):
    """A file that is not taken. Its text names the file, says why, and what to do instead."""


@dataclass(frozen=True)
class CheckedPicture:
    """What is known of a file that may be taken."""

    # SHA-256 of the file's bytes, in hexadecimal.
    digest: str
    file_name: str
    media_type: str
    byte_size: int
    # Pixels of the upright picture.
    width: int
    height: int
    metadata: EditorialMetadata


def check(data: bytes, file_name: str, *, max_bytes: int, max_pixels: int) -> CheckedPicture:
    """Check one uploaded file, decoding its first frame or page completely. Raises `RefusedPicture`."""
    check_size(len(data), file_name, max_bytes)
    try:
        with opened(data) as image:
            if image.width * image.height > max_pixels:
                raise _too_many_pixels(file_name, max_pixels)
            _check_kind(image, data, file_name)
            image.load()
            width, height = reversed(image.size) if swaps_sides(image) else image.size
            found = metadata.read(image)
    except RefusedPicture:
        raise
    except Image.DecompressionBombError as error:
        raise _too_many_pixels(file_name, max_pixels) from error
    except Exception as error:
        # Pillow's readers raise nearly anything on malformed data; each means that the file cannot be used.
        raise RefusedPicture(_why_unreadable(data, _shown(file_name))) from error
    return CheckedPicture(
        digest=hashlib.sha256(data).hexdigest(),
        file_name=clean_file_name(file_name),
        media_type=MEDIA_TYPES[image.format or ""],
        byte_size=len(data),
        width=width,
        height=height,
        metadata=found,
    )


def check_size(size: int, file_name: str, max_bytes: int) -> None:
    """Check the size in bytes of a file that may not be here yet. Raises `RefusedPicture`."""
    if not size:
        raise RefusedPicture(
            _("“%(file)s” is empty. Send it again from the device where it opens.", file=_shown(file_name))
        )
    if size > max_bytes:
        raise RefusedPicture(
            _(
                "“%(file)s” is larger than %(limit)s MiB. Save it with a lower quality or fewer pixels.",
                file=_shown(file_name),
                limit=f"{max_bytes / _MEBIBYTE:g}",
            )
        )


def clean_file_name(file_name: str) -> str:
    """Return the last part of a path, without control and invisible characters, at most 255 characters long."""
    name = unicodedata.normalize("NFC", re.split(r"[/\\]", file_name[-4 * MAX_FILE_NAME :])[-1])
    visible = "".join(c for c in name if c == " " or unicodedata.category(c)[0] not in "CZ")
    return visible.strip()[:MAX_FILE_NAME] or "unnamed"


def _shown(file_name: str) -> str:
    """Return the last part of a path as it is shown: shortened in its middle, so that the extension is still seen."""
    file_name = clean_file_name(file_name)
    if len(file_name) <= _MAX_SHOWN_NAME:
        return file_name
    return f"{file_name[: _MAX_SHOWN_NAME - 20]}…{file_name[-19:]}"


def _check_kind(image: ImageFile, data: bytes, file_name: str) -> None:
    """Refuse what Pillow would decode, but never end with, or not in the way that a newsroom means."""
    shown = _shown(file_name)
    if MEDIA_TYPES[image.format or ""] == "image/jpeg" and _scans(data) > _MAX_SCANS:
        raise RefusedPicture(_damaged(shown))
    if image.mode in _UNUSABLE_MODES:
        raise RefusedPicture(
            _("“%(file)s” has 32 bits for each pixel's shade. Save it with 8 or 16 bits, and send that.", file=shown)
        )
    tags = getattr(image, "tag_v2", {})
    if image.format == "TIFF" and (tags.get(_NEW_SUBFILE_TYPE) == 1 or _DNG_VERSION in tags):
        raise RefusedPicture(
            _("“%(file)s” is a camera's raw file. Develop it, save it as JPEG, and send that.", file=shown)
        )


def _scans(data: bytes) -> int:
    """Count the scans of a JPEG."""
    scans = position = 0
    while (marker := _JPEG_MARKER.search(data, position)) and marker[1] != _END_OF_IMAGE:
        scans += marker[1] == _START_OF_SCAN
        length = int.from_bytes(data[marker.end() : marker.end() + 2])
        position = marker.end() + length
    return scans


def _too_many_pixels(file_name: str, max_pixels: int) -> RefusedPicture:
    return RefusedPicture(
        _(
            "“%(file)s” has more than %(limit)s megapixels. Save a smaller copy, and send that.",
            file=_shown(file_name),
            limit=f"{max_pixels / _MEGAPIXEL:g}",
        )
    )


def _damaged(shown: str) -> str:
    return _(
        "“%(file)s” is damaged, incomplete or of an unusual kind. Open it in a picture editor, save it as JPEG or PNG, "
        "and send that file.",
        file=shown,
    )


def _why_unreadable(data: bytes, shown: str) -> str:
    if _SIGNATURES.match(data):
        return _damaged(shown)
    start = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if b"<svg" in start and not start.startswith((b"<!doctype html", b"<html")):
        return _(
            "“%(file)s” is an SVG drawing. SVG drawings are not taken; export it as PNG, and send that.", file=shown
        )
    if start.startswith(b"%pdf-"):
        return _("“%(file)s” is a PDF document. Export the picture from it as JPEG or PNG, and send that.", file=shown)
    if data.startswith(_WINDOWS_METAFILE) or data[40:44] == _ENHANCED_METAFILE:
        return _("“%(file)s” is a drawing of Windows (WMF or EMF). Save it as PNG, and send that.", file=shown)
    if data.startswith(b"PK") and b"word/document.xml" in data:
        return _(
            "“%(file)s” is a Word document. It belongs to “Start from a Word file”, above the title of a new article.",
            file=shown,
        )
    return _(
        "“%(file)s” is not a picture that can be taken. JPEG, PNG, WebP, AVIF, GIF, HEIC and TIFF are.", file=shown
    )
