"""Brings the texts in the code and the catalogues of their translations together.

`python -m tools.texts update` adds what is new in the code to each catalogue, and takes out what is gone.
`python -m tools.texts scripts` writes what the desk's scripts say to static/build/texts.CODE.json, a file a language.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po, write_po

from app.foundation.languages import DEFAULT_LANGUAGE, FURTHER_LANGUAGES
from config import PROJECT

WIDTH = 120
SCRIPTS = "static/admin"
FOLDERS = ("app", "templates", SCRIPTS)
METHODS = [("**.py", "python"), ("**.html", "jinja2"), ("**.js", "javascript")]

Message = str | tuple[str, ...]
Text = tuple[Message, str | None]


def spoken(*folders: str) -> Iterator[Text]:
    """Yield each text of the code in these folders, with its context if it has one.

    Texts are in English; of those that count something, one and more.
    """
    for folder in folders:
        found = extract_from_dir(PROJECT / folder, METHODS, keywords={**DEFAULT_KEYWORDS, "lazy_gettext": None})
        for _, _, message, _, context in found:
            yield message, context


def catalogue(language: str) -> Catalog:
    """Return the catalogue of a further language."""
    with _path(language).open("rb") as file:
        return read_po(file, locale=language)


def update(language: str) -> None:
    """Bring a catalogue in line with the code; what is new in it has no translation yet."""
    path = _path(language)
    template = Catalog()
    for message, context in spoken(*FOLDERS):
        template.add(message, context=context)
    known = catalogue(language)
    known.update(template, no_fuzzy_matching=True)
    # Ours stays as it is: the one that Babel writes changes with each run.
    header, _, _ = path.read_text(encoding="utf-8").partition("\n\n")
    with path.open("wb") as file:
        file.write(f"{header}\n\n".encode())
        write_po(file, known, width=WIDTH, sort_output=True, no_location=True, ignore_obsolete=True, omit_header=True)


def write_for_scripts(language: str) -> None:
    """Write the texts of the scripts in a language, by the English ones; for English itself there is nothing to say."""
    texts = {}
    if language != DEFAULT_LANGUAGE:
        known = catalogue(language)
        for message, context in spoken(SCRIPTS):
            entry = known.get(message, context)
            if entry and entry.string:
                # As gettext has it.
                key = message if isinstance(message, str) else message[0]
                texts[f"{context}\4{key}" if context else key] = entry.string
    target = PROJECT / f"static/build/texts.{language}.json"
    target.write_text(json.dumps(texts, ensure_ascii=False, sort_keys=True), encoding="utf-8")


def _path(language: str) -> Path:
    return PROJECT / "translations" / language / "LC_MESSAGES/messages.po"


if __name__ == "__main__":
    if sys.argv[1:] == ["update"]:
        for code in FURTHER_LANGUAGES:
            update(code)
    elif sys.argv[1:] == ["scripts"]:
        for code in (DEFAULT_LANGUAGE, *FURTHER_LANGUAGES):
            write_for_scripts(code)
    else:
        sys.exit(__doc__)
