"""Opens picture files from outside, whatever they claim to be."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from threading import RLock

from PIL import ExifTags, Image
from PIL.ImageFile import ImageFile
from pillow_heif import register_heif_opener

# AVIF comes before HEIF: the files of both may begin with the brand `mif1`, and only AVIF's reader looks further.
_READERS = ("JPEG", "PNG", "WEBP", "AVIF", "GIF", "HEIF", "TIFF")

# What Pillow calls a file that it has opened, and the media type of IANA's registry. MPO is a camera's JPEG that holds
# more than one view.
MEDIA_TYPES = {
    "JPEG": "image/jpeg",
    "MPO": "image/jpeg",
    "PNG": "image/png",
    "WEBP": "image/webp",
    "AVIF": "image/avif",
    "GIF": "image/gif",
    "HEIF": "image/heif",
    "TIFF": "image/tiff",
}

_SWAPPING_SIDES = (5, 6, 7, 8)

# A picture may take half a gigabyte while it is decoded, and warnings can be silenced only for all threads at once.
_one_at_a_time = RLock()

# A thumbnail may show what was cropped away since, so that none is ever decoded in place of the picture.
register_heif_opener(thumbnails=False, depth_images=False, aux_images=False)


@contextmanager
def opened(data: bytes) -> Iterator[ImageFile]:
    """Open a picture of one of `MEDIA_TYPES`, recognised by its content; only its header is read.

    The first frame or page is what counts. In each process one picture is open at a time; others wait. Whatever Pillow
    raises passes through, here and on decoding, and for a hostile file that may be any `Exception`; its warnings
    do not.
    """
    with _one_at_a_time, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with Image.open(BytesIO(data), formats=_READERS) as image:
            yield image


def orientation(image: ImageFile) -> int:
    """Return the EXIF orientation, 1 to 8, by which the picture must still be turned; 1 where it cannot be told.

    Pillow turns TIFF, and libheif HEIF, while decoding.
    """
    if image.format == "TIFF":
        return 1
    try:
        value = image.getexif().get(ExifTags.Base.Orientation)
    except Exception:
        # EXIF is read by code that raises nearly anything on malformed data; a picture needs none.
        return 1
    return value if isinstance(value, int) and 1 <= value <= 8 else 1


def swaps_sides(image: ImageFile) -> bool:
    """Say whether the picture's width becomes its height when it is put upright."""
    return orientation(image) in _SWAPPING_SIDES
