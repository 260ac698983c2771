"""How long a newsroom with many articles takes to its first answer."""

import statistics
import sys
import tempfile
from pathlib import Path

from bench import newsroom
from bench.report import Part, Reach, spread

ARTICLES = 10_000
STARTS = 9
BOUND = 1.5
MEASURE = f"start to first answer, {ARTICLES:,} articles"


def run() -> Part:
    """Start the server several times in a prepared data folder; the first start warms the machine's cache of files."""
    times = []
    with tempfile.TemporaryDirectory() as folder:
        room = newsroom.made(Path(folder), ARTICLES)
        for number in range(STARTS + 1):
            with room.served() as server:
                times.append(server.start)
            sys.stderr.write(f"Start {number} of {STARTS}: {times[-1]:.2f} s\n")
    times = times[1:]
    text = (
        f"## Start\n\nFrom the call of `flask site serve` to the last byte of the first home page, {STARTS} starts: "
        f"{spread(times)} s.\n"
    )
    measured = f"{spread(times)} s"
    return Part([Reach(MEASURE, f"under {BOUND} s", measured, statistics.median(times) < BOUND)], text)
