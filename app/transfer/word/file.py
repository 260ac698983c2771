"""Opens a Word document that came from anywhere (ECMA-376: Office Open XML, part 1; its package, part 2).

Nothing that the file says of itself is trusted: parts are read up to a limit, whatever size they claim, and only those
that are asked for. What lies outside of the file is never opened.
"""

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring
from flask_babel import lazy_gettext

from app.articles import body
from app.pictures.intake import clean_file_name
from config import MEBIBYTE

MAX_BYTES = 60 * MEBIBYTE
# A document of a thousand pictures has about as many parts.
_MAX_PARTS = 5_000
# One part of markup unpacked, in bytes and in tags: about 2,000 pages as Word writes them.
_MAX_MARKUP = 32 * MEBIBYTE
_MAX_TAGS = 1_000_000
# All parts together, unpacked. Pictures are packed already: an honest document hardly grows.
_MAX_UNPACKED = 160 * MEBIBYTE

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
# The strict form of the standard has other names for the same things.
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/")
_TRANSITIONAL = rb"http://schemas.openxmlformats.org/\1/2006/"

# The signature of an entry in a zip file's directory (APPNOTE 4.3.12).
_ENTRY = b"PK\x01\x02"
# A compound file: what Word wrote before 2007, and what it still puts around a document with a password.
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WITH_PASSWORD = "EncryptedPackage".encode("utf-16-le")
_OLD_DOCUMENT = "WordDocument".encode("utf-16-le")
_WORD = re.compile(
    r"application/vnd\.(?:openxmlformats-officedocument\.wordprocessingml\.(?:document|template)"
    r"|ms-word\.(?:document|template)\.macroEnabled(?:Template)?)\.main\+xml"
)

# What the desk and the command line say of a file that they cannot take; `refusal` fills it in.
TOO_LARGE = lazy_gettext("“%(file)s” is too large to be read. Divide it, and bring the parts in one by one.")
TOO_LONG = lazy_gettext("“%(file)s” is too long: an article takes %(most)s characters. Divide it.")
_DAMAGED = lazy_gettext("“%(file)s” is damaged. Open it in Word or LibreOffice, save it again as .docx, and send that.")
_NO_DOCUMENT = lazy_gettext(
    "“%(file)s” is not a Word document. Save it as .docx in Word or LibreOffice, and send that."
)
_HEAVY = lazy_gettext("“%(file)s” is larger than %(limit)s MiB. Make its pictures smaller, or divide it.")
_EMPTY = lazy_gettext("“%(file)s” is empty. Send it again from the device where it opens.")
_PROTECTED = lazy_gettext(
    "“%(file)s” is protected by a password. Open it in Word, take the password off, save it, and send that."
)
_OF_OLD_KIND = lazy_gettext(
    "“%(file)s” is a document of Word's old kind (.doc). Open it in Word or LibreOffice, save it as .docx."
)


class RefusedDocument(ValueError):
    """A document that cannot be brought in. Its text names the file, says why, and what to do instead."""


@dataclass(frozen=True)
class Relationship:
    """What a part refers to: the name of another part, or what lies outside of the file."""

    kind: str
    target: str
    is_external: bool


