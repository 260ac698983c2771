"""Puts an article together as its page shows it: text and figures in order, captions numbered."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.articles import body
from app.articles.models import Article, PictureUse
from app.pictures.licences import may_be_shown
from app.pictures.models import Picture


@dataclass(frozen=True)
class Text:
    """A run of clean HTML."""

    html: str


@dataclass(frozen=True)
class Figure:
    """A picture as the article uses it. `number` counts from 1 down the page; `None` where numbers are off.

    `beside` says that it stands in one row with the figure before it.
    """

    picture: Picture
    number: int | None
    caption: str
    credit: str
    alternative_text: str
    beside: bool = False


def compose(article: Article, now: datetime) -> list[Text | Figure]:
    """Return the blocks of the article's page as visitors may see it at `now`.

    A picture stands where the body names it, the others follow the text in their order. The numbers are made from the
    order on the page, so that moving a picture renumbers. A slot that waits for its file is left out, and so is a
    picture whose licence has ended, with its caption.
    """
    uses = {use.key: use for use in article.picture_uses}
    placed: list[str | tuple[PictureUse, bool]] = []
    for part in body.parts(article.body):
        if isinstance(part, str):
            placed.append(part)
        elif part.key in uses:
            placed.append((uses.pop(part.key), part.beside))
    placed += [(use, False) for use in uses.values()]
    return _numbered(placed, article.pictures_numbered, now)


def in_rows(blocks: Iterable[Text | Figure]) -> list[Text | list[Figure]]:
    """Return the blocks with the figures in rows: most stand alone in theirs, those of a gallery together."""
    rows: list[Text | list[Figure]] = []
    for block in blocks:
        if isinstance(block, Text):
            rows.append(block)
        elif block.beside and rows and isinstance(rows[-1], list):
            rows[-1].append(block)
        else:
            rows.append([block])
    return rows


def _numbered(placed: Sequence[str | tuple[PictureUse, bool]], numbered: bool, now: datetime) -> list[Text | Figure]:
    blocks: list[Text | Figure] = []
    number = 0
    for block in placed:
        if isinstance(block, str):
            blocks.append(Text(block))
            continue
        use, beside = block
        if use.picture is not None and may_be_shown(use.picture, now):
            number += 1
            blocks.append(
                Figure(
                    picture=use.picture,
                    number=number if numbered else None,
                    caption=use.caption or use.picture.caption,
                    credit=use.credit or use.picture.credit,
                    alternative_text=use.alternative_text or use.picture.alternative_text,
                    beside=beside,
                )
            )
    return blocks
