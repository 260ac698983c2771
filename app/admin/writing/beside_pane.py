"""The original beside the form of its translation: paragraph against paragraph, what is stale, what differs."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from app.admin.blueprint import MAX_IDENTIFIER
from app.admin.forms.article import ArticleForm
from app.articles import body, comparison, revisions, translation_basis, translations
from app.articles.comparison import Piece
from app.articles.content import ArticleContent, PictureContent, content_of
from app.articles.models import Article, PictureUse, State
from app.articles.side_by_side import Pair, side_by_side
from app.articles.translation_basis import Change
from app.foundation.database import db

_PLACE = re.compile(r"<figure[^>]*></figure>")


@dataclass(frozen=True)
class Pane:
    """The original, its pairs with what the form holds, and its pictures by the keys that its text names."""

    article: Article
    pairs: Sequence[Pair]
    pictures: Mapping[str, PictureUse]
    # The changes that the form's editor has ticked as in line.
    ticked: Sequence[str]
    # Whether both can become public in one step.
    may_be_published: bool

    @property
    def below(self) -> Sequence[PictureUse]:
        """The original's pictures that stand below its text."""
        placed = {part.key for part in body.parts(self.article.body) if isinstance(part, body.PicturePlace)}
        return [use for key, use in self.pictures.items() if key not in placed]

    @property
    def stale(self) -> int:
        """How many changes of the original the translation is not in line with yet."""
        return sum(pair.change is not None for pair in self.pairs)


def pane(form: ArticleForm, article: Article | None) -> Pane | None:
    """Return the pane for a form that stands for `article`, or for a new one; `None` if it has nothing beside it."""
    session = db.session()
    other = original(session, form, article)
    if other is None:
        return None
    ticked = form.in_line.data or []
    if form.beside_version.data not in (None, other.version):
        # All was said of what stood there before.
        ticked = [key for key in ticked if key != translation_basis.ALL]
    # What the editor sees now is what a save speaks of.
    form.beside_version.data = other.version
    basis = translation_basis.basis(session, article, other) if article else None
    standing = {State.DRAFT, State.PUBLISHED}
    return Pane(
        article=other,
        pairs=side_by_side(content_of(other), _typed(form), basis),
        pictures={use.key: use for use in other.picture_uses},
        ticked=ticked,
        may_be_published={other.state, article.state if article else State.DRAFT} <= standing
        and not (article and article.state is other.state is State.PUBLISHED),
    )


def original(session: Session, form: ArticleForm, article: Article | None) -> Article | None:
    """Return the article that is to stand beside the form, if it names another one than its own."""
    number = form.beside.data
    if not isinstance(number, int) or not 0 < number <= MAX_IDENTIFIER or (article and number == article.id):
        return None
    return session.get(Article, number)


def bring_in_line(session: Session, form: ArticleForm, article: Article, before: ArticleContent | None) -> None:
    """Note with what of the original beside it the saved `article` is in line; it was `before`, or is new."""
    other = original(session, form, article)
    if other is None or not translations.are_linked(other, article):
        return
    seen = content_of(other)
    if form.beside_version.data != other.version:
        known = revisions.at_version(session, other, form.beside_version.data or 0)
        if known is None:
            return
        seen = known
    said = form.in_line.data or []
    translation_basis.bring_in_line(session, article, other, seen, before=before, said=said)


def what_changed(change: Change) -> list[Piece]:
    """Return a change of the original in pieces: of HTML in its body, else of plain text."""
    if change.field != "body":
        return comparison.of_texts(change.before, change.after)
    pieces = comparison.of_bodies(change.before, change.after)
    words = _("A picture")
    place = f"<p><em>{escape(words)}</em></p>"
    return [Piece(piece.mark, _PLACE.sub(place, piece.text)) for piece in pieces]


def _typed(form: ArticleForm) -> ArticleContent:
    """Return what the pane compares of a form, which need not be valid."""
    text = form.body.data or ""
    return ArticleContent(
        language=form.language.data or "",
        section_id=0,
        title=form.title.data or "",
        subtitle=form.subtitle.data or "",
        body=body.clean(body.from_form(text)) if len(text) <= body.MAX_LENGTH else "",
        pictures=[
            PictureContent(row.key.data or "", row.picture_id.data) for row in form.rows() if not row.remove.data
        ],
    )
