"""The pages that every language has, and how their addresses are made."""

from typing import Any

from flask import Blueprint, g, url_for

from app.foundation.languages import DEFAULT_LANGUAGE, FURTHER_LANGUAGES

DEFAULT_PREFIX = None
TRANSLATED_PREFIX = f"/<any({','.join(FURTHER_LANGUAGES)}):language>"

public = Blueprint("public", __name__)


@public.url_value_preprocessor
def take_language(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    """Take the language out of the address, so that views read it in `g` alone."""
    g.language = (values or {}).pop("language", DEFAULT_LANGUAGE)


def public_url(view: str, language: str, **values: object) -> str:
    """Return the address of a public page in a language; empty values are left out of the query."""
    values = {name: value for name, value in values.items() if value not in (None, "")}
    if language == DEFAULT_LANGUAGE:
        return url_for(f"public.{view}", **values)  # type: ignore[arg-type]
    return url_for(f"translated.{view}", language=language, **values)  # type: ignore[arg-type]
