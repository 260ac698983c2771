"""The words that travel inside picture files, by the IPTC Photo Metadata Standard.

| field            | name in the standard     | IIM   | XMP                               | EXIF                    |
| ---------------- | ------------------------ | ----- | --------------------------------- | ----------------------- |
| creator          | Creator                  | 2:80  | dc:creator                        | 0x013B Artist           |
| credit           | Credit Line              | 2:110 | photoshop:Credit                  |                         |
| copyright        | Copyright Notice         | 2:116 | dc:rights                         | 0x8298 Copyright        |
| caption          | Description              | 2:120 | dc:description                    | 0x010E ImageDescription |
| alternative text | Alt Text (Accessibility) |       | Iptc4xmpCore:AltTextAccessibility |                         |
| source           | Source                   | 2:115 | photoshop:Source                  |                         |
| usage terms      | Rights Usage Terms       |       | xmpRights:UsageTerms              |                         |
| web statement    | Web Statement of Rights  |       | xmpRights:WebStatement            |                         |

For each field IIM is preferred to XMP, and XMP to EXIF. The standard's Title (IIM 2:05) is left alone: cameras and
agencies keep file names and order numbers there. What of this is written into files again says `credit_blocks`.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from xml.etree.ElementTree import Element

from defusedxml import ElementTree
from PIL import ExifTags, IptcImagePlugin
from PIL.ImageFile import ImageFile

MAX_LENGTH = 2000
# Some programs store the whole history of an edit in XMP. Nothing that is read here needs so much.
_MAX_XMP_BYTES = 1_000_000

IIM_FIELDS = {"creator": (2, 80), "credit": (2, 110), "source": (2, 115), "copyright": (2, 116), "caption": (2, 120)}
_IIM_CHARACTER_SET = (1, 90)
# ISO 2022's announcement of UTF-8.
_IIM_UTF_8 = b"\x1b%G"

_WEB_ADDRESS = re.compile(r"https?://[^\s<>\"]+")

_DC = "{http://purl.org/dc/elements/1.1/}"
_PHOTOSHOP = "{http://ns.adobe.com/photoshop/1.0/}"
_RIGHTS = "{http://ns.adobe.com/xap/1.0/rights/}"
_IPTC_CORE = "{http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/}"
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_XMP_FIELDS = {
    "creator": f"{_DC}creator",
    "credit": f"{_PHOTOSHOP}Credit",
    "copyright": f"{_DC}rights",
    "caption": f"{_DC}description",
    "alternative_text": f"{_IPTC_CORE}AltTextAccessibility",
    "source": f"{_PHOTOSHOP}Source",
    "usage_terms": f"{_RIGHTS}UsageTerms",
    "web_statement": f"{_RIGHTS}WebStatement",
}

EXIF_FIELDS = {
    "creator": ExifTags.Base.Artist,
    "copyright": ExifTags.Base.Copyright,
    "caption": ExifTags.Base.ImageDescription,
}


@dataclass(frozen=True)
class EditorialMetadata:
    """What a picture file says of itself, each on one line of at most `MAX_LENGTH` characters; empty if silent."""

    creator: str = ""
    credit: str = ""
    copyright: str = ""
    caption: str = ""
    alternative_text: str = ""
    source: str = ""
    usage_terms: str = ""
    web_statement: str = ""


def read(image: ImageFile) -> EditorialMetadata:
    """Read the metadata of a picture that has been decoded. Malformed metadata counts as none."""
    sources = (_read_iim(image), _read_xmp(image), _read_exif(image))
    found = EditorialMetadata(
        **{
            field.name: _preferred([clean(source.get(field.name, "")) for source in sources])
            for field in fields(EditorialMetadata)
        }
    )
    # Whatever else stands there is no address that a reader could be led to.
    return found if _WEB_ADDRESS.fullmatch(found.web_statement) else replace(found, web_statement="")


def clean(text: str) -> str:
    """Return `text` on one line, without control characters, at most `MAX_LENGTH` characters long."""
    printable = "".join(" " if _is_control(character) else character for character in text[: 2 * MAX_LENGTH])
    return " ".join(printable.split())[:MAX_LENGTH].rstrip()


def _is_control(character: str) -> bool:
    # U+FFFE and U+FFFF belong to no text, and XML forbids them.
    return unicodedata.category(character) in ("Cc", "Cs") or character in "\ufffe\uffff"


def _preferred(values: Sequence[str]) -> str:
    """Return the first value that is there, or a later one that begins with it: IIM cuts a name after 32 bytes."""
    first = next(filter(None, values), "")
    return max((value for value in values if value.startswith(first)), key=len)


def _decode(data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _read_iim(image: ImageFile) -> Mapping[str, str]:
    """Read IPTC's Information Interchange Model, which JPEG and TIFF files may hold."""
    try:
        records = IptcImagePlugin.getiptcinfo(image) or {}
        utf_8 = records.get(_IIM_CHARACTER_SET) == _IIM_UTF_8
        found = {}
        for name, tag in IIM_FIELDS.items():
            value = records.get(tag) or []
            values = value if isinstance(value, list) else [value]
            # Where UTF-8 is announced, only a character cut in half at the end of the field can be wrong.
            found[name] = ", ".join(v.decode(errors="ignore") if utf_8 else _decode(v) for v in values if v)
    except Exception:
        # Pillow's reader raises nearly anything on malformed data.
        return {}
    return found


def _read_xmp(image: ImageFile) -> Mapping[str, str]:
    """Read the Extensible Metadata Platform's packet (ISO 16684-1)."""
    packet = image.info.get("xmp")
    if not isinstance(packet, bytes) or len(packet) > _MAX_XMP_BYTES:
        return {}
    try:
        root = ElementTree.fromstring(packet.rstrip(b"\0 "))
    except Exception:
        # Beside syntax errors: forbidden entities, unknown encodings, nesting without end.
        return {}
    found: dict[str, str] = {}
    for description in root.iter(f"{_RDF}Description"):
        for name, tag in _XMP_FIELDS.items():
            # A property of plain text may be written as an attribute.
            element = description.find(tag)
            value = description.get(tag, "") if element is None else _xmp_text(element)
            if value:
                found.setdefault(name, value)
    return found


def _xmp_text(element: Element) -> str:
    """Return the text of a property: plain, the members of a list, or the default of its languages."""
    alternatives = element.findall(f"{_RDF}Alt/{_RDF}li")
    if alternatives:
        default = [item for item in alternatives if item.get(_LANGUAGE) == "x-default"]
        return (default or alternatives)[0].text or ""
    members = [item.text for item in element.iter(f"{_RDF}li") if item.text]
    return ", ".join(members) or element.text or ""


def _read_exif(image: ImageFile) -> Mapping[str, str]:
    """Read EXIF (CIPA DC-008). Its text should be ASCII; many programs write UTF-8, which Pillow reads as Latin-1."""
    try:
        exif = image.getexif()
        values = {name: exif.get(tag) for name, tag in EXIF_FIELDS.items()}
        return {name: _decode(value.encode("latin-1")) for name, value in values.items() if isinstance(value, str)}
    except Exception:
        # Pillow's reader raises nearly anything on malformed data.
        return {}
