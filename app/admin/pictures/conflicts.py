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
    opened, said = form.seen(), form.said()
    for name, theirs in stored.said().items():
        before, mine = opened.get(name), said[name]
        if mine in (before, theirs):
            form[name].data = stored[name].data
        elif theirs != before:
            yield Difference(str(form[name].label.text), theirs, mine)
    form.opened.data, form.version.data = stored.opened.data, stored.version.data
