"""The form of one article, with every field that an editor writes."""

import re
from collections.abc import Iterable
from datetime import datetime
from secrets import token_hex
from zoneinfo import ZoneInfo

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from sqlalchemy import select
from sqlalchemy.orm import Session
from wtforms import (
    BooleanField,
    DateField,
    DateTimeLocalField,
    FormField,
    HiddenField,
    MultipleFileField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.validators import DataRequired, Length, NumberRange, Optional, Regexp

from app.admin.forms.addresses import article_at
from app.admin.forms.fields import LONGEST_NUMBER, MAX_NUMBER, HiddenNumber, Rows, WholeNumber, one_line, stripped
from app.admin.forms.picture import PictureForm
from app.admin.forms.tags import TagNames
from app.articles import body, translations
from app.articles.content import MAX_PICTURES, ArticleContent, PictureContent, content_of
from app.articles.models import SLUG_LENGTH, TITLE_LENGTH, Article, Kind, Section
from app.foundation.database import db
from app.foundation.languages import DEFAULT_LANGUAGE, LANGUAGES
from app.foundation.translation import current_language
from app.pictures.models import Picture

KINDS = {Kind.ANNOUNCEMENT: _("Announcement"), Kind.COVERAGE: _("Media coverage")}
LOCAL_TIME = "%Y-%m-%dT%H:%M"
_DRAFT_KEY = re.compile(r"[0-9a-f]{32}\Z")
_TAKEN = re.compile(rf"([0-9a-f]{{32}}):([0-9]{{1,{LONGEST_NUMBER}}})\Z")


class ArticleForm(FlaskForm):  # type: ignore[misc]
    """Everything of an article that an editor writes; times are in the site's time zone."""

    version = HiddenNumber(validators=[Optional()])
    # Names what is typed here from the first keystroke until it is saved; see `articles.drafts`.
    draft = HiddenField()
    # Which change of it this is; counted by the form's script.
    draft_sequence = HiddenNumber(default=0, validators=[Optional()])
    # The draft that this form was filled with, and its change: `KEY:7`.
    taken = HiddenField()
    # The article that stands beside this one, and its version that is shown; see `admin.writing.beside_pane`.
    beside = HiddenNumber(validators=[Optional()])
    beside_version = HiddenNumber(validators=[Optional()])
    # Which of its changes this one is said to be in line with: keys of `translation_basis.Change`.
    in_line = SelectMultipleField(_("In line again"), default=(), validate_choice=False)
    language = SelectField(_("Language"), choices=dict(LANGUAGES), default=DEFAULT_LANGUAGE)
    section = SelectField(_("Section"), coerce=int)
    title = TextAreaField(
        _("Title"),
        filters=[one_line],
        validators=[
            DataRequired(_("Give the article a title.")),
            Length(max=TITLE_LENGTH, message=_("A title has at most %(most)s characters.", most=TITLE_LENGTH)),
        ],
    )
    subtitle = TextAreaField(
        _("Subtitle"),
        filters=[one_line],
        validators=[
            Length(max=TITLE_LENGTH, message=_("A subtitle has at most %(most)s characters.", most=TITLE_LENGTH))
        ],
    )
    slug = StringField(
        _("Address"),
        filters=[one_line],
        validators=[
            Length(
                max=SLUG_LENGTH - 10, message=_("An address has at most %(most)s characters.", most=SLUG_LENGTH - 10)
            )
        ],
    )
    # A browser sends line ends of its own; as they are stored, an untouched text equals the stored one.
    body = TextAreaField(_("Text"), filters=[stripped])
    publish_at = DateTimeLocalField(
        _("Publish time"),
        format=[LOCAL_TIME, "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%d"],
        validators=[Optional()],
    )
    kind = SelectField(
        _("Kind"),
        choices=lambda: {kind.value: str(name) for kind, name in KINDS.items()},
        default=Kind.ANNOUNCEMENT.value,
    )
    tags = TagNames(_("Tags"), default=())
    translation_of = StringField(
        _("Translation of"),
        filters=[one_line],
        validators=[Length(max=1000, message=_("An address has at most %(most)s characters.", most="1,000"))],
    )
    # What `translation_of` showed when the form was opened. Left so, it changes nothing that others linked meanwhile.
    translation_shown = HiddenField(filters=[one_line])
    event_date = DateField(_("Event date"), validators=[Optional()])
    source = StringField(_("Source"), filters=[one_line], validators=[Length(max=200)])
    external_link = StringField(
        _("External link"),
        filters=[one_line],
        validators=[
            Optional(),
            Length(max=1000),
            Regexp(r"^https?://[^\s/?#]+\S*$", message=_("Give the whole address: https://example.com/article")),
        ],
    )
    starting_hits = WholeNumber(
        _("Starting hits"),
        default=0,
        validators=[Optional(), NumberRange(0, MAX_NUMBER, _("Starting hits are a number from 0 up."))],
    )
    pictures_numbered = BooleanField(_("Number the pictures"), default=True)
    pictures = Rows(FormField(PictureForm), _("Pictures"), max_entries=MAX_PICTURES)
    files = MultipleFileField(_("Add pictures"))
    library_numbers = StringField(
        _("Picture numbers from the library"), filters=[one_line], validators=[Length(max=500)]
    )
    note = StringField(_("Note"), filters=[one_line], validators=[Length(max=500)])
    minor_change = BooleanField(_("Minor change"))
    correction = TextAreaField(_("Correction"), filters=[stripped], validators=[Length(max=5000)])
    withdrawal_notice = TextAreaField(_("Notice"), filters=[stripped], validators=[Length(max=5000)])
    _translation_id: int | None = None

    def offer_sections(self, sections: Iterable[Section]) -> None:
        """Set what can be chosen as section."""
        self.section_names = {section.id: section.name(current_language()) for section in sections}
        self.section.choices = {str(number): name for number, name in self.section_names.items()}

    def fill(self, article: Article, zone: ZoneInfo, content: ArticleContent | None = None) -> None:
        """Show what is stored of `article`, or `content` that is to be stored in its place."""
        content = content or content_of(article)
        for name in _PLAIN:
            self[name].data = getattr(content, name)
        self.kind.data = content.kind.value
        self.tags.data = tuple(content.tags)
        others = translations.others(db.session(), article)
        self.translation_of.data = self.translation_shown.data = others[0].slug if others else ""
        self.section.data = content.section_id
        self.publish_at.data = content.publish_at and _local(content.publish_at, zone)
        self.starting_hits.data = content.starting_hits
        self.pictures_numbered.data = content.pictures_numbered
        self.version.data = article.version
        for position, picture in enumerate(content.pictures, start=1):
            self.pictures.append_entry({**vars(picture), "position": position})

    def name_draft(self) -> str:
        """Give what is typed into this form a name of its own, unless it has one, and return it."""
        if not _DRAFT_KEY.match(self.draft.data or ""):
            self.draft.data = token_hex(16)
        return self.draft.data or ""

    @property
    def taken_draft(self) -> tuple[str, int] | None:
        """The key and the change of the draft that the form was filled with."""
        taken = _TAKEN.match(self.taken.data or "")
        return (taken[1], int(taken[2])) if taken else None

    def add_picture(self, picture: Picture) -> None:
        """Add a row for a picture that was just uploaded, behind the others."""
        positions = [entry.form.position.data or 0 for entry in self.pictures]
        values = {"key": token_hex(5), "picture_id": picture.id, "position": max(positions, default=0) + 1}
        self.pictures.append_entry(values)

    def validate_body(self, field: TextAreaField) -> None:
        """Refuse a body that no announcement has; what was typed stays in the form."""
        typed = field.data or ""
        # Cleaning may lengthen it, and what is stored must be taken again; far too much is not cleaned at all.
        length = len(typed) if len(typed) > body.MAX_LENGTH else len(body.clean(body.from_form(typed)))
        if length > body.MAX_LENGTH:
            raise ValidationError(
                gettext(
                    "The text has %(length)s characters; %(most)s is the most. Shorten it and save again.",
                    length=f"{length:,}",
                    most=f"{body.MAX_LENGTH:,}",
                )
            )

    def validate_publish_at(self, field: DateTimeLocalField) -> None:
        """Refuse years that no calendar of ours can show."""
        if field.data is not None and not 1900 <= field.data.year <= 9000:
            raise ValidationError(gettext("This must lie between the years 1900 and 9000."))

    validate_event_date = validate_publish_at

    def validate_translation_of(self, field: StringField) -> None:
        """Find the article that was typed, if it is another one than the form showed."""
        typed = field.data or ""
        if typed and typed != self.translation_shown.data:
            other = article_at(db.session(), typed)
            if other is None:
                raise ValidationError(
                    gettext(
                        "There is no article at “%(address)s”. Give the address of its page, or the last part of it.",
                        address=typed[:200],
                    )
                )
            self._translation_id = other.id

    def validate_pictures(self, field: "Rows") -> None:
        """Refuse two pictures under one key: the text could not tell them apart."""
        keys = [entry.form.key.data for entry in field if not entry.form.remove.data]
        if len(keys) != len(set(keys)):
            raise ValidationError(gettext("Two pictures have the same key. Remove one of them and add it again."))

    def rows(self) -> list[PictureForm]:
        """Return the pictures' rows in the order that their numbers give; a row without one comes last."""
        rows = [entry.form for entry in self.pictures]
        return sorted(rows, key=lambda row: (row.position.data is None, row.position.data or 0))

    def used_pictures(self, session: Session) -> dict[int, Picture]:
        """Return the pictures that the rows name, by id; one that does not exist is missing."""
        ids = [entry.form.picture_id.data for entry in self.pictures if _is_identifier(entry.form.picture_id.data)]
        return {picture.id: picture for picture in session.scalars(select(Picture).where(Picture.id.in_(ids)))}

    def content(self, zone: ZoneInfo, article: Article | None = None) -> ArticleContent:
        """Return what the valid form holds, as plain values.

        What the form shows as it was is kept of the stored `article`: its publish time to the second, and in the hour
        that a change of clocks repeats; its translations, which others may have linked since the form was opened.
        """
        publish_at = self.publish_at.data and self.publish_at.data.replace(tzinfo=zone)
        stored = article.publish_at if article else None
        if stored is not None and self.publish_at.data == _local(stored, zone):
            publish_at = stored
        return ArticleContent(
            language=self.language.data,
            section_id=self.section.data,
            title=self.title.data or "",
            subtitle=self.subtitle.data or "",
            slug=self.slug.data or "",
            body=body.from_form(self.body.data or ""),
            publish_at=publish_at,
            event_date=self.event_date.data,
            source=self.source.data or "",
            external_link=self.external_link.data or "",
            starting_hits=self.starting_hits.data or 0,
            pictures_numbered=bool(self.pictures_numbered.data),
            kind=Kind(self.kind.data),
            tags=self.tags.data or (),
            translation_of=self.translation_id(article),
            minor_change=bool(self.minor_change.data),
            correction=self.correction.data or "",
            withdrawal_notice=self.withdrawal_notice.data or "",
            pictures=[
                PictureContent(
                    key=row.key.data or "",
                    picture_id=row.picture_id.data,
                    caption=row.caption.data or "",
                    credit=row.credit.data or "",
                    alternative_text=row.alternative_text.data or "",
                )
                for row in self.rows()
                if not row.remove.data
            ],
        )

    def translation_id(self, article: Article | None) -> int | None:
        """Return the id of an article that this one is a translation of; left as it was shown, as it is by now."""
        if article is None or self.translation_of.data != self.translation_shown.data:
            return self._translation_id
        return next((other.id for other in translations.others(db.session(), article)), None)


_PLAIN = (
    "language", "title", "subtitle", "slug", "body", "event_date", "source", "external_link", "withdrawal_notice",
    "correction",
)  # fmt: skip


def _local(instant: datetime, zone: ZoneInfo) -> datetime:
    """Return an instant as the field shows it: to the minute, in the site's zone."""
    return instant.astimezone(zone).replace(second=0, microsecond=0, tzinfo=None, fold=0)


def _is_identifier(value: object) -> bool:
    return isinstance(value, int) and 0 < value < 2**31
