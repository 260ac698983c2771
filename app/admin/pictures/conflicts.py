"""What two editors left differently of a picture."""

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from app.admin.differences import Difference
from app.admin.forms.picture_details import PictureDetailsForm
from app.pictures.models import Picture


def merge(form: PictureDetailsForm, picture: Picture, zone: ZoneInfo) -> Iterator[Difference]:
    """Take into the form what others have stored since it was opened; yield where they changed what it changes.

    There what was typed stays, and whoever saves once more has seen what it replaces.
    """
    stored = PictureDetailsForm(formdata=None)
    stored.fill(picture, zone)
    opened, now = form.seen(), stored.seen()
    for name, shown in now.items():
        typed = form.said()[name]
        if typed in (opened.get(name), shown):
            form[name].data = stored[name].data
        elif shown != opened.get(name):
            yield Difference(str(form[name].label.text), shown, typed)
    form.opened.data, form.version.data = stored.opened.data, stored.version.data
