"""The field of an article's tags: names parted by commas."""

import re

from wtforms import Field, ValidationError
from wtforms.widgets import TextInput

from app.admin.forms.fields import one_line
from app.articles import tags
from app.articles.tags import BadTag

_COMMAS = re.compile(f"[{tags.SEPARATORS}]")


class TagNames(Field):
    """Names in one line; its data are the names."""

    widget = TextInput()

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the names, with single spaces within them; empty ones are none."""
        typed = one_line(valuelist[0]) if valuelist else ""
        names = (" ".join(name.split()) for name in _COMMAS.split(typed))
        self.data = tuple(name for name in names if name)

    def pre_validate(self, form: object) -> None:
        """Refuse names that no tag can have."""
        try:
            tags.check(self.data or ())
        except BadTag as problem:
            raise ValidationError(str(problem)) from problem

    def _value(self) -> str:
        return ", ".join(self.data or ())
