"""The same page in the languages that have it: for the switch in the head, and for search engines."""

from collections.abc import Mapping
from typing import Any

from app.foundation.languages import LANGUAGES
from app.public.blueprint import public_url
from app.public.layout import absolute_url


def of_view(view: str, **values: object) -> dict[str, Any]:
    """Return what templates are told of a page that every language has."""
    return of_pages({code: public_url(view, code, **values) for code in LANGUAGES})


def of_pages(paths: Mapping[str, str]) -> dict[str, Any]:
    """Return what templates are told of a page with a path in each language that has it.

    `paths` leads the switch; `alternates` are (language, address) for `hreflang`, the default language's first, and
    none where there is but one.
    """
    alternates = [(code, absolute_url(paths[code])) for code in LANGUAGES if code in paths]
    return {"paths": paths, "alternates": alternates if len(alternates) > 1 else []}
