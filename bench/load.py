"""One round of load from wrk on one server, and many rounds compared with each other."""

import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path

from bench import processes
from bench.servers import Server

CONNECTIONS = 32
# As many as the machines that this is run on have cores: with one, wrk itself would be what is measured.
THREADS = 2
SCRIPT = Path(__file__).with_name("load.lua")
# In seconds.
WARM_UP = 2
MICRO = 1_000_000


@dataclass(frozen=True)
class Round:
    """What one round came to: answers a second, microseconds of the server's processor for each, p99 in milliseconds.

    `refused` answers had a status of 400 or more; `broken` are connections that failed and answers that came too late.
    """

    answers: int
    rate: float
    processor: float
    p99: float
    refused: int
    broken: int


@dataclass(frozen=True)
class Target:
    """A page to ask for. `around` is entered for each of its rounds: what else goes on meanwhile."""

    name: str
    server: Server
    path: str
    headers: dict[str, str] = field(default_factory=dict)
    around: Callable[[], AbstractContextManager[object]] = nullcontext


def warm_up(targets: Sequence[Target]) -> None:
    """Ask each target for a while without measuring."""
    for target in targets:
        run(target.server, target.path, WARM_UP, target.headers)


def alternated(targets: Sequence[Target], rounds: int, seconds: int) -> dict[str, list[Round]]:
    """Measure all targets one after the other, that many times, for so many seconds each; the results go by name."""
    measured: dict[str, list[Round]] = {target.name: [] for target in targets}
    for number in range(1, rounds + 1):
        sys.stderr.write(f"Round {number} of {rounds}: {', '.join(measured)}\n")
        for target in targets:
            with target.around():
                measured[target.name].append(run(target.server, target.path, seconds, target.headers))
    return measured


def run(
    server: Server, path: str, seconds: int, headers: dict[str, str] | None = None, *, numbered: int | None = None
) -> Round:
    """Ask for `path` over and over on 32 connections; with `numbered`, for that many paths that begin with it."""
    command = ["wrk", f"-t{THREADS}", f"-c{CONNECTIONS}", f"-d{seconds}s", "--timeout", "10s", "-s", str(SCRIPT)]
    for name, value in (headers or {}).items():
        command += ["-H", f"{name}: {value}"]
    command.append(server.url(path))
    if numbered:
        command += ["--", path, str(numbered)]
    before = processes.processor_seconds(server.leader)
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    used = processes.processor_seconds(server.leader) - before
    told = json.loads(done.stdout.splitlines()[-1])
    answers = max(told["answers"], 1)
    return Round(
        answers=told["answers"],
        rate=told["answers"] / told["duration"] * MICRO,
        processor=used / answers * MICRO,
        p99=told["p99"] / 1000,
        refused=told["refused"],
        broken=told["broken"],
    )


def values(rounds: Sequence[Round], what: str) -> list[float]:
    """Return one figure of each round, by the name of its field."""
    return [float(getattr(one, what)) for one in rounds]


def paired(ours: Sequence[Round], theirs: Sequence[Round], what: str) -> list[float]:
    """Return the ratio of one figure in each round to that in the round beside it.

    What slows the machine for a while slows both.
    """
    return [one / other for one, other in zip(values(ours, what), values(theirs, what), strict=True) if other]
