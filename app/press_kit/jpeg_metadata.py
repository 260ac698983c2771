"""Gives a JPEG file other metadata without touching a pixel (ITU-T T.81, annex B).

What is not needed to decode the picture goes: camera data, places, serial numbers, previews, comments, what other
programs have left, and whatever follows the picture's end. The colour profile stays.
"""

import re
from collections.abc import Iterator

_START_OF_IMAGE = b"\xff\xd8"
_END_OF_IMAGE = 0xD9
_START_OF_SCAN = 0xDA
# Frames, tables and the restart interval; a line count that comes late (DNL) is left to those who can decode it.
_NEEDED = {*range(0xC0, 0xD0), 0xDA, 0xDB, 0xDD} - {0xC8}
_JFIF, _EXIF_OR_XMP, _COLOUR_PROFILE, _IIM, _ADOBE = 0xE0, 0xE1, 0xE2, 0xED, 0xEE
# Restart markers and stuffed zeros are part of a scan; so are the 0xFF that may fill up before a marker.
_SCAN_END = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_LONGEST_SEGMENT = 65_533
_XMP_SIGNATURE = b"http://ns.adobe.com/xap/1.0/\0"


class NotUnderstood(ValueError):
    """A file that is no JPEG, ends early, or has parts that this module does not know."""


def replaced(data: bytes, exif: bytes, xmp: bytes, iim: bytes) -> bytes:
    """Return the JPEG file `data` with these three blocks as its only metadata; an empty one is left out.

    `exif` begins with `Exif` and two zeros (CIPA DC-008), `xmp` is a packet (ISO 16684-1), `iim` begins with the name
    of Photoshop; each must fit into a segment of 64 KiB. Raises `NotUnderstood`.
    """
    blocks = [(_EXIF_OR_XMP, exif), (_EXIF_OR_XMP, _XMP_SIGNATURE + xmp if xmp else b""), (_IIM, iim)]
    metadata = [(marker, block) for marker, block in blocks if block]
    if any(len(block) > _LONGEST_SEGMENT for _, block in metadata):
        raise NotUnderstood("the new metadata does not fit into a segment")
    segments = list(_kept(data))
    # JFIF wants to come first.
    first = [segments.pop(0)] if segments[0][1] == _JFIF else []
    written = [bytes((0xFF, marker)) + (len(block) + 2).to_bytes(2) + block for marker, block in metadata]
    return b"".join([_START_OF_IMAGE, *first, *written, *segments, bytes((0xFF, _END_OF_IMAGE))])


def _kept(data: bytes) -> Iterator[bytes]:
    """Yield the segments that are needed, each scan's data with its header."""
    if not data.startswith(_START_OF_IMAGE):
        raise NotUnderstood("the file does not begin like a JPEG")
    position = len(_START_OF_IMAGE)
    while True:
        while data[position : position + 2] == b"\xff\xff":
            position += 1
        if len(data) < position + 2 or data[position] != 0xFF:
            raise NotUnderstood("the file ends early")
        marker = data[position + 1]
        if marker == _END_OF_IMAGE:
            return
        start = position + 4
        end = position + 2 + int.from_bytes(data[position + 2 : start])
        if end < start or end > len(data):
            raise NotUnderstood("a segment does not fit into the file")
        if marker == _START_OF_SCAN:
            found = _SCAN_END.search(data, end)
            if found is None:
                raise NotUnderstood("the file ends early")
            end = found.start()
        payload = data[start:end]
        if (
            marker in _NEEDED
            or (marker == _ADOBE and payload.startswith(b"Adobe"))
            or (marker == _COLOUR_PROFILE and payload.startswith(b"ICC_PROFILE\0"))
        ):
            yield data[position:end]
        elif marker == _JFIF and payload.startswith(b"JFIF\0") and len(payload) >= 12:
            # Version, unit and density, without the small preview that may follow.
            yield b"\xff\xe0\x00\x10" + payload[:12] + b"\0\0"
        elif not (0xE0 <= marker <= 0xEF or marker == 0xFE):
            raise NotUnderstood(f"the file has a segment of the kind {marker:#x}")
        position = end
