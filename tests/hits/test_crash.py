"""What was answered is counted, whoever is killed; `make bench` does the same twenty times and longer."""

from pathlib import Path

import pytest

from bench import newsroom
from bench.crash import Victim, one_run


@pytest.mark.parametrize("victim", Victim)
def test_views_survive_being_killed(victim: Victim, tmp_path: Path) -> None:
    room = newsroom.made(tmp_path, 3)
    paths = [f"{newsroom.PATH}{number}" for number in (1, 2, 3)]
    outcome = one_run(room, paths, victim, 1.2, at_writing=victim is not Victim.WORKER)
    assert outcome.complete > 100
    assert (outcome.lost, outcome.doubled, outcome.unfolded, outcome.stale, outcome.refused) == (0, 0, 0, 0, 0)
