"""The form of a picture in the library: what it says of itself wherever no article says otherwise."""

import json
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import DateField, HiddenField, StringField, TextAreaField, ValidationError
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional

from app.admin.forms.fields import HiddenNumber, WholeNumber, one_line, stripped
from app.foundation.clock import start_of_day
from app.pictures.editing import PictureDetails
from app.pictures.models import Picture

_TEXTS = ("caption", "credit", "creator", "copyright", "alternative_text", "licence_note")
_FROM_0_TO_100 = lazy_gettext("Give a number from 0 to 100.")
_PERCENT = (InputRequired(_FROM_0_TO_100), NumberRange(0, 100, _FROM_0_TO_100))


class PictureDetailsForm(FlaskForm):  # type: ignore[misc]
    """What an editor says of a picture. The day is one of the site's time zone."""

    version = HiddenNumber()
    # What each field held when the form was opened, as JSON.
    opened = HiddenField()
    caption = TextAreaField(lazy_gettext("Caption"), filters=[stripped], validators=[Length(max=2000)])
    alternative_text = TextAreaField(
        lazy_gettext("Alternative text"), filters=[stripped], validators=[Length(max=2000)]
    )
    credit = StringField(lazy_gettext("Credit"), filters=[one_line], validators=[Length(max=500)])
    creator = StringField(lazy_gettext("Creator"), filters=[one_line], validators=[Length(max=2000)])
    copyright = StringField(lazy_gettext("Copyright"), filters=[one_line], validators=[Length(max=2000)])
    focus_x = WholeNumber(lazy_gettext("Percent from the left"), validators=_PERCENT)
    focus_y = WholeNumber(lazy_gettext("Percent from the top"), validators=_PERCENT)
    licence_last_day = DateField(lazy_gettext("Last day of the licence"), validators=[Optional()])
    licence_note = TextAreaField(lazy_gettext("Note on the licence"), filters=[stripped], validators=[Length(max=2000)])

    def fill(self, picture: Picture, zone: ZoneInfo) -> None:
        """Show what is stored of `picture`."""
        self.version.data = picture.version
        for name in (*_TEXTS, "focus_x", "focus_y"):
            self[name].data = getattr(picture, name)
        self.licence_last_day.data = picture.licence_ends and last_day(picture.licence_ends, zone)
        self.opened.data = json.dumps(self.said())

    def said(self) -> dict[str, str]:
        """Return what each field that an editor fills holds, in words."""
        values = {name: self[name].data for name in (*_TEXTS, "focus_x", "focus_y", "licence_last_day")}
        return {name: "" if value is None else str(value) for name, value in values.items()}

    def seen(self) -> dict[str, str]:
        """Return what the fields held when the form was opened; nothing if that cannot be understood."""
        try:
            seen = json.loads(self.opened.data or "")
        except (ValueError, RecursionError):
            return {}
        return seen if isinstance(seen, dict) else {}

    def validate_licence_last_day(self, field: DateField) -> None:
        """Refuse years that no calendar of ours can show."""
        if field.data is not None and not 1900 <= field.data.year <= 9000:
            raise ValidationError(_("This must lie between the years 1900 and 9000."))

    def details(self, picture: Picture, zone: ZoneInfo) -> PictureDetails:
        """Return what the valid form holds. A day that is left as it is shown keeps its instant."""
        day, ends = self.licence_last_day.data, picture.licence_ends
        if day is None:
            ends = None
        elif ends is None or day != last_day(ends, zone):
            ends = start_of_day(day + timedelta(days=1), zone)
        return PictureDetails(
            **{name: self[name].data or "" for name in _TEXTS},
            focus_x=self.focus_x.data or 0,
            focus_y=self.focus_y.data or 0,
            licence_ends=ends,
        )


class PictureFileForm(FlaskForm):  # type: ignore[misc]
    """Another file for a picture."""

    version = HiddenNumber()
    file = FileField(lazy_gettext("Another file"), validators=[DataRequired(lazy_gettext("Choose a file."))])


def last_day(ends: datetime, zone: ZoneInfo) -> date:
    """Return the last day, in `zone`, before the instant `ends`."""
    return (ends - timedelta(microseconds=1)).astimezone(zone).date()
