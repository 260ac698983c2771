"""The newsroom's own words, in the language of the page."""

from collections.abc import Iterable
from functools import reduce
from gettext import NullTranslations

from flask import Flask, g, has_app_context
from flask_babel import Babel, get_translations, gettext, refresh

from app.foundation.languages import DEFAULT_LANGUAGE
from config import PROJECT


def init_app(app: Flask) -> None:
    """Set up Flask-Babel; the door says by `speak` which language a page has."""
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(PROJECT / "translations")
    Babel(app, locale_selector=current_language)
    app.add_template_global(current_language)
    kept: dict[str, NullTranslations] = {}

    def translations() -> NullTranslations:
        language = current_language()
        if language not in kept:
            kept[language] = get_translations()
        return kept[language]

    # Flask-Babel looks for the locale and its catalogue at each of the many texts of a page.
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]
        lambda text: translations().gettext(text),
        lambda one, more, number: translations().ngettext(one, more, number),
        newstyle=True,
    )


def speak(language: str) -> None:
    """Have the words of this request be in `language` from here on, a code of `foundation.languages`."""
    g.language = language
    refresh()


def listed(words: Iterable[object]) -> str:
    """Return words as a list within a sentence."""
    return gettext(", ").join(map(str, words))


def in_a_row(*sentences: str) -> str:
    """Return whole sentences, at least one, one behind the other."""
    return reduce(lambda one, other: gettext("%(one)s %(other)s", one=one, other=other), sentences)


def current_language() -> str:
    """Return the language of the page that is being made; where there is none, the default one."""
    language: str = g.get("language", DEFAULT_LANGUAGE) if has_app_context() else DEFAULT_LANGUAGE
    return language
