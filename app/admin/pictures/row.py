"""One picture that the form's script has uploaded or chosen in the library, answered with its row for the form."""

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.admin.blueprint import admin
from app.admin.forms.article import ArticleForm
from app.admin.pictures import intake
from app.articles.content import MAX_PICTURES
from app.foundation.partial_files import WrongOffset
from app.foundation.storage import StorageFull
from app.pictures.intake import RefusedPicture
from app.pictures.models import Picture

_CONFLICT = 409


@admin.post("/pictures")
def upload_picture() -> ResponseReturnValue:
    """Store the `file` of the request, or take `picture_id` from the library, and return its row, numbered `index`.

    A file that came in parts is named by `upload` and `name`. A refusal is answered in plain text.
    """
    index = request.args.get("index", -1, type=int)
    if not 0 <= index < MAX_PICTURES:
        abort(400)
    try:
        picture = _picture()
    except (intake.NotInLibrary, RefusedPicture) as problem:
        return str(problem), intake.UNPROCESSABLE, intake.IN_WORDS
    except (FileNotFoundError, WrongOffset):
        return _("The file has not arrived whole. Add it again."), _CONFLICT, intake.IN_WORDS
    except StorageFull:
        return _("There is no room left on the server."), intake.INSUFFICIENT_STORAGE, intake.IN_WORDS
    form = ArticleForm(formdata=None)
    form.pictures.last_index = index - 1
    form.add_picture(picture)
    return render_template("admin/picture_row.html", row=form.pictures[0].form, picture=picture)


def _picture() -> Picture:
    """Return the picture that the request brings or names."""
    if file := request.files.get("file"):
        return intake.take(file)
    if key := request.form.get("upload"):
        return intake.take_upload(key, request.form.get("name", ""))
    return intake.of_library(request.form.get("picture_id") or abort(400))
