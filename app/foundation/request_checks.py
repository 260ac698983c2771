"""What no honest request contains is refused before anything looks at it."""

import re
from io import BytesIO
from typing import IO, cast

from flask import Flask, Request, abort, current_app, request, session

from app.foundation.limits import limiter

# C0 controls, which no address of ours has and PostgreSQL does not take in a text.
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


# More than a sign-in form holds; in bytes. Only who is signed in has files and long texts to send.
LARGEST_FROM_STRANGERS = 64 * 1024
# Parsing short fields costs far more than their bytes; pictures and texts come as multipart.
LARGEST_URLENCODED = 16 * 1024 * 1024
# What is typed into a form: the longest text that an article takes, in Chinese and as JSON writes it, and two hundred
# pictures' words.
LARGEST_TYPED = 8 * 1024 * 1024
# The same with pictures chosen beside it, which are not kept.
LARGEST_FORM_FROM_STRANGERS = 64 * 1024 * 1024
# From one address. Each is read, and its text is held in memory for a moment.
LONG_FORMS_FROM_STRANGERS = "10 per minute"


class _Nowhere(BytesIO):
    """A file that keeps nothing of what is written into it."""

    def write(self, data: bytes, /) -> int:  # type: ignore[override]
        return len(data)


class CheckedRequest(Request):
    """A request whose files are thrown away while they are read where nobody may send any."""

    keeps_files = True

    def _get_file_stream(
        self,
        total_content_length: int | None,
        content_type: str | None,
        filename: str | None = None,
        content_length: int | None = None,
    ) -> IO[bytes]:
        if not self.keeps_files:
            return _Nowhere()
        return super()._get_file_stream(total_content_length, content_type, filename, content_length)


def init_app(app: Flask) -> None:
    """Answer 400 to an address with control characters, and 413 to a body larger than its sender has use for.

    To be set up before whatever reads forms: limits and CSRF protection do, and that is when the body is parsed.
    """
    app.request_class = CheckedRequest
    app.extensions["long_forms"] = set[str]()
    app.before_request(_refuse_controls)
    app.before_request(_bound_body)


def take_long_forms(app: Flask, *endpoints: str) -> None:
    """Let these endpoints have what was typed into their forms also from somebody whose session has ended.

    Files that come along are not kept. Now and then: whoever sends more long forms than `LONG_FORMS_FROM_STRANGERS` is
    answered 429.
    """
    app.extensions["long_forms"].update(endpoints)


def _refuse_controls() -> None:
    if _CONTROLS.search(request.path) or any(_CONTROLS.search(part) for pair in _arguments() for part in pair):
        abort(400)


def _bound_body() -> None:
    largest = request.max_content_length or LARGEST_URLENCODED
    # Where Flask-Login notes who is signed in.
    if "_user_id" not in session:
        largest = min(largest, _largest_from_strangers())
    elif request.mimetype == "application/x-www-form-urlencoded":
        largest = min(largest, LARGEST_URLENCODED)
    elif request.is_json:
        largest = min(largest, LARGEST_TYPED)
    request.max_content_length = largest


def _largest_from_strangers() -> int:
    is_form = request.method == "POST" and request.mimetype == "multipart/form-data"
    if not is_form or request.endpoint not in current_app.extensions["long_forms"]:
        return LARGEST_FROM_STRANGERS
    cast(CheckedRequest, request).keeps_files = False
    request.max_form_memory_size = LARGEST_TYPED
    # One that does not tell its length may be long.
    if request.content_length is None or LARGEST_FROM_STRANGERS < request.content_length <= LARGEST_FORM_FROM_STRANGERS:
        with limiter.limit(LONG_FORMS_FROM_STRANGERS):
            pass
    return LARGEST_FORM_FROM_STRANGERS


def _arguments() -> list[tuple[str, str]]:
    return list(request.args.items(multi=True))
