"""Puts an article together as its page shows it: text and figures in order, captions numbered."""

from collections.abc import Sequence
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
    """A picture as the article uses it. `number` counts from 1 down the page; `None` where numbers are off."""

    picture: Picture
    number: int | None
    caption: str
    credit: str
    alternative_text: str


def compose(article: Article, now: datetime) -> list[Text | Figure]:
    """Return the blocks of the article's page as visitors may see it at `now`.

    A picture stands where the body names it, the others follow the text in their order. The numbers are made from the
    order on the page, so that moving a picture renumbers. A slot that waits for its file is left out, and so is a
    picture whose licence has ended, with its caption.
    """
    uses = {use.key: use for use in article.picture_uses}
    placed: list[str | PictureUse] = []
    for part in body.parts(article.body):
        if isinstance(part, str):
            placed.append(part)
        elif part.key in uses:
            placed.append(uses.pop(part.key))
    placed += uses.values()
    return _numbered(placed, article.pictures_numbered, now)


def _numbered(placed: Sequence[str | PictureUse], numbered: bool, now: datetime) -> list[Text | Figure]:
    blocks: list[Text | Figure] = []
    number = 0
    for block in placed:
        if isinstance(block, str):
            blocks.append(Text(block))
        elif block.picture is not None and may_be_shown(block.picture, now):
            number += 1
            blocks.append(
                Figure(
                    picture=block.picture,
                    number=number if numbered else None,
                    caption=block.caption or block.picture.caption,
                    credit=block.credit or block.picture.credit,
                    alternative_text=block.alternative_text or block.picture.alternative_text,
                )
            )
    return blocks
