"""The picture library: pictures with the articles that use them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, and_, exists, func, not_, or_, select
from sqlalchemy.orm import Session, contains_eager

from app.articles.models import Article, PictureUse
from app.articles.titles import title_has
from app.foundation.paging import Page
from app.pictures.finding import period, says, uploaded
from app.pictures.licences import Licence, has_licence
from app.pictures.models import Picture
from app.site.models import SiteSettings

PAGE_SIZE = 60
# A picture that stands in every article of an older system would make a page without end.
MOST_USES = 200
_OF_PICTURE = PictureUse.picture_id == Picture.id
_BARE = PictureUse.alternative_text == ""
# It needs no text of its own: the company's name stands beside it.
_IS_LOGO = exists().where(SiteSettings.logo_id == Picture.id)
_IS_USED = or_(exists().where(_OF_PICTURE), _IS_LOGO)
# Somewhere it stands without words, or would, were it used.
_LACKS_ALTERNATIVE_TEXT = and_(Picture.alternative_text == "", or_(not_(_IS_USED), exists().where(_OF_PICTURE, _BARE)))


@dataclass(frozen=True)
class LibrarySelection:
    """Which pictures the library shows. Dates among the `words` are meant in the zone in which they are asked for."""

    words: str = ""
    used: bool | None = None
    lacks_alternative_text: bool = False
    licence: Licence | None = None

    def conditions(self, zone: ZoneInfo, now: datetime) -> list[ColumnElement[bool]]:
        """Return the selection as conditions of a query."""
        conditions = [_found_by(word, zone) for word in self.words.split()]
        if self.used is not None:
            conditions.append(_IS_USED if self.used else not_(_IS_USED))
        if self.lacks_alternative_text:
            conditions.append(_LACKS_ALTERNATIVE_TEXT)
        if self.licence is not None:
            conditions.append(has_licence(self.licence, now))
        return conditions


@dataclass(frozen=True)
class LibraryEntry:
    """A picture, how many articles use it in whatever state, and whether it stands without alternative text."""

    picture: Picture
    articles: int
    is_logo: bool
    lacks_alternative_text: bool


def library_page(
    session: Session, selection: LibrarySelection, number: int, zone: ZoneInfo, now: datetime
) -> Page[LibraryEntry]:
    """Return page `number` (from 1) of the pictures of a selection, newest first. Raises `PageNotFound`."""
    conditions = selection.conditions(zone, now)
    total = session.execute(select(func.count()).select_from(Picture).where(*conditions)).scalar_one()
    window = Page.window(number, PAGE_SIZE, total)
    articles = select(func.count(PictureUse.article_id.distinct())).where(_OF_PICTURE).scalar_subquery()
    found = select(Picture, articles, _IS_LOGO, _LACKS_ALTERNATIVE_TEXT).where(*conditions)
    rows = session.execute(found.order_by(Picture.id.desc()).offset(window.start).limit(len(window)))
    return Page([LibraryEntry(*row) for row in rows], number, PAGE_SIZE, total)


def uses(session: Session, picture: Picture) -> Sequence[PictureUse]:
    """Return where a picture is used, the article that was changed last first; `MOST_USES` at most."""
    found = select(PictureUse).join(PictureUse.article).where(PictureUse.picture_id == picture.id)
    loaded = contains_eager(PictureUse.article).defer(Article.body)
    newest_first = (Article.updated_at.desc(), Article.id, PictureUse.position)
    return session.scalars(found.order_by(*newest_first).limit(MOST_USES).options(loaded)).all()


def is_logo(session: Session, picture: Picture) -> bool:
    """Say whether a picture is the newsroom's logo."""
    return session.scalar(select(SiteSettings.id).where(SiteSettings.logo_id == picture.id)) is not None


def count(session: Session, licence: Licence, now: datetime) -> int:
    """Return how many pictures have a licence of which this is to be said."""
    counted = select(func.count()).select_from(Picture).where(has_licence(licence, now))
    return session.execute(counted).scalar_one()


def _found_by(word: str, zone: ZoneInfo) -> ColumnElement[bool]:
    in_use = or_(
        PictureUse.caption.icontains(word, autoescape=True),
        PictureUse.credit.icontains(word, autoescape=True),
        title_has(word),
    )
    of_articles = select(PictureUse.picture_id).join(PictureUse.article).where(in_use)
    found = [says(word), Picture.id.in_(of_articles)]
    if between := period(word, zone):
        found.append(uploaded(between))
    return or_(*found)
