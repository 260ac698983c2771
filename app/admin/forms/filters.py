"""The filters of the editors' list, as they stand in its address."""

from collections.abc import Mapping, Sequence

from flask_babel import lazy_gettext

from app.articles.desk import DeskSelection, Order, Standing
from app.articles.models import Section
from app.foundation.languages import LANGUAGES
from app.foundation.paging import page_number

# What editors read of how an article stands.
STANDINGS = {
    Standing.DRAFT: lazy_gettext("Draft"),
    Standing.SCHEDULED: lazy_gettext("Scheduled"),
    Standing.PUBLISHED: lazy_gettext("Published"),
    Standing.WITHDRAWN: lazy_gettext("Withdrawn"),
    Standing.BINNED: lazy_gettext("In the bin"),
}


class ListFilters:
    """What a list's address asks for; what it cannot mean is taken as not asked."""

    def __init__(self, arguments: Mapping[str, str], sections: Sequence[Section]) -> None:
        self.sections = sections
        self.words = arguments.get("q", "").strip()[:200]
        self.standing = arguments.get("state", "") if arguments.get("state") in list(Standing) else ""
        self.section = arguments.get("section", "") if arguments.get("section") in {s.slug for s in sections} else ""
        self.language = arguments.get("language", "") if arguments.get("language") in LANGUAGES else ""
        sort = arguments.get("sort", "")
        self.order = Order(sort.removeprefix("-")) if sort.removeprefix("-") in list(Order) else Order.CHANGED
        self.reverse = sort.startswith("-")
        self.page_number = page_number(arguments.get("page", "1"))

    def selection(self) -> DeskSelection:
        """Return what the list shows."""
        return DeskSelection(
            standing=Standing(self.standing) if self.standing else None,
            section_id=next((section.id for section in self.sections if section.slug == self.section), None),
            language=self.language or None,
            words=self.words,
            order=self.order,
            reverse=self.reverse,
        )

    def sort_by(self, order: str) -> str:
        """Return what a column's heading asks for: its order, or, where the list has it already, the reverse."""
        return f"-{order}" if order == self.order and not self.reverse else order

    def sorted_by(self, order: str) -> str | None:
        """Return how a column sorts the list, in the words of `aria-sort` (WAI-ARIA 1.2)."""
        if order != self.order:
            return None
        return "descending" if self.order.newest_first is not self.reverse else "ascending"

    def query(self, **changes: object) -> dict[str, object]:
        """Return the address's query with some filters changed; empty ones are left out."""
        sort = f"{'-' * self.reverse}{self.order}"
        asked = {"q": self.words, "state": self.standing, "section": self.section, "language": self.language}
        asked["sort"] = "" if sort == Order.CHANGED else sort
        return {name: value for name, value in {**asked, **changes}.items() if value}

    @property
    def are_set(self) -> bool:
        """Whether the list is narrowed at all."""
        return bool(self.words or self.standing or self.section or self.language)
