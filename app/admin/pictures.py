"""One picture that the form's script has uploaded or chosen in the library, answered with its row for the form."""

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from app.admin import intake
from app.admin.blueprint import admin
from app.admin.forms.article import MAX_PICTURES, ArticleForm
from app.foundation.storage import StorageFull
from app.pictures.intake import RefusedPicture


@admin.post("/pictures")
def upload_picture() -> ResponseReturnValue:
    """Store the `file` of the request, or take `picture_id` from the library, and return its row, numbered `index`.

    A refusal is answered in plain text.
    """
    index = request.args.get("index", -1, type=int)
    file, number = request.files.get("file"), request.form.get("picture_id", "")
    if (file is None and not number) or not 0 <= index < MAX_PICTURES:
        abort(400)
    try:
        picture = intake.take(file) if file else intake.of_library(number)
    except intake.NotInLibrary as problem:
        return str(problem), intake.UNPROCESSABLE, {"Content-Type": "text/plain; charset=utf-8"}
    except RefusedPicture as refusal:
        return str(refusal), intake.UNPROCESSABLE, {"Content-Type": "text/plain; charset=utf-8"}
    except StorageFull:
        return f"There is {intake.NO_ROOM}.", intake.INSUFFICIENT_STORAGE, {"Content-Type": "text/plain"}
    form = ArticleForm(formdata=None)
    form.pictures.last_index = index - 1
    form.add_picture(picture)
    return render_template("admin/picture_row.html", row=form.pictures[0].form, picture=picture)
