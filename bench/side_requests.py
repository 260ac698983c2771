"""The counted page while an editor's slow requests run beside it."""

import tempfile
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from bench import load, newsroom, programs, servers
from bench.load import Target, paired, values
from bench.report import AtLeast, Part, spread, table
from bench.servers import Server

PATH = f"{newsroom.PATH}1"
# Of bench/slow_desk.py, with the seconds that it takes.
SLOW = "/admin/slow/0.5"
AT_ONCE = 4
ROUNDS = 9
SECONDS = 3
ALONE, BESIDE = "alone", f"with {AT_ONCE} slow requests at once"
ASKED = AtLeast(f"the same load while {AT_ONCE} side requests of 0.5 s run all the time, against without", 0.8)


def run() -> Part:
    """Measure the same server with and without them."""
    absent = programs.missing()
    if absent:
        return Part([ASKED.not_measured(programs.advice(absent))], "")
    with tempfile.TemporaryDirectory() as folder, newsroom.made(Path(folder), 1).served_with_slow_desk() as server:
        targets = [Target(ALONE, server, PATH), Target(BESIDE, server, PATH, around=lambda: _asking(server))]
        load.warm_up(targets)
        measured = load.alternated(targets, ROUNDS, SECONDS)
    ratios = paired(measured[BESIDE], measured[ALONE], "rate")
    rows = [
        (name, spread(values(rounds, "rate"), 0), spread(values(rounds, "p99"), 1),
         f"{sum(one.refused + one.broken for one in rounds):,}")
        for name, rounds in measured.items()
    ]  # fmt: skip
    text = (
        "## The counted page beside slow requests\n\n"
        f"A page below /admin waits for 0.5 s and holds a thread of the server. {AT_ONCE} clients ask for "
        f"it in a loop. {ROUNDS} rounds of {SECONDS} s in alternation; median of the ratios in pairs: "
        f"{spread(ratios)}.\n\n"
    )
    return Part([ASKED.reached(ratios)], text + table(("", "requests/s", "p99, ms", "failed"), rows))


@contextmanager
def _asking(server: Server) -> Iterator[None]:
    """Let so many clients ask for the slow page all the time while the block runs."""
    stopping = threading.Event()

    def ask() -> None:
        while not stopping.is_set():
            status, _, answer = servers.get(server, SLOW)
            if status != 200:
                raise ValueError(f"the slow page answered {status}: {answer[:200]!r}")

    with ThreadPoolExecutor(AT_ONCE) as pool:
        clients = [pool.submit(ask) for _ in range(AT_ONCE)]
        try:
            yield
        finally:
            stopping.set()
    for client in clients:
        client.result()
