"""Counts the views of one article, and says what number each shows."""

from collections.abc import Callable
from time import time
from typing import TYPE_CHECKING

from app.hits.counter_file import ARRAYS_USED
from app.hits.member import Member

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

# Told of each view: the article's id and the request.
Note = Callable[[int, "WSGIEnvironment"], None]


class Tally:
    """Counts the views of one article that this process answers; a `page_cache` asks it for the number to show."""

    __slots__ = ("_arrays", "_article_id", "_base", "_cells", "_member", "_note", "_own", "_slot", "_start", "_words")

    def __init__(self, member: Member, article_id: int, slot: int, starting_hits: int, note: Note) -> None:
        self._member = member
        self._article_id = article_id
        self._slot = slot
        self._start = starting_hits
        self._note = note
        self._words = member.file.words
        self._base = member.file.base_index(slot)
        self._own = [member.file.index(slot, member.array, parity) for parity in (0, 1)]
        self._arrays = 0
        self._cells: list[int] = []

    def __call__(self, environ: "WSGIEnvironment") -> int:
        """Count the request if it is a view, and return the number to show: it includes this view."""
        words, member = self._words, self._member
        if is_view(environ):
            with member.counting:
                if time() >= member.midnight:
                    member.begin_day()
                words[self._own[member.parity]] += 1
            self._note(self._article_id, environ)
        if words[ARRAYS_USED] != self._arrays:
            self._find_cells()
        number = self._start + words[self._base]
        for cell in self._cells:
            number += words[cell]
        return number

    def _find_cells(self) -> None:
        file, arrays = self._member.file, self._words[ARRAYS_USED]
        self._cells = [file.index(self._slot, array, parity) for array in range(arrays) for parity in (0, 1)]
        self._arrays = arrays


def is_view(environ: "WSGIEnvironment") -> bool:
    """Say whether answering this request is a view: a GET that is no prefetch (Fetch standard, `Sec-Purpose`)."""
    purpose = environ.get("HTTP_SEC_PURPOSE") or environ.get("HTTP_PURPOSE")
    return environ["REQUEST_METHOD"] == "GET" and (purpose is None or "prefetch" not in purpose.lower())
