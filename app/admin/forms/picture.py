"""The form of one picture in an article."""

from flask_babel import lazy_gettext
from wtforms import BooleanField, FileField, HiddenField, StringField, TextAreaField
from wtforms.validators import Length, NumberRange, Optional, Regexp

from app.admin.forms.fields import MAX_NUMBER, HiddenNumber, WholeNumber, one_line, stripped
from app.admin.forms.part import PartForm


class PictureForm(PartForm):
    """One picture of the article. Its place in the order is a number, so that it works without script."""

    key = HiddenField(validators=[Regexp(r"^[a-z0-9]{1,20}\Z", message=lazy_gettext("This picture has no valid key."))])
    picture_id = HiddenNumber(validators=[Optional()])
    # Fills a slot that waits for its file.
    file = FileField(lazy_gettext("Add the file"))
    position = WholeNumber(lazy_gettext("Order"), validators=[Optional(), NumberRange(-MAX_NUMBER, MAX_NUMBER)])
    caption = TextAreaField(lazy_gettext("Caption"), filters=[stripped], validators=[Length(max=2000)])
    credit = StringField(lazy_gettext("Credit"), filters=[one_line], validators=[Length(max=500)])
    alternative_text = TextAreaField(
        lazy_gettext("Alternative text"), filters=[stripped], validators=[Length(max=2000)]
    )
    remove = BooleanField(lazy_gettext("Remove"))
