"""Writes who is to be named for a picture into its file, in each of the three manners that programs read.

The fields are those of `metadata`; nothing else is ever written. A JPEG takes all three blocks, WebP and AVIF have a
place for EXIF and XMP alone.
"""

from html import escape

from PIL import ExifTags, Image

from app.pictures.metadata import EXIF_FIELDS, IIM_FIELDS, EditorialMetadata

_LIST = "<rdf:Seq><rdf:li>{}</rdf:li></rdf:Seq>"
_IN_LANGUAGES = '<rdf:Alt><rdf:li xml:lang="x-default">{}</rdf:li></rdf:Alt>'
_XMP_PROPERTIES = {
    "creator": ("dc:creator", _LIST),
    "credit": ("photoshop:Credit", "{}"),
    "copyright": ("dc:rights", _IN_LANGUAGES),
    "caption": ("dc:description", _IN_LANGUAGES),
    "alternative_text": ("Iptc4xmpCore:AltTextAccessibility", _IN_LANGUAGES),
    "source": ("photoshop:Source", "{}"),
    "usage_terms": ("xmpRights:UsageTerms", _IN_LANGUAGES),
    "web_statement": ("xmpRights:WebStatement", "{}"),
}
# The packet's id is the one that ISO 16684-1 gives to every packet.
_XMP_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" \
xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/" \
xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/">{}</rdf:Description></rdf:RDF></x:xmpmeta>\
<?xpacket end="r"?>"""

_IN_EXIF = ("creator", "copyright")
# As many bytes as IIM 4.1 gives to each; XMP beside it has the whole.
_IIM_LENGTHS = {"creator": 32, "credit": 32, "source": 32, "copyright": 128, "caption": 2000}
# Record 1 of IIM: ISO 2022's announcement of UTF-8.
_IIM_ENVELOPE = b"\x1c\x01\x5a\x00\x03\x1b%G"
_PHOTOSHOP_SIGNATURE = b"Photoshop 3.0\x00"
# The image resource, without a name, in which IIM is kept.
_IIM_RESOURCE = b"8BIM\x04\x04\x00\x00"


def exif_block(metadata: EditorialMetadata, orientation: int = 1) -> bytes:
    """Return an EXIF block with creator and copyright in UTF-8, and an orientation other than 1; empty without them."""
    exif = Image.Exif()
    if orientation != 1:
        exif[ExifTags.Base.Orientation] = orientation
    for name in _IN_EXIF:
        if value := getattr(metadata, name):
            exif[EXIF_FIELDS[name]] = value.encode()
    return exif.tobytes() if len(exif) else b""


def xmp_block(metadata: EditorialMetadata) -> bytes:
    """Return an XMP packet with what `metadata` says; empty where it says nothing."""
    properties = [
        f"<{tag}>{form.format(escape(value, quote=False))}</{tag}>"
        for name, (tag, form) in _XMP_PROPERTIES.items()
        if (value := getattr(metadata, name))
    ]
    return _XMP_PACKET.format("".join(properties)).encode() if properties else b""


def iim_block(metadata: EditorialMetadata) -> bytes:
    """Return IIM as JPEG keeps it in APP13, each value as long as it may be; empty where there is nothing to say."""
    records = b"".join(
        bytes((0x1C, *IIM_FIELDS[name])) + len(data).to_bytes(2) + data
        for name, length in _IIM_LENGTHS.items()
        if (data := _cut(getattr(metadata, name), length))
    )
    if not records:
        return b""
    records = _IIM_ENVELOPE + records
    padding = b"\0" * (len(records) % 2)
    return _PHOTOSHOP_SIGNATURE + _IIM_RESOURCE + len(records).to_bytes(4) + records + padding


def _cut(text: str, length: int) -> bytes:
    return text.encode()[:length].decode(errors="ignore").encode()
