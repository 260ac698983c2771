"""Kills servers under load and compares what they have stored with what they had answered."""

import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from bench import newsroom, processes, servers
from bench.newsroom import PATH, Newsroom
from bench.report import Part, Reach, table
from bench.servers import Server
from tests.support.counting_client import counting, number_in

RUNS = 20
ARTICLES = 20
# Seconds of load before a kill (longer than the second between two foldings) and after it.
BEFORE = (1.0, 2.5)
AFTER = 2.0
# Longer than the second between two foldings, in seconds.
SETTLED = 3.0
# In seconds.
LONGER_THAN_A_RUN = 60
# What stands in the table, by the name of the field.
COLUMNS = {
    "complete": "complete",
    "cut_off": "cut off",
    "refused": "refused",
    "lost": "lost",
    "doubled": "doubled",
    "unfolded": "not folded",
    "stale": "stale",
}


class Victim(StrEnum):
    """Whom SIGKILL hits."""

    WORKER = "a worker"
    FOLDING = "the process that folds"
    SERVER = "the whole server"


@dataclass(frozen=True)
class Outcome:
    """What one run came to, all in requests or views.

    `lost` were answered and are not stored, `doubled` are stored and were never asked for: both by the numbers that the
    pages show after the restart. `unfolded` is how far the two tables were from those numbers in the end. `stale`
    answers showed a number that had been read before they were asked for.
    """

    victim: Victim
    at_writing: bool
    complete: int
    cut_off: int
    refused: int
    lost: int
    doubled: int
    unfolded: int
    stale: int


def run() -> Part:
    """Make 20 runs on one newsroom, victims and moments in turn."""
    outcomes = []
    with tempfile.TemporaryDirectory() as folder:
        room = newsroom.made(Path(folder), ARTICLES + 1)
        paths = [f"{PATH}{number}" for number in range(1, ARTICLES + 1)]
        for number in range(RUNS):
            victim = list(Victim)[number % len(Victim)]
            at_writing = number % 2 == 1
            seconds = random.uniform(*BEFORE)
            outcomes.append(one_run(room, paths, victim, seconds, at_writing=at_writing, crowd=f"{PATH}{ARTICLES + 1}"))
            sys.stderr.write(f"Crash {number + 1} of {RUNS}: {outcomes[-1]}\n")
    lost, doubled = sum(o.lost for o in outcomes), sum(o.doubled for o in outcomes)
    reach = Reach(
        f"views lost or doubled in {RUNS} runs with SIGKILL under load", "0", f"{lost} lost, {doubled} doubled",
        lost == doubled == 0,
    )  # fmt: skip
    return Part([reach], _section(outcomes))


def one_run(
    room: Newsroom, paths: list[str], victim: Victim, seconds: float, *, at_writing: bool, crowd: str | None = None
) -> Outcome:
    """Serve the newsroom, kill `victim` after so many seconds of load on the pages at `paths`, restart, and compare.

    With `at_writing` the kill waits until the database is written next: it hits within a folding, or right behind it.
    `crowd` is the path of a further page, whose views are not compared: where wrk is installed it keeps the server busy
    with it, because a client that counts exactly is too slow to.
    """
    with room.served() as server:
        before = _shown(server, paths)
        with _crowded(server, crowd), counting(server.port, paths) as client:
            time.sleep(seconds)
            if at_writing:
                _wait_for_writing(room)
            _kill(room, server, victim)
            if victim is not Victim.SERVER:
                time.sleep(AFTER)
    with room.served() as server:
        after = _shown(server, paths)
        time.sleep(SETTLED)
    stored = room.stored()
    # The number that is read last counts the reading.
    views = {path: after[path] - before[path] - 1 for path in paths}
    tallies = client.tallies
    return Outcome(
        victim,
        at_writing,
        complete=sum(tally.complete for tally in tallies.values()),
        cut_off=sum(tally.cut_off for tally in tallies.values()),
        refused=sum(tally.refused for tally in tallies.values()),
        lost=sum(max(0, tally.complete - views[path]) for path, tally in tallies.items()),
        doubled=sum(max(0, views[path] - tally.complete - tally.cut_off) for path, tally in tallies.items()),
        unfolded=sum(
            abs(views_of.get(path, 0) - after[path]) for views_of in (stored.totals, stored.daily) for path in paths
        ),
        stale=sum(tally.stale for tally in tallies.values()),
    )


def folding_process(room: Newsroom) -> int | None:
    """Return the process that folds the counts into the database, if there is one."""
    return processes.lock_holder(room.folder / "hits" / "folding.lock")


@contextmanager
def _crowded(server: Server, path: str | None) -> Iterator[None]:
    if path is None or shutil.which("wrk") is None:
        yield
        return
    command = ["wrk", "-t1", "-c16", f"-d{LONGER_THAN_A_RUN}s", server.url(path)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        yield
    finally:
        process.kill()
        process.wait()


def _kill(room: Newsroom, server: Server, victim: Victim) -> None:
    workers, folding = processes.workers(server.leader), folding_process(room)
    if victim is Victim.SERVER:
        os.killpg(server.leader, signal.SIGKILL)
    elif victim is Victim.FOLDING:
        # Where no process is elected to fold, each worker does it for itself.
        os.kill(folding or random.choice(workers), signal.SIGKILL)
    else:
        os.kill(random.choice([worker for worker in workers if worker != folding] or workers), signal.SIGKILL)


def _shown(server: Server, paths: list[str]) -> dict[str, int]:
    return {path: number_in(servers.get(server, path)[2]) for path in paths}


def _wait_for_writing(room: Newsroom) -> None:
    log = room.folder / "dateline.sqlite3-wal"
    deadline = time.monotonic() + SETTLED
    before = log.stat().st_mtime_ns if log.exists() else 0
    while time.monotonic() < deadline and not (log.exists() and log.stat().st_mtime_ns != before):
        time.sleep(0.0002)


def _section(outcomes: list[Outcome]) -> str:
    rows = []
    for victim in Victim:
        for at_writing in (False, True):
            chosen = [o for o in outcomes if (o.victim, o.at_writing) == (victim, at_writing)]
            sums = [sum(getattr(o, name) for o in chosen) for name in COLUMNS]
            moment = "as the database is written" if at_writing else "at a random moment"
            rows.append((f"{victim}, {moment}", str(len(chosen)), *(f"{number:,}" for number in sums)))
    return (
        "## Views after SIGKILL\n\n"
        f"{ARTICLES} articles, 8 connections that each ask for the next page as soon as the last is answered; wrk "
        "keeps the server busy with another one meanwhile, on 16 connections. Complete "
        "are answers that came whole; cut off are requests that were sent, at least in part, and not answered whole: "
        "each of them may have been counted. Refused are answers with another status than 200. After a restart each "
        "page shows its number. Lost: complete answers above it. Doubled: the number above the complete answers and "
        "those cut off. Not folded: difference between the numbers shown and the sums of the two tables, "
        f"{SETTLED:.0f} s and a stop later. Stale: answers whose number had been read before they were asked for.\n\n"
        + table(("killed", "runs", *COLUMNS.values()), rows)
    )
