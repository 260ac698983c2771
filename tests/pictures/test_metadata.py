import pytest
from PIL import ExifTags, Image

from app.pictures import metadata
from app.pictures.decoding import opened
from app.pictures.metadata import MAX_LENGTH, EditorialMetadata, clean
from tests.pictures.samples import corners, encoded, iim, jpeg_with, photoshop, png_chunk, xmp

XMP_MARK = b"http://ns.adobe.com/xap/1.0/\0"
ALL_XMP = xmp(
    "<dc:creator><rdf:Seq><rdf:li>Jane Doe</rdf:li><rdf:li>Wáng Lì</rdf:li></rdf:Seq></dc:creator>"
    '<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">© Example</rdf:li></rdf:Alt></dc:rights>'
    '<dc:description><rdf:Alt><rdf:li xml:lang="de">Werk</rdf:li><rdf:li xml:lang="x-default">Works</rdf:li></rdf:Alt>'
    "</dc:description><photoshop:Credit>Example &amp; Co</photoshop:Credit>"
    '<Iptc4xmpCore:AltTextAccessibility><rdf:Alt><rdf:li xml:lang="x-default">A hall</rdf:li></rdf:Alt>'
    "</Iptc4xmpCore:AltTextAccessibility><photoshop:Source>Archive</photoshop:Source>"
    '<xmpRights:UsageTerms><rdf:Alt><rdf:li xml:lang="x-default">Press only</rdf:li></rdf:Alt></xmpRights:UsageTerms>'
    "<xmpRights:WebStatement>https://example.com/terms</xmpRights:WebStatement>"
)
FROM_XMP = EditorialMetadata(
    "Jane Doe, Wáng Lì",
    "Example & Co",
    "© Example",
    "Works",
    "A hall",
    source="Archive",
    usage_terms="Press only",
    web_statement="https://example.com/terms",
)


def read(data: bytes) -> EditorialMetadata:
    with opened(data) as image:
        image.load()
        return metadata.read(image)


def jpeg_exif(**values: bytes) -> bytes:
    exif = Image.Exif()
    for name, value in values.items():
        exif[ExifTags.Base[name]] = value
    return exif.tobytes()


def test_a_picture_that_says_nothing() -> None:
    assert read(encoded(corners(), "JPEG")) == EditorialMetadata()


def test_iim_in_utf_8_when_it_says_so() -> None:
    block = iim(
        (1, 90, b"\x1b%G"),
        (2, 5, b"DSC_0001"),
        (2, 80, "Wáng Lì".encode()),
        (2, 80, "José".encode()),
        (2, 110, "通讯社".encode()),
        (2, 115, b"Archive"),
        (2, 116, "© Example".encode()),
        # The last character is cut in half, as programs do that count bytes.
        (2, 120, "Fábrica é".encode()[:-1]),
    )
    found = read(jpeg_with(corners(), (0xED, photoshop(block))))
    assert found == EditorialMetadata("Wáng Lì, José", "通讯社", "© Example", "Fábrica", source="Archive")


@pytest.mark.parametrize("encoding", ["utf-8", "latin-1"])
def test_iim_that_does_not_say_its_encoding(encoding: str) -> None:
    block = iim((2, 80, "José Müller".encode(encoding)))
    assert read(jpeg_with(corners(), (0xED, photoshop(block)))).creator == "José Müller"


def test_iim_in_tiff() -> None:
    data = encoded(corners(), "TIFF", tiffinfo={33723: iim((2, 116, b"Example"))})
    assert read(data).copyright == "Example"


def test_xmp_in_every_format_that_may_hold_it() -> None:
    assert read(jpeg_with(corners(), (0xE1, XMP_MARK + ALL_XMP))) == FROM_XMP
    for pillow_format in ("WEBP", "AVIF", "HEIF"):
        assert read(encoded(corners(), pillow_format, xmp=ALL_XMP)) == FROM_XMP
    assert read(encoded(corners(), "TIFF", tiffinfo={700: ALL_XMP})) == FROM_XMP
    png = encoded(corners(), "PNG")
    text = png_chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + ALL_XMP)
    assert read(png[:33] + text + png[33:]) == FROM_XMP
    # PNG allows it after the pixels, too.
    assert read(png[:-12] + text + png[-12:]) == FROM_XMP


def test_xmp_in_short_form() -> None:
    packet = xmp("<dc:creator>Jane</dc:creator>", 'photoshop:Credit="Example"')
    found = read(jpeg_with(corners(), (0xE1, XMP_MARK + packet)))
    assert (found.creator, found.credit) == ("Jane", "Example")


