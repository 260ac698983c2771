"""The form of one picture in an article."""

from wtforms import BooleanField, FileField, Form, HiddenField, StringField, TextAreaField
from wtforms.validators import Length, NumberRange, Optional, Regexp

from app.admin.forms.fields import MAX_NUMBER, HiddenNumber, WholeNumber, one_line, stripped


class PictureForm(Form):
    """One picture of the article. Its place in the order is a number, so that it works without script."""

    key = HiddenField(validators=[Regexp(r"^[a-z0-9]{1,20}\Z", message="This picture has no valid key.")])
    picture_id = HiddenNumber(validators=[Optional()])
    # Fills a slot that waits for its file.
    file = FileField("Add the file")
    position = WholeNumber("Order", validators=[Optional(), NumberRange(-MAX_NUMBER, MAX_NUMBER)])
    caption = TextAreaField("Caption", filters=[stripped], validators=[Length(max=2000)])
    credit = StringField("Credit", filters=[one_line], validators=[Length(max=500)])
    alternative_text = TextAreaField("Alternative text", filters=[stripped], validators=[Length(max=2000)])
    remove = BooleanField("Remove")
