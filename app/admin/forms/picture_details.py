"""The form of a picture in the library: what it says of itself wherever no article says otherwise."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import DateField, StringField, TextAreaField, ValidationError
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional

from app.admin.forms.fields import HiddenNumber, WholeNumber, one_line, stripped
from app.foundation.clock import start_of_day
from app.pictures.editing import PictureDetails
from app.pictures.models import Picture

_TEXTS = ("caption", "credit", "creator", "copyright", "alternative_text", "licence_note")
_PERCENT = (InputRequired("Give a number from 0 to 100."), NumberRange(0, 100, "Give a number from 0 to 100."))


class PictureDetailsForm(FlaskForm):  # type: ignore[misc]
    """What an editor says of a picture. The day is one of the site's time zone."""

    version = HiddenNumber()
    caption = TextAreaField("Caption", filters=[stripped], validators=[Length(max=2000)])
    alternative_text = TextAreaField("Alternative text", filters=[stripped], validators=[Length(max=2000)])
    credit = StringField("Credit", filters=[one_line], validators=[Length(max=500)])
    creator = StringField("Creator", filters=[one_line], validators=[Length(max=2000)])
    copyright = StringField("Copyright", filters=[one_line], validators=[Length(max=2000)])
    focus_x = WholeNumber("Percent from the left", validators=_PERCENT)
    focus_y = WholeNumber("Percent from the top", validators=_PERCENT)
    licence_last_day = DateField("Last day of the licence", validators=[Optional()])
    licence_note = TextAreaField("Note on the licence", filters=[stripped], validators=[Length(max=2000)])

    def fill(self, picture: Picture, zone: ZoneInfo) -> None:
        """Show what is stored of `picture`."""
        self.version.data = picture.version
        for name in (*_TEXTS, "focus_x", "focus_y"):
            self[name].data = getattr(picture, name)
        self.licence_last_day.data = picture.licence_ends and last_day(picture.licence_ends, zone)

    def validate_licence_last_day(self, field: DateField) -> None:
        """Refuse years that no calendar of ours can show."""
        if field.data is not None and not 1900 <= field.data.year <= 9000:
            raise ValidationError("This must lie between the years 1900 and 9000.")

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
    file = FileField("Another file", validators=[DataRequired("Choose a file.")])


def last_day(ends: datetime, zone: ZoneInfo) -> date:
    """Return the last day, in `zone`, before the instant `ends`."""
    return (ends - timedelta(microseconds=1)).astimezone(zone).date()
