import gzip

import pytest

from app.foundation.languages import LANGUAGES
from config import PROJECT

# What the script of the article form may weigh in each language, compressed, in bytes.
LIMIT = 150_000


@pytest.mark.parametrize("language", LANGUAGES)
def test_script_of_the_form_stays_small(language: str) -> None:
    script = (PROJECT / "static/build" / language / "article_form.js").read_bytes()
    assert len(gzip.compress(script, 9)) < LIMIT
