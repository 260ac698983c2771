"""`make bench`, or `python -m bench [part …]`: runs the benchmarks, prints their tables, writes `bench/results.md`."""

import argparse
import sys
from pathlib import Path

from bench import crash, lists, memory, misses, opening, pages, report, search, side_requests, start, typing
from bench.report import Part

PARTS = {
    "pages": pages.run,
    "side": side_requests.run,
    "memory": memory.run,
    "start": start.run,
    "crash": crash.run,
    "lists": lists.run,
    "misses": misses.run,
    "search": search.run,
    "typing": typing.run,
    "opening": opening.run,
}


def main() -> None:
    """Run the chosen parts, or all; only a run of all of them is written to the file."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("part", nargs="*", help=f"what to run, of {', '.join(PARTS)}; without it, everything")
    chosen: list[str] = parser.parse_args().part
    if unknown := set(chosen) - set(PARTS):
        parser.error(f"there is no part {', '.join(unknown)}; there are {', '.join(PARTS)}")
    done: list[Part] = []
    for name in chosen or PARTS:
        done.append(PARTS[name]())
        sys.stderr.write(f"\n{report.document(done[-1:])}\n")
        if not chosen:
            # After each part, so that a failure further on leaves what is known.
            Path(__file__).with_name("results.md").write_text(report.document(done))
    sys.stdout.write(report.document(done))


main()
