"""Every text of the newsroom is there in every language."""

import pytest

from app.foundation.languages import FURTHER_LANGUAGES
from tools import texts


@pytest.mark.parametrize("language", FURTHER_LANGUAGES)
def test_catalogue_is_complete(language: str) -> None:
    catalogue = texts.catalogue(language)
    spoken = set(texts.spoken(*texts.FOLDERS))
    assert len(spoken) > 20
    translated = {
        (entry.id, entry.context) for entry in catalogue if entry.string and all(entry.string) and not entry.fuzzy
    }
    assert spoken - translated == set()
    # A text that nothing speaks any more is gone from it: make texts.
    assert {(entry.id, entry.context) for entry in catalogue if entry.id} - spoken == set()


@pytest.mark.parametrize("language", FURTHER_LANGUAGES)
def test_places_in_a_text_are_kept(language: str) -> None:
    for entry in texts.catalogue(language):
        assert list(entry.check()) == []
