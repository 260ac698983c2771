"""A form within a form."""

from typing import Any

from flask_wtf.i18n import translations
from wtforms import Form


class PartForm(Form):
    """What stands in another form; WTForms' own messages are in the language of the page, as there."""

    class Meta:
        """What WTForms asks a form."""

        def get_translations(self, _form: Form) -> Any:  # noqa: ANN401 - of Flask-WTF, which has no types
            """Return where the messages are translated."""
            return translations