class WordFile:
    """A document's parts. Raises `RefusedDocument` where the file is none that can be read."""

    def __init__(self, data: bytes, file_name: str) -> None:
        self.name = clean_file_name(file_name)
        if len(data) > MAX_BYTES:
            raise self.refusal(_HEAVY)
        if not data.startswith(b"PK"):
            raise self.refusal(_why_no_package(data))
        # Counted before the directory is read, which takes half a kilobyte of memory for each.
        if data.count(_ENTRY) > _MAX_PARTS:
            raise self.refusal(TOO_LARGE)
        self._left = _MAX_UNPACKED
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, OSError, ValueError) as error:
            raise self.refusal() from error
        self._parts = {entry.filename.lower(): entry for entry in self._archive.infolist()}
        self.main = self._find_main()

    def refusal(self, reason: str = _DAMAGED) -> RefusedDocument:
        """Return the exception that says that this file cannot be brought in, and why."""
        places = {"file": self.name, "limit": MAX_BYTES // MEBIBYTE, "most": f"{body.MAX_LENGTH:,}"}
        return RefusedDocument(reason % places)

    @property
    def has_macros(self) -> bool:
        """Whether there is a program among the parts."""
        return any(name.endswith("vbaproject.bin") for name in self._parts)

    def read(self, part: str) -> bytes | None:
        """Return the bytes of a part; `None` where it is missing, cannot be unpacked, or is too large."""
        try:
            return self._unpacked(part, self._left)
        except RefusedDocument:
            return None

    def markup(self, part: str) -> Element | None:
        """Return the root of a part's XML, in the names of the transitional form; `None` where the part is missing.

        Raises `RefusedDocument` for what is no XML, too much of it, or has a document type, and so perhaps entities.
        """
        if part.lower() not in self._parts:
            return None
        data = self._unpacked(part, _MAX_MARKUP)
        if data.count(b"<") > _MAX_TAGS:
            raise self.refusal(TOO_LARGE)
        try:
            root: Element = fromstring(_STRICT.sub(_TRANSITIONAL, data), forbid_dtd=True)
        except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
            raise self.refusal() from error
        return root

    def markup_of(self, part: str | None) -> Element:
        """Return what `markup` does, and an empty element for a part that is missing."""
        root = self.markup(part) if part else None
        return Element("missing") if root is None else root

    def relationships(self, part: str) -> dict[str, Relationship]:
        """Return what a part refers to, by the ids under which it does."""
        folder, name = posixpath.split(part)
        root = self.markup(posixpath.join(folder, "_rels", f"{name}.rels"))
        return dict(_relationships(root, folder)) if root is not None else {}

    def _unpacked(self, part: str, limit: int) -> bytes:
        """Return the bytes of a part, having unpacked no more of it than `limit`, in bytes, and one."""
        entry = self._parts.get(part.lower())
        # Part 2 of the standard, annex B: these two ways of packing and no other.
        if entry is None or entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise self.refusal()
        limit = min(limit, self._left)
        try:
            with self._archive.open(entry) as packed:
                data = packed.read(limit + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError) as error:
            raise self.refusal() from error
        if len(data) > limit:
            raise self.refusal(TOO_LARGE)
        self._left -= len(data)
        return data

    def _find_main(self) -> str:
        types = self.markup("[Content_Types].xml")
        if types is None:
            raise self.refusal(_NO_DOCUMENT)
        # What is said of a part comes before what is said of all parts with its extension.
        kinds = {
            entry.get("PartName", "").lstrip("/").lower() or f".{entry.get('Extension', '').lower()}": kind
            for entry in types
            if (kind := entry.get("ContentType", "")) and entry.tag in (f"{_TYPES}Default", f"{_TYPES}Override")
        }
        for relationship in self.relationships("").values():
            name = relationship.target.lower()
            kind = kinds.get(name) or kinds.get(posixpath.splitext(name)[1], "")
            if relationship.kind == "officeDocument" and _WORD.fullmatch(kind):
                return relationship.target
        raise self.refusal(_NO_DOCUMENT)


def _relationships(root: Element, folder: str) -> Iterator[tuple[str, Relationship]]:
    for entry in root.iter(f"{_RELATIONSHIPS}Relationship"):
        target = entry.get("Target", "")
        is_external = entry.get("TargetMode") == "External"
        if not is_external:
            target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        yield entry.get("Id", ""), Relationship(entry.get("Type", "").rpartition("/")[2], target, is_external)


def _why_no_package(data: bytes) -> str:
    if not data:
        return _EMPTY
    if data.startswith(_COMPOUND):
        if _WITH_PASSWORD in data:
            return _PROTECTED
        if _OLD_DOCUMENT in data:
            return _OF_OLD_KIND
    return _NO_DOCUMENT
