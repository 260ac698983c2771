"""What a page needs to offer a picture to browsers: HTML's `picture` element in plain values, without addresses."""

from dataclasses import dataclass

from app.pictures.models import Picture, Rendition
from app.pictures.renditions import MEDIA_TYPES

# CSS pixels; as wide as a picture stands on an article's page.
_FALLBACK_WIDTH = 960


@dataclass(frozen=True)
class Source:
    """The renditions of one media type with their widths in pixels, narrowest first: one `source` and its `srcset`."""

    media_type: str
    candidates: tuple[tuple[Rendition, int], ...]


@dataclass(frozen=True)
class PictureSources:
    """The sources in order of preference, and the JPEG for the `img` element with its size in pixels."""

    sources: tuple[Source, ...]
    fallback: Rendition
    width: int
    height: int


def sources(picture: Picture) -> PictureSources:
    """Return what there is of `picture`. Raises `ValueError` for one without renditions; `library.add` makes none."""
    by_type = {
        media_type: sorted(
            (rendition for rendition in picture.renditions if rendition.media_type == media_type),
            key=lambda rendition: rendition.width,
        )
        for media_type in MEDIA_TYPES
    }
    fallback = min(by_type["image/jpeg"], key=lambda rendition: abs(rendition.width - _FALLBACK_WIDTH))
    return PictureSources(
        sources=tuple(
            Source(media_type, tuple((rendition, rendition.width) for rendition in renditions))
            for media_type, renditions in by_type.items()
            if renditions
        ),
        fallback=fallback,
        width=fallback.width,
        height=fallback.height,
    )
