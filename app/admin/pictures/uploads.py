"""Large pictures, which the form's script sends in parts: one that is cut off goes on where it stopped.

| request                    | with                       | what it does                                               |
| -------------------------- | -------------------------- | ---------------------------------------------------------- |
| `POST /admin/uploads`      | `name`, `size`, `modified` | begins, or finds what was begun; answers `key`, `received` |
| `PATCH /admin/uploads/key` | `Upload-Offset`            | adds its body; answers the offset that is next             |
| `POST /admin/pictures`     | `upload`, `name`           | takes the picture, see `pictures.py`                       |

`Upload-Offset` and its meaning are those of the IETF's draft “Resumable Uploads for HTTP”.
"""

from flask import Response, abort, current_app, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_security import current_user

from app.admin.blueprint import admin
from app.admin.forms.fields import LONGEST_NUMBER
from app.admin.pictures import intake
from app.foundation.partial_files import WrongOffset, partial_files
from app.foundation.storage import StorageFull
from app.pictures.intake import RefusedPicture, check_size
from config import Settings

_CONFLICT = 409
_TOO_LARGE = 413
_OFFSET = "Upload-Offset"


@admin.post("/uploads")
def begin_upload() -> ResponseReturnValue:
    """Begin to take a file in parts, or say how much of it is here. A refusal is answered in plain text."""
    settings: Settings = current_app.extensions["settings"]
    name, modified = request.form.get("name", ""), request.form.get("modified", "")
    size = _number(request.form.get("size", ""))
    try:
        check_size(size, name, settings.max_picture_bytes)
        key = partial_files().begin(current_user.id, "\n".join((name, modified)), size)
    except RefusedPicture as refusal:
        return str(refusal), _TOO_LARGE if size else intake.UNPROCESSABLE, intake.IN_WORDS
    except StorageFull:
        return _("There is no room left on the server."), intake.INSUFFICIENT_STORAGE, intake.IN_WORDS
    return {"key": key, "received": partial_files().received(current_user.id, key)}


@admin.patch("/uploads/<upload_key>")
def continue_upload(upload_key: str) -> ResponseReturnValue:
    """Add the body of the request to what has arrived of a file."""
    offset, status = _number(request.headers.get(_OFFSET, "")), 204
    try:
        received = partial_files().append(current_user.id, upload_key, offset, request.stream)
    except FileNotFoundError:
        abort(404)
    except WrongOffset as error:
        received, status = error.received, _CONFLICT
    except StorageFull:
        return _("There is no room left on the server."), intake.INSUFFICIENT_STORAGE, intake.IN_WORDS
    return Response(status=status, headers={_OFFSET: str(received)})


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER):
        abort(400)
    return int(text)
