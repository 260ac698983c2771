"""The form of one section."""

from flask_wtf import FlaskForm
from wtforms import StringField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange

from app.admin.forms.fields import WholeNumber, one_line
from app.articles.models import SLUG_LENGTH, Section
from app.foundation.languages import DEFAULT_LANGUAGE, LANGUAGES


class SectionForm(FlaskForm):  # type: ignore[misc]
    """A section's names, one for each language, its address and its place in the navigation."""

    slug = StringField("Address", filters=[one_line], validators=[Length(max=SLUG_LENGTH)])
    position = WholeNumber("Order", default=1, validators=[InputRequired(), NumberRange(0, 1000)])

    def fill(self, section: Section) -> None:
        """Show what is stored of `section`."""
        self.slug.data = section.slug
        self.position.data = section.position
        for entry in section.names:
            if entry.language in LANGUAGES:
                self[f"name_{entry.language}"].data = entry.name

    def names(self) -> dict[str, str]:
        """Return the names by language."""
        return {language: self[f"name_{language}"].data or "" for language in LANGUAGES}


for _code, _name in LANGUAGES.items():
    _validators = [DataRequired()] if _code == DEFAULT_LANGUAGE else []
    setattr(
        SectionForm,
        f"name_{_code}",
        StringField(f"Name, {_name}", filters=[one_line], validators=[*_validators, Length(max=100)]),
    )
