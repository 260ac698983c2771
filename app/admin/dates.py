"""The names of months and weekdays, in the language of the page."""

from datetime import date

from babel.dates import format_date, format_skeleton, get_day_names
from flask_babel import gettext as _

from app.foundation.translation import current_language


def month_and_year(day: date) -> str:
    """Return the name of a day's month, and its year."""
    return format_skeleton("yMMMM", day, locale=current_language())


def short_month_and_year(day: date) -> str:
    """Return the short name of a day's month, and its year."""
    return format_skeleton("yMMM", day, locale=current_language())


def day_and_month(day: date) -> str:
    """Return the number of a day in its month, and the short name of that."""
    # A pattern of Unicode's (UTS 35): Babel's own for English is the American one.
    return format_date(day, _("d MMM"), locale=current_language())


def weekdays() -> list[tuple[str, str]]:
    """Return the names of the days of a week, whole and short, from Monday on."""
    whole, short = (get_day_names(width, "stand-alone", current_language()) for width in ("wide", "abbreviated"))
    return [(whole[number], short[number]) for number in range(7)]
