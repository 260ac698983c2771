"""The form of the newsroom's settings."""

from typing import Any
from zoneinfo import available_timezones

from flask import current_app
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from flask_wtf import FlaskForm
from segno import DataOverflowError
from wtforms import (
    BooleanField,
    Field,
    FileField,
    FormField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.validators import DataRequired, Length, NumberRange, Optional, Regexp
from wtforms.widgets import CheckboxInput

from app.admin.checks.words import KINDS
from app.admin.forms.fields import WholeNumber, one_line, stripped
from app.admin.forms.part import PartForm
from app.foundation.languages import LANGUAGES
from app.site import qr_code
from app.site.models import FooterLink, SiteSettings, SiteTexts
from config import Settings

_LINK = r"^(https?://|mailto:|tel:|/(?![/\\]))"


def _zones() -> list[str]:
    """Return the zones by IANA name, without those that mean another one on each machine or none at all."""
    return sorted(available_timezones() - {"localtime", "Factory"})


def _require_site_url(field: Field) -> None:
    """Refuse to tell search engines of a site whose public address only its visitors know."""
    settings: Settings = current_app.extensions["settings"]
    if field.data and not settings.site_url:
        raise ValidationError(
            _(
                "Search engines can be told only when the server knows its public address: have SITE_URL set, for "
                "example SITE_URL=https://news.example.com, and start it again."
            )
        )


class TextsForm(PartForm):
    """The company's texts and labels in one language."""

    company_name = StringField(
        lazy_gettext("Company name"), filters=[one_line], validators=[DataRequired(), Length(max=200)]
    )
    address = TextAreaField(lazy_gettext("Address"), filters=[stripped], validators=[Length(max=1000)])
    press_contact = TextAreaField(lazy_gettext("Press contact"), filters=[stripped], validators=[Length(max=5000)])
    boilerplate = TextAreaField(lazy_gettext("About the company"), filters=[stripped], validators=[Length(max=5000)])
    publish_date_label = StringField(
        lazy_gettext("Label of the date"), filters=[one_line], validators=[DataRequired(), Length(max=60)]
    )
    hits_label = StringField(
        lazy_gettext("Label of the hits"), filters=[one_line], validators=[DataRequired(), Length(max=60)]
    )
    picture_label = StringField(lazy_gettext("Label of a picture"), filters=[one_line], validators=[Length(max=60)])
    contact_heading = StringField(
        lazy_gettext("Heading of the contact"), filters=[one_line], validators=[Length(max=100)]
    )
    focus_heading = StringField(
        lazy_gettext("Heading of the QR code"), filters=[one_line], validators=[Length(max=100)]
    )
    qr_heading = StringField(lazy_gettext("Words below the QR code"), filters=[one_line], validators=[Length(max=100)])
    rights = StringField(lazy_gettext("Rights"), filters=[one_line], validators=[Length(max=200)])
    footer_links = TextAreaField(lazy_gettext("Links in the foot"), filters=[stripped], validators=[Length(max=10_000)])

    def validate_footer_links(self, field: TextAreaField) -> None:
        """Take one link a line, as `Text | address`."""
        for number, line in enumerate((field.data or "").splitlines(), start=1):
            text, address = (part.strip() for part in line.partition("|")[::2])
            if line.strip() and not (
                0 < len(text) <= 100 and len(address) <= 1000 and Regexp(_LINK).regex.match(address)
            ):
                raise ValidationError(
                    _("Line %(number)s is not of the form: About us | https://example.com/about", number=number)
                )

    def links(self) -> list[tuple[str, str]]:
        """Return the links as (text, address)."""
        lines = (line.partition("|") for line in (self.footer_links.data or "").splitlines() if line.strip())
        return [(text.strip(), address.strip()) for text, _, address in lines]


class SettingsForm(FlaskForm):  # type: ignore[misc]
    """The settings that hold in every language, then the texts of each."""

    logo = FileField(lazy_gettext("Logo"))
    remove_logo = BooleanField(lazy_gettext("Show no logo"))
    telephone = StringField(lazy_gettext("Telephone"), filters=[one_line], validators=[Length(max=100)])
    fax = StringField(lazy_gettext("Fax"), filters=[one_line], validators=[Length(max=100)])
    qr_target = StringField(
        lazy_gettext("QR code leads to"),
        filters=[one_line],
        validators=[
            Length(max=1000),
            Optional(),
            Regexp(_LINK, message=lazy_gettext("Give a whole address: https://example.com")),
        ],
    )
    record_number = StringField(lazy_gettext("Record number"), filters=[one_line], validators=[Length(max=200)])
    security_contact = StringField(
        lazy_gettext("Security contact"),
        filters=[one_line],
        validators=[
            Length(max=1000),
            Optional(),
            Regexp(
                r"^(https://|mailto:)\S+$",
                message=lazy_gettext(
                    "Give an address such as mailto:security@example.com or https://example.com/report."
                ),
            ),
        ],
    )
    indexnow = BooleanField(lazy_gettext("Tell IndexNow: Bing, Yandex, Naver, Seznam, Yep"))
    baidu_token = StringField(
        lazy_gettext("Token for Baidu"),
        filters=[one_line],
        validators=[Length(max=200), Optional(), Regexp(r"^[!-~]+$", message=lazy_gettext("A token has no spaces."))],
    )
    copyright_first_year = WholeNumber(
        lazy_gettext("First year of the copyright"), validators=[Optional(), NumberRange(1800, 9000)]
    )
    stopping_checks = SelectMultipleField(
        lazy_gettext("What stops publishing"),
        # Asked for at each form, whose language the words are in; WTForms takes no lazy ones here.
        choices=lambda: {code.value: str(kind) for code, kind in KINDS.items()},
        option_widget=CheckboxInput(),
    )
    time_zone = SelectField(lazy_gettext("Time zone"), choices={name: name for name in _zones()})
    brand_colour = StringField(
        lazy_gettext("Brand colour"),
        filters=[one_line],
        validators=[
            Regexp(
                r"^#[0-9a-fA-F]{6}$", message=lazy_gettext("Give a colour as # and six digits, for example #0b6b4f.")
            )
        ],
    )

    def validate_indexnow(self, field: BooleanField) -> None:
        """Refuse where the address of the site is not known."""
        _require_site_url(field)

    def validate_baidu_token(self, field: StringField) -> None:
        """Refuse where the address of the site is not known."""
        _require_site_url(field)

    def validate_qr_target(self, field: StringField) -> None:
        """Refuse what no QR code can hold."""
        try:
            qr_code.svg(field.data or "-")
        except DataOverflowError as error:
            raise ValidationError(_("This is too long for a QR code. Give a shorter address.")) from error

    def fill(self, settings: SiteSettings) -> None:
        """Show what is stored for every language."""
        for name in GENERAL:
            self[name].data = getattr(settings, name)
        self.indexnow.data = bool(settings.indexnow_key)
        self.stopping_checks.data = settings.stopping_checks.split()

    def general(self) -> dict[str, object]:
        """Return the valid values that hold in every language, the logo and the key for IndexNow apart."""
        values = {name: self[name].data for name in GENERAL}
        return values | {"stopping_checks": " ".join(self.stopping_checks.data or ())}


GENERAL = (
    "telephone", "fax", "qr_target", "record_number", "security_contact", "baidu_token",
    "copyright_first_year", "time_zone", "brand_colour",
)  # fmt: skip


class EveryLanguageForm(SettingsForm):
    """The settings form with a part for each language of the newsroom."""

    def fill_texts(self, language: str, texts: SiteTexts, links: list[FooterLink]) -> None:
        """Show what is stored for one language."""
        part = self.part(language)
        for name in part._fields:
            if name != "footer_links":
                part[name].data = getattr(texts, name)
        part.footer_links.data = "\n".join(f"{link.text} | {link.address}" for link in links)

    def part(self, language: str) -> Any:  # noqa: ANN401 - WTForms gives its enclosed forms no type
        """Return the enclosed form of one language."""
        return self[f"texts_{language}"].form

    def texts(self) -> dict[str, dict[str, str]]:
        """Return each language's texts."""
        return {
            language: {
                name: field.data or "" for name, field in self.part(language)._fields.items() if name != "footer_links"
            }
            for language in LANGUAGES
        }

    def links(self) -> dict[str, list[tuple[str, str]]]:
        """Return each language's footer links."""
        return {language: self.part(language).links() for language in LANGUAGES}


for _code, _name in LANGUAGES.items():
    setattr(EveryLanguageForm, f"texts_{_code}", FormField(TextsForm, label=_name))
