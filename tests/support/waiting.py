"""Waiting for what another process does."""

import time
from collections.abc import Callable

# Seconds after which something will not come any more, also on a slow and busy machine.
PATIENCE = 60


def wait_for(condition: Callable[[], bool]) -> None:
    """Return as soon as `condition` holds; fail when it never does."""
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, "it did not come about"
        time.sleep(0.02)
