from dataclasses import fields, replace

import pytest
from defusedxml import ElementTree
from PIL import ExifTags, Image

from app.pictures import metadata
from app.pictures.credit_blocks import exif_block, iim_block, xmp_block
from app.pictures.decoding import opened
from app.pictures.metadata import MAX_LENGTH, EditorialMetadata
from app.pictures.renditions import make
from tests.pictures.samples import corners, encoded, jpeg_with

HOSTILE = EditorialMetadata(
    creator="<script>\"&amp;'",
    credit="]]><x/>",
    copyright="© 例子",
    source="Archive of <b>Example</b>",
    usage_terms='Press only; "no" resale',
    web_statement="https://example.com/terms?a=1&b=2",
)


def read(data: bytes) -> EditorialMetadata:
    with opened(data) as image:
        image.load()
        return metadata.read(image)


def test_each_block_alone_is_read_again() -> None:
    assert read(encoded(corners(), "JPEG", xmp=xmp_block(HOSTILE))) == HOSTILE
    from_exif = EditorialMetadata(creator=HOSTILE.creator, copyright=HOSTILE.copyright)
    assert read(encoded(corners(), "JPEG", exif=exif_block(HOSTILE))) == from_exif
    assert read(jpeg_with(corners(), (0xED, iim_block(HOSTILE)))) == replace(HOSTILE, usage_terms="", web_statement="")


@pytest.mark.parametrize("media_type", ["image/jpeg", "image/webp", "image/avif"])
def test_every_rendition_names_whom_it_must_and_nobody_else(media_type: str) -> None:
    said = replace(HOSTILE, caption="private caption", alternative_text="private words")
    delivered = [each for each in make(encoded(corners(1200, 800), "PNG"), said) if each.media_type == media_type]
    assert len(delivered) == 3
    for rendition in delivered:
        assert read(rendition.data) == HOSTILE
        assert b"private" not in rendition.data
        assert (b"Photoshop 3.0" in rendition.data) is (media_type == "image/jpeg")


def test_what_is_written_is_well_formed_and_nothing_else() -> None:
    (description,) = ElementTree.fromstring(xmp_block(HOSTILE)).iter(
        "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}Description"
    )
    assert [child.tag.rpartition("}")[2] for child in description] == [
        "creator",
        "Credit",
        "rights",
        "Source",
        "UsageTerms",
        "WebStatement",
    ]
    exif = Image.Exif()
    exif.load(exif_block(HOSTILE))
    assert set(exif) == {ExifTags.Base.Artist, ExifTags.Base.Copyright}


@pytest.mark.parametrize("character", ["&", "\U0001f600"])
def test_the_longest_metadata_fits_into_a_rendition(character: str) -> None:
    longest = replace(
        EditorialMetadata(**{field.name: character * MAX_LENGTH for field in fields(EditorialMetadata)}),
        web_statement="https://" + "&" * (MAX_LENGTH - 8),
    )
    for rendition in make(encoded(corners(), "PNG"), longest):
        assert read(rendition.data) == replace(longest, caption="", alternative_text="")


def test_iim_cuts_no_character_in_half() -> None:
    credit = "新华社" * 20
    assert read(jpeg_with(corners(), (0xED, iim_block(EditorialMetadata(credit=credit))))).credit == credit[:10]


def test_nothing_is_written_where_there_is_nothing_to_say() -> None:
    silent = EditorialMetadata()
    assert exif_block(silent) == xmp_block(silent) == iim_block(silent) == b""
