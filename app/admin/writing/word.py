"""An article that starts from a Word file: read, its pictures taken in, shown in the form, and not stored yet."""

from threading import Lock
from time import monotonic
from typing import Any

from flask import request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from app.admin.blueprint import admin
from app.admin.forms.article import ArticleForm
from app.admin.pictures import intake
from app.admin.writing.form_page import FromWord, form_page
from app.articles import queries
from app.articles.content import MAX_PICTURES
from app.foundation.database import db
from app.pictures.intake import clean_file_name
from app.transfer.word import reading
from app.transfer.word.file import MAX_BYTES, RefusedDocument
from app.transfer.word.reading import WordDocument

# A long document takes some hundred mebibytes while it is read: in each process one at a time.
_READING = Lock()
# Proxies wait for about a minute. A picture takes about a second, and is kept: the next time it is found at once.
_SECONDS_FOR_PICTURES = 40


@admin.post("/articles/from-word")
def article_from_word() -> ResponseReturnValue:
    """Fill the form of a new article with the `file` of the request."""
    form = ArticleForm(formdata=None)
    form.offer_sections(queries.sections(db.session()))
    files = [file for file in request.files.getlist("file") if file.filename]
    if len(files) != 1:
        return _refused(form, _("Choose one Word file; each becomes an article of its own."))
    name = clean_file_name(files[0].filename or "")
    try:
        with _READING:
            # One byte more than may be, so that the check sees that it is too many.
            document = reading.read(files[0].stream.read(MAX_BYTES + 1), name)
    except RefusedDocument as refusal:
        return _refused(form, str(refusal))
    notes = [*_fill(form, document), *document.notes]
    return form_page(form, None, from_word=FromWord(name, notes))


def _refused(form: ArticleForm, why: str) -> ResponseReturnValue:
    return form_page(form, None, from_word=FromWord(refusal=why)), intake.UNPROCESSABLE


def _fill(form: ArticleForm, document: WordDocument) -> list[str]:
    """Show a document in the form and return which of its pictures were not taken, in words for the editor."""
    form.language.data = document.language
    form.title.data = document.title
    form.subtitle.data = document.subtitle
    form.body.data = document.body
    problems, late = [], 0
    deadline = monotonic() + _SECONDS_FOR_PICTURES
    for position, picture in enumerate(document.pictures[:MAX_PICTURES], start=1):
        row: dict[str, Any] = {"position": position, "picture_id": None}
        row |= {name: getattr(picture, name) for name in ("key", "caption", "credit", "alternative_text")}
        if picture.data is not None and monotonic() > deadline:
            late += 1
        elif picture.data is not None:
            row["picture_id"], problem = _kept(picture.data, picture.file_name)
            if problem:
                problems.append(
                    _("Picture %(number)s: %(problem)s Its row waits for the file.", number=position, problem=problem)
                )
        form.pictures.append_entry(row)
    if late:
        problems.append(
            ngettext(
                "%(num)s of the pictures is not here yet: there are too many to take in at once. Start from the same "
                "file again; those that are here are found at once, and the other follows.",
                "%(num)s of the pictures are not here yet: there are too many to take in at once. Start from the same "
                "file again; those that are here are found at once, and the others follow.",
                late,
            )
        )
    if left := len(document.pictures) - len(form.pictures):
        problems.append(
            ngettext(
                "An article takes %(most)s pictures at most; the last %(num)s was left out.",
                "An article takes %(most)s pictures at most; the last %(num)s were left out.",
                left,
                most=MAX_PICTURES,
            )
        )
    return problems


def _kept(data: bytes, file_name: str) -> tuple[int | None, str]:
    """Store a picture and return its id, or why it could not be stored."""
    try:
        return intake.keep(data, file_name).id, ""
    except intake.NOT_TAKEN as error:
        problem, _ = intake.why_not_taken(error, file_name)
        return None, problem
