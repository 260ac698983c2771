"""The files of pictures as journalists get them: as large as there are, with credit, caption and nothing private."""

from html import escape

from PIL import ExifTags, Image

from app.foundation.storage import FolderStorage
from app.pictures import library, metadata
from app.pictures.decoding import opened, orientation
from app.press_kit import jpeg_metadata
from app.press_kit.release import ReleasePicture

# Names by the IPTC Photo Metadata Standard; the packet's id is the one that ISO 16684-1 gives to every packet.
_XMP_PROPERTIES = {
    "creator": "<dc:creator><rdf:Seq><rdf:li>{}</rdf:li></rdf:Seq></dc:creator>",
    "copyright": '<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">{}</rdf:li></rdf:Alt></dc:rights>',
    "caption": '<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{}</rdf:li></rdf:Alt></dc:description>',
    "credit": "<photoshop:Credit>{}</photoshop:Credit>",
    "alternative_text": '<Iptc4xmpCore:AltTextAccessibility><rdf:Alt><rdf:li xml:lang="x-default">{}</rdf:li></rdf:Alt>'
    "</Iptc4xmpCore:AltTextAccessibility>",
}
_XMP_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" \
xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" \
xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/">{}</rdf:Description></rdf:RDF></x:xmpmeta>\
<?xpacket end="r"?>"""
_EXIF_FIELDS = {"creator": ExifTags.Base.Artist, "copyright": ExifTags.Base.Copyright}


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
    with opened(jpeg) as image:
        turned = orientation(image)
    exif = Image.Exif()
    if turned != 1:
        exif[ExifTags.Base.Orientation] = turned
    for name, tag in _EXIF_FIELDS.items():
        if value := metadata.clean(getattr(picture, name)):
            exif[tag] = value.encode()
    properties = [
        form.format(escape(value, quote=False))
        for name, form in _XMP_PROPERTIES.items()
        if (value := metadata.clean(getattr(picture, name)))
    ]
    xmp = _XMP_PACKET.format("".join(properties)).encode() if properties else b""
    return jpeg_metadata.replaced(jpeg, exif.tobytes() if len(exif) else b"", xmp)
