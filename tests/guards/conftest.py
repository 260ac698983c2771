"""What several guards look at."""

from collections.abc import Iterator

import pytest

from tests.support.server import Server, running


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The demo newsroom, served; it takes long to load, and nobody changes it."""
    with running(tmp_path_factory.mktemp("demo"), DEMO="1") as server:
        yield server
