"""Brings pages of the old site in as published articles, each once."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from html import escape
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from app.articles import editing, workflow
from app.articles.address_models import LegacyAddress
from app.articles.content import ArticleContent, PictureContent
from app.articles.models import Article
from app.foundation.clock import start_of_day
from app.foundation.storage import FolderStorage
from app.pictures import library
from app.pictures.intake import RefusedPicture
from app.transfer.legacy.address import LegacyAddressParts
from app.transfer.legacy.page import CaptionSlot, LegacyPage, Paragraph, language
from app.transfer.models import ImportedPage
from config import Settings


class AddressTaken(Exception):
    """Another page has been imported from this address."""


@dataclass
class Imported:
    """What became of a page: its article, whether that is new, and what else was done or could not be."""

    article: Article
    is_new: bool
    done: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def import_page(
    session: Session,
    page: LegacyPage,
    *,
    address: LegacyAddressParts | None,
    section_id: int,
    zone: ZoneInfo,
    now: datetime,
) -> Imported:
    """Store `page` as a published article, or find the article that it became before; the caller commits.

    The publish date begins its day in `zone`. An address that the article did not have yet is added. Raises
    `AddressTaken`.
    """
    known = session.get(ImportedPage, page.digest)
    at_address = session.get(LegacyAddress, (address.host, address.number)) if address else None
    if at_address is not None and (known is None or at_address.article_id != known.article_id):
        raise AddressTaken(
            f"another text was imported from {at_address.host}{at_address.path} before; nothing was changed. "
            "Change that article in the form, or give this page its own --source."
        )
    if known is None:
        outcome = Imported(_create(session, page, section_id, zone, now), is_new=True)
        session.add(ImportedPage(digest=page.digest, article_id=outcome.article.id))
    else:
        outcome = Imported(session.get_one(Article, known.article_id), is_new=False)
    if address is not None and at_address is None:
        session.add(LegacyAddress(
            host=address.host, number=address.number, path=address.path, article_id=outcome.article.id
        ))  # fmt: skip
        outcome.done.append(f"leads here from {address.host}{address.path}")
    session.flush()
    return outcome


def supply_pictures(
    session: Session,
    storage: FolderStorage,
    outcome: Imported,
    files: Sequence[Path],
    settings: Settings,
    now: datetime,
) -> None:
    """Give the article's picture slots their files, in order by name; a slot that has its file keeps it.

    A file that is no good leaves its slot waiting, and is reported among the problems.
    """
    uses = outcome.article.picture_uses
    ordered = sorted(files, key=_natural)
    supplied = 0
    for use, file in zip(uses, ordered, strict=False):
        if use.picture_id is not None:
            continue
        try:
            picture = library.add(
                session,
                storage,
                file.read_bytes(),
                file.name,
                uploaded_by_id=None,
                max_bytes=settings.max_picture_bytes,
                max_pixels=settings.max_picture_pixels,
            )
        except RefusedPicture as refusal:
            outcome.problems.append(str(refusal))
            continue
        use.picture_id = picture.id
        supplied += 1
    if supplied:
        # A form that was opened before must not put the empty slots back.
        editing.sign(outcome.article, None, now)
        outcome.done.append(f"{supplied} {'picture' if supplied == 1 else 'pictures'} supplied")
    session.flush()
    outcome.problems += [
        f"{file.name}: the page has no caption for it, so it was not used" for file in ordered[len(uses) :]
    ]


def _create(session: Session, page: LegacyPage, section_id: int, zone: ZoneInfo, now: datetime) -> Article:
    html, pictures = _laid_out(page)
    content = ArticleContent(
        language=language(page),
        section_id=section_id,
        title=page.title,
        body=html,
        publish_at=start_of_day(page.publish_date, zone),
        starting_hits=page.hits,
        pictures_numbered=page.numbered,
        pictures=pictures,
    )
    article = editing.create(session, content, None, now)
    workflow.publish(article, now)
    # It is new here, but says what it said then.
    article.revised_at = content.publish_at or now
    session.flush()
    return article


def _laid_out(page: LegacyPage) -> tuple[str, list[PictureContent]]:
    """Return the body and the picture slots: those that stood between paragraphs keep their place there."""
    last = max((at for at, block in enumerate(page.blocks) if isinstance(block, Paragraph)), default=-1)
    html: list[str] = []
    pictures: list[PictureContent] = []
    for at, block in enumerate(page.blocks):
        if isinstance(block, CaptionSlot):
            slot = PictureContent(key=f"slot{len(pictures) + 1}", picture_id=None, caption=block.text)
            pictures.append(slot)
            if at < last:
                html.append(f'<figure data-picture="{slot.key}"></figure>')
        else:
            html.append(f"<p>{escape(block.text, quote=False)}</p>")
    return "\n".join(html), pictures


def _natural(file: Path) -> list[tuple[int, str]]:
    """Sort `2.jpg` before `10.jpg`."""
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in re.split(r"(\d+)", file.name.casefold())]
