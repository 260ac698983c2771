"""The filters of the picture library, as they stand in its address."""

from collections.abc import Mapping

from flask_babel import lazy_gettext

from app.articles.picture_uses import LibrarySelection
from app.foundation.paging import page_number
from app.pictures.licences import Licence

USED = {"yes": lazy_gettext("Used"), "no": lazy_gettext("Not used")}
LICENCES = {Licence.EXPIRED: lazy_gettext("Ended"), Licence.ENDING: lazy_gettext("Ends within 30 days")}
ALTERNATIVE_TEXT = "alternative-text"


class LibraryFilters:
    """What the library's address asks for; what it cannot mean is taken as not asked."""

    def __init__(self, arguments: Mapping[str, str]) -> None:
        self.words = arguments.get("q", "").strip()[:200]
        self.used = arguments.get("used", "") if arguments.get("used") in USED else ""
        self.lacks = ALTERNATIVE_TEXT if arguments.get("lacks") == ALTERNATIVE_TEXT else ""
        self.licence = arguments.get("licence", "") if arguments.get("licence") in list(Licence) else ""
        self.page_number = page_number(arguments.get("page", "1"))

    def selection(self) -> LibrarySelection:
        """Return what the library shows."""
        return LibrarySelection(
            words=self.words,
            used=self.used == "yes" if self.used else None,
            lacks_alternative_text=bool(self.lacks),
            licence=Licence(self.licence) if self.licence else None,
        )

    def query(self, **changes: object) -> dict[str, object]:
        """Return the address's query with some filters changed; empty ones are left out."""
        asked = {"q": self.words, "used": self.used, "lacks": self.lacks, "licence": self.licence}
        return {name: value for name, value in {**asked, **changes}.items() if value}

    @property
    def are_set(self) -> bool:
        """Whether the library is narrowed at all."""
        return bool(self.query())
