"""What two editors left differently of a picture."""

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from app.admin.differences import Difference
from app.admin.forms.picture_details import PictureDetailsForm
from app.pictures.models import Picture


def differences(form: PictureDetailsForm, picture: Picture, zone: ZoneInfo) -> Iterator[Difference]:
    """Yield what differs between the stored picture and what was typed into a form that was opened before."""
    stored = PictureDetailsForm(formdata=None)
    stored.fill(picture, zone)
    for field in form:
        if field.name not in ("version", "csrf_token") and field.data != stored[field.name].data:
            yield Difference(str(field.label.text), _in_words(stored[field.name].data), _in_words(field.data))


def _in_words(value: object) -> str:
    return "" if value is None else str(value)
