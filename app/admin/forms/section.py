"""The form of one section."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from flask_wtf import FlaskForm
from wtforms import StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange

from app.admin.forms.fields import WholeNumber, one_line, stripped
from app.articles.models import SLUG_LENGTH, Section
from app.foundation.languages import DEFAULT_LANGUAGE, LANGUAGES

# The columns of a section's texts.
TEXTS = ("name", "description", "press_contact", "boilerplate")


class SectionForm(FlaskForm):  # type: ignore[misc]
    """A section's texts in each language, its address and its place in the navigation."""

    slug = StringField(lazy_gettext("Address"), filters=[one_line], validators=[Length(max=SLUG_LENGTH)])
    position = WholeNumber(lazy_gettext("Order"), default=1, validators=[InputRequired(), NumberRange(0, 1000)])

    def fill(self, section: Section) -> None:
        """Show what is stored of `section`."""
        self.slug.data = section.slug
        self.position.data = section.position
        for entry in section.texts:
            if entry.language in LANGUAGES:
                for name in TEXTS:
                    self[f"{name}_{entry.language}"].data = getattr(entry, name)

    def validate(self, extra_validators: Mapping[str, Sequence[Any]] | None = None) -> bool:
        """Refuse also texts in a language in which the section has no name: its page would have no title."""
        valid = bool(super().validate(extra_validators))
        for language, values in self.texts().items():
            name = self[f"name_{language}"]
            if any(values.values()) and not values["name"] and not name.errors:
                problem = _(
                    "Give the section a name in %(language)s, or empty its other texts there.",
                    language=LANGUAGES[language],
                )
                name.errors = [problem]
                valid = False
        return valid

    def texts(self) -> dict[str, dict[str, str]]:
        """Return the texts of each language, by the names of their columns."""
        return {language: {name: self[f"{name}_{language}"].data or "" for name in TEXTS} for language in LANGUAGES}


for _code in LANGUAGES:
    _validators = [DataRequired()] if _code == DEFAULT_LANGUAGE else []
    setattr(
        SectionForm,
        f"name_{_code}",
        StringField(lazy_gettext("Name"), filters=[one_line], validators=[*_validators, Length(max=100)]),
    )
    for _text, _label in (
        ("description", lazy_gettext("Description")),
        ("press_contact", lazy_gettext("Press contact")),
        ("boilerplate", lazy_gettext("About the company")),
    ):
        setattr(
            SectionForm,
            f"{_text}_{_code}",
            TextAreaField(_label, filters=[stripped], validators=[Length(max=5000)]),
        )
