"""Every text of the public pages is there in every language."""

from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

from app.foundation.languages import FURTHER_LANGUAGES
from config import PROJECT


@pytest.mark.parametrize("language", FURTHER_LANGUAGES)
def test_catalogue_is_complete(language: str) -> None:
    with (PROJECT / "babel.cfg").open() as file:
        methods, options = parse_mapping_cfg(file)
    spoken = {
        message if isinstance(message, str) else message[0]
        for _, _, message, _, _ in extract_from_dir(
            PROJECT, methods, options, directory_filter=lambda folder: Path(folder).name != "node_modules"
        )
    }
    with (PROJECT / "translations" / language / "LC_MESSAGES/messages.po").open("rb") as file:
        catalogue = read_po(file)
    known = {
        message.id if isinstance(message.id, str) else message.id[0]: message for message in catalogue if message.id
    }
    assert len(spoken) > 20
    assert [text for text in spoken if text not in known or not known[text].string or known[text].fuzzy] == []
