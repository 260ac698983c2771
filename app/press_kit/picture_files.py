"""The files of pictures as journalists get them: as large as there are, with credit, caption and nothing private."""

from dataclasses import replace

from app.foundation.storage import FolderStorage
from app.pictures import library, metadata
from app.pictures.credit_blocks import exif_block, iim_block, xmp_block
from app.pictures.decoding import opened, orientation
from app.press_kit import jpeg_metadata
from app.press_kit.release import ReleasePicture

_OF_THE_RELEASE = ("creator", "credit", "copyright", "caption", "alternative_text")


def illustration(storage: FolderStorage, picture: ReleasePicture) -> bytes | None:
    """Return the largest JPEG that visitors see too, or nothing where its file is gone."""
    try:
        return (library.renditions_folder(storage) / picture.rendition).read_bytes()
    except FileNotFoundError:
        return None


def for_print(storage: FolderStorage, picture: ReleasePicture, *, original: bool) -> bytes | None:
    """Return the picture as a JPEG with its credit, or nothing where its files are gone.

    With `original` it is the uploaded JPEG, its pixels untouched and all other metadata taken out. Otherwise, and where
    it cannot be rewritten safely, it is the largest rendition.
    """
    if original:
        try:
            return _credited(storage.read(library.original_key(picture.digest)), picture)
        except (FileNotFoundError, jpeg_metadata.NotUnderstood):
            pass
    rendition = illustration(storage, picture)
    try:
        return None if rendition is None else _credited(rendition, picture)
    except jpeg_metadata.NotUnderstood:
        return rendition


def _credited(jpeg: bytes, picture: ReleasePicture) -> bytes:
    """Write what the release says of the picture into its file; source and terms of use stay as the file has them."""
    with opened(jpeg) as image:
        turned, said = orientation(image), metadata.read(image)
    said = replace(said, **{name: metadata.clean(getattr(picture, name)) for name in _OF_THE_RELEASE})
    return jpeg_metadata.replaced(jpeg, exif_block(said, turned), xmp_block(said), iim_block(said))
