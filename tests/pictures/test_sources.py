import pytest

from app.pictures.models import Picture, Rendition
from app.pictures.sources import sources


def picture(*widths: int, media_types: tuple[str, ...] = ("image/jpeg", "image/avif", "image/webp")) -> Picture:
    # Neither widths nor types come in order from the database.
    return Picture(
        renditions=[
            Rendition(name=str(width), media_type=media_type, width=width, height=width // 2)
            for media_type in media_types
            for width in reversed(widths)
        ]
    )


def test_types_come_in_order_of_preference_and_widths_from_narrow_to_wide() -> None:
    found = sources(picture(480, 960, 1920))
    assert [source.media_type for source in found.sources] == ["image/avif", "image/webp", "image/jpeg"]
    for source in found.sources:
        assert [width for _, width in source.candidates] == [480, 960, 1920]
        assert all(
            (rendition.width, rendition.media_type) == (width, source.media_type)
            for rendition, width in source.candidates
        )


@pytest.mark.parametrize(
    ("widths", "nearest"), [((480, 960, 1920), 960), ((480, 700), 700), ((300,), 300), ((480, 1920), 480)]
)
def test_the_fallback_is_the_jpeg_nearest_to_the_page_s_width(widths: tuple[int, ...], nearest: int) -> None:
    found = sources(picture(*widths))
    assert found.fallback.media_type == "image/jpeg"
    assert (found.fallback.width, found.width, found.height) == (nearest, nearest, nearest // 2)


def test_a_type_of_which_there_is_nothing_is_left_out() -> None:
    found = sources(picture(480, media_types=("image/jpeg",)))
    assert [source.media_type for source in found.sources] == ["image/jpeg"]


def test_a_picture_without_renditions_has_no_sources() -> None:
    with pytest.raises(ValueError, match="empty"):
        sources(picture())