@pytest.mark.parametrize("statement", ["javascript:alert(1)", "see our site", "https://example.com/a b"])
def test_a_web_statement_that_is_no_address_counts_as_none(statement: str) -> None:
    packet = xmp(f"<xmpRights:WebStatement>{statement}</xmpRights:WebStatement>")
    assert read(jpeg_with(corners(), (0xE1, XMP_MARK + packet))) == EditorialMetadata()


def test_exif_in_utf_8_and_latin_1() -> None:
    exif = jpeg_exif(Artist="Wáng 王".encode(), Copyright=b"Jos\xe9\0Example", ImageDescription=b"A works\n\n of\tours")
    found = read(encoded(corners(), "JPEG", exif=exif))
    assert found == EditorialMetadata("Wáng 王", "", "José Example", "A works of ours")


def test_iim_goes_before_xmp_and_xmp_before_exif_field_by_field() -> None:
    data = jpeg_with(
        corners(),
        (0xED, photoshop(iim((2, 80, b"from IIM")))),
        (0xE1, XMP_MARK + xmp("<dc:creator>from XMP</dc:creator><dc:rights>from XMP</dc:rights>")),
        exif=jpeg_exif(Artist=b"from EXIF", Copyright=b"from EXIF", ImageDescription=b"from EXIF"),
    )
    assert read(data) == EditorialMetadata("from IIM", "", "from XMP", "from EXIF")


def test_a_name_that_iim_has_cut_is_taken_whole_from_elsewhere() -> None:
    name = "Maria de los Ángeles Hernández Castellanos"
    data = jpeg_with(
        corners(),
        (0xED, photoshop(iim((1, 90, b"\x1b%G"), (2, 80, name.encode()[:32])))),
        (0xE1, XMP_MARK + xmp(f"<dc:creator>{name}</dc:creator>")),
    )
    assert read(data).creator == name


BOMB = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>' + xmp("<dc:creator>&b;</dc:creator>")
EXTERNAL = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + xmp("<dc:creator>&a;</dc:creator>")


@pytest.mark.parametrize(
    "packet",
    [b"", b"\0\0", b"<x", b"not XML", BOMB, EXTERNAL, b"<?xml version='1.0' encoding='none'?><a/>", xmp("")[:-9]],
)
def test_malformed_and_hostile_xmp_counts_as_none(packet: bytes) -> None:
    assert read(jpeg_with(corners(), (0xE1, XMP_MARK + packet))) == EditorialMetadata()


def test_xmp_without_end_counts_as_none() -> None:
    nested = b"<a>" * 100_000 + b"</a>" * 100_000
    assert read(encoded(corners(), "WEBP", xmp=nested)) == EditorialMetadata()
    long = xmp("<dc:creator>Jane</dc:creator>" + " " * 1_000_000)
    assert read(encoded(corners(), "WEBP", xmp=long)) == EditorialMetadata()


@pytest.mark.parametrize(
    "block", [b"\x1c", b"\x1c\x02\x50\xff\xff", b"\x1c\x63\x50\0\x01a", b"\x1c\x02\x50\x84\xff\xff\xff\xffa", b"junk"]
)
def test_malformed_iim_counts_as_none(block: bytes) -> None:
    assert read(jpeg_with(corners(), (0xED, photoshop(block)))) == EditorialMetadata()


@pytest.mark.parametrize("exif", [b"Exif\0\0", b"Exif\0\0II", b"Exif\0\0junk junk", b"Exif\0\0II*\0\xff\xff\xff\xff"])
def test_malformed_exif_counts_as_none(exif: bytes) -> None:
    assert read(encoded(corners(), "JPEG", exif=exif)) == EditorialMetadata()


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("  two\r\n\tlines ", "two lines"),
        ("a\0b\x07c\x9bd", "a b c d"),
        ("half\ud800", "half"),
        ("end\uffff", "end"),
        ("👩‍🔧 ok", "👩‍🔧 ok"),
        ("x" * 3000, "x" * MAX_LENGTH),
        ("x " * 3000, ("x " * (MAX_LENGTH // 2)).strip()),
        (" " * 1_000_000, ""),
    ],
)
def test_text_is_cleaned(given: str, kept: str) -> None:
    assert clean(given) == kept


def test_lengths_are_bounded() -> None:
    data = encoded(corners(), "WEBP", xmp=xmp(f"<dc:description>{'é' * 100_000}</dc:description>"))
    assert read(data).caption == "é" * MAX_LENGTH
