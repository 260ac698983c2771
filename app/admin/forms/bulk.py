"""What is asked of many articles at once, as it stands in an address or in a form."""

import re
from collections.abc import Sequence
from urllib.parse import parse_qsl

from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from app.admin.blueprint import MAX_IDENTIFIER
from app.admin.forms.fields import one_line
from app.admin.forms.filters import ListFilters
from app.articles import tags
from app.articles.bulk import Change
from app.articles.bulk_models import Kind
from app.articles.desk import PAGE_SIZE
from app.articles.models import Section
from app.articles.tags import BadTag

# The id of an article, and the version that the preview has shown.
_CHOSEN = re.compile(r"([0-9]{1,10})(?::([0-9]{1,10}))?\Z", re.ASCII)


class BulkRequest:
    """The chosen articles, what to do with them, and the list to go back to; `problem` says what is missing."""

    def __init__(self, sent: MultiDict[str, str], sections: Sequence[Section]) -> None:
        self.sections = sections
        matches = [match for text in sent.getlist("article") if (match := _CHOSEN.match(text))]
        # By id, each once.
        self.versions = {int(match[1]): int(match[2] or 0) for match in matches if int(match[1]) <= MAX_IDENTIFIER}
        self.kind = sent.get("kind", "")
        self.section = sent.get("to", "")
        self.tag = " ".join(one_line(sent.get("tag")).split())
        self.list = sent.get("list", "")[:1000]
        self.change: Change | None = None
        self.problem = self._understand()

    def filters(self) -> ListFilters:
        """Return the filters of the list from which the articles were chosen."""
        return ListFilters(dict(parse_qsl(self.list)), self.sections)

    def _understand(self) -> str:
        if not self.versions:
            return str(_("Choose articles in the list first."))
        if len(self.versions) > PAGE_SIZE:
            return str(_("Choose %(most)s articles at most.", most=PAGE_SIZE))
        if self.kind not in list(Kind):
            return str(_("Choose what to do with the articles."))
        kind = Kind(self.kind)
        section = next((section for section in self.sections if section.slug == self.section), None)
        if kind is Kind.MOVE and section is None:
            return str(_("Choose the section to which the articles are to move."))
        if kind in (Kind.ADD_TAG, Kind.REMOVE_TAG):
            if not self.tag:
                return str(_("Write the tag."))
            try:
                tags.check([self.tag])
            except BadTag as problem:
                return str(problem)
        is_tagged = kind in (Kind.ADD_TAG, Kind.REMOVE_TAG)
        self.change = Change(kind, section if kind is Kind.MOVE else None, self.tag if is_tagged else "")
        return ""
