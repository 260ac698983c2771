from io import BytesIO

import pytest
from PIL import ExifTags, Image, ImageStat

from app.transfer.demo.company import COMPANY, PHOTOGRAPHER
from app.transfer.demo.drawings import DRAWINGS, draw, logo

# One name for each motif.
MOTIFS = {DRAWINGS[name].motif: name for name in sorted(DRAWINGS, reverse=True)}


@pytest.mark.parametrize("name", sorted(MOTIFS.values()))
def test_a_picture_opens_in_its_declared_size_and_names_its_maker(name: str) -> None:
    with Image.open(BytesIO(draw(name))) as picture:
        picture.load()
        exif = picture.getexif()
    assert (picture.format, picture.mode) == ("JPEG", "RGB")
    assert picture.size == DRAWINGS[name].size
    assert exif[ExifTags.Base.Artist] == PHOTOGRAPHER
    assert exif[ExifTags.Base.Copyright] == COMPANY.text("en").company_name
    # A motif that drew nothing would leave one colour and the grain.
    darkest, brightest = ImageStat.Stat(picture.convert("L").reduce(20)).extrema[0]
    assert brightest - darkest > 60


def test_a_picture_is_the_same_at_every_call() -> None:
    assert draw("pack-teal") == draw("pack-teal")


def test_pictures_of_one_motif_differ() -> None:
    assert len({(drawing.motif, drawing.palette, drawing.size, drawing.seed) for drawing in DRAWINGS.values()}) == len(
        DRAWINGS
    )


def test_shapes_range_from_panorama_to_tall_and_one_has_24_megapixels() -> None:
    shapes = [width / height for width, height in (drawing.size for drawing in DRAWINGS.values())]
    assert max(shapes) > 2.3
    assert min(shapes) < 0.7
    assert [drawing.size for drawing in DRAWINGS.values() if drawing.size[0] > 4000] == [(6000, 4000)]


def test_an_unknown_name_is_refused() -> None:
    with pytest.raises(KeyError):
        draw("no-such-drawing")


def test_the_logo_is_transparent_and_stands_out_from_light_and_dark() -> None:
    with Image.open(BytesIO(logo())) as mark:
        pixels = mark.convert("RGBA")
    assert mark.format == "PNG"
    assert pixels.size == (512, 512)
    opacity = pixels.getchannel("A")
    assert opacity.getpixel((0, 0)) == 0
    assert opacity.getextrema() == (0, 255)
    brightness = ImageStat.Stat(pixels.convert("L"), opacity.point(lambda value: 255 if value == 255 else 0))
    assert 60 < brightness.extrema[0][0] <= brightness.extrema[0][1] < 190
