"""The memory of the whole server when every worker has stored a thousand pages."""

import tempfile
from pathlib import Path

from bench import load, newsroom, processes, programs
from bench.report import Part, Reach, table

PAGES = 1000
MEBIBYTE = 1024 * 1024
BOUND = 200
MEASURE = f"memory of the whole server with {PAGES:,} pages stored"
# Each with connections of its own, so that every page comes to every worker; a round takes so many seconds.
FEWEST_ROUNDS = 6
MOST_ROUNDS = 30
SECONDS = 4
# So many times must each page have been asked for, before every worker can be taken to have stored it.
ENOUGH = 40
ENCODINGS = ("identity", "gzip")


def run() -> Part:
    """Ask for all pages, in each encoding, many times over, and read what the processes hold."""
    absent = programs.missing()
    if absent:
        return Part([Reach(MEASURE, f"under {BOUND} MiB", programs.advice(absent), None)], "")
    with tempfile.TemporaryDirectory() as folder, newsroom.made(Path(folder), PAGES).served() as server:
        fresh = processes.memory(server.leader)
        answers = rounds = 0
        while rounds < FEWEST_ROUNDS or (answers < ENOUGH * PAGES and rounds < MOST_ROUNDS):
            headers = {"Accept-Encoding": ENCODINGS[rounds % len(ENCODINGS)]}
            answers += load.run(server, newsroom.PATH, SECONDS, headers, numbered=PAGES).answers
            rounds += 1
        full = processes.memory(server.leader)
    rows = []
    for moment, memory in (("just started", fresh), (f"after {answers:,} answers", full)):
        names = ["main process", *(f"worker {number}" for number in range(1, len(memory)))]
        rows += [(moment, name, *_mebibytes(one.proportional, one.resident))
                 for name, one in zip(names, memory, strict=True)]  # fmt: skip
        rows.append(
            (moment, "**sum**", *_mebibytes(sum(m.proportional for m in memory), sum(m.resident for m in memory)))
        )
    proportional = sum(one.proportional for one in full) / MEBIBYTE
    resident = sum(one.resident for one in full) / MEBIBYTE
    measured = f"{proportional:.0f} MiB (PSS; the sum of RSS, which counts shared pages several times, {resident:.0f})"
    connections = load.CONNECTIONS * rounds
    text = (
        f"## Memory\n\n{PAGES:,} articles; each page is asked for about {answers // PAGES:,} times, in both encodings, "
        f"over {connections} connections, so that it comes to every worker. PSS divides what processes share among "
        "them; RSS does not.\n\n"
    )
    stored = answers >= ENOUGH * PAGES
    if not stored:
        measured += f"; only {answers:,} answers, so that not every worker has stored every page"
    return Part(
        [Reach(MEASURE, f"under {BOUND} MiB", measured, proportional < BOUND if stored else None)],
        text + table(("", "process", "PSS, MiB", "RSS, MiB"), rows),
    )


def _mebibytes(*sizes: int) -> list[str]:
    return [f"{size / MEBIBYTE:.1f}" for size in sizes]
