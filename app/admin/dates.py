"""The names of months and weekdays, in the language of the page."""

from datetime import date

from babel import Locale
from babel.dates import format_date, format_skeleton, get_day_names
from flask_babel import get_locale
from flask_babel import gettext as _

from app.foundation.languages import DEFAULT_LANGUAGE


def month_and_year(day: date) -> str:
    """Return the name of a day's month, and its year."""
    return format_skeleton("yMMMM", day, locale=_locale())


def short_month_and_year(day: date) -> str:
    """Return the short name of a day's month, and its year."""
    return format_skeleton("yMMM", day, locale=_locale())


def day_and_month(day: date) -> str:
    """Return the number of a day in its month, and the short name of that."""
    # A pattern of Unicode's (UTS 35): Babel's own for English is the American one.
    return format_date(day, _("d MMM"), locale=_locale())


def weekdays() -> list[tuple[str, str]]:
    """Return the names of the days of a week, whole and short, from Monday on."""
    whole, short = (get_day_names(width, "stand-alone", _locale()) for width in ("wide", "abbreviated"))
    return [(whole[number], short[number]) for number in range(7)]


def _locale() -> Locale:
    return get_locale() or Locale(DEFAULT_LANGUAGE)
