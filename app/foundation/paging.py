"""Numbered pages of a list."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Item = TypeVar("Item")


class PageNotFound(LookupError):
    """The list has no page of that number."""


def page_number(text: str) -> int:
    """Return the page number that an address asks for; what is no number is no page (0)."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


@dataclass(frozen=True)
class Page(Generic[Item]):
    """One page of a list: its items, its number (from 1), the page size and the size of the whole list.

    A list that `is_cut` is the beginning of a longer one whose size is not known.
    """

    items: Sequence[Item]
    number: int
    size: int
    total: int
    is_cut: bool = False

    @property
    def last(self) -> int:
        """The number of the last page; an empty list has one page."""
        return max(1, -(-self.total // self.size))

    @property
    def numbers(self) -> list[int | None]:
        """The numbers that a pager shows, with `None` where some are left out."""
        near = {1, self.last, *range(max(1, self.number - 1), min(self.last, self.number + 1) + 1)}
        shown: list[int | None] = []
        previous = 0
        for number in sorted(near):
            if number == previous + 2:
                shown.append(number - 1)
            elif number > previous + 2:
                shown.append(None)
            shown.append(number)
            previous = number
        return shown

    @staticmethod
    def window(number: int, size: int, total: int) -> range:
        """Return the places (from 0) in the list that page `number` shows. Raises `PageNotFound`."""
        start = (number - 1) * size
        if number < 1 or (start >= total and number != 1):
            raise PageNotFound(f"there is no page {number}")
        return range(start, min(start + size, total))
