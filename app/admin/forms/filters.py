"""The filters of the editors' list, as they stand in its address."""

from collections.abc import Mapping, Sequence

from app.articles.desk import DeskSelection, Standing
from app.articles.models import Section
from app.foundation.languages import LANGUAGES


class ListFilters:
    """What a list's address asks for; what it cannot mean is taken as not asked."""

    def __init__(self, arguments: Mapping[str, str], sections: Sequence[Section]) -> None:
        self.sections = sections
        self.words = arguments.get("q", "").strip()[:200]
        self.standing = arguments.get("state", "") if arguments.get("state") in list(Standing) else ""
        self.section = arguments.get("section", "") if arguments.get("section") in {s.slug for s in sections} else ""
        self.language = arguments.get("language", "") if arguments.get("language") in LANGUAGES else ""
        page = arguments.get("page", "1")
        self.page_number = int(page) if page.isascii() and page.isdigit() and len(page) < 10 else 0

    def selection(self) -> DeskSelection:
        """Return what the list shows."""
        return DeskSelection(
            standing=Standing(self.standing) if self.standing else None,
            section_id=next((section.id for section in self.sections if section.slug == self.section), None),
            language=self.language or None,
            words=self.words,
        )

    def query(self, **changes: object) -> dict[str, object]:
        """Return the address's query with some filters changed; empty ones are left out."""
        asked = {"q": self.words, "state": self.standing, "section": self.section, "language": self.language}
        return {name: value for name, value in {**asked, **changes}.items() if value}

    @property
    def are_set(self) -> bool:
        """Whether the list is narrowed at all."""
        return bool(self.query())
